"""Levels of an example company over time: how somebody is seen grows with how long they have done the work, with fixed luck; people
see themselves a little higher or lower. What was written to a level by hand goes with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from stigar.cli.example.history.past import Held, Past, luck

TOP, DAYS_A_YEAR = 5, 365.25
GROWTH_A_YEAR, AT_LEAST, AT_MOST = 0.45, -1.6, 0.5
CANNOT_SAY = 0.04


@dataclass(frozen=True, slots=True)
class Seen:
    """How somebody is in a competence at a time: as the manager sees it, and as they see it themselves."""

    manager: int
    own: int


def judge(past: Past, held: Held) -> None:
    """The assessment that goes with a dialogue, as far as the two have come."""
    if held.assessment is None:
        return
    asked = _asked(past, held)
    person, leader = past.id(held.who), past.id(held.leader)
    past.add(
        "Assessment", id=held.assessment, person_id=person, reviewer_id=leader, role_id=past.roles.get(held.who.role),
        competences=[str(past.book(key).id) for key in asked], as_manager=True, opened_by=past.hr, opened_at=held.opened, due=held.due,
        revealed_at=held.revealed,
    )  # fmt: skip
    for part, giver, moment in (("self", person, held.me), ("manager", leader, held.other)):
        key = past.add("Part", assessment_id=held.assessment, giver_id=giver, submitted_at=moment)
        if moment:
            for competence, need in asked.items():
                _rate(past, held, key, part, competence, need, moment)


def how_seen(past: Past, number: str, start: date, competence: str, need: int, on: date) -> Seen:
    """The rule: about what the work takes, less for who is new, more for who is gifted; the same every time."""
    gift, own = _leaning(-0.6, 0.7, number), _leaning(-0.55, 0.75, number, "self")
    bent, view = _leaning(-0.9, 0.8, number, competence), _leaning(-0.6, 0.6, number, competence, "self")
    years = max((on - start).days, 0) / DAYS_A_YEAR
    level = need + gift + bent + min(AT_LEAST + GROWTH_A_YEAR * years, AT_MOST) + 0.1
    level += 0.5 * _leaning(0.0, 1.0, number, competence, "grew") * max(0.0, 1 - (past.today - on).days / 400)
    return Seen(_on_scale(level), _on_scale(level + own + view))


@cache
def _leaning(least: float, most: float, *what: str) -> float:
    """Something of somebody that stays from round to round."""
    return luck(*what).uniform(least, most)


def _on_scale(level: float) -> int:
    return min(TOP, max(0, round(level)))


def _asked(past: Past, held: Held) -> dict[str, int]:
    """What is judged: as the role asks, and whatever something was written of."""
    asked = dict(past.asked.get(held.who.role, {}))
    for _round, _part, competence, _text in held.said.get("words", ()):
        asked.setdefault(competence, 3)
    for told in held.said.get("reply", ()):
        asked.setdefault(told[0], 3)
    return asked | {key: 3 for key in held.said.get("levels", {}) if key not in asked}


def _rate(past: Past, held: Held, part: uuid.UUID, whose: str, competence: str, need: int, moment: datetime) -> None:
    seen = _told(past, held, competence) or how_seen(
        past, held.who.number, held.who.start, competence, need, held.opened.date()
    )
    words = _words(held, whose, competence)
    cannot = (
        whose == "manager"
        and not words
        and luck(held.who.number, held.round, competence, "say").random() < _cannot(held, competence)
    )
    level = None if cannot else (seen.own if whose == "self" else seen.manager)
    key, given = past.book(competence).id, {"interest": None, "years": None, "used": None}
    if whose == "self":
        given = _experience(past, held, competence, moment)
    past.add("Rating", part_id=part, competence_id=key, level=level, cannot_say=cannot, words=words, at=moment, **given)
    if held.revealed is None:
        return
    on, person = held.revealed.date(), past.id(held.who)
    if level is not None:
        by = person if whose == "self" else past.id(held.leader)
        made = past.add(
            "Level", person_id=person, competence_id=key, source=whose, level=level, on=on, words=words, by_id=by, at=held.revealed,
            assessment_id=held.assessment,
        )  # fmt: skip
        if whose == "manager":
            _answer(past, held, competence, made)
    if whose == "self":
        past.add("Experience", person_id=person, competence_id=key, on=on, at=held.revealed, **given)


def _told(past: Past, held: Held, competence: str) -> Seen | None:
    """The levels that somebody's own table tells, the latest round last; before the first that is told it was the same."""
    marks = held.said.get("levels", {}).get(competence)
    if marks is None:
        return None
    rounds = list(past.told["rounds"])
    manager, own = marks[max(0, len(marks) - len(rounds) + rounds.index(held.round))]
    return Seen(manager, own)


def _cannot(held: Held, competence: str) -> float:
    """How likely it is that the manager cannot say: not of what the person has answered to."""
    told = competence in held.said.get("levels", {}) or any(one[0] == competence for one in held.said.get("reply", ()))
    return 0 if told else CANNOT_SAY


def _words(held: Held, whose: str, competence: str) -> str:
    told = held.said.get("words", ())
    return next(
        (text for round_, part, key, text in told if (round_, part, key) == (held.round, whose, competence)), ""
    )


def _experience(past: Past, held: Held, competence: str, moment: datetime) -> dict[str, Any]:
    chance = luck(held.who.number, competence, "tells")
    years = (moment.date() - held.who.start).days / DAYS_A_YEAR
    long_ago = chance.random() < 0.08
    return {
        "interest": chance.choice((1, 1, 2, 2, 2, 3, 3, 0)), "years": round(max(0.5, years * chance.uniform(0.6, 1.3)) * 2) / 2,
        "used": moment.date() - timedelta(days=chance.randint(200, 420) if long_ago else chance.randint(0, 25)),
    }  # fmt: skip


def _answer(past: Past, held: Held, competence: str, level: uuid.UUID) -> None:
    """The person answers a level of the spring or contests it, and what came of it."""
    for about, kind, words, settled in held.said.get("reply", ()):
        if held.round == "spring" and about == competence and held.revealed:
            at = held.revealed + timedelta(days=2)
            past.add(
                "Reply", level_id=level, words=words, contests=kind == "contested", by_id=past.id(held.who), at=at,
                settled_at=at + timedelta(days=12) if settled else None, settled_by_id=past.id(held.leader) if settled else None,
                settlement=settled,
            )  # fmt: skip
