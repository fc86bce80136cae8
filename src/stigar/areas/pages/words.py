"""The sentences of the map: how sure, what changed, what was decided, why here first. One place, so that pages agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from stigar.areas.models import Decision
from stigar.areas.queries.map import FIRM, UNSURE, Because, MapView, RoleOnMap

NUMBERS = (
    _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"),
    _("Eleven"), _("Twelve"),
)  # fmt: skip
KINDS = {"task": _("task"), "skill": _("skill"), "trait": _("trait"), "title": _("title")}
PARTS = {
    "people": _("People in the area"),
    "need": _("Need"),
    "common": _("How much is common"),
    "wishes": _("People's own wishes"),
    "coordination": _("Many departments to agree"),
}
TERMS = {
    "preparation": _("Preparing"),
    "holding": _("Holding the groups"),
    "coordination": _("Agreeing with each other"),
}


def language() -> str:
    """The reader's language, two letters."""
    return (get_language() or "en")[:2]


def number_word(number: int) -> str:
    """A number that begins a sentence: in letters to twelve, then in figures."""
    return str(NUMBERS[number - 1]) if 1 <= number <= len(NUMBERS) else str(number)


def figure(number: float) -> str:
    """A number as the reader writes it, with at most one decimal."""
    told = str(number_format(round(number, 1), decimal_pos=None if round(number, 1) % 1 else 0, use_l10n=True))
    return told.replace("-", "−")


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a placement is, in a word, in a sentence, and as a tone for the tag."""

    word: str
    sentence: str
    tone: str


def sureness(role: RoleOnMap, runs: int) -> Sureness:
    """How sure: decided by people, or in how many of the runs the role ended up here."""
    if role.decided:
        return Sureness(gettext("decided"), gettext("Placed here by a decision, and stays."), "second")
    times = round(role.confidence * runs)
    told = gettext("Stood mostly with these roles in %(times)d of %(runs)d attempts with varied evidence.") % {
        "times": times,
        "runs": runs,
    }
    if role.confidence >= FIRM:
        return Sureness(gettext("sure"), told, "good")
    if role.confidence >= UNSURE:
        return Sureness(gettext("fairly sure"), told, "")
    return Sureness(gettext("unsure"), told, "attention")


def kind(because: Because) -> str:
    """What sort of evidence it is, in a word."""
    return str(KINDS.get(because.kind, because.kind))


def change(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One thing that differs from the map before, as a sentence with its reason."""
    before = names.get(one["before"]) or one["before_names"].get(language()) or one["before"]
    now = names.get(one["now"], one["now"])
    said = {"role": one["title"], "before": before, "now": now}
    sentence = {
        "moved": gettext("%(role)s moved from “%(before)s” to “%(now)s”."),
        "added": gettext("%(role)s is new, in “%(now)s”."),
        "removed": gettext("%(role)s is no longer on the map; it stood in “%(before)s”."),
        "new_area": gettext("“%(now)s” is a new area."),
        "gone_area": gettext("“%(before)s” is no longer an area of its own."),
    }[one["kind"]] % said
    if one["kind"] in ("moved", "added") and one["because"]:
        sentence += " " + gettext("What holds it there most: “%(text)s”.") % {"text": one["because"][0]["text"]}
    return sentence


def changes(view: MapView) -> list[str]:
    """Everything that differs from the map before."""
    names = {area.key: area.name for area in view.areas}
    return [change(one, names) for one in view.changes]


def decided(one: Decision) -> str:
    """One decision as a sentence, in the words of the day it was made."""
    said = {"role": "", "was": "", "name": "", "areas": 0, "wave": 0, **one.said}
    if one.kind == "split":
        said["roles"] = ", ".join(one.said.get("roles", ()))
    if one.kind == "fineness":
        return ngettext("The map was set to %(n)d area.", "The map was set to %(n)d areas.", said["areas"]) % {
            "n": said["areas"]
        }
    if one.kind == "start":
        return _started(said)
    return {
        "name": gettext("“%(was)s” was named “%(name)s”."),
        "move": gettext("%(role)s was moved from “%(was)s” to “%(name)s”."),
        "merge": gettext("“%(was)s” was merged into “%(name)s”."),
        "split": gettext("%(roles)s left “%(was)s” and became an area of their own."),
        "lock": gettext("“%(name)s” was locked."),
        "unlock": gettext("“%(name)s” was unlocked."),
    }[one.kind] % said


def _started(said: Mapping[str, Any]) -> str:
    if not said["wave"]:
        return gettext("“%(name)s” was parked again.") % said
    if said["wave"] == 1:
        return gettext("“%(name)s” became the pilot.") % said
    return gettext("“%(name)s” became wave %(wave)d.") % said
