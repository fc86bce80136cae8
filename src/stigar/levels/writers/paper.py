"""A person's competence and plan on paper: A4, set as job profiles are. What people have written comes in as data only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stigar.profiles.writers.paper import set_page

if TYPE_CHECKING:
    from stigar.levels.models import Activity, Level
    from stigar.levels.queries.gaps import GapPicture, GapRow
    from stigar.people.models import Person


def competence_paper(
    person: Person, picture: GapPicture, *, role: str, state_of: Callable[[str], str], why_of: Callable[[GapRow], list[str]],
    names: Mapping[UUID, str], today: date,
) -> bytes:  # fmt: skip
    """What is asked and what there is, with the sum and its reasons as on the screen, as the bytes of a PDF. Raises ``NoPrinter``."""
    rows = [
        [row.asked.name, _asked(row), _level(row.seen), _level(row.own), state_of(row.state)] for row in picture.rows
    ]
    heads = [_("Competence"), _("Asked for"), _("Seen by others"), _("Said by oneself"), _("How it stands")]
    sections: list[dict[str, Any]] = [
        {"heading": _("Against what the role asks for"), "table": {"columns": [4, 2, 3, 3, 3], "heads": heads, "rows": rows}}
    ] if rows else []  # fmt: skip
    sections += [
        _one(row, state_of(row.state), why_of(row)) for row in picture.rows if row.seen or row.own or row.exemption
    ]
    if beside := [[names[one.competence_id], _level(one)] for one in picture.beside if one.competence_id in names]:
        table = {"columns": [4, 4], "heads": [_("Competence"), _("Level")], "rows": beside}
        sections.append({"heading": _("Known beside what is asked"), "table": table})
    lead = _(
        "What has been seen counts by its latest day. It is the person's own paper, and no ground for pay or ranking."
    )
    return set_page(_around(person, _("Competence"), role, lead, today) | {"sections": sections}, today)


def plan_paper(person: Person, activities: Iterable[Activity], *, names: Mapping[UUID, str], today: date) -> bytes:
    """The plan as the bytes of a PDF: under way first, then what is done. Raises ``NoPrinter``."""
    rows = list(activities)
    parts = (
        (_("Under way"), [one for one in rows if not one.done_on]),
        (_("Done"), [one for one in rows if one.done_on]),
    )
    sections = [
        {"heading": heading, "lists": [{"heading": one.name, "items": _facts(one, names)} for one in some]}
        for heading, some in parts
        if some
    ]
    return set_page(_around(person, _("Development plan"), "", "", today) | {"sections": sections}, today)


def _around(person: Person, kind: str, role: str, lead: str, today: date) -> dict[str, Any]:
    day = date_format(today, "DATE_FORMAT")
    return {
        "language": (get_language() or "en")[:2], "organisation": person.organisation.name, "kind": kind, "title": person.name,
        "state": f"{role} · {day}" if role else day, "page": _("Page"), "of": _("of"), "foot": [], "strong": "", "weak": "", "notes": "",
        "lead": lead,
    }  # fmt: skip


def _asked(row: GapRow) -> str:
    return f"{row.asked.level}–{row.asked.until}" if row.asked.until else str(row.asked.level)


def _one(row: GapRow, state: str, why: list[str]) -> dict[str, Any]:
    told = [one for one in (row.seen, row.own) if one]
    lists = [
        {
            "heading": f"{_level(one)} · {one.get_source_display()}",
            "items": [" · ".join(filter(None, (_who(one), one.words)))],
        }
        for one in told
        if _who(one) or one.words
    ]
    return {
        "heading": row.asked.name,
        "minor": True,
        "lists": [{"heading": state[:1].upper() + state[1:], "items": why}, *lists],
    }


def _who(one: Level) -> str:
    return one.by.name if one.by and one.by_id != one.person_id else ""


def _level(one: Level | None) -> str:
    if one is None:
        return "–"
    level = str(one.level) if one.level else _("not yet")
    return f"{level} ({date_format(one.on, 'SHORT_DATE_FORMAT')})"


def _facts(one: Activity, names: Mapping[UUID, str]) -> list[str]:
    said = [one.text, names.get(one.competence_id, "") if one.competence_id else ""]
    pairs = (
        (_("With whom"), one.who), (_("Where"), one.where), (_("Hours"), number_format(one.hours) if one.hours else ""),
        (_("No later than"), date_format(one.by_day, "SHORT_DATE_FORMAT") if one.by_day else ""),
        (_("Done"), date_format(one.done_on, "SHORT_DATE_FORMAT") if one.done_on else ""),
        (_("How useful"), one.get_use_display() if one.use else ""),
    )  # fmt: skip
    return [one for one in said if one] + [f"{word}: {value}" for word, value in pairs if value] or ["–"]
