"""Who may see what, written from the page of permissions alone: a second opinion that shares no line with the product's rules.

Each function takes the plain facts of an organisation and answers for one viewer and one thing, by looking at everything there is.
"The right ends with the assignment": a leader, a partner of HR or a reader is one on the days of their assignment and on no other.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.proof.told import DAY, UNITS, Facts

MONTH = timedelta(days=30)  # a reviewer who does not lead the person reads for a month what the two have finished


def works(facts: Facts, one: int) -> bool:
    return _on(facts.people[one]["started"], facts.people[one]["ended"])


def leads(facts: Facts, viewer: int, one: int) -> bool:
    """Is the direct manager today of somebody who works here."""
    bosses = [
        post["manager"] for post in facts.positions if post["person"] == one and _on(post["begins"], post["ends"])
    ]
    return works(facts, viewer) and works(facts, one) and viewer in bosses and viewer != one


def is_hr(facts: Facts, viewer: int, one: int) -> bool:
    """Is HR for the person: everywhere, or where the person works today; never for themself."""
    if not works(facts, viewer) or viewer == one:
        return False
    duties = [
        duty
        for duty in facts.duties
        if duty["person"] == viewer and duty["kind"] == "hr" and _on(duty["begins"], duty["ends"])
    ]
    return any(duty["unit"] is None or (works(facts, one) and _is_in(facts, one, duty["unit"])) for duty in duties)


def is_shown(facts: Facts, viewer: int, one: int, part: str) -> bool:
    """The person shows the viewer this part of their competence today; both work here."""
    rows = [
        row
        for row in facts.shared
        if (row["person"], row["reader"]) == (one, viewer) and row[part] and not row["stopped"]
    ]
    return works(facts, viewer) and works(facts, one) and any(_on(row["begins"], row["ends"]) for row in rows)


def has_said_why(facts: Facts, viewer: int, one: int, what: tuple[str, ...] = ("levels",)) -> bool:
    """HR that has given the person a reason today, to see the levels or only the certificates."""
    return is_hr(facts, viewer, one) and any(
        (row["person"], row["by"], row["on"]) == (one, viewer, DAY) and row["what"] in what for row in facts.openings
    )


def sees_levels_of(facts: Facts, viewer: int, one: int) -> bool:
    if viewer == one:
        return works(facts, viewer)
    return leads(facts, viewer, one) or is_shown(facts, viewer, one, "levels") or has_said_why(facts, viewer, one)


def sees_level(facts: Facts, viewer: int, place: int) -> bool:
    """All of it: the person, and who they show it to. What stands and not the history: a manager (of the time before), and HR."""
    level = facts.levels[place]
    one = level["person"]
    if level["taken_back"] or not sees_levels_of(facts, viewer, one):
        return False
    if viewer == one or is_shown(facts, viewer, one, "levels"):
        return True
    alike = [
        (row["on"], row["at"]) for row in facts.levels
        if (row["person"], row["competence"], row["source"]) == (one, level["competence"], level["source"]) and not row["taken_back"]
    ]  # fmt: skip
    return (level["on"], level["at"]) == max(alike) or (
        leads(facts, viewer, one) and level["on"] >= _led_since(facts, viewer, one)
    )


def sees_assessment(facts: Facts, viewer: int, place: int) -> bool:
    return _is_one_of_two(facts, viewer, facts.assessments[place], done="seen")


def sees_rating(facts: Facts, viewer: int, place: int, giver: str) -> bool:
    """Blind first: one's own, and the other's when both have handed in."""
    row = facts.assessments[place]
    return sees_assessment(facts, viewer, place) and (row[giver] == viewer or len(row["handed"]) == 2)


def sees_activity(facts: Facts, viewer: int, place: int) -> bool:
    row = facts.activities[place]
    if row["dropped"] or not works(facts, viewer):
        return False
    near = leads(facts, viewer, row["person"]) or is_shown(facts, viewer, row["person"], "plan")
    return row["person"] == viewer or (row["shared"] and near)


def sees_certificate(facts: Facts, viewer: int, place: int) -> bool:
    row = facts.certificates[place]
    one = row["person"]
    if row["taken_away"] or not works(facts, viewer):
        return False
    asked = has_said_why(facts, viewer, one, ("levels", "certificates"))
    return one == viewer or leads(facts, viewer, one) or is_shown(facts, viewer, one, "certificates") or asked


def sees_exemption(facts: Facts, viewer: int, place: int) -> bool:
    """With its reason: one's own, always; of others', what stands, for the manager and for HR that has said why."""
    row = facts.exemptions[place]
    one = row["person"]
    if one == viewer:
        return works(facts, viewer)
    return _on(row["begins"], row["ends"]) and (leads(facts, viewer, one) or has_said_why(facts, viewer, one))


def sees_interest(facts: Facts, viewer: int, place: int) -> bool:
    row = facts.interests[place]
    one, audience = row["person"], row["audience"]
    if one == viewer:
        return works(facts, viewer)
    if audience == "mobility" and is_hr(facts, viewer, one):
        return True
    if audience != "mine" and is_shown(facts, viewer, one, "interests"):
        return True
    return audience in ("manager", "mobility") and leads(facts, viewer, one)


def sees_opt_in(facts: Facts, viewer: int, place: int) -> bool:
    """Who wants a vacancy: its HR, and who recruits to it and was named no later than the yes; until it ends
    or the day that was named then, and nobody who wants it too."""
    row = facts.opted_in[place]
    vacancy = facts.vacancies[row["vacancy"]]
    over = vacancy["ended"] or vacancy["last_day"] + 2 * MONTH < DAY
    if (
        over
        or row["back"]
        or row["last_day"] + 2 * MONTH < DAY
        or not works(facts, viewer)
        or not works(facts, row["person"])
    ):
        return False
    own = [one for one in facts.opted_in if (one["vacancy"], one["person"]) == (row["vacancy"], viewer)]
    if any(not one["back"] and one["last_day"] + 2 * MONTH >= DAY for one in own):
        return False
    named = [
        one for one in facts.recruiters if (one["vacancy"], one["person"], one["stopped"]) == (row["vacancy"], viewer, False)
    ]  # fmt: skip
    hr = [
        duty for duty in facts.duties if duty["person"] == viewer and duty["kind"] == "hr" and _on(duty["begins"], duty["ends"])
    ]  # fmt: skip
    holds = any(duty["unit"] is None or duty["unit"] in _lies_in(vacancy["unit"]) for duty in hr)
    return holds or any(one["at"] <= row["at"] for one in named)


def sees_talk(facts: Facts, viewer: int, place: int) -> bool:
    return _is_one_of_two(facts, viewer, facts.talks[place], done="closed")


def sees_answer(facts: Facts, viewer: int, place: int, giver: str) -> bool:
    row = facts.talks[place]
    return sees_talk(facts, viewer, place) and (row[giver] == viewer or len(row["handed"]) == 2)


def sees_note(facts: Facts, viewer: int, place: int) -> bool:
    note = facts.notes[place]
    return sees_talk(facts, viewer, note["talk"]) and (note["shared"] or note["by"] == viewer)


def inherits(facts: Facts, viewer: int, place: int) -> bool:
    """A new manager: of the talks another manager had with the person, the latest that both have signed."""
    one = facts.talks[place]["person"]
    signed = [
        at for at, talk in enumerate(facts.talks)
        if talk["person"] == one and talk["as_manager"] and _is_signed(talk) and talk["reviewer"] != viewer
    ]  # fmt: skip
    return (
        leads(facts, viewer, one)
        and place in signed
        and place == max(signed, key=lambda at: (facts.talks[at]["closed"], at))
    )


def breaks_in(facts: Facts, viewer: int, place: int) -> bool:
    """HR, when a reason was given and a second person has agreed, until its last day: what both have signed."""
    talk = facts.talks[place]
    asked = [row for row in facts.breaks if (row["person"], row["by"]) == (talk["person"], viewer) and not row["ended"]]
    agreed = any(row["until"] and row["until"] >= DAY for row in asked)
    return agreed and _is_signed(talk) and is_hr(facts, viewer, talk["person"])


def sees_goal(facts: Facts, viewer: int, place: int) -> bool:
    row = facts.goals[place]
    near = leads(facts, viewer, row["person"]) or is_shown(facts, viewer, row["person"], "goals")
    return (row["person"] == viewer and works(facts, viewer)) or (row["shared"] and near)


def is_shown_summary(facts: Facts, viewer: int, place: int) -> bool:
    """Of the dialogues that both had signed when the person shared it, the last; unless it was opened again after that, or put down."""
    one = facts.talks[place]["person"]
    if not is_shown(facts, viewer, one, "summary"):
        return False
    at = next(
        row["at"] for row in facts.shared if (row["person"], row["reader"], row["stopped"]) == (one, viewer, False)
    )
    times = []
    for number, talk in enumerate(facts.talks):
        if talk["person"] == one:
            times += [(talk["before"], number, False)] if talk["before"] else []
            both = {talk["person"], talk["reviewer"]} == set(talk["signed"])
            times += [(talk["closed"], number, True)] if talk["closed"] and both else []
    last = max((time for time in times if time[0] <= at), default=None)
    return last is not None and last[1:] == (place, True) and not facts.talks[place]["put_down"]


def sees_reflection(facts: Facts, viewer: int, place: int) -> bool:
    row = facts.reflections[place]
    return works(facts, viewer) and (row["person"] == viewer or viewer in row["readers"])


def sees_round(facts: Facts, viewer: int, place: int) -> bool:
    """HR of the whole organisation."""
    return works(facts, viewer) and any(
        duty["person"] == viewer and duty["kind"] == "hr" and duty["unit"] is None and _on(duty["begins"], duty["ends"])
        for duty in facts.duties
    )


def _is_one_of_two(facts: Facts, viewer: int, row: dict, *, done: str) -> bool:  # type: ignore[type-arg]
    if row["put_down"] or not works(facts, viewer):
        return False
    if viewer == row["person"]:
        return True
    if viewer != row["reviewer"]:
        return False
    if row["as_manager"]:
        return leads(facts, viewer, row["person"])
    return row[done] is None or DAY - row[done] <= MONTH


def _is_signed(talk: dict) -> bool:  # type: ignore[type-arg]
    return (
        talk["closed"] is not None
        and not talk["put_down"]
        and {talk["person"], talk["reviewer"]} == set(talk["signed"])
    )


def _led_since(facts: Facts, viewer: int, one: int) -> date:
    """Back from today, a day at a time, as long as the viewer led them."""
    day = DAY
    while any(
        post["person"] == one
        and post["manager"] == viewer
        and _on(post["begins"], post["ends"], day - timedelta(days=1))
        for post in facts.positions
    ):
        day -= timedelta(days=1)
    return day


def _is_in(facts: Facts, one: int, unit: int) -> bool:
    """Works today in the unit or a part of it."""
    for post in facts.positions:
        place = post["unit"] if post["person"] == one and _on(post["begins"], post["ends"]) else None
        while place is not None:
            if place == unit:
                return True
            place = UNITS[place]
    return False


def _on(begins: date | None, ends: date | None, day: date = DAY) -> bool:
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def _lies_in(unit: int | None) -> list[int]:
    """The unit and those it is part of, from below."""
    return [] if unit is None else [unit, *_lies_in(UNITS[unit])]
