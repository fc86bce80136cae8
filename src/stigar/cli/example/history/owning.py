"""What people in an example company do for themselves: goals with how they went, a plan, time set aside, reflections, interests."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from stigar.cli.example.history.judging import how_seen
from stigar.cli.example.history.past import Held, Past, luck
from stigar.cli.example.rows import Person as Row
from stigar.dialogues.queries.goals import period_of

EVERY = {"day": 1, "week": 7, "month": 30}
NOON = time(10)
OFFERED_DAYS_AGO = 6


def tell(past: Past, one: Row, talks: list[Held]) -> None:
    """All that is told of somebody's own doings; and a small plan for some of those of whom nothing is told."""
    said = past.said(one)
    for told in said.get("goals", ()):
        _goal(past, one, told, talks)
    for told in said.get("reflections", ()):
        _reflect(past, one, *told)
    for role, audience, why in said.get("interest", ()):
        past.add(
            "CareerInterest", person_id=past.id(one), role_id=past.roles[role], audience=audience, why=why,
            at=past.moment(luck(role, one.number).randint(8, 60)),
        )  # fmt: skip
    if "time" in said:
        hours, less, ago = said["time"]
        past.add(
            "TimeSet", person_id=past.id(one), hours=Decimal(str(hours)), less_of=less, begins=past.day(ago),
            by=past.people[one.number], at=past.moment(ago),
        )  # fmt: skip
    _plan(past, one, said)


