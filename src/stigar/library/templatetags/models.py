"""Words for what a competence model holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def item_kinds(kind: str, number: int) -> str:
    """What is written about competences, for one or for many.

    >>> item_kinds("behaviour", 2)
    'behaviours'
    """
    return {
        "family": ngettext("family", "families", number),
        "behaviour": ngettext("behaviour", "behaviours", number),
        "challenge": ngettext("challenge", "challenges", number),
        "question": ngettext("coaching question", "coaching questions", number),
        "activity": ngettext("development activity", "development activities", number),
        "interview": ngettext("interview question", "interview questions", number),
        "reflection": _("to reflect on"),
        "role": ngettext("role with expectations", "roles with expectations", number),
    }.get(kind, kind)


@register.filter
def of(words: Mapping[str, Any], key: str) -> str:
    """One of several words by its key.

    >>> of({"same": "means the same as"}, "same")
    'means the same as'
    """
    return str(words.get(key, key))
