"""What is wrong with a file of levels, in the reader's language: what was found, the rule, and what to do.

What any table can have wrong is told by ``people.readers.sentences``; here is only what is special to levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.people.readers import sentences
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import Told, place_words

_N = gettext_noop
_WHOM = _N(
    "HR imports levels for those they answer for, a manager for those they lead. A person is identified by employee number, e-mail or name."
)
_BRING = _N("Correct it in the file, and import the file again.")
_SCALE = _N("A level is one of those on the competence's scale: %(scale)s, or 0 for not yet.")
_VALUE = _N("Say under “What the values mean” which level it is, or that it is left out; or correct the cell.")

# code: what was found, the rule, what to do
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "no-person-column": (
        _N("Nobody you may bring levels for was found in the file."), _WHOM,
        _N("Put a column with employee number, e-mail or name in the file, and bring it again."),
    ),
    "unknown-person": (
        _N("“%(value)s” is not among the people you may bring levels for."), _WHOM,
        _N("Correct the cell, or choose to leave out rows about people who are not found."),
    ),
    "two-people": (
        _N("More than one person is called “%(value)s”."), _N("A name must be only one person's."),
        _N("Write the employee number or the e-mail address instead."),
    ),
    "yourself": (
        _N("The row is about yourself."), _N("Nobody imports their own levels: you give your own view in an assessment."),
        _N("Delete the row from the file, and import it again."),
    ),
    "self-said": (
        _N("The person themself is given as the one who saw the level."), _N("What people say about themselves is not imported from a file."),
        _N("Take the row out, or name who saw it. The person can say their own level here."),
    ),
    "both-judge-now": (
        _N("You and this person judge this competence in an assessment now."),
        _N("Neither sees the other's judgement before both have handed in."),
        _N("Hand in your part of the assessment, and bring the file after that; or take the cell out."),
    ),
    "no-level": (_N("It is not stated what “%(value)s” means."), _SCALE, _VALUE),
    "off-scale": (_N("“%(value)s” lies outside the scale."), _SCALE, _VALUE),
    "twice": (
        _N("The same competence and day stand here with level %(value)s and on row %(first)s with level %(level)s."),
        _N("A person has one level in a competence on one day."), _N("Delete one of them, and import the file again."),
    ),
    "no-day": (
        _N("The row has no date."), _N("A level was seen on a day."),
        _N("Write the day in the row, or say which day levels without one are from."),
    ),
    "bad-day": (_N("“%(value)s” is not a date."), _N("A day is written as 2026-11-21 or 21.11.2026."), _BRING),
    "day-ahead": (_N("“%(value)s” is in the future."), _N("A level has been seen."), _BRING),
    "unknown-who": (
        _N("“%(value)s”, who is said to have seen the level, is not among the people here."),
        _N("Whoever saw a level is identified by employee number, e-mail or name, or not at all."),
        _N("Correct the cell, leave it empty, or say that no column tells who."),
    ),
    "no-levels": (
        _N("No level was found in the file."), _N("Each level needs a person, a competence and a value."),
        _N("Look through which competences the columns are and what the values mean."),
    ),
    "nothing-to-change": (
        _N("You have imported all of it before."), _N("An import adds something."), _N("You need do nothing."),
    ),
    "refused": (
        _N("The file is no longer here, or you may no longer bring levels."), _N("Files are kept for a day, and HR and leaders bring levels."),
        _N("Import the file again, or ask a colleague in HR."),
    ),
}  # fmt: skip


def told(fault: FileFault | Mapping[str, Any]) -> Told:
    """A fault in the reader's language; also from the plain data that was kept of it.

    >>> told(FileFault("day-ahead", "levels.xlsx", row=7, value="2031-01-01")).what
    '“2031-01-01” lies ahead.'
    """
    kept = fault.told() if isinstance(fault, FileFault) else fault
    if kept["code"] not in SENTENCES:
        return sentences.told(kept)
    words = {**kept, **kept.get("more", {})}
    what, rule, remedy = (_(sentence) % words for sentence in SENTENCES[kept["code"]])
    return Told(place_words(kept), what, rule, remedy)
