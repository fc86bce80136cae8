"""Why a requirement stands as it does, in sentences that the person concerned would accept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from stigar.engine.gaps.reasons import Why
    from stigar.levels.queries.gaps import GapRow

Told = Mapping[str, Any]
STATES = {
    "below": gettext_noop("something to learn"), "meets": gettext_noop("as asked"), "surplus": gettext_noop("more than asked"),
    "not known": gettext_noop("not known yet"), "exempt": gettext_noop("exempt"), "expired": gettext_noop("certificate has expired"),
}  # fmt: skip


def state_words(state: str) -> str:
    """How it stands, in a word or two."""
    return _(STATES[state])


def why_words(row: GapRow, names: Mapping[UUID, str], *, about_me: bool, language: str | None) -> list[str]:
    """Every reason as a sentence in ``language``, which is the page's, the one that decides first."""
    return [
        _sentence(one, about_me, language) if one.code not in _OF_ONE else _told_of(one, names) for one in row.gap.why
    ]


@lru_cache(maxsize=4000)
def _sentence(one: Why, about_me: bool, _language: str | None) -> str:
    """Only levels, figures and days, so that it is the same whoever it is said of."""
    return (_TO_ME if about_me else _TO_OTHERS)[one.code](one.params)


def _told_of(one: Why, names: Mapping[UUID, str]) -> str:
    """A reason somebody has written, or a name of the organisation's: made for this reader and not kept."""
    told = dict(one.params)
    if one.code == "first":
        told["needs"] = names.get(UUID(str(told["needs"])), "")
    return _STANDS[one.code](told)


def _day(day: object) -> str:
    return _day_in(day, get_language()) if isinstance(day, date) else ""


@lru_cache(maxsize=2000)
def _day_in(day: date, _language: str) -> str:
    return date_format(day, "DATE_FORMAT")


def _at(key: str, level: str, not_yet: str) -> Callable[[Told], str]:
    """A sentence with a level in it; the level below the first has words of its own."""
    return lambda told: _(level if told[key] else not_yet) % told


def _months(told: Told) -> str:
    n = int(told["months"])
    words = ngettext(
        "It was seen %(n)d month ago (%(day)s), so it may have changed since.",
        "It was seen %(n)d months ago (%(day)s), so it may have changed since.", n,
    )  # fmt: skip
    return words % {"n": n, "day": _day(told["on"])}


def _below(told: Told) -> str:
    seen = _(
        "The role asks for level %(required)s, and level %(level)s has been seen: "
        "%(missing)s missing × importance %(importance)s = %(points)s."
    )
    not_yet = _(
        "The role asks for level %(required)s, and “not yet” has been seen: "
        "%(missing)s missing × importance %(importance)s = %(points)s."
    )
    words = seen if told["level"] else not_yet
    return words % {**told, "missing": told["required"] - told["level"]}


def _surplus(told: Told) -> str:
    words = ngettext(
        "Level %(level)s is %(surplus)d step above what the role asks for.",
        "Level %(level)s is %(surplus)d steps above what the role asks for.", told["surplus"],
    )  # fmt: skip
    return words % told


def _expires(told: Told) -> str:
    words = ngettext(
        "A certificate expires on %(day)s, in %(days)d day.",
        "A certificate expires on %(day)s, in %(days)d days.",
        told["days"],
    )
    return words % {**told, "day": _day(told["last_day"])}


_STANDS: Mapping[str, Callable[[Told], str]] = {
    "below": _below,
    "meets": lambda told: _("Level %(level)s is what the role asks for.") % told,
    "surplus": _surplus,
    "not known": lambda told: _("Nobody else has said anything about this yet."),
    "exempt": lambda told: _("Not asked for here: %(reason)s") % told if told["reason"] else _("Not asked for here."),
    "expired": lambda told: (
        _("Level %(level)s rests on a certificate that was valid until %(day)s.")
        % {**told, "day": _day(told["last_day"])}
    ),
    "has expired": lambda told: _("A certificate was valid until %(day)s.") % {"day": _day(told["last_day"])},
    "expires": _expires,
    "first": lambda told: _("%(needs)s comes first, to level %(level)s.") % told,
    "later is lower": _at(
        "level",
        gettext_noop("The latest counts, level %(level)s; level %(before)s was seen earlier."),
        gettext_noop("The latest counts, “not yet”; level %(before)s was seen earlier."),
    ),
}


def _unsure(told: Told) -> str:
    words = _("With so long a time the level may be about %(band)s off, so it is worth looking at again.")
    return words % {"band": number_format(told["band"], 1)}


_AGES: Mapping[str, Callable[[Told], str]] = {"old": _months, "unsure": _unsure}
_MINE: Mapping[str, Callable[[Told], str]] = {
    "self only": _at(
        "level",
        gettext_noop("You have said level %(level)s yourself."),
        gettext_noop("You have said “not yet” yourself."),
    ),
    "differs": _at(
        "own",
        gettext_noop("You say level %(own)s yourself. Talk about what each of you has seen."),
        gettext_noop("You say “not yet” yourself. Talk about what each of you has seen."),
    ),
}
_THEIRS: Mapping[str, Callable[[Told], str]] = {
    "self only": _at(
        "level", gettext_noop("The person says level %(level)s."), gettext_noop("The person says “not yet”.")
    ),
    "differs": _at(
        "own",
        gettext_noop("The person says level %(own)s. Talk about what each of you has seen."),
        gettext_noop("The person says “not yet”. Talk about what each of you has seen."),
    ),
}
_OF_ONE = ("exempt", "first")
_TO_ME, _TO_OTHERS = {**_STANDS, **_AGES, **_MINE}, {**_STANDS, **_AGES, **_THEIRS}
