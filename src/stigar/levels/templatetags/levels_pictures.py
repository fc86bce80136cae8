"""Levels as pictures and as words; each picture has its words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from stigar.levels.pages.gap_rows import Line

register = template.Library()
STEP, GAP, HIGH = 44, 4, 12


@register.filter
def reaching(rows: Sequence[Line]) -> list[Line]:
    """Those of the requirements that are reached and somebody has said something of."""
    return [one for one in rows if one.row.state in ("meets", "surplus") and (one.row.seen or one.row.own)]


@register.filter
def short(rows: Sequence[Line]) -> list[Line]:
    """The others."""
    return [one for one in rows if one.row.state not in ("meets", "surplus")]


@register.simple_tag
def level_name(competence: Any, level: int | None) -> str:
    """The level in words: "3. Reliable", "not yet"."""
    if level is None:
        return _("not known")
    if level == 0:
        return _("not yet")
    name = next((name for at, name in competence.model.scale if at == level), "")
    return f"{level}. {name}" if name else str(level)


@register.simple_tag
def shows(competence: Any, level: int | None) -> list[str]:
    """What one sees of somebody at this level."""
    return [item.text for item in competence.items if item.kind == "behaviour" and item.level == level]


@register.simple_tag
def both_words(one: Any, shown: Any) -> str:
    """What the two said, in one line: "you: 3, Ada: could not say"."""
    mine, theirs = (_said(one.mine), _said(one.theirs))
    return _("you: %(mine)s · %(name)s: %(theirs)s") % {"mine": mine, "name": shown.other.given, "theirs": theirs}


@register.simple_tag
def both_steps(one: Any, shown: Any) -> SafeString:
    """The scale as steps with a mark of each of the two, so that the distance is seen; the words are spoken."""
    levels = [level for level, _name in one.competence.model.scale]
    marks = [(one.mine, _("You"), 0), (one.theirs, shown.other.given, 1)]
    width, base = (len(levels) + 1) * (STEP + GAP), 40
    steps = format_html_join(
        "", '<rect class="both-step" x="{}" y="{}" width="{}" height="{}" rx="3"></rect><text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((at * (STEP + GAP), base, STEP, HIGH, at * (STEP + GAP) + STEP // 2, base + 30, at) for at in (0, *levels)),
    )  # fmt: skip
    dots = format_html_join(
        "",
        '<circle class="both-mark both-mark--{}" cx="{}" cy="{}" r="8"></circle>'
        '<text class="both-name" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (place, part.level * (STEP + GAP) + STEP // 2, base + HIGH // 2, part.level * (STEP + GAP) + STEP // 2, 14 + place * 16, name)
            for part, name, place in marks
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="both-steps" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        width, base + 36, both_words(one, shown), steps, dots,
    )  # fmt: skip


def _said(part: Any) -> str:
    if part is None or part.level is None:
        return _("could not say")
    return _("not yet") if part.level == 0 else str(part.level)


@register.simple_tag
def level_of(one: Any) -> str:
    """The level of a row in words: "level 3", "not yet", "not known"."""
    return level_of_number(None if one is None else one.level)


def level_of_number(level: int | None) -> str:
    """The same of the number alone."""
    if level is None:
        return _("not known")
    return _("level %(level)d") % {"level": level} if level else _("not yet")


@register.filter
def with_more(words: str, more: str) -> str:
    """One sentence after another, where there is another."""
    return f"{words} {more}" if more else words


@register.filter
def years_words(years: Decimal) -> str:
    """How long somebody has worked with something: "1 year", "2.5 years"."""
    words = ngettext("%(n)s year", "%(n)s years", 1 if years == 1 else 2)
    return words % {"n": number_format(years.normalize())}


WIDE, RISE, FOOT, HEAD, LEFT, GROWN = 44, 30, 26, 12, 22, 1.4  # as the plateaus of a profile


@register.simple_tag
def ridge(rows: Any) -> SafeString:
    """An elevation profile: a plateau for each requirement, as high as what has been seen; the dashed ridge is what is asked for.

    What is missing is marked up to the ridge, where nothing is known there is dotted ground. The table beside says it in words.
    """
    top = max((row.asked.top for row in rows), default=5)
    ground, width = HEAD + top * RISE, 2 * LEFT + len(rows) * WIDE
    lines = "".join(_scale(at, ground - at * RISE, width) for at in range(1, top + 1))
    hills = "".join(_hill(place, row, ground) for place, row in enumerate(rows))
    label = _("Levels as plateaus under the ridge of what is asked for, as in the table")
    return format_html(
        '<svg class="ridge" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}{}</svg>',
        width, ground + FOOT, width * GROWN, (ground + FOOT) * GROWN, label, mark_safe(lines), mark_safe(hills),
    )  # fmt: skip


def _scale(at: int, height: int, width: int) -> str:
    """One level's line over the whole picture, with its number. Here and below there are only figures, so nothing is escaped."""
    return (
        f'<line class="plateau-line" x1="16" x2="{width}" y1="{height}" y2="{height}"></line>'
        f'<text class="plateau-level" x="2" y="{height + 4}">{at}</text>'
    )


def _hill(place: int, row: Any, ground: int) -> str:
    left, seen = LEFT + place * WIDE, row.gap.assessed.level if row.gap.assessed else None
    asked, floor, middle = ground - row.asked.level * RISE, ground - (seen or 0) * RISE, left + WIDE // 2
    parts = []
    if seen is None:
        parts.append(_block("unknown", left, ground - 3, 3))
    elif seen:
        parts.append(_block("seen", left, floor, ground - floor))
    if row.missing:
        parts.append(_block("missing", left, asked, row.missing * RISE))
    over = " ridge-asked--over" if seen and seen > row.asked.level else ""
    parts.append(f'<line class="ridge-asked{over}" x1="{left}" x2="{left + WIDE}" y1="{asked}" y2="{asked}"></line>')
    if row.own and row.own.level:
        parts.append(f'<circle class="ridge-own" cx="{middle}" cy="{ground - row.own.level * RISE}" r="5"></circle>')
    parts.append(f'<text class="plateau-number" x="{middle}" y="{ground + 18}" text-anchor="middle">{place + 1}</text>')
    return "".join(parts)


def _block(kind: str, left: int, top: int, high: int) -> str:
    return f'<rect class="ridge-{kind}" x="{left + 2}" y="{top}" width="{WIDE - 4}" height="{high}"></rect>'
