"""Words that every file uses, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.profiles.queries.feeds import ProfileOut, RequiredOut
from stigar.profiles.writers.spoken_words import language_words


def level(one: RequiredOut) -> str:
    """The level with its name: "Level 3: Safe", "Level 3 to 4"."""
    if one.until:
        return _("Level %(level)d to %(until)d") % {"level": one.level, "until": one.until}
    name = next((name for at, name, _shows in one.shows if at == one.level), "")
    return (_("Level %(level)d: %(name)s") if name else _("Level %(level)d")) % {"level": one.level, "name": name}


def importance(one: RequiredOut) -> str:
    """How much it matters."""
    return {1: _("Good to have"), 2: _("Matters"), 3: _("Cannot be done without")}[one.importance]


def frequency(often: str) -> str:
    """How often a task is done."""
    return {"daily": _("Every day"), "weekly": _("Every week"), "monthly": _("Every month"), "seldom": _("Seldom")}.get(
        often, ""
    )


def state(profile: ProfileOut) -> str:
    """Which version it is, or that it is on the way."""
    if profile.number is None or profile.approved is None:
        return _("On the way, not approved")
    return _("Version %(n)d, approved %(day)s") % {"n": profile.number, "day": date_format(profile.approved)}


def foot(profile: ProfileOut) -> Iterator[str]:
    """Whose words these are, and what was left out and why."""
    if profile.told or profile.kept:
        yield language_words(profile.written_in, profile.language, profile.told, profile.kept)
    yield from profile.lines
    if profile.left:
        yield left_out(profile.left, profile.held)
    if profile.digest:
        yield _("Fingerprint of the words: %(digest)s") % {"digest": profile.digest[:16]}


def left_out(number: int, held: Sequence[str]) -> str:
    """Of how many competences the words are not there because of their rights, and whose they are."""
    words = ngettext(
        "The words of one competence are left out here, because they may not be passed on%(whose)s.",
        "The words of %(n)d competences are left out here, because they may not be passed on%(whose)s.", number,
    )  # fmt: skip
    return words % {"n": number, "whose": f" ({', '.join(held)})" if held else ""}
