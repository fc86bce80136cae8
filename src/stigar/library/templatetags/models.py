"""Words for what a competence model holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def item_kinds(kind: str) -> str:
    """What is written about competences, many of them.

    >>> item_kinds("behaviour")
    'behaviours'
    """
    return {
        "behaviour": _("behaviours"), "challenge": _("challenges"), "question": _("coaching questions"),
        "activity": _("development activities"), "interview": _("interview questions"), "reflection": _("to reflect on"),
    }.get(kind, kind)  # fmt: skip


@register.filter
def of(words: Mapping[str, Any], key: str) -> str:
    """One of several words by its key.

    >>> of({"same": "means the same as"}, "same")
    'means the same as'
    """
    return str(words.get(key, key))
