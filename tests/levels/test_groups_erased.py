"""Somebody who has left is erased: what is published of groups stays, and what is published next does not let them be worked out."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from stigar.levels.actions import groups as actions
from stigar.levels.models import Level
from stigar.levels.queries.groups.reading import read
from stigar.people.models import Person
from stigar.web import privacy
from tests.cast import TODAY
from tests.levels.attacker import Attacker
from tests.levels.groups import advisers, seen
from tests.levels.test_groups_attacked import Naive

pytestmark = pytest.mark.once  # the arithmetic is the same on either database, and the campaign is long

DATES = 3


def _erased(who: Person, day) -> None:
    """Left the day before, and forgotten by every room."""
    Person.objects.filter(pk=who.pk).update(ended=day - timedelta(days=1))
    privacy.forget(Person.objects.get(pk=who.pk), today=day)
    assert not Level.objects.filter(person=who).exists()


def _attacked(cast, visit, books, luck, guard=None) -> Attacker:
    """Published and read; then one or two are erased, nothing else happens, and it is published and read again."""
    attacker = Attacker(cast, visit, [books["listening"], books["writing"]], Random(luck))
    attacker.publish_and_read(guard)
    for _ in range(DATES):
        attacker.day += timedelta(days=30)
        there = Person.objects.filter(given__startswith="Nya", ended=None).order_by("number")
        for who in attacker.luck.sample(list(there), attacker.luck.choice([1, 1, 2])):
            _erased(who, attacker.day)
        attacker.publish_and_read(guard)
    return attacker


@pytest.mark.parametrize("luck", range(3))
def test_nobody_who_is_erased_can_be_worked_out_by_comparing_dates(cast, approved, books, visit, luck):
    attacker = _attacked(cast, visit, books, luck)

    assert attacker.solved() == []
    assert attacker.figures >= 4


def test_the_same_attacker_finds_who_was_erased_when_the_guard_is_off(cast, approved, books, visit):
    attacker = _attacked(cast, visit, books, 0, Naive())

    assert min(map(len, attacker.solved())) == 1


@pytest.mark.parametrize("later", [0, 1, 40])
def test_what_is_published_stands_when_one_is_erased(cast, approved, books, later):
    people = advisers(cast, cast.service, cast.ada, 8)
    seen(cast, people, books["listening"], "44455123")
    actions.count(today=TODAY)
    before = _figures(cast, books)

    _erased(people[0], TODAY)
    actions.count(today=TODAY + timedelta(days=later))

    assert (before, _figures(cast, books)) == ((8, 5), (8, 5))


def _figures(cast, books):
    now = read([cast.service.pk], language="sv").units[cast.service.pk].cells[books["listening"]].now
    return now.people, now.reach
