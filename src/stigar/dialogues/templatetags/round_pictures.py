"""How far a round has come, as a bar with its words, and the words of the states."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.dialogues.queries.coverage import AWAY, HELD, PREPARED, SIGNED, STATES, WAITS
from stigar.dialogues.queries.pairing import LEFT, OWN, RING

register = template.Library()
WIDE, HIGH = 600, 18


@register.filter
def state_words(state: str) -> str:
    """The state of one dialogue."""
    return {
        WAITS: _("being prepared"), PREPARED: _("prepared by both"), HELD: _("held"), SIGNED: _("signed by both"), AWAY: _("away"),
    }[state]  # fmt: skip


@register.filter
def line_words(line: Any) -> str:
    """The numbers of a line in words, the furthest first: "3 signed, 2 held, 4 being prepared"."""
    told = {
        SIGNED: ngettext("%(n)d signed", "%(n)d signed", line.counts.get(SIGNED, 0)),
        HELD: ngettext("%(n)d held", "%(n)d held", line.counts.get(HELD, 0)),
        PREPARED: ngettext("%(n)d prepared", "%(n)d prepared", line.counts.get(PREPARED, 0)),
        WAITS: ngettext("%(n)d being prepared", "%(n)d being prepared", line.counts.get(WAITS, 0)),
        AWAY: ngettext("%(n)d away", "%(n)d away", line.counts.get(AWAY, 0)),
    }
    return ", ".join(told[state] % {"n": number} for state in STATES if (number := line.counts.get(state, 0)))


@register.filter
def all_words(line: Any) -> str:
    """A whole line in words, as it is read on a phone: "7 dialogues: 3 signed, 4 being prepared"."""
    told = ngettext("%(n)d dialogue: %(states)s", "%(n)d dialogues: %(states)s", line.all)
    return told % {"n": line.all, "states": line_words(line)}


@register.simple_tag
def round_bar(line: Any) -> SafeString:
    """One bar of a line: a part for each state, as wide as it is common. The words beside it say the same."""
    return _bar(line.in_order, line_words(line))


@lru_cache(maxsize=2000)
def _bar(numbers: tuple[int, ...], words: str) -> SafeString:
    """There may be hundreds on a page, and few that differ: each is drawn once."""
    parts, across = [], 0.0
    for state, number in zip(STATES, numbers, strict=True):
        wide = WIDE * number / max(sum(numbers), 1)
        if wide:
            parts.append((state, f"{across:.1f}", f"{max(wide - 2, 1):.1f}", HIGH))
        across += wide
    drawn = format_html_join("", '<rect class="round-{}" x="{}" y="0" width="{}" height="{}" rx="3"></rect>', parts)
    return format_html(
        '<svg class="round-bar" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        WIDE, HIGH, words, drawn,
    )  # fmt: skip


@register.filter
def in_words(people: Any) -> list[tuple[Any, str, str, str]]:
    """Each with how far, until when they are away and when it is booked, in words, for ``round_people.html``."""
    return [(one, state_words(one.state), _away(one.away), _booked(one.booked)) for one in people]


def _away(until: date | None) -> str:
    return _("away until %(day)s") % {"day": date_format(until, "DATE_FORMAT")} if until else ""


def _booked(at: datetime | None) -> str:
    at = localtime(at) if at else None
    return f"{date_format(at, 'DATE_FORMAT')} {time_format(at, 'TIME_FORMAT')}" if at else ""


@register.filter
def lacking_words(one: Any) -> str:
    """Why somebody cannot be paired, and what to do about it."""
    names = ", ".join(one.names)
    told = {
        LEFT: _("Their manager %(names)s no longer works here. Choose who talks with them.") if names
        else _("Their manager no longer works here. Choose who talks with them."),
        OWN: _("They are entered as their own manager. Choose somebody else."),
        RING: _("%(names)s are entered as managers of one another. Choose who talks with this person, or correct it in the HR system."),
    }  # fmt: skip
    return told.get(one.why, _("No manager is entered for them. Choose who talks with them.")) % {"names": names}


@register.filter
def named(names: Any, key: Any) -> str:
    """The name a key has among ``names``; nothing for a key that has none."""
    return str(names.get(key, ""))
