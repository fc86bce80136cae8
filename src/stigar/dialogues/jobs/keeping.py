"""What happens by itself with dialogues: the employee is written to when summaries are opened, and what has been kept long enough goes."""

from __future__ import annotations

from stigar.dialogues import privacy
from stigar.dialogues.actions import breaking, keeping
from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.levels import privacy as of_levels
from stigar.people.queries.clocks import in_each_organisation


@errand(breaking.ERRAND)
def tell_of_a_break(asked: Errand) -> None:
    """One letter; the errand ends with how many went."""
    with once(asked) as result:
        result.update(breaking.write_to_the_person(asked))


def keep_no_longer() -> None:
    """In every organisation: tell what goes in a month, and let go of what was told a month ago. Run often; each happens once."""
    in_each_organisation(_look_after, what="how long things are kept")


def _look_after(_time_zone: str) -> None:
    today = clock.today()
    for told in keeping.tell_what_goes(today=today):
        keeping.write_of(told)
    keeping.drop_what_is_past(today=today, forgets=(of_levels.forget, privacy.forget))
