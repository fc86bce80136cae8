"""Small words of a dialogue's pages."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def clash_of(clashes: Any, key: str) -> Any:
    """What was saved elsewhere and what was just written, for a question where the two met."""
    return clashes.get(key) if clashes else None


@register.filter
def signers(shown: Any) -> list[tuple[str, bool]]:
    """The two by name, and whether each has signed."""
    return [(one.name, one.pk in shown.signed) for one in (shown.row.person, shown.row.reviewer)]
