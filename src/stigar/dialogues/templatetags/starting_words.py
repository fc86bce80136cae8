"""How a requirement stands, in a few words beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from stigar.levels.queries.plan import level_of

if TYPE_CHECKING:
    from stigar.levels.queries.gaps import GapRow

register = template.Library()


@register.filter
def stands_at(row: GapRow) -> str:
    """The level that was seen against the one that is asked for; what two see differently says both."""
    told = {"have": level_of(row), "asked": row.asked.level, "own": row.own.level if row.own else 0}
    if row.seen and not row.seen.level:
        if row.own and row.own.level:
            return _("seen as not yet there, said oneself %(own)d, asked for %(asked)d") % told
        return _("seen as not yet there, asked for %(asked)d") % told
    if not row.seen:
        return _("nobody has seen it yet, level %(asked)d is asked for") % told
    if row.own and row.own.level != row.seen.level:
        return _("seen at level %(have)d, said oneself %(own)d, asked for %(asked)d") % told
    return _("seen at level %(have)d, asked for %(asked)d") % told
