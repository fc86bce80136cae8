"""What people have said as a small picture: each question a line from 1 to 5 with its mean on it; the table beside says the same."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()
WIDE, ROW, LEFT, RIGHT = 420, 82, 14, 406


@register.simple_tag
def mean_picture(said: list[dict[str, Any]]) -> SafeString:
    """A line for each question that has a mean, from "not at all" to "very much"."""
    rows = [one for one in said if one["row"].mean is not None]
    lines = format_html_join("", "{}", ((_line(place, one),) for place, one in enumerate(rows)))
    label = _("The mean of each question on a line from 1 to 5, as in the table")
    frame = '<svg class="pulse" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    return format_html(frame, WIDE, ROW * len(rows), label, lines)


def _line(place: int, one: dict[str, Any]) -> SafeString:
    high, mean = place * ROW + 64, float(one["row"].mean)
    ticks = format_html_join(
        "", '<circle class="pulse-tick" cx="{}" cy="{}" r="3"></circle>', ((_x(value), high) for value in range(1, 6))
    )
    return format_html(
        '<text class="pulse-words" x="{}" y="{}">{}</text><line class="pulse-line" x1="{}" x2="{}" y1="{}" y2="{}"></line>{}'
        '<circle class="pulse-mean" cx="{}" cy="{}" r="9"></circle><text class="pulse-figure" x="{}" y="{}">{}</text>',
        LEFT, high - 44, one["words"], LEFT, RIGHT, high, high, ticks, _x(mean), high, _x(mean), high - 16,
        number_format(one["row"].mean, 1),
    )  # fmt: skip


def _x(value: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * (value - 1) / 4, 1)
