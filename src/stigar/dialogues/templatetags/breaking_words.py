"""How one of HR's ways in stands, in words and as a sign."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def state_said(state: str) -> str:
    """In a few words."""
    words = {
        "waits": _("waits for a second person"), "open": _("open"), "over": _("over"), "ended": _("ended before its time"),
        "refused": _("the second person said no"), "lapsed": _("nobody answered in time"),
    }  # fmt: skip
    return words[state]


@register.filter
def kind_said(kind: str, kinds: dict[str, str]) -> str:
    """The kind of reason in words."""
    return kinds.get(kind, kind)
