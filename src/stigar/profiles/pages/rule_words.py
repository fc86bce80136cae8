"""Breaches of the rules, and faults of a file with rules, as sentences: what was found, the rule, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from stigar.profiles.queries.architecture import Breach
    from stigar.profiles.readers.architecture import Fault

_N = gettext_lazy
BREACHES: Mapping[str, Any] = {
    "too-few": _N("The profile requires %(has)d competences; the fewest are %(rule)d."),
    "too-many": _N("The profile requires %(has)d competences; the most are %(rule)d."),
    "level": _N("Level %(level)d is not used here; the levels are %(rule)s."),
    "not-shared": _N("“%(competence)s” belongs in every profile, and is not in this one."),
    "too-long": _N("The text has %(has)d characters; the longest is %(rule)d."),
    "avoided": _N("The word “%(word)s” is not to be used. Say what one does instead."),
    "no-why": _N("It does not say what in the everyday work asks for it."),
}
FAULTS: Mapping[str, Any] = {
    "too-large": _N("The file is too large to be rules of profiles."),
    "not-json": _N("The file is not JSON, or is cut off."),
    "other-format": _N("The file is not rules of profiles: it should begin with the format “stigar-profile-rules”."),
    "other-version": _N("The file is of version %(found)s, and only version 1 can be read here."),
    "unknown-field": _N("The field %(field)s is not known."),
    "missing-field": _N("The field “%(field)s” is missing."),
    "wrong-value": _N("The field “%(field)s” has a value that cannot be used: %(found)s."),
    "contradiction": _N("The rules contradict each other: fewer competences may stand in a profile than must."),
}


def breach_words(one: Breach) -> str:
    """A breach with its place in words.

    >>> from stigar.profiles.queries.architecture import Breach
    >>> breach_words(Breach("no-why", "Lyssna", {}))
    'Lyssna: It does not say what in the everyday work asks for it.'
    """
    values = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in one.values.items()
    }
    said = str(BREACHES[one.code]) % values
    place = _("The purpose") if one.place == "purpose" else one.place
    return f"{place}: {said}" if place else said


def fault_words(faults: Iterable[Fault]) -> list[str]:
    """Each fault in words."""
    return [str(FAULTS[one.code]) % {"field": one.field, "found": one.found} for one in faults]
