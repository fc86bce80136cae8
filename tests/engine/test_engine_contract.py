"""Every engine keeps the same promises: settings with defaults, frozen, the same answer for the same question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields
from datetime import date
from typing import Any

import pytest

from stigar.engine.agreement import Agreement, Rating
from stigar.engine.areas import AreaFinder
from stigar.engine.areas.savings import JointProgramme
from stigar.engine.areas.shared import matrix
from stigar.engine.areas.start import Candidate, StartOrder
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


ENGINES = {
    "agreement": Engine(Agreement(), Agreement().of, RATINGS, []),
    "areas": Engine(AreaFinder(runs=3), AreaFinder(runs=3).of, TOLD, []),
    "slider": Engine(AreaFinder(runs=3), AreaFinder(runs=3).slider, TOLD, []),
    "shared": Engine(AreaFinder(), matrix, TOLD, []),
    "start": Engine(StartOrder(), StartOrder().of, CANDIDATES, []),
    "goals": Engine(GoalCheck(), each(GoalCheck().of), GOALS, {}),
    "band": Engine(ProgressBand(), each(ProgressBand().of), GOALS, {}),
    "copies": Engine(CopiedGoals(), CopiedGoals().of, SAID, []),
    "savings": Engine(JointProgramme(), JointProgramme().of, dict.fromkeys(NAMES, 9), {}),
}
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

    told = ("areas", "rows", "steps", "saved", "competences")
    assert not next((getattr(answer, name) for name in told if hasattr(answer, name)), answer)


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script_come_back_unchanged(name):
    assert name in AreaFinder(runs=3).of(TOLD).placement
    assert name in matrix(TOLD).roles
    assert name in [start.area for start in StartOrder().of(CANDIDATES)]
    assert name in CopiedGoals().of(SAID).groups[0].goals
    assert name in GoalCheck().of(GOALS[name]).plan.offer


def test_the_answers_explain_themselves():
    found = AreaFinder(runs=3).of(TOLD)

    assert all(found.why(name) for name in NAMES)
    assert all(start.parts for start in StartOrder().of(CANDIDATES))
    assert all(one.why for goal in GOALS.values() for one in GoalCheck().of(goal))
    assert all(ProgressBand().of(goal).why for goal in GOALS.values())
    assert JointProgramme().of({"A": 9, "B": 9}).terms
