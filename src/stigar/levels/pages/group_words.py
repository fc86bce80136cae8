"""Figures of groups in words: each cell, why it is empty, and what a programme would close, term by term."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.profiles.templatetags.profile_pictures import importance_words

if TYPE_CHECKING:
    from stigar.levels.queries.groups.reading import Cell, Closing, Figure, OfUnit

KINDS = {"strong": "meets", "half": "below", "low": "below team-cell--far", "hidden": "not-known"}


def why_hidden() -> str:
    """Why there is no figure. Which of the reasons it is would tell something, so it is not told."""
    return _("not shown: fewer than five, or a person could be worked out")


def reach_words(figure: Figure | None) -> str:
    """ "6 of 9 reach what is asked"."""
    if figure is None:
        return why_hidden()
    told = {"reach": figure.reach, "people": figure.people}
    return (
        ngettext(
            "%(reach)d of %(people)d reaches what is asked", "%(reach)d of %(people)d reach what is asked", figure.reach
        )
        % told
    )


def before_words(cell: Cell) -> str:
    """How it was when it was last another figure: "4 of 9 on 12 September 2026"."""
    if cell.now is None or cell.before is None:
        return ""
    told = {
        "reach": cell.before.reach,
        "people": cell.before.people,
        "day": date_format(cell.before.newest, "DATE_FORMAT"),
    }
    return _("%(reach)d of %(people)d on %(day)s") % told


def trend_words(cell: Cell) -> str:
    """Whether the share has risen, in a word."""
    if cell.now is None or cell.before is None:
        return ""
    step = cell.now.share - cell.before.share
    return _("a larger share than then") if step > 0 else _("a smaller share than then") if step < 0 else _("as before")


def of_cell(cell: Cell, language: str) -> dict[str, str]:
    """All that a row of a table says of a unit in a competence."""
    space = "" if language == "en" else "\N{NO-BREAK SPACE}"
    now = cell.now
    return {
        "asked": _("level %(level)d") % {"level": cell.level}, "importance": importance_words(cell.importance),
        "reach": capfirst(reach_words(now)), "share": f"{round(100 * now.share)}{space}%" if now else "–",
        "gap": f"{now.short} × {cell.importance} = {cell.points}" if now else "–",
        "before": before_words(cell), "trend": trend_words(cell),
    }  # fmt: skip


@lru_cache(maxsize=4000)
def heat(kind: str, figure: Figure | None, _language: str) -> str:
    """A cell of the heat map: the number and a pattern for who sees it, words for who hears it. Each is made once."""
    shown = f"{figure.reach}/{figure.people}" if figure else "–"
    return format_html(
        '"><span class="team-cell team-cell--{}"><span aria-hidden="true">{}</span><span class="sr-only">{}</span></span></td>',
        KINDS[kind], shown, reach_words(figure),
    )  # fmt: skip


def nothing() -> str:
    """A cell of a unit that is not asked for the competence."""
    return format_html('<td class="team-none"><span class="sr-only">{}</span></td>', _("not asked for"))


def signs() -> list[tuple[str, str, str]]:
    """What cells look like and mean: kind, what stands in it, the words."""
    return [
        (KINDS["strong"], "8/9", _("Four in five or more reach what is asked")),
        (KINDS["half"], "6/9", _("Half or more, but not four in five")),
        (KINDS["low"], "2/9", _("Fewer than half")),
        (KINDS["hidden"], "–", capfirst(why_hidden())),
        ("not-asked", "", _("Empty: not asked for there")),
    ]


def risk_words(cell: Cell, left: int, unit: OfUnit) -> str:
    """ "3 of 9 reach it. 2 in the unit have a last day within a year; at worst 1 is left." """
    told = [f"{capfirst(reach_words(cell.now))}."]
    if unit.leaving:
        leaves = ngettext(
            "%(n)d in the unit has a last day within a year that is known; at worst %(left)d is left who reaches it.",
            "%(n)d in the unit have a last day within a year that is known; at worst %(left)d are left who reach it.",
            unit.leaving,
        )  # fmt: skip
        told.append(leaves % {"n": unit.leaving, "left": left})
    return " ".join(told)


def sum_words(one: Closing) -> list[str]:
    """Each term of what a programme would close: "Listening: 6 do not reach it × 3 = 18"."""
    return [
        ngettext(
            "%(name)s: %(n)d does not reach it × importance %(weight)d = %(points)d",
            "%(name)s: %(n)d do not reach it × importance %(weight)d = %(points)d", part.people,
        ) % {"name": part.cell.name, "n": part.people, "weight": part.cell.importance, "points": part.points}
        for part in one.parts
    ]  # fmt: skip


def hours_words(one: Closing) -> str:
    """ "At least 6 people × 16 hours = 96 hours." """
    told = {"n": one.people, "hours": f"{one.hours:g}", "all": f"{one.least_hours:g}"}
    return ngettext(
        "At least %(n)d person × %(hours)s hours = %(all)s hours.", "At least %(n)d people × %(hours)s hours = %(all)s hours.", one.people
    ) % told  # fmt: skip
