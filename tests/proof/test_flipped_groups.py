"""Who people are makes no difference to the figures of groups, nor to who is found for a role among those who have said yes to it.

The same things are flipped as for one person alone (``test_flipped``): of every second person in the company, one thing at a time.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from stigar.dialogues.models import Talk
from stigar.engine.careers import Matching
from stigar.foundation.journal import EVERYTHING
from stigar.levels.actions import groups as actions
from stigar.levels.models import Level, Published
from stigar.levels.queries.groups.asked import asked_of_all
from stigar.levels.queries.groups.entering import of_competence, of_leaving
from stigar.people.models import Person, Position, Site
from tests.cast import TODAY
from tests.levels.conftest import approved, books, project  # noqa: F401 - fixtures, asked for by their names
from tests.levels.groups import advisers, seen, seen_at
from tests.proof.test_flipped import FLIPS, POSTS

NO_LEVEL = 0


@pytest.fixture
def company(cast, approved, books):  # noqa: F811
    """Nine advisers in customer service and seven among the merchants, seen in two competences."""
    service = advisers(cast, cast.service, cast.ada, 9)
    others = advisers(cast, cast.merchants, cast.dag, 7)
    seen(cast, service, books["listening"], "444551234")
    seen(cast, others, books["listening"], "4123404")
    seen(cast, service, books["writing"], "333312345")
    return [*service, *others]


@pytest.mark.django_db
@pytest.mark.parametrize("what", FLIPS)
def test_whoever_people_are_the_figures_and_the_matches_are_the_same(cast, company, books, what):  # noqa: F811
    before = _answers(company, books)

    for place, who in enumerate(company[::2]):
        flipped = dict(FLIPS[what])
        if "number" in flipped:
            flipped["number"] += str(place)
        if "email" in flipped:
            flipped["email"] = f"{place}.{flipped['email']}"
        Person.objects.filter(pk=who.pk).update(**flipped)

    assert _answers(company, books) == before


@pytest.mark.django_db
@pytest.mark.parametrize("what", POSTS)
def test_however_much_and_wherever_people_work_the_figures_are_the_same(cast, company, books, what):  # noqa: F811
    before = _answers(company, books)

    flipped = dict(POSTS[what])
    if "site" in flipped:
        flipped["site"] = Site.objects.create(organisation=cast.organisation, name=flipped["site"], country="PL")
    Position.objects.filter(person__in=company[::2]).update(**flipped)

    assert _answers(company, books) == before


@pytest.mark.django_db
def test_who_is_on_leave_is_counted_all_the_same(cast, company, books):  # noqa: F811
    before = _answers(company, books)

    for who in company[::2]:
        Talk.objects.create(
            organisation=cast.organisation, person=who, reviewer=cast.ada, language="sv", blocks=[], opened_at=actions.clock.now(),
            away_until=TODAY + timedelta(days=200),
        )  # fmt: skip

    assert _answers(company, books) == before


@pytest.mark.django_db
def test_what_people_can_does_make_a_difference(cast, company, books):  # noqa: F811
    before = _answers(company, books)

    for who in company[5:9]:
        seen_at(cast, who, books["listening"], 5, days=0, at=actions.clock.now())

    after = _answers(company, books)
    assert [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [0, 2, 3]


def _answers(company, books):  # noqa: F811
    """What each adds to the figures, who leaves, what is published from nothing, and who is found for the role."""
    for kept in EVERYTHING:
        kept.forget()
    Published.objects.all().delete()
    asked = asked_of_all(today=TODAY)
    added = [sorted(_added(of_competence(one, asked, today=TODAY))) for one in (books["listening"], books["writing"])]
    actions.count(today=TODAY)
    told = {one.group: one.figures for one in Published.objects.exclude(group__startswith="competence:")}
    return added, sorted(_added(of_leaving(asked, today=TODAY))), told, _found(company, books)


def _added(entries):
    """Without the mark of the record, which is another each time."""
    return [(one.person, one.value, one.ends, sorted(one.groups)) for one in entries]


def _found(company, books):  # noqa: F811
    """All who meet what is asked and all who lack one thing, of those who said yes: every third has not."""
    latest = {
        (one.person_id, one.competence_id): one.level for one in Level.objects.order_by("on", "at") if one.level is not None
    }  # fmt: skip
    keys = [one.pk for one in company]
    table = {
        name: np.array([latest.get((who, books[name]), NO_LEVEL) for who in keys], np.uint8)
        for name in ("listening", "writing")
    }
    found = Matching().of({"listening": 4, "writing": 3}, table, np.array([at % 3 > 0 for at in range(len(keys))]))
    return found.people(keys), {name: found.lacking(name, keys) for name in table}
