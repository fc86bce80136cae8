"""What hinders a version, how far people agree, and what differs between versions, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stigar.profiles.templatetags.profile_pictures import frequency_words, importance_words, level_words
from stigar.profiles.writers.step_words import NAMES, sentence

if TYPE_CHECKING:
    from stigar.profiles.queries.approvals import Change
    from stigar.profiles.queries.lacking import Lacking

_N = gettext_lazy
VERDICTS: Mapping[str, Any] = {
    "agree": _N("People judge alike"), "mostly": _N("People judge nearly alike"), "apart": _N("People judge differently: talk about it"),
    "same": _N("Everybody judged the same"), "alone": _N("Only one has judged"), "nothing": _N("Nobody has judged yet"),
}  # fmt: skip
WHOLE: Mapping[str, Any] = {
    "agree": _N("Those who judged alone agree well on the levels."),
    "mostly": _N("Those who judged alone agree fairly well. What stands first below is worth a few words before you go on."),
    "apart": _N("Those who judged alone see the levels differently. Talk about what stands first below before you go on."),
    "same": _N("Everybody judged every level the same."),
    "alone": _N("No competence has been judged by two people yet, so nothing can be said about agreement."),
    "nothing": _N(
        "No level has been judged by three people or more in a workshop yet. You can go on without, but then you do not know"
        " whether people agree."
    ),
}  # fmt: skip
REFUSALS: Mapping[str, Any] = {
    "unconnected": _N(
        "Adjusted values are not shown: those who judged fall into groups that have judged nothing in common, so a strict judge"
        " cannot be told from a low level."
    ),
    "few": _N("Adjusted values are not shown: too few have judged to tell a strict judge from a low level."),
}  # fmt: skip
CHANGES: Mapping[str, Any] = {
    "added": _N("New"), "removed": _N("Taken away"), "level": _N("Level"), "importance": _N("Importance"), "origin": _N("Belongs to"),
    "words": _N("Words"), "behaviours": _N("What shows it"), "purpose": _N("Purpose"), "task-added": _N("New task"),
    "task-removed": _N("Task taken away"), "task-often": _N("How often"),
}  # fmt: skip
STATES: Mapping[str, tuple[Any, str]] = {
    "waiting": (_N("being voted on"), "tag--attention"), "approved": (_N("approved"), "tag--good"), "taken back": (_N("taken back"), ""),
    "turned down": (_N("not yet enough yes"), "tag--attention"), "old": (_N("replaced by a later version"), ""),
}  # fmt: skip


def lacking_words(one: Lacking) -> str:
    """What is in the way of the reference group, and so what to do.

    >>> from stigar.profiles.queries.lacking import Lacking
    >>> lacking_words(Lacking("objections", 2))
    '2 objections are open. Answer them; those who objected say when it is settled.'
    """
    if one.code == "step":
        return _("Step %(n)d, “%(name)s”, is not done.") % {"n": one.n, "name": NAMES[one.what[0]]}
    if one.code in _COUNTED:
        return _COUNTED[one.code](one.n) % {"n": one.n, "of": one.of}
    if one.code == "other-eyes":
        return _(
            "Everybody in the reference group has told of this everyday work. Take in somebody who reads the profile with other eyes."
        )
    if one.code == "no-project":
        return _("The profile belongs to no project yet. Begin it in one, so that there is a reference group.")
    return sentence(one)


def change_words(one: Change) -> tuple[str, str]:
    """How it was and how it is, in words; empty for texts, which are told word by word."""
    if one.kind == "level":
        return level_words(one.was), level_words(one.now)
    if one.kind in {"added", "removed"}:
        return tuple(
            f"{level_words(told)}, {importance_words(told)}".lower() if told else "" for told in (one.was, one.now)
        )  # type: ignore[return-value]  # two of two
    if one.kind == "importance":
        return importance_words(one.was), importance_words(one.now)
    if one.kind == "task-often":
        return frequency_words(one.was), frequency_words(one.now)
    if one.kind == "origin":
        words = {"base": _("the area's base"), "specific": _("the role itself")}
        return words[one.was], words[one.now]
    return "", ""


def change_rows(found: tuple[Change, ...], names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Every difference as the page shows it; ``names`` tells competences in the reader's language."""
    return [
        {
            "what": str(CHANGES[one.kind]),
            "name": (names or {}).get(one.name, one.name),
            "pieces": one.pieces,
            "was": words[0],
            "now": words[1],
        }
        for one in found
        for words in (change_words(one),)
    ]


_COUNTED = {
    "breaches": lambda n: ngettext(
        "The profile breaks one of the project's rules.", "The profile breaks %(n)d of the project's rules.", n
    ),
    "objections": lambda n: ngettext(
        "One objection is open. Answer it; who objected says when it is settled.",
        "%(n)d objections are open. Answer them; those who objected say when it is settled.", n,
    ),
    "votes": lambda n: ngettext("%(n)d of %(of)d has not voted yet.", "%(n)d of %(of)d have not voted yet.", n),
}  # fmt: skip