def _goal(past: Past, one: Row, told: dict[str, Any], talks: list[Held]) -> None:
    talk = next((held for held in talks if held.who == one and held.talked and held.round == told["talk"]), None)
    begins, ends = past.day(told["ago"]), past.today + timedelta(days=told["ahead"])
    language = past.said(one).get("language", one.language)
    key = past.add(
        "Goal", person_id=past.id(one), talk_id=talk.key if talk else None, text=told["text"], language=language,
        counts=told["counts"], unit=told["unit"], baseline=_number(told.get("baseline")), target=_number(told.get("target")),
        rhythm=told["rhythm"],
        plan=told["plan"], shared=told["shared"], begins=begins, ends=ends, attractive=told["attractive"], at=past.moment(told["ago"], 9),
        reached_on=past.day(told["reached"]) if "reached" in told else None,
        put_down_on=past.day(told["put_down"]) if "put_down" in told else None,
    )  # fmt: skip
    ticks = _ticks(past, told, begins, ends)
    for day, value in ticks:
        at = datetime.combine(min(day + timedelta(days=EVERY[told["rhythm"]] // 2), past.day(1)), NOON, UTC)
        past.add("Tick", goal_id=key, day=day, value=value, at=at)
    for offset, text, value in told["steps"]:
        past.add(
            "Milestone", goal_id=key, day=past.today + timedelta(days=offset), text=text, value=_number(value) if told["counts"] else None,
            reached_on=_reached(past, told, offset, value, ticks),
        )  # fmt: skip
    for reader, text, ago in told.get("said", ()):  # by somebody to whom the goals are shown
        past.add("Comment", goal_id=key, by_id=past.id(past.by_name[reader]), text=text, at=past.moment(ago, 14))


def _ticks(past: Past, told: dict[str, Any], begins: date, ends: date) -> list[tuple[date, Decimal]]:
    """The values on the latest days, weeks or months there have been, one each, the last one last."""
    last = min(past.today, ends, *(past.day(told[end]) for end in ("reached", "put_down") if end in told))
    days: list[date] = []
    at = last
    while len(days) < len(told["ticks"]) and at >= begins:
        days.append(period_of(told["rhythm"], at))
        at = days[-1] - timedelta(days=1)
    days = sorted(day for day in days if day >= begins)
    values = told["ticks"][-len(days) :] if days else []
    return [(day, _sure(value)) for day, value in zip(days, values, strict=True)]


def _reached(
    past: Past, told: dict[str, Any], offset: int, value: float, ticks: list[tuple[date, Decimal]]
) -> date | None:
    """When a step was reached: with the first value that gets there; a step without a figure on its day, when that has been."""
    if not told["counts"]:
        return past.day(-offset + 1) if offset < -14 else None
    falls = told["target"] < told["baseline"]
    return next((day for day, told_ in ticks if (told_ <= value if falls else told_ >= value)), None)


def _number(value: Any) -> Decimal | None:
    return None if value is None else _sure(value)


def _sure(value: Any) -> Decimal:
    return Decimal(str(value))


def _reflect(past: Past, one: Row, item: str, asked: str, text: str, ago: int, reader: str, about: str = "") -> None:
    """One piece, to a question of the library or to what was found hard; perhaps shared with one reader."""
    language = past.said(one).get("language", one.language)
    book = past.book(item.split(".")[0], language) if item else None
    question = next((row for row in book.items if row.key == item), None) if book else None
    key = past.add(
        "Reflection", person_id=past.id(one), competence_id=book.id if book else None, question_id=question.id if question else None,
        asked=question.text if question else asked, text=text, about=about, at=past.moment(ago, 15),
    )  # fmt: skip
    if reader:
        past.add(
            "Shared", reflection_id=key, reader_id=past.id(past.by_name[reader]), at=past.moment(max(ago - 1, 1), 16)
        )


def _plan(past: Past, one: Row, said: dict[str, Any]) -> None:
    taken: set[uuid.UUID] = set()
    for place, (competence, toward, state, use) in enumerate(said.get("plan", ())):
        _take(past, one, (competence, toward), state == "done", use, place, taken)
    for competence, toward, name, text, who, hours, state, use in said.get("own_plan", ()):
        _add(
            past, one,
            {"name": name, "text": text, "who": who, "hours": _sure(hours), "competence_id": past.book(competence).id, "toward": toward},
            done=state == "done", use=use, place=5,
        )  # fmt: skip
    chance = luck(one.number, "plan")
    wide = [
        (key, need) for key, need in past.asked.get(one.role, {}).items()
        if how_seen(past, one.number, one.start, key, need, past.today).manager < need
    ]  # fmt: skip
    if wide and not said.get("plan") and chance.random() < 0.4:
        competence, need = chance.choice(wide)
        _take(past, one, (competence, need), chance.random() < 0.4, chance.choice((2, 3, 3, 4)), 0, taken)


def _take(past: Past, one: Row, what: tuple[str, int], done: bool, use: int, place: int, taken: set[uuid.UUID]) -> None:
    """An activity of the library, in the person's language, toward a level."""
    book = past.book(what[0], past.said(one).get("language", one.language))
    left = [row for row in book.activities if row.id not in taken]
    if not left:
        return
    row = next((item for item in left if item.level and item.level <= what[1] <= (item.until or item.level)), left[0])
    taken.add(row.id)
    fields = {
        "name": row.title[:160], "text": row.text[:1200], "who": row.words.get("who", "")[:160], "where": row.words.get("where", "")[:160],
        "hours": row.hours, "competence_id": book.id, "item_id": row.id, "toward": what[1],
    }  # fmt: skip
    _add(past, one, fields, done=done, use=use, place=place)


def _add(past: Past, one: Row, fields: dict[str, Any], *, done: bool, use: int, place: int) -> None:
    chance = luck(one.number, "activity", place, fields["name"])
    begun = chance.randint(40, 110)
    key = past.add(
        "Activity", person_id=past.id(one), reason=chance.choice(("urgent", "attractive")), shared=chance.random() < 0.8, at=past.moment(begun),
        by_day=None if done else past.day(-chance.randint(9, 50)), done_on=past.day(chance.randint(3, 35)) if done else None,
        use=use if done else None, **fields,
    )  # fmt: skip
    if fields["name"] in past.said(one).get("offered", ()):
        past.add("Offer", activity_id=key, at=past.moment(OFFERED_DAYS_AGO))
