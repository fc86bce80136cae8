"""What is wrong with a file of everyday work, in the reader's language: what was found, the rule, and what to do.

What any table can have wrong is told by ``people.readers.sentences``; here is only what is special to the work.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.areas.models import Task
from stigar.people.readers import sentences
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import Told

_N = gettext_noop
_BRING = _N("Correct it in the file, and import the file again.")
_TWO_COLUMNS = _N("A file of everyday work needs a column with the role and one with the task.")
_FILLED = _N("A file needs a row of headings and at least one row below it.")
CHOICE_WORDS: Mapping[str, Mapping[str, Any]] = {
    "frequency": dict(Task.FREQUENCIES), "channel": dict(Task.CHANNELS), "counterpart": dict(Task.COUNTERPARTS),
    "kind": {"task": _N("task"), "skill": _N("skill"), "trait": _N("trait")},
    "weight": {"essential": _N("essential"), "useful": _N("useful")},
}  # fmt: skip

# code: what was found, the rule, what to do
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "empty": (_N("The file is empty."), _FILLED, _N("Fill it in, or choose another file.")),
    "no-rows": (
        _N("There are headings but nothing below them."), _FILLED, _N("Fill it in, or choose another file."),
    ),
    "no-headings": (
        _N("No row of headings was found."), _TWO_COLUMNS, _N("Put “Role” and “Task” above the columns, and bring the file again."),
    ),
    "no-role-column": (
        _N("No heading says which role a row is about."), _TWO_COLUMNS, _N("Name that column “Role”, and bring the file again."),
    ),
    "no-text-column": (
        _N("No heading says where the task stands."), _TWO_COLUMNS, _N("Name that column “Task”, and bring the file again."),
    ),
    "missing": (_N("The cell is empty."), _N("Every row says which role it is about, and what is done."), _BRING),
    "too-long": (
        _N("The text has %(length)s characters."), _N("A task has at most %(most)s."), _N("Say it shorter, or part it in several rows."),
    ),
    "unknown-role": (
        _N("There is no role called “%(value)s”."), _N("A row is about a role in the register, or a variant of its title."),
        _N("Correct the title in the file, or add the role first."),
    ),
    "near-role": (
        _N("There is no role called “%(value)s”. Did you mean “%(near)s”?"),
        _N("A row is about a role in the register, or a variant of its title."),
        _N("Correct the title in the file, or add the role first."),
    ),
    "not-a-choice": (
        _N("“%(value)s” is not one of the words for this column."), _N("The words are: %(choices)s."), _BRING,
    ),
}  # fmt: skip


def told(fault: FileFault) -> Told:
    """A fault in the reader's language.

    >>> told(FileFault("unknown-role", "work.csv", row=7, value="Astronaut")).what
    'There is no role called “Astronaut”.'
    """
    code = "near-role" if fault.code == "unknown-role" and fault.more.get("near") else fault.code
    if code not in SENTENCES:
        return sentences.told(fault)
    words = {**fault.told(), **fault.more, "choices": ", ".join(_choices(fault))}
    words |= {name: number_format(words[name], force_grouping=True) for name in ("most", "length") if name in words}
    what, rule, remedy = (_(sentence) % words for sentence in SENTENCES[code])
    return Told(sentences.place_words(fault.told()), what, rule, remedy)


def _choices(fault: FileFault) -> list[str]:
    words = CHOICE_WORDS.get(str(fault.more.get("choice_of")), {})
    return [_(str(word)) for key, word in words.items() if key]
