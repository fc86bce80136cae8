"""Every engine keeps the same promises: settings with defaults, frozen, the same answer for the same question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pytest

from stigar.engine.agreement import Agreement, Rating
from stigar.engine.areas import AreaFinder
from stigar.engine.areas.savings import JointProgramme
from stigar.engine.areas.shared import matrix
from stigar.engine.areas.start import Candidate, StartOrder
from stigar.engine.careers import Careers, Have, Level, Matching, PathFinder, Role
from stigar.engine.gaps import (
    Coverage,
    Entry,
    GapFinder,
    Guard,
    Known,
    Mark,
    Need,
    Offer,
    Picturing,
    Placed,
    ProgrammeOrder,
    Source,
)
from stigar.engine.goals import CopiedGoals, Goal, GoalCheck, ProgressBand, Said
from stigar.engine.vocabulary import Evidence, Kind

NAMES = ("Åse-Møller 👩🏽‍💻", "客服", "עובד", "Ünïcode")
TOLD = [
    Evidence(name, text, kind)
    for name in NAMES
    for text, kind in (("Svarar i telefon", Kind.TASK), ("Lugn", Kind.TRAIT))
]
RATINGS = [
    Rating(name, what, len(name) % 4 + at) for name in NAMES for at, what in enumerate(("lugn", "skrift", "ämne"))
]
DAY = date(2026, 6, 1)
NEEDS = [Need(name, 3, at % 3 + 1) for at, name in enumerate(NAMES)]
KNOWN = [Known(name, at + 1, Source.MANAGER, DAY) for at, name in enumerate(NAMES)]
MARKS = [Mark(name, NAMES[0], at + 1, DAY) for at, name in enumerate(NAMES)]
PLACED = [Placed(name, "adviser", "North") for name in NAMES]
ENTRIES = [Entry(f"{name}{at}", at + 1, f"{name}/{at}", frozenset({name}), (1, 5)) for name in NAMES for at in range(5)]
ROLES = [Role(name, name, (Level("calm", at + 1),), frozenset({name})) for at, name in enumerate(NAMES)]
CANDIDATES = [Candidate(name, number, need=number / 4) for number, name in enumerate(NAMES)]

SAID = [Said(name, name, "Jag ringer fem kunder om dagen") for name in NAMES]
GOALS = {
    name: Goal(f"Ringa {name} om dagen, från 4 till 8", start=date(2026, 9, 7), last=date(2026, 10, 5))
    for name in NAMES
}


def each(verb: Callable[[Goal], Any]) -> Callable[[dict[str, Goal]], Any]:
    """One goal at a time is what is asked of these; here of several."""
    return lambda goals: {name: verb(goal) for name, goal in goals.items()}


@dataclass(frozen=True)
class Engine:
    """One engine: its settings, what it is asked, and an example of what it is given."""

    settings: Any
    ask: Callable[[Any], Any]
    given: Any
    nothing: Any


def pictured(marks):
    """Four advisers of whom these marks are known."""
    return Picturing().of(PLACED, {"adviser": NEEDS}, {"North": None}, marks)


ENGINES = {
    "agreement": Engine(Agreement(), Agreement().of, RATINGS, []),
    "areas": Engine(AreaFinder(runs=3), AreaFinder(runs=3).of, TOLD, []),
    "slider": Engine(AreaFinder(runs=3), AreaFinder(runs=3).slider, TOLD, []),
    "shared": Engine(AreaFinder(), matrix, TOLD, []),
    "start": Engine(StartOrder(), StartOrder().of, CANDIDATES, []),
    "goals": Engine(GoalCheck(), each(GoalCheck().of), GOALS, {}),
    "band": Engine(ProgressBand(), each(ProgressBand().of), GOALS, {}),
    "copies": Engine(CopiedGoals(), CopiedGoals().of, SAID, []),
    "gaps": Engine(GapFinder(), lambda needs: GapFinder().of(needs, KNOWN, today=DAY), NEEDS, []),
    "picture": Engine(Picturing(), lambda people: _whole(people), PLACED, []),
    "coverage": Engine(Coverage(), lambda needs: _covered(needs), NEEDS, []),
    "programmes": Engine(
        ProgrammeOrder(),
        lambda offers: ProgrammeOrder().of(offers, pictured(MARKS)),
        [Offer(name, (name,)) for name in NAMES],
        [],
    ),
    "guard": Engine(Guard(), lambda told: Guard().of(told, on=DAY).figures, ENTRIES, []),
    "careers": Engine(Careers(), lambda roles: Careers().of(Have({"calm": 2}), roles), ROLES, []),
    "paths": Engine(PathFinder(), lambda roles: PathFinder().of(Have(), roles, target=NAMES[3]), ROLES, []),
    "matching": Engine(Matching(), lambda required: _matching(required), {"calm": 2, "care": 1}, {}),
    "savings": Engine(JointProgramme(), JointProgramme().of, dict.fromkeys(NAMES, 9), {}),
}


def _whole(people):
    return Picturing().of(people, {"adviser": NEEDS}, {"North": None}, MARKS).whole()


def _covered(needs):
    return Coverage().of(Picturing().of(PLACED, {"adviser": needs}, {"North": None}, MARKS), today=DAY)


def _matching(required):
    return Matching().of(required, {"calm": np.array([1, 2, 3], np.uint8)}, [True] * 3).people(NAMES)


every = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)


@every
def test_settings_have_defaults_and_cannot_be_changed(engine):
    settings = type(engine.settings)()

    with pytest.raises(FrozenInstanceError):
        setattr(settings, fields(settings)[0].name, 1)


@every
def test_the_same_question_gets_the_same_answer(engine):
    assert engine.ask(engine.given) == engine.ask(engine.given)


@every
def test_the_order_of_what_is_given_changes_nothing(engine):
    turned = dict(reversed(engine.given.items())) if isinstance(engine.given, dict) else engine.given[::-1]

    assert engine.ask(turned) == engine.ask(engine.given)


@every
def test_what_is_given_is_left_as_it_was(engine):
    before = repr(engine.given)

    engine.ask(engine.given)

    assert repr(engine.given) == before


@every
def test_nothing_given_is_answered_with_nothing(engine):
    answer = engine.ask(engine.nothing)

    told = ("areas", "rows", "steps", "saved", "competences", "gaps", "roles", "paths")
    assert not next((getattr(answer, name) for name in told if hasattr(answer, name)), answer)


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script_come_back_unchanged(name):
    assert name in AreaFinder(runs=3).of(TOLD).placement
    assert name in matrix(TOLD).roles
    assert name in [start.area for start in StartOrder().of(CANDIDATES)]
    assert name in [gap.competence for gap in GapFinder().of(NEEDS, KNOWN, today=DAY)]
    assert name in [row.competence for row in pictured(MARKS).whole()]
    assert name in Guard().of(ENTRIES, on=DAY).figures
    assert name in [near.title for near in Careers().of(Have({"calm": 2}), ROLES)]
    assert name in CopiedGoals().of(SAID).groups[0].goals
    assert name in GoalCheck().of(GOALS[name]).plan.offer


def test_the_answers_explain_themselves():
    found = AreaFinder(runs=3).of(TOLD)

    assert all(found.why(name) for name in NAMES)
    assert all(start.parts for start in StartOrder().of(CANDIDATES))
    assert all(one.why for goal in GOALS.values() for one in GoalCheck().of(goal))
    assert all(ProgressBand().of(goal).why for goal in GOALS.values())
    assert JointProgramme().of({"A": 9, "B": 9}).terms
    assert all(gap.why for gap in GapFinder().of(NEEDS, KNOWN, today=DAY))
    assert all(row.why for row in (*pictured(MARKS).whole(), *_covered(NEEDS)))
    assert Guard().of(ENTRIES[:3], on=DAY).why(NAMES[0]) == "few"
    assert all(near.parts for near in Careers().of(Have({"calm": 4}, frozenset(NAMES)), ROLES))
    assert PathFinder(cap=1).of(Have(), ROLES, target="nowhere").why == "no such role"
