"""The dialogues of an example company: who talked with whom in which round, how far they have come, and what was said."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from stigar.cli.example.history.past import Held, Past, luck
from stigar.cli.example.rows import Person as Row
from stigar.dialogues.queries.worth import voices_of, written

FIRST_DAYS = 35  # after how many days somebody new has a first talk
STATES = {"none": (False, False), "me": (True, False), "leader": (False, True), "both": (True, True)}
TURNS = ("none",) * 7 + ("me",) * 5 + ("leader",) * 3 + ("both",) * 5  # how far those are of whom nothing is told
JUDGED_ONLY = ("autumn",)  # rounds in which everybody was judged, and a few teams tried the dialogues
BOOKED, NORDIC = 0.6, (8, 9, 12, 13)  # by the world's clock
HOURS = {"en": (1, 2, 5, 6, 7)}  # in Manila
NEVER_HELD = 0.45  # of those of whom nothing is told, how many never got round to it


def talks_of(past: Past) -> list[Held]:
    """Every dialogue, the oldest round first."""
    rounds = {key: _round(past, key, told) for key, told in past.told["rounds"].items()}
    made = []
    for key in ("first", *rounds):
        for one in past.everyone():
            held = _held(past, one, key)
            if held:
                made.append(held)
                _talk_row(past, held, rounds.get(key), made)
    return made


def tell(past: Past, held: Held) -> None:
    """What the two prepared, noted, agreed on, wrote together and signed."""
    if not held.talked:
        return
    _prepare(past, held)
    for told in held.said.get("notes", ()):
        if told[0] == held.round and held.revealed:
            _note(past, held, *told[1:])
    _agree(past, held)
    if held.summary and held.closed:
        past.add("Summary", talk_id=held.key, text=held.summary, at=held.closed - timedelta(hours=2))
        past.signed[held.key] = [
            (past.id(held.who), held.closed - timedelta(hours=1)),
            (past.id(held.leader), held.closed),
        ]
        if not past.told["rounds"].get(held.round, {}).get("trial"):
            _was_it_worth_it(past, held)


def _round(past: Past, key: str, told: dict[str, Any]) -> uuid.UUID:
    begins, ends = past.day(told["begins"]), past.day(told["ends"])
    name = told.get("name") or past.told["round_names"]["spring" if begins.month <= 6 else "autumn"]
    return past.add(
        "Round", name=name.format(year=begins.year), template_id=past.template, begins=begins, ends=ends,
        judges_levels=True, reminders=[14, 3], by=past.hr, at=past.moment(told["begins"] + 6), started_at=past.moment(told["begins"]),
        ended_at=past.moment(told["ends"] - 1) if told["ends"] > 0 else None,
    )  # fmt: skip


def _held(past: Past, one: Row, key: str) -> Held | None:
    """The dialogue somebody had in a round, if they were here and had one."""
    said, chance = past.said(one), luck(one.number, key)
    told = past.told["rounds"].get(key) or _first_days(past, one)
    opened = past.day(told["begins"])
    words, late = said.get(key, ""), (past.today - one.start).days < told["begins"]
    leader = past.leader_of(one, opened)
    by_name = key == "first" or told.get("trial", False)
    if leader is None or (not words and (late or by_name or _never(key, said, chance))):
        return None
    held = Held(
        uuid.uuid4(), one, leader, key, past.moment(told["begins"]), past.day(told["ends"]), said, summary=words
    )
    held.talked = bool(words) or key not in JUDGED_ONLY
    _moments(past, held, told, chance)
    return held


def _never(key: str, said: dict[str, Any], chance: Any) -> bool:
    """Whether those of whom nothing is told never got round to it: in the spring some did not, nor who had just had their first."""
    return key == "spring" and ("first" in said or chance.random() < NEVER_HELD)


def _first_days(past: Past, one: Row) -> dict[str, Any]:
    since = (past.today - one.start).days
    return {"begins": since - FIRST_DAYS, "ends": since - FIRST_DAYS - 20, "prepared": 10}


def _moments(past: Past, held: Held, told: dict[str, Any], chance: Any) -> None:
    """When each handed in, and when both had signed."""
    over = held.round != "now" or held.summary
    state = held.said.get("now_state") or chance.choice(TURNS)
    me, other = (True, True) if over else STATES[state]
    span = told["prepared"]
    if me:
        held.me = past.moment(told["begins"] - chance.randint(3, span), 6 + chance.randint(1, 5))
    if other:
        held.other = past.moment(told["begins"] - chance.randint(5, span), 6 + chance.randint(1, 5))
    if over and held.revealed:
        days = (past.today - held.revealed.date()).days
        held.closed = past.moment(max(days - chance.randint(1, 9), 1), 16)


def _talk_row(past: Past, held: Held, round_: uuid.UUID | None, made: list[Held]) -> None:
    held.assessment = uuid.uuid4() if held.round != "first" else None
    if not held.talked:
        return
    pair = [one for one in made if one.who == held.who and one.leader == held.leader and one.talked]
    before, language = [one for one in pair if one is not held], held.said.get("language", held.who.language)
    held.before = before[-1].key if before else None
    past.add(
        "Talk", id=held.key, person_id=past.id(held.who), reviewer_id=past.id(held.leader), as_manager=True, round_id=round_,
        before_id=held.before, assessment_id=held.assessment, situation=held.said.get("situation", ""),
        about=held.said.get("about", "") if held.round == "now" else "",
        blocks=past.blocks["begun" if held.round == "first" else "yearly"], language=language, opened_by=past.hr, opened_at=held.opened,
        due=held.due, revealed_at=held.revealed, closed_at=held.closed,
    )  # fmt: skip
    _book(past, held, language)


def _book(past: Past, held: Held, language: str) -> None:
    """Two who are ready have mostly said when and where, some day soon; the others have not got round to it."""
    chance = luck(held.who.number, "booked")
    if held.closed or not held.revealed or chance.random() > BOOKED:
        return
    begins = datetime.combine(past.day(-chance.randint(4, 16)), time(chance.choice(HOURS.get(language, NORDIC))), UTC)
    if (held.leader.number, begins) in past.busy:
        return
    past.busy.add((held.leader.number, begins))
    past.add(
        "Booking", talk_id=held.key, begins=begins, place=chance.choice(past.told["rooms"][language]), uid=f"{uuid.uuid4()}@stigar",
        by=past.people[chance.choice((held.who, held.leader)).number],
    )  # fmt: skip


def _prepare(past: Past, held: Held) -> None:
    for part, who, moment in (("me", held.who, held.me), ("leader", held.leader, held.other)):
        key = past.add("Preparation", talk_id=held.key, giver_id=past.id(who), submitted_at=moment)
        for round_, of, question, text in held.said.get("prepared", ()):
            if (round_, of) == (held.round, part):
                past.add("Answer", preparation_id=key, question=question, text=text, at=moment or past.moment(2, 13))


def _note(past: Past, held: Held, part: str, whose: str, block: str, text: str) -> None:
    by = held.who if part == "me" else held.leader
    past.add(
        "Note",
        talk_id=held.key,
        by_id=past.id(by),
        block=block,
        shared=whose == "shared",
        text=text,
        at=held.ended or held.opened,
    )


def _agree(past: Past, held: Held) -> None:
    """What was agreed, and what was left open in the one before with the same two."""
    at = held.closed or held.revealed
    carried = [
        row for row in past.rows["Agreed"]
        if row["done_on"] is None and row["talk_id"] == held.before and held.before
    ]  # fmt: skip
    for row in carried:
        past.add(
            "Agreed",
            **{**row, "id": uuid.uuid4(), "talk_id": held.key, "carried_from_id": row["id"], "at": held.opened},
        )
    for round_, part, state, text in held.said.get("agreed", ()):
        if round_ == held.round and at:
            _agreed(past, held, part, state, text, at)


def _agreed(past: Past, held: Held, part: str, state: str, text: str, at: datetime) -> None:
    who, chance = held.who if part == "me" else held.leader, luck(text)
    done = min(at.date() + timedelta(days=chance.randint(9, 90)), past.day(1))
    by_day = past.day(-chance.randint(8, 60)) if state == "open" else done + timedelta(days=chance.randint(0, 20))
    past.add(
        "Agreed", talk_id=held.key, who_id=past.id(who), text=text, by=None, by_day=by_day, at=at - timedelta(hours=3),
        done_on=done if state == "done" else None, carried_from_id=None,
    )  # fmt: skip


def _was_it_worth_it(past: Past, held: Held) -> None:
    """Most answer the small question afterwards; what they answer is never told of one."""
    for who, often in ((held.who, 0.7), (held.leader, 0.5)):
        chance = luck(who.number, held.who.number, held.round, "worth")
        if chance.random() < often and held.closed and held.closed < past.moment(1, 23):
            marks = [min(5, max(1, round(chance.gauss(middle, 0.9)))) for middle in (4.0, 3.9, 3.6, 3.7)]
            _voice(past, held, past.id(who), marks, (held.closed + timedelta(minutes=20)).date())


def _voice(past: Past, held: Held, who: uuid.UUID, marks: list[int], day: date) -> None:
    """That they have answered; and what, without a name and once a year."""
    voice = voices_of(who)[0]
    beside = any((one["voice"], one["year"]) == (voice, day.year) for one in past.rows["Worth"])
    past.add("Answered", talk_id=held.key, giver_id=who, how="beside" if beside else "counted", day=day)
    if not beside:
        past.add("Worth", voice=voice, year=day.year, day=day, told=written(marks))
