"""What is wrong with a file of profiles, in the reader's language: what was found, the rule, and what to do.

What any table can have wrong is told by ``people.readers.sentences``; here is only what is special to profiles.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.people.readers import sentences
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import Told

_N = gettext_noop
_BRING = _N("Correct it in the file, and import the file again.")
_COLUMNS = _N("A file of profiles needs the columns Role, Competence and Level.")
_NAME = _N("Name the column as in the template, and import the file again.")
_ROLE = _N("A row is about a role in the register, or a variant of its title.")
_TITLE = _N("Correct the title in the file, or add the role first.")
_IN_LIBRARY = _N("A competence is called as in the library, in any of its languages, or by its key.")

# code: what was found, the rule, what to do
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "no-headings": (_N("No row of headings was found."), _COLUMNS, _NAME),
    "no-role-column": (_N("No heading says which role a row is about."), _COLUMNS, _NAME),
    "no-competence-column": (_N("No heading says which competence a row is about."), _COLUMNS, _NAME),
    "no-level-column": (_N("No heading says which level is asked for."), _COLUMNS, _NAME),
    "missing": (_N("The cell is empty."), _N("Every row says role, competence and level."), _BRING),
    "unknown-role": (_N("There is no role called “%(value)s”."), _ROLE, _TITLE),
    "near-role": (_N("There is no role called “%(value)s”. Did you mean “%(near)s”?"), _ROLE, _TITLE),
    "has-profile": (
        _N("“%(value)s” has a job profile already."), _N("A file begins new profiles; it never writes over one."),
        _N("Take the role out of the file, and change its profile where it is written."),
    ),
    "unknown-competence": (
        _N("There is no competence called “%(value)s” in the library."), _IN_LIBRARY,
        _N("Correct the name in the file, or put the competence in the library first."),
    ),
    "near-competence": (
        _N("There is no competence called “%(value)s” in the library. Did you mean “%(near)s”?"), _IN_LIBRARY,
        _N("Correct the name in the file, or put the competence in the library first."),
    ),
    "several-competences": (
        _N("Several competences are called “%(value)s”."), _N("A row means one competence."),
        _N("Write the key of the one you mean: %(keys)s."),
    ),
    "bad-level": (_N("“%(value)s” is no level of this competence."), _N("The levels are: %(scale)s."), _BRING),
    "downward": (_N("The range ends at %(value)s and begins at %(level)s."), _N("A range goes upward."), _BRING),
    "bad-importance": (
        _N("“%(value)s” is no importance."), _N("Importance is 1 (good to have), 2 (matters) or 3 (cannot be done without)."), _BRING,
    ),
    "twice": (
        _N("“%(value)s” is asked for twice in the same role."), _N("A profile asks for a competence once; row %(first)s says it first."),
        _N("Delete one of the rows, and import the file again."),
    ),
    "too-long": (_N("The text has %(length)s characters."), _N("A reason has at most %(most)s."), _N("Make it shorter.")),
}  # fmt: skip


def told(fault: FileFault) -> Told:
    """A fault in the reader's language.

    >>> told(FileFault("bad-importance", "profiles.xlsx", row=7, value="kanske")).what
    '“kanske” is no importance.'
    """
    if fault.code not in SENTENCES:
        return sentences.told(fault)
    words = {**fault.told(), **fault.more}
    words |= {name: number_format(words[name], force_grouping=True) for name in ("most", "length") if name in words}
    what, rule, remedy = (_(sentence) % words for sentence in SENTENCES[fault.code])
    return Told(sentences.place_words(fault.told()), what, rule, remedy)
