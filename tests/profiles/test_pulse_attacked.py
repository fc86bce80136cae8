"""Nothing of fewer than five can be worked out of how secure people feel, from all pages on all days; with the guard off, people are found."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from stigar.people.models import Person
from stigar.people.queries import answers as asked_of_all
from stigar.profiles import privacy
from stigar.profiles.actions import following as actions
from stigar.profiles.models import Confidence
from stigar.profiles.queries import following as asked
from tests.cast import TODAY
from tests.profiles.pulse_attacker import Attacker
from tests.profiles.test_following import _advisers

pytestmark = pytest.mark.once  # the arithmetic is the same on either database, and the campaign is long

AFTER = TODAY + timedelta(days=15)
SHAPES = (  # what was answered, in the order it came
    [5] * 8 + [1, 2], [5] * 5 + [1] * 4 + [2], [4] * 6 + [3] * 4, [5] * 9 + [1], [4] * 5 + [2] * 3 + [1] * 3, [3] * 5 + [4] * 6,
)  # fmt: skip


@pytest.fixture
def pulse(project, cast):
    return actions.ask_confidence(project=project, threshold=Decimal(4), viewer=cast.hedda, today=TODAY)


def _attacked(cast, visit, project, pulse, values, when):
    """The attacker looks after each answer, and when the round is over."""
    attacker = Attacker(cast, visit, project)
    for person, answer in zip(list(_advisers(cast, len(values))), values, strict=True):
        actions.answer_confidence(pulse=pulse, answer=answer, viewer=person, today=TODAY)
        if Confidence.objects.count() % 5 in (0, 1):
            attacker.read(TODAY)
    when(AFTER)
    attacker.read(AFTER)
    return attacker


@pytest.fixture
def when(settings):
    """Let the pages be read on another day."""

    def moved(day):
        settings.STIGAR = settings.STIGAR.model_copy(update={"today": day})

    return moved


@pytest.mark.parametrize("values", SHAPES, ids=str)
def test_nothing_of_fewer_than_five_follows_from_all_pages_on_all_days(cast, visit, project, pulse, when, values):
    attacker = _attacked(cast, visit, project, pulse, values, when)

    assert list(attacker.few()) == []
    assert len(attacker.seen) >= 2
    assert all(not one.spread for one in attacker.seen if one.day <= pulse.closes)


@pytest.mark.parametrize("luck", range(2))
def test_nor_from_answers_that_luck_gives(cast, visit, project, pulse, when, luck):
    chance = Random(luck)
    values = [chance.choice((1, 2, 3, 4, 4, 5, 5)) for _ in range(chance.randint(8, 14))]

    assert list(_attacked(cast, visit, project, pulse, values, when).few()) == []


def test_the_spread_is_shown_when_the_round_is_over_and_every_answer_was_given_by_five(
    cast, visit, project, pulse, when
):
    attacker = _attacked(cast, visit, project, pulse, [4] * 6 + [5] * 9, when)

    assert (attacker.seen[-1].people, attacker.seen[-1].spread) == (15, ((4, 6), (5, 9)))
    assert list(attacker.few()) == []


def test_the_same_attacker_finds_people_when_the_spread_stands_beside_the_mean(
    cast, visit, project, pulse, when, monkeypatch
):
    def naive(votes, *, over):
        mean = Decimal(sum(answer for answer, _ in votes)) / len(votes) if votes else None
        shown = asked_of_all.share(votes).shown
        return asked_of_all.Together(len(votes) // 5 * 5, mean and mean.quantize(Decimal("0.1")), shown)

    monkeypatch.setattr(asked, "together", naive)

    attacker = _attacked(cast, visit, project, pulse, [5] * 8 + [1, 2], when)

    assert "2 of 10 answered one of [1, 2, 3, 4]" in set(attacker.few())


def test_who_is_forgotten_takes_nobody_with_them_out_of_the_figures(cast, visit, project, pulse, when):
    """Six have answered and five are counted: if the first one's answer went, the sixth would come in, and the mean would tell."""
    attacker = _attacked(cast, visit, project, pulse, [1, 4, 4, 4, 4, 5], when)
    first = Person.objects.get(number="k0")
    Person.objects.filter(pk=first.pk).update(ended=TODAY)
    first.refresh_from_db()

    privacy.forget(first, today=AFTER)
    attacker.read(AFTER)

    assert list(attacker.few()) == []
    assert {(one.people, one.tenths) for one in attacker.seen} == {(5, 34)}
    assert Confidence.objects.filter(person=first).count() == 0
    assert Confidence.objects.count() == 6
