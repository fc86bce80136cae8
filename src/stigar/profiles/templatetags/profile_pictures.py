"""The pictures of a profile: the levels as plateaus, one line of steps, and how far apart people judged. Each has its words beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

register = template.Library()
STEP, GAP, HIGH = 14, 3, 10  # the line of steps
WIDE, RISE, FOOT, HEAD, LEFT = 44, 30, 26, 12, 22  # the plateaus
IMPORTANCES = {1: gettext_noop("Good to have"), 2: gettext_noop("Matters"), 3: gettext_noop("Cannot be done without")}
FREQUENCIES = {
    "daily": gettext_noop("Every day"), "weekly": gettext_noop("Every week"), "monthly": gettext_noop("Every month"),
    "seldom": gettext_noop("Seldom"),
}  # fmt: skip
DOT, COLUMN, ROW, ABREAST = 4, 48, 11, 4  # the dots: so many side by side, a gap to the next step's


@register.filter
def level_words(one: Any) -> str:
    """What level is asked for: "level 3", "level 3 to 4"."""
    if one is None:
        return ""
    level, until = (one[0], one[1]) if isinstance(one, (list, tuple)) else (one.level, one.until)
    if until:
        return _("level %(level)d to %(until)d") % {"level": level, "until": until}
    return _("level %(level)d") % {"level": level}


@register.filter
def importance_words(importance: Any) -> str:
    """How much it matters, in words."""
    word = IMPORTANCES.get(importance[2] if isinstance(importance, (list, tuple)) else importance)
    return _(word) if word else ""


@register.filter
def frequency_words(frequency: str) -> str:
    """How often a task is done."""
    word = FREQUENCIES.get(frequency)
    return _(word) if word else ""


@register.filter
def found(known: Any, key: Any) -> Any:
    """What stands under a key, or nothing."""
    return known.get(key) if known else None


@register.simple_tag
def level_steps(one: Any) -> SafeString:
    """The level as steps: filled up to what is asked for, lighter up to the end of a range. Put the words beside it."""
    highest = one.until or one.level
    blocks = format_html_join(
        "", '<rect class="{}" x="{}" y="0" width="{}" height="{}" rx="2"></rect>',
        (
            (f"steps-{'full' if at <= one.level else 'range' if at <= highest else 'none'}", (at - 1) * (STEP + GAP), STEP, HIGH)
            for at in range(1, one.top + 1)
        ),
    )  # fmt: skip
    width = one.top * (STEP + GAP) - GAP
    return format_html(
        '<svg class="level-steps" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        width, HIGH, width, HIGH, blocks,
    )  # fmt: skip


@register.simple_tag
def plateaus(requirements: Iterable[Any]) -> SafeString:
    """All requirements as a landscape: a plateau each, as high as its level; a range goes on lighter above it.

    The number under a plateau is the requirement's place in the table beside.
    """
    asked = list(requirements)
    top = max((one.top for one in asked), default=5)
    ground, width = HEAD + top * RISE, 2 * LEFT + len(asked) * WIDE
    lines = format_html_join(
        "", '<line class="plateau-line" x1="16" x2="{}" y1="{}" y2="{}"></line><text class="plateau-level" x="2" y="{}">{}</text>',
        ((width, ground - at * RISE, ground - at * RISE, ground - at * RISE + 4, at) for at in range(1, top + 1)),
    )  # fmt: skip
    hills = format_html_join("", "{}", ((_plateau(place, one, ground),) for place, one in enumerate(asked)))
    label = ngettext(
        "%(n)d requirement as a plateau, as in the table", "%(n)d requirements as plateaus, as in the table", len(asked)
    )
    return format_html(
        '<svg class="plateaus" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        width, ground + FOOT, label % {"n": len(asked)}, lines, hills,
    )  # fmt: skip


def _plateau(place: int, one: Any, ground: int) -> SafeString:
    left, high, upper = LEFT + place * WIDE, one.level * RISE, ((one.until or one.level) - one.level) * RISE
    more = (
        format_html(
            '<rect class="plateau-range" x="{}" y="{}" width="{}" height="{}"></rect>', left + 2, ground - high - upper, WIDE - 4, upper
        )
        if upper
        else SafeString("")
    )  # fmt: skip
    return format_html(
        '<rect class="plateau plateau--{}" x="{}" y="{}" width="{}" height="{}"></rect>{}'
        '<text class="plateau-number" x="{}" y="{}" text-anchor="middle">{}</text>',
        one.importance, left + 2, ground - high, WIDE - 4, high, more, left + WIDE // 2, ground + 18, place + 1,
    )  # fmt: skip


@register.simple_tag
def spread_dots(spread: Any, kind: str) -> SafeString:
    """How people judged: a dot each over what they chose, no names; the words are spoken."""
    most = max((many for _value, many in spread.counts), default=0)
    rows = max(1, -(-most // ABREAST))
    base, width = rows * ROW + 4, len(spread.counts) * COLUMN
    dots = format_html_join(
        "", '<circle class="spread-dot" cx="{}" cy="{}" r="{}"></circle>',
        (
            (place * COLUMN + along, base - 6 - up * ROW, DOT)
            for place, (_value, many) in enumerate(spread.counts)
            for along, up in _heap(many)
        ),
    )  # fmt: skip
    marks = format_html_join(
        "", '<line class="spread-line" x1="{}" x2="{}" y1="{}" y2="{}"></line><text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (place * COLUMN + 1, place * COLUMN + COLUMN - 5, base, base, place * COLUMN + COLUMN // 2 - 2, base + 14, value)
            for place, (value, _many) in enumerate(spread.counts)
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="spread" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}{}</svg>',
        width, base + 18, width, base + 18, spread_words(spread, kind), dots, marks,
    )  # fmt: skip


def _heap(many: int) -> Iterable[tuple[int, int]]:
    """Where each of ``many`` dots stands: along its step, in rows about the middle, and how high up."""
    for at in range(many):
        row = min(ABREAST, many - at // ABREAST * ABREAST)
        yield COLUMN // 2 - 2 + (2 * (at % ABREAST) - row + 1) * 5, at // ABREAST


def spread_words(spread: Any, kind: str) -> str:
    """The dots in words: "Level: 2 said 3, 5 said 4"."""
    told = [
        ngettext("%(n)d said %(value)d", "%(n)d said %(value)d", many) % {"n": many, "value": value}
        for value, many in spread.counts
        if many
    ]
    heading, nobody = _("Level") if kind == "level" else _("Importance"), _("nobody has judged")
    return f"{heading}: {', '.join(told) or nobody}"
