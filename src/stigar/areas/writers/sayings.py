"""The sentences that a workbook and a report share: how sure, why, how far areas and departments are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from stigar.areas.writers.result import AreaResult, BaseItem, Result, RoleResult

SURE, FAIRLY_SURE = 0.8, 0.55  # share of the runs
NUMBERS = (
    _("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"),
    _("Eleven"), _("Twelve"),
)  # fmt: skip
KINDS: Mapping[str, Any] = {"task": _("task"), "skill": _("skill"), "trait": _("trait"), "title": _("title")}
PARTS: Mapping[str, Any] = {
    "people": _("People in the area"),
    "need": _("Need"),
    "common": _("How much is common"),
    "wishes": _("People's own wishes"),
    "coordination": _("Many departments to agree"),
}
TERMS: Mapping[str, Any] = {
    "preparation": _("Preparing"),
    "holding": _("Holding the groups"),
    "coordination": _("Agreeing with each other"),
}


def figure(number: float) -> str:
    """A number as the reader writes it, with at most one decimal."""
    short = round(number, 1)
    return str(number_format(short, decimal_pos=None if short % 1 else 0, use_l10n=True))


def day(when: date) -> str:
    """A day in words: 20 november 2026."""
    written = "j. F Y" if get_language() == "nb" else "j F Y"
    return str(date_format(when, written))


def kind(code: str) -> str:
    """What sort of evidence it is, in a word."""
    return str(KINDS.get(code, code))


def heading(result: Result) -> str:
    """The result in one sentence."""
    if not result.stable:
        return gettext("No areas stand firm yet")
    number = len(result.areas)
    word = str(NUMBERS[number]) if number < len(NUMBERS) else str(number)
    return ngettext(
        "%(number)s competence area runs through your work", "%(number)s competence areas run through your work", number
    ) % {"number": word}


def sureness(role: RoleResult) -> str:
    """How sure a placement is, in a word or two."""
    if role.decided:
        return gettext("decided")
    if role.confidence >= SURE:
        return gettext("sure")
    return gettext("fairly sure") if role.confidence >= FAIRLY_SURE else gettext("unsure")


def roles(number: int) -> str:
    """So many roles."""
    return ngettext("%(n)d role", "%(n)d roles", number) % {"n": number}


def people(number: int) -> str:
    """So many people."""
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def departments(number: int) -> str:
    """So many departments."""
    return ngettext("%(n)d department", "%(n)d departments", number) % {"n": number}


def size(area: AreaResult) -> str:
    """How large an area is, in a line."""
    parts = [roles(len(area.roles))]
    if area.people is not None:
        parts.append(people(area.people))
    if area.units:
        parts.append(departments(len(area.units)))
    return " · ".join(parts)


def coverage(item: BaseItem) -> str:
    """Who shares a competence, counted."""
    told = gettext("%(has)d of %(of)d roles") % {"has": item.has, "of": item.of}
    if not item.of_outside:
        return told
    return told + " · " + gettext("%(has)d of %(of)d elsewhere") % {"has": item.has_outside, "of": item.of_outside}


def wave(number: int | None) -> str:
    """Whether an area is started."""
    if number is None:
        return gettext("not started")
    return gettext("pilot") if number == 1 else gettext("wave %(n)d") % {"n": number}


def agreement(share: float) -> str:
    """How far the areas follow the departments, in words."""
    if share >= 0.75:
        return gettext("The areas follow the departments closely")
    if share >= 0.4:
        return gettext("The areas follow the departments in part, and cross them in part")
    if share >= 0.15:
        return gettext("The areas cross the departments more than they follow them")
    return gettext("The areas go right across the departments")


def overlap(share: float) -> str:
    """How far an area and a department are the same roles, in words."""
    if share >= 0.75:
        return gettext("nearly the same")
    if share >= 0.5:
        return gettext("more than half in common")
    return gettext("some in common") if share >= 0.25 else gettext("little in common")


def quoted(name: str) -> str:
    """A name within the reader's own quotation marks."""
    return gettext("“%(name)s”") % {"name": name}


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: a, b and c.

    >>> listed(["a"])
    'a'
    """
    if len(words) < 2:
        return "".join(words)
    return gettext("%(one)s and %(other)s") % {"one": ", ".join(words[:-1]), "other": words[-1]}


def how_made(result: Result) -> tuple[str, ...]:
    """How the areas were found and how sure they are: sentences anyone at work follows."""
    said = [
        gettext(
            "Each role is described by the tasks, skills and words its people use about an ordinary day. Roles whose work is"
            " alike are drawn together; where they sit in the organisation is never used."
        ),
        gettext(
            "The search was repeated %(runs)d times, each time with some of the evidence taken away. How sure a placement is"
            " tells in how many of those the role ended up in the same area."
        ) % {"runs": result.runs},
        gettext(
            "A competence is common to an area when at least half of its roles need it. The evidence shown for a role is what"
            " holds it there: without it the placement would be weaker or another."
        ),
        gettext("Traits are kept apart from skills and never decide an area. No person is named or rated anywhere in this."),
    ]  # fmt: skip
    if not result.stable:
        said.append(
            gettext(
                "These areas are not stable yet: another half of the same tasks could have given other areas. More everyday"
                " tasks for each role, or answers to the questions, make them firm."
            )
        )
    return tuple(said)


def sure_of(result: Result) -> str:
    """How many roles stand firmly, and how many could stand elsewhere."""
    firm = sum(role.decided or role.confidence >= SURE for role in result.roles)
    loose = sum(not role.decided and role.confidence < FAIRLY_SURE for role in result.roles)
    told = gettext("%(firm)d of %(all)d roles stand firmly where they are.") % {"firm": firm, "all": len(result.roles)}
    if loose:
        told += " " + ngettext(
            "%(n)d could as well stand in another area.", "%(n)d could as well stand in another area.", loose
        ) % {"n": loose}
    return told
