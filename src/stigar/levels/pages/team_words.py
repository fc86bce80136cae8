"""A team's picture in words: each cell, and each competence in a sentence or two."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.levels.pages.gap_words import state_words

if TYPE_CHECKING:
    from stigar.levels.queries.team import Cell, OfTeam


def of_competence(row: OfTeam) -> list[str]:
    """Who can, and will it last: "Two can, one leaves on 31 January.", "Nobody yet." """
    if row.unknown == row.asked and not row.can:
        return [_("Nobody has looked at it yet.")]
    told = [_able(row)]
    if row.unknown:
        told.append(
            ngettext("%(n)d has not been looked at.", "%(n)d have not been looked at.", row.unknown)
            % {"n": row.unknown}
        )
    if row.old:
        words = ngettext(
            "What is known of %(n)d was seen more than eighteen months ago.",
            "What is known of %(n)d was seen more than eighteen months ago.", row.old,
        )  # fmt: skip
        told.append(words % {"n": row.old})
    return told


def _able(row: OfTeam) -> str:
    if not row.can:
        return _("Nobody is there yet.")
    if not row.leaves:
        return ngettext("%(n)d can.", "%(n)d can.", row.can) % {"n": row.can}
    told = {"n": row.can, "leaving": len(row.leaves), "day": date_format(row.leaves[0], "DATE_FORMAT")}
    if row.can == 1:
        return _("One can, and leaves on %(day)s.") % told
    if len(row.leaves) == 1:
        return _("%(n)d can, one of them leaves on %(day)s.") % told
    return _("%(n)d can, %(leaving)d of them leave, the first on %(day)s.") % told


@lru_cache(maxsize=4000)
def cell(one: Cell, _language: str) -> SafeString:
    """The cell: what it says to who hears it, what it looks like, and what stands in it. There may be four thousand on a page, and
    few that differ: each is made once."""
    if is_empty(one):
        return format_html('<td class="team-none"><span class="sr-only">{}</span></td>', _("not asked for"))
    kind = "below far" if one.state == "below" and one.steps > 1 else one.state.replace(" ", "-")
    return format_html('<td aria-label="{}"><span class="{}">{}</span></td>', cell_words(one), kind, shown_in(one))


def kind_of(one: Cell) -> str:
    """What a cell that stands alone looks like, as in ``samples``."""
    return "below team-cell--far" if one.state == "below" and one.steps > 1 else one.state.replace(" ", "-")


def is_empty(one: Cell) -> bool:
    """Nothing is asked here and nothing is known, so there is nothing to follow."""
    return one.state == "not asked" and one.level is None


def cell_words(one: Cell) -> str:
    """The cell for who hears it: "level 2, 1 step missing"."""
    told = []
    if one.level is not None:
        told.append(_("level %(level)d") % {"level": one.level} if one.level else _("not yet"))
    if one.state == "below":
        told.append(ngettext("%(n)d step missing", "%(n)d steps missing", one.steps) % {"n": one.steps})
    else:
        told.append(_("not asked for") if one.state == "not asked" else state_words(one.state))
    if one.own is not None:
        told.append(_("says level %(level)d") % {"level": one.own} if one.own else _("says not yet"))
    if one.old:
        told.append(_("seen long ago"))
    return ", ".join(told)


def shown_in(one: Cell) -> str:
    """What stands in the cell: the level, what is missing, and a star when it was long ago."""
    if one.level is None:
        return "–" if one.state == "exempt" else f"({one.own})" if one.own is not None else "?"
    more = {"below": f" −{one.steps}", "surplus": f" +{one.steps}", "expired": " !"}.get(one.state, "")
    return f"{one.level}{more}{'*' if one.old else ''}"


def samples() -> list[tuple[str, str, str]]:
    """What cells look like and mean: kind, what stands in it, the words."""
    return [
        ("meets", "3", capfirst(state_words("meets"))), ("surplus", "4 +1", capfirst(state_words("surplus"))),
        ("below", "2 −1", _("One step missing")), ("below team-cell--far", "1 −2", _("Two steps or more missing")),
        ("not-known", "?", capfirst(state_words("not known"))),
        ("not-known", "(3)", _("Said by oneself; nobody else has said anything")),
        ("exempt", "–", capfirst(state_words("exempt"))), ("expired", "3 !", capfirst(state_words("expired"))),
        ("not-asked", "3", _("Known, and not asked for")), ("not-asked", "3*", _("Seen more than eighteen months ago")),
    ]  # fmt: skip
