"""Random organisations as plain facts: who is there, who leads whom and when, and everything private between them.

Nothing here knows the product: the same facts are laid in the database (``laid``) and asked of by the oracle (``oracle``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

DAY = date(2026, 11, 20)
NEAR = (-400, -200, -90, -31, -30, -29, -7, -1, 0, 1, 7, 90)  # days from today at which something begins or ends
UNITS = {0: None, 1: 0, 2: 0, 3: 1}  # unit -> the one it is part of
COMPETENCES = (0, 1)


@dataclass
class Facts:
    """One organisation. People, units and things are numbers; a thing is a dictionary of what is so."""

    people: list[dict[str, Any]] = field(default_factory=list)  # started, ended
    positions: list[dict[str, Any]] = field(default_factory=list)  # person, unit, manager, begins, ends
    duties: list[dict[str, Any]] = field(default_factory=list)  # person, kind, unit, begins, ends
    levels: list[dict[str, Any]] = field(default_factory=list)
    shared: list[dict[str, Any]] = field(default_factory=list)
    openings: list[dict[str, Any]] = field(default_factory=list)
    assessments: list[dict[str, Any]] = field(default_factory=list)
    activities: list[dict[str, Any]] = field(default_factory=list)
    interests: list[dict[str, Any]] = field(default_factory=list)
    certificates: list[dict[str, Any]] = field(default_factory=list)
    exemptions: list[dict[str, Any]] = field(default_factory=list)
    vacancies: list[dict[str, Any]] = field(default_factory=list)
    recruiters: list[dict[str, Any]] = field(default_factory=list)
    opted_in: list[dict[str, Any]] = field(default_factory=list)
    rounds: list[dict[str, Any]] = field(default_factory=list)
    talks: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    goals: list[dict[str, Any]] = field(default_factory=list)
    reflections: list[dict[str, Any]] = field(default_factory=list)
    breaks: list[dict[str, Any]] = field(default_factory=list)


def drawn(seed: int, *, people: int) -> Facts:
    """The organisation of this seed; the same whenever it is asked for."""
    chance, facts = Random(seed), Facts()
    for one in range(people):
        facts.people.append(_employed(chance))
        facts.positions += _positions(chance, one, people)
    for _ in range(chance.randint(0, 3)):
        facts.duties.append(
            {
                "person": chance.randrange(people), "kind": chance.choice(("hr", "hr", "hr", "admin", "auditor", "representative")),
                "unit": chance.choice((None, *UNITS)), **_span(chance),
            }
        )  # fmt: skip
    _competence(chance, facts, people)
    _dialogues(chance, facts, people)
    _vacancies(Random(f"vacancies {seed}"), facts, people)  # luck of its own: what was drawn before stays as it was
    _shown(Random(f"shown {seed}"), facts)
    return facts


def _employed(chance: Random) -> dict[str, Any]:
    started, ended = (
        (-400, None) if chance.random() < 0.75 else chance.choice(((-400, -1), (-400, 0), (1, None), (0, None)))
    )
    return {"started": _day(started), "ended": None if ended is None else _day(ended)}


def _positions(chance: Random, one: int, people: int) -> list[dict[str, Any]]:
    """From one unit and manager to the next: the last one open, or ended."""
    turns = sorted(chance.sample((-200, -90, -30, -1, 0, 1), chance.randint(0, 2)))
    found = []
    for begins, ends in zip([-400, *turns], [*(turn - 1 for turn in turns), None], strict=True):
        boss = chance.choice([None, *(other for other in range(people) if other != one)])
        found.append(
            {
                "person": one,
                "unit": chance.choice((None, *UNITS)),
                "manager": boss,
                "begins": _day(begins),
                "ends": _last(ends),
            }
        )
    return found


def _span(chance: Random) -> dict[str, Any]:
    begins = chance.choice(NEAR)
    return {"begins": _day(begins), "ends": chance.choice((None, None, *(_day(one) for one in NEAR if one >= begins)))}


def _pair(chance: Random, people: int) -> tuple[int, int]:
    one, other = chance.sample(range(people), 2)
    return one, other


def _competence(chance: Random, facts: Facts, people: int) -> None:
    for _ in range(chance.randint(2, 6)):
        facts.levels.append(
            {
                "person": chance.randrange(people), "competence": chance.choice(COMPETENCES), "taken_back": chance.random() < 0.15,
                "source": chance.choice(("self", "manager", "peer", "observation")), "on": _day(chance.choice(NEAR[:9])),
                "at": len(facts.levels),
            }
        )  # fmt: skip
    for one, reader in {_pair(chance, people): None for _ in range(chance.randint(0, 2))}:
        parts = {part: chance.random() < 0.6 for part in ("levels", "plan", "certificates")}
        facts.shared.append(
            {"person": one, "reader": reader, "stopped": chance.random() < 0.1, **parts, **_span(chance)}
        )
    for _ in range(chance.randint(0, 2)):
        one, by = _pair(chance, people)
        facts.openings.append(
            {
                "person": one,
                "by": by,
                "on": _day(-len(facts.openings)),
                "what": chance.choice(("levels", "certificates")),
            }
        )
    for one, reviewer in {_pair(chance, people): None for _ in range(chance.randint(0, 2))}:
        facts.assessments.append(
            {"person": one, "reviewer": reviewer, "put_down": chance.random() < 0.1, **_between(chance)}
        )
    for _ in range(chance.randint(0, 2)):
        facts.activities.append(
            {"person": chance.randrange(people), "shared": chance.random() < 0.5, "dropped": chance.random() < 0.2}
        )
    if chance.random() < 0.5:
        facts.certificates.append({"person": chance.randrange(people), "taken_away": chance.random() < 0.2})
    if chance.random() < 0.5:
        facts.exemptions.append({"person": chance.randrange(people), **_span(chance)})
    if chance.random() < 0.6:
        facts.interests.append(
            {"person": chance.randrange(people), "audience": chance.choice(("mine", "manager", "mobility"))}
        )


def _vacancies(chance: Random, facts: Facts, people: int) -> None:
    """Who recruits to which, and who wants it, each from a turn on: whoever is named later has not been said yes to."""
    for place in range(chance.randint(0, 2)):
        last_day = _day(chance.choice((-90, -61, -60, -1, 0, 7, 7)))
        facts.vacancies.append(
            {"unit": chance.choice((None, *UNITS)), "last_day": last_day, "ended": chance.random() < 0.15}
        )
        for who, odds, rows in (("stopped", 0.4, facts.recruiters), ("back", 0.7, facts.opted_in)):
            for one in range(people):
                if chance.random() < odds:
                    told = {"vacancy": place, "person": one, "at": chance.randrange(3), who: chance.random() < 0.15}
                    rows.append({**told, "last_day": _day(chance.choice((-61, -60, 7, 7)))})


def _dialogues(chance: Random, facts: Facts, people: int) -> None:
    facts.rounds = [{}] * chance.randint(0, 1)
    for _ in range(chance.randint(0, 3)):
        one, reviewer = _pair(chance, people)
        talk = {
            "person": one,
            "reviewer": reviewer,
            "put_down": chance.random() < 0.1,
            **_between(chance),
            "closed": None,
            "signed": [],
        }
        if talk["seen"] and chance.random() < 0.7:
            talk["closed"] = _day(chance.choice([one for one in NEAR[:9] if _day(one) >= talk["seen"]]))
        talk["signed"] = [who for who in (one, reviewer) if talk["seen"] and chance.random() < 0.8]
        place = len(facts.talks)
        facts.talks.append(talk)
        for by in (one, reviewer):
            facts.notes += [{"talk": place, "by": by, "shared": chance.random() < 0.5}] * chance.randint(0, 1)
    for _ in range(chance.randint(0, 2)):
        facts.goals.append({"person": chance.randrange(people), "shared": chance.random() < 0.5})
    for _ in range(chance.randint(0, 2)):
        one, reader = _pair(chance, people)
        facts.reflections.append({"person": one, "readers": [reader] if chance.random() < 0.5 else []})
    for one, by in {_pair(chance, people): None for _ in range(chance.randint(0, 2))}:
        facts.breaks.append(
            {"person": one, "by": by, "ended": chance.random() < 0.2, "until": _last(chance.choice((None, -1, 0, 1)))}
        )


def _shown(chance: Random, facts: Facts) -> None:
    """What is shared besides levels, and when it was; which dialogues had been signed once before, and opened again."""
    for row in facts.shared:
        row |= {part: chance.random() < 0.6 for part in ("goals", "summary", "interests")} | {
            "at": _day(chance.choice(NEAR[:9]))
        }
    for talk in facts.talks:
        again = talk["closed"] and chance.random() < 0.3
        talk["before"] = talk["closed"] - timedelta(days=chance.choice((1, 29, 60))) if again else None
    for row in facts.interests:
        row["audience"] = "readers" if chance.random() < 0.3 else row["audience"]


def _between(chance: Random) -> dict[str, Any]:
    """An assessment or a dialogue between two: with the manager or another, and who has handed in; ``seen`` when both have."""
    handed = chance.choice(((), ("person",), ("reviewer",), ("person", "reviewer"), ("person", "reviewer")))
    return {
        "as_manager": chance.random() < 0.6,
        "handed": handed,
        "seen": _day(chance.choice(NEAR[:9])) if len(handed) == 2 else None,
    }


def _day(days: int) -> date:
    return DAY + timedelta(days=days)


def _last(days: int | None) -> date | None:
    return None if days is None else _day(days)
