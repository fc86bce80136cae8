"""A goal's way as a small picture, and the words of its five questions; the table beside says the same in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from stigar.dialogues.queries.goals import in_unit

register = template.Library()
WIDE, HIGH, EDGE = 560, 200, 14
LINE = '<line class="way-{}" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
DOT = '<circle class="way-{}" cx="{}" cy="{}" r="{}"></circle>'


@register.filter
def question_words(name: str) -> str:
    """What is asked, as one says it."""
    return {
        "specific": _("Is it clear what you do?"), "measurable": _("Can it be counted?"), "attractive": _("Do you want it yourself?"),
        "realistic": _("Is it within reach?"), "timed": _("Does it have days?"),
    }[name]  # fmt: skip


@register.filter
def figure(value: Any, most: int = 2) -> str:
    """A number as one writes it: no more decimals than it has. Nothing for nothing."""
    if value is None or value == "":
        return ""
    whole = round(Decimal(str(value)), most).normalize()
    return number_format(whole, max(-int(whole.as_tuple().exponent), 0))


@register.filter
def counted(value: Any, unit: str) -> str:
    """A number in the person's own word for what is counted, right for one too."""
    return in_unit(figure(value), unit)


@register.filter
def standing_words(code: str) -> str:
    """Where what was told stands against the band: never a verdict."""
    return {"within": _("as expected"), "ahead": _("ahead"), "behind": _("a bit to go")}.get(code, "")


@register.filter
def rhythm_words(rhythm: str) -> str:
    """The day, week or month that is now."""
    return {"day": _("today"), "week": _("this week"), "month": _("this month")}[rhythm]


@register.simple_tag
def goal_way(shown: Any, way: Any) -> SafeString:
    """The band of expected progress as a field, the line in it, milestones as marks on the ground, what was told as dots."""
    if not way:
        return SafeString("")
    first, last = way[0].day, way[-1].day
    values = [end for one in way for end in (one.low, one.high)] + [float(one.value) for one in shown.ticks]
    low, high = min(values), max(values)

    def x(day: date) -> float:
        return round(EDGE + (WIDE - 2 * EDGE) * min(max((day - first).days / max((last - first).days, 1), 0), 1), 1)

    def y(value: float) -> float:
        return round(HIGH - EDGE - (HIGH - 2 * EDGE) * (value - low) / ((high - low) or 1), 1)

    around = [(x(one.day), y(one.high)) for one in way] + [(x(one.day), y(one.low)) for one in reversed(way)]
    marks = [
        (LINE, ("step-reached" if one.reached_on else "step", x(one.day), x(one.day), HIGH - EDGE, HIGH))
        for one in shown.steps
    ]
    dots = [(DOT, ("told", x(one.day), y(float(one.value)), 5)) for one in shown.ticks]
    return format_html(
        '<svg class="goal-way" viewBox="0 0 {} {}" role="img" aria-label="{}"><polygon class="way-band" points="{}"></polygon>'
        '<polyline class="way-line" points="{}"></polyline>{}</svg>',
        WIDE, HIGH, _("The way to the goal: expected progress as a band, what you have told as dots, as in the table"), _points(around),
        _points([(x(one.day), y((one.low + one.high) / 2)) for one in way]),
        format_html_join("", "{}", ((format_html(shape, *figures),) for shape, figures in (*marks, *dots))),
    )  # fmt: skip


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{across},{down}" for across, down in points)
