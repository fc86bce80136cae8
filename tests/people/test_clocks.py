"""What happens by itself goes from organisation to organisation."""

from stigar.foundation.tenancy import where_we_are
from stigar.people.queries.clocks import in_each_organisation


def test_what_breaks_in_one_organisation_is_done_in_the_others(cast, caplog):
    seen = []

    def work(time_zone):
        seen.append((where_we_are(), time_zone))
        if where_we_are() == cast.organisation.pk:
            raise ValueError("a letter that nobody can write")
        return 2

    done = in_each_organisation(work, what="letters")

    there = sorted((cast.organisation, cast.elsewhere), key=lambda one: one.key)
    assert seen == [(one.pk, one.time_zone) for one in there]
    assert done == 2
    assert "went wrong: letters" in caplog.text
