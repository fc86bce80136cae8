"""Two say yes in the same moment, one says it twice, and somebody is named or it ends while somebody says it."""

from datetime import timedelta

import pytest

from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.levels.actions import vacancies as actions
from stigar.levels.models import OptIn, Recruiter, Vacancy
from stigar.levels.queries import vacancies as queries
from stigar.levels.rules import vacancies as rules
from stigar.profiles.models import Profile, Version
from tests.cast import TODAY, assemble
from tests.profiles.test_at_once import at_once, unexpected

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    """Everybody, where other threads see them."""
    company = assemble()
    with inside(company.organisation.pk):
        yield company


@pytest.fixture
def vacancy(cast):
    held, now = {"organisation": cast.organisation}, clock.now()
    profile = Profile.objects.create(**held, role=cast.adviser, name="Rådgivare", made=TODAY)
    version = Version.objects.create(**held, profile=profile, number=1, content={}, digest="1" * 64, at=now)
    return Vacancy.objects.create(
        **held, role=cast.adviser, version=version, last_day=TODAY + timedelta(days=9), opened_at=now
    )


def _yes(vacancy, person, words=""):
    mark = queries.shown_to(vacancy, person, None, today=TODAY).mark
    return lambda: actions.opt_in(vacancy=vacancy, words=words, seen_by=mark, viewer=person, today=TODAY)


@pytest.mark.parametrize("_time", range(3))
def test_two_say_yes_in_the_same_moment_and_both_have_said_it(cast, vacancy, _time):
    answers = at_once(cast.organisation, _yes(vacancy, cast.bo), _yes(vacancy, cast.cai))

    assert unexpected(answers) == []
    assert {one.person_id for one in OptIn.objects.all()} == {cast.bo.pk, cast.cai.pk}


@pytest.mark.parametrize("_time", range(3))
def test_one_who_presses_twice_has_said_it_once(cast, vacancy, _time):
    answers = at_once(cast.organisation, _yes(vacancy, cast.bo, "a"), _yes(vacancy, cast.bo, "b"))

    assert unexpected(answers) == []
    assert OptIn.objects.get().words in {"a", "b"}


@pytest.mark.parametrize("_time", range(3))
def test_who_is_named_while_somebody_says_yes_never_sees_more_than_was_said_yes_to(cast, vacancy, _time):
    def names():
        return actions.name_recruiter(vacancy=vacancy, person=cast.gro, viewer=cast.hedda, today=TODAY)

    answers = at_once(cast.organisation, _yes(vacancy, cast.bo), names)

    assert unexpected(answers, actions.OthersSee) == []
    row = queries.vacancy_shown(cast.gro, vacancy.pk, today=TODAY)
    towards = rules.grounds_in(cast.gro, row, today=TODAY)
    assert list(rules.visible_opt_ins(cast.gro, row, today=TODAY, towards=towards)) == []
    assert Recruiter.objects.count() == 1


@pytest.mark.parametrize("_time", range(3))
def test_who_says_yes_while_it_ends_is_seen_by_nobody(cast, vacancy, _time):
    def ends():
        return actions.end_vacancy(vacancy=vacancy, viewer=cast.hedda, today=TODAY)

    answers = at_once(cast.organisation, _yes(vacancy, cast.bo), ends)

    assert unexpected(answers, actions.Ended) == []
    row = queries.vacancy_shown(cast.hedda, vacancy.pk, today=TODAY)
    assert row.is_over(TODAY)
    towards = rules.grounds_in(cast.hedda, row, today=TODAY)
    assert list(rules.visible_opt_ins(cast.hedda, row, today=TODAY, towards=towards)) == []
