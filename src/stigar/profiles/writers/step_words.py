"""The nine steps in words: what each is called, what it is for, what it asks now, and what is missing before going on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stigar.profiles.models import Message, Viewpoint
from stigar.profiles.writers.countries import country_name

if TYPE_CHECKING:
    from stigar.profiles.queries.lacking import Lacking

_N = gettext_lazy
NAMES: Mapping[str, Any] = {
    "goal": _N("Goal"), "architecture": _N("Rules"), "time": _N("Time"), "participants": _N("Participants"),
    "engagement": _N("Letters"), "profiles": _N("Profiles"), "finish": _N("Approval"), "teach": _N("Guides"), "follow": _N("Follow up"),
}  # fmt: skip
WHAT: Mapping[str, Any] = {
    "goal": _N("What the work is for, and how you will see that it worked."),
    "architecture": _N("What every profile keeps to, so that they can be read side by side."),
    "time": _N("How long it is likely to take, and what decides that."),
    "participants": _N("Whose insight is needed, who is in, and which viewpoint is missing."),
    "engagement": _N("What people hear, when, and who was reached."),
    "profiles": _N("Workshops and interviews with those who do the work, and the profiles that come of them."),
    "finish": _N("Agreement, objections, and the reference group that approves."),
    "teach": _N("Short guides for managers and recruiters, with an exercise."),
    "follow": _N("How confident people feel, how the profiles are used, and what has changed under them."),
}  # fmt: skip
ASKS: Mapping[str, Any] = {
    "goal": _N("Say what the profiles are for"), "architecture": _N("Agree on the rules of the profiles"),
    "time": _N("Plan the time"), "participants": _N("Gather those whose insight is needed"),
    "engagement": _N("Tell people what begins"), "profiles": _N("Make the profiles together"),
    "finish": _N("Submit the profiles to the reference group"), "teach": _N("Let managers learn to use them"),
    "follow": _N("Ask how confident people feel"),
}  # fmt: skip
CUSTOMERS: Mapping[str, Any] = {
    "consumer": _N("Private customers"), "merchant": _N("Companies as customers"), "authority": _N("Public authorities"),
    "supplier": _N("Suppliers"),
}  # fmt: skip
AUDIENCES: Mapping[str, Any] = dict(Message.AUDIENCES)


def sentence(one: Lacking) -> str:
    """What is missing, and so what to do."""
    said = SENTENCES.get(one.code)
    return said(one) if said else _("Something is missing in this step.")


def view_name(kind: str, key: str) -> str:
    """A viewpoint as people call it."""
    if kind == Viewpoint.CUSTOMER:
        return str(CUSTOMERS.get(key, key))
    return country_name(key) if kind == Viewpoint.COUNTRY else key


def joined(names: tuple[str, ...] | list[str], most: int = 4) -> str:
    """Names in a row, the last with "and"; when there are many, the first ones and how many more.

    >>> joined(["Malmö", "Oslo"])
    'Malmö and Oslo'
    """
    if len(names) > most:
        more = len(names) - most + 1
        return _("%(names)s and %(n)d more") % {"names": ", ".join(names[: most - 1]), "n": more}
    if len(names) < 2:
        return "".join(names)
    return _("%(one)s and %(other)s") % {"one": ", ".join(names[:-1]), "other": names[-1]}


def _plain(words: Any) -> Callable[[Lacking], str]:
    return lambda _one: str(words)


def _viewpoints(one: Lacking) -> str:
    names = joined([view_name(*what.split(":", 1)) for what in one.what])
    return _("Nobody speaks for %(names)s. Take somebody in, or say why it needs no seat.") % {"names": names}


def _reference(one: Lacking) -> str:
    return ngettext(
        "The reference group needs %(n)d more person.", "The reference group needs %(n)d more people.", one.n
    ) % {"n": one.n}


def _untold(one: Lacking) -> str:
    names = joined([str(AUDIENCES[what]).lower() for what in one.what])
    return _("Not told yet what begins: %(names)s.") % {"names": names}


def _no_profile(one: Lacking) -> str:
    return _("No profile yet for %(names)s.") % {"names": joined(one.what)}


def _no_requirement(one: Lacking) -> str:
    return _("Nothing is required yet in %(names)s.") % {"names": joined(one.what)}


def _not_approved(one: Lacking) -> str:
    return _("Not approved yet: %(names)s.") % {"names": joined(one.what)}


def _learned(one: Lacking) -> str:
    words = ngettext(
        "%(n)d of %(of)d manager has not been through a guide yet. Two thirds are enough.",
        "%(n)d of %(of)d managers have not been through a guide yet. Two thirds are enough.", one.n,
    )  # fmt: skip
    return words % {"n": one.n, "of": one.of}


SENTENCES: dict[str, Callable[[Lacking], str]] = {
    "goal": _plain(_N("The goal is not written yet.")),
    "rules": _plain(_N("The rules are not set yet. The usual ones are ready to take over.")),
    "time": _plain(_N("The time is not planned yet.")),
    "roles": _plain(_N("The project has no roles.")),
    "participant": _plain(_N("Nobody who does the work takes part yet.")),
    "ambassador": _plain(_N("There is no ambassador to spread the word among colleagues.")),
    "reference": _reference, "viewpoints": _viewpoints, "untold": _untold,
    "no-profile": _no_profile, "no-requirement": _no_requirement, "not-approved": _not_approved,
    "no-profiles": _plain(_N("There is no profile to approve yet.")),
    "learned": _learned,
    "pulse": _plain(_N("Nobody has been asked yet how confident they feel.")),
    "answers": _plain(_N("Fewer than five have answered how confident they feel.")),
    "confidence": _plain(_N("People do not feel as confident yet as you set out for.")),
}  # fmt: skip
