"""What is wrong or odd with a file of a competence model, in the reader's language: what was found, the rule, and what to do.

What any table can have wrong is told by ``people.readers.sentences``; here is only what is special to a model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.people.readers import sentences
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import Told

_N = gettext_noop
_BRING = _N("Correct it in the file, and import the file again.")
_COLUMNS = _N("A model needs a column with the competence, and one with a text, a definition or the levels.")
_ONE_MODEL = _N(
    "One model is brought at a time, in one file; what roles are expected to be able to do may come beside it."
)
_SCALE = _N("A scale has three to seven levels, counted from 1 with none left out.")
_PLAIN = _N("Texts are plain: marks such as <b> or <p> are not read.")
_KEYS = _N("A key belongs to one thing only.")
_CASE = _N("A CASE package in JSON has a list called CFItems.")
_LOOK = _N("Look at it in the preview; if it is right, you need do nothing.")

# code: what was found, the rule, what to do
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "empty": (_N("The file is empty."), _COLUMNS, _N("Fill it in, or choose another file.")),
    "no-rows": (_N("There are headings but nothing below them."), _COLUMNS, _N("Fill it in, or choose another file.")),
    "no-headings": (
        _N("No row of headings was found. The first row says: %(value)s."), _COLUMNS,
        _N("Take our template, or put “Competence” and “Text” above the columns."),
    ),
    "no-competence-column": (
        _N("No heading says which competence a row is about."), _COLUMNS, _N("Name that column “Competence”, and bring the file again."),
    ),
    "no-text-column": (
        _N("No heading says where the text stands."), _COLUMNS,
        _N("Name that column “Text”, or name one column for each level: “Level 1”, “Level 2” and so on."),
    ),
    "too-many-files": (_N("There are too many files."), _N("A model comes in at most %(most)s files."), _N("Choose fewer.")),
    "one-at-a-time": (_N("There is more than one model here."), _ONE_MODEL, _N("Bring them one after the other.")),
    "only-expectations": (
        _N("The file tells what roles are expected to be able to do, but not of the competences."), _ONE_MODEL,
        _N("Choose the file with the framework as well, both at the same time."),
    ),
    "no-competences": (_N("No competence was found."), _N("A model has at least one competence."), _N("Is it the right file?")),
    "missing-competence": (
        _N("No competence is named."), _N("The first row names its competence; an empty cell means the same as above."), _BRING,
    ),
    "missing-text": (_N("The text is missing."), _N("Every row says something."), _N("Write it, or take the row away.")),
    "missing-cell": (_N("The cell is empty."), _N("Every row names a role, a competence and a level."), _BRING),
    "not-a-kind": (
        _N("“%(value)s” is not a kind we know."),
        _N("The kinds are: level, behaviour, challenge, coaching question, activity, interview question and to reflect on."), _BRING,
    ),
    "no-kind": (
        _N("It is not clear what kind of text this is."), _N("A text has a kind, or a level if it is a behaviour."),
        _N("Write its kind or its level, and bring the file again."),
    ),
    "no-level": (_N("The behaviour has no level."), _N("A behaviour belongs to one level of the scale."), _BRING),
    "not-a-level": (
        _N("“%(value)s” is not one of the levels."), _N("A level is told by its name, or by a number from 1 to %(most)s."), _BRING,
    ),
    "level-order": (_N("The last level comes before the first."), _N("An activity suits from one level up to another."), _BRING),
    "same-level": (_N("Level %(value)s is named twice."), _N("A level has one name."), _N("Take one of the rows away.")),
    "scale-size": (_N("“%(value)s” does not fit the scale."), _SCALE, _BRING),
    "scale-gap": (_N("Level %(value)s is missing, though there is a level %(last)s."), _SCALE, _N("Name it, or count the levels anew.")),
    "same-competence": (
        _N("“%(value)s” is told on row %(other)s too."), _N("A competence is defined on one row."), _N("Put the two rows together."),
    ),
    "same-key": (_N("The key “%(value)s” stands on row %(other)s too."), _KEYS, _N("Give one of them another key, or none.")),
    "same-identifier": (_N("Two different items have the identifier %(value)s."), _KEYS, _N("Ask whoever made the file for a new one.")),
    "same-expectation": (
        _N("The same role and competence stand on row %(other)s with another level."),
        _N("A role is expected to have a competence at one level."), _N("Keep one of the rows."),
    ),
    "unknown-competence": (
        _N("There is no competence called “%(value)s” in the model."), _N("An expectation is about a competence in the same model."), _BRING,
    ),
    "near-competence": (
        _N("There is no competence called “%(value)s” in the model. Did you mean “%(near)s”?"),
        _N("An expectation is about a competence in the same model."), _BRING,
    ),
    "mark-up": (
        _N("There are marks for looks or for programs in the text: %(value)s"), _PLAIN, _N("Take the marks away and bring the file again."),
    ),
    "text-too-long": (
        _N("The text has %(length)s characters: “%(value)s …”"), _N("At most %(most)s characters have room here."), _N("Make it shorter."),
    ),
    "no-holder": (
        _N("It is not said whose words these are."),
        _N("What has a licence of its own has a holder."), _N("Fill in the holder, or empty both cells."),
    ),
    "not-a-day": (_N("“%(value)s” is not a day."), _N("A day is written as 2026-11-21."), _BRING),
    "not-an-address": (
        _N("“%(value)s” is not an address on the web."), _N("An address begins with https://."), _N("Write it in full, or leave it empty."),
    ),
    "not-hours": (_N("“%(value)s” is not a number of hours."), _N("Hours are a number, such as 1.5."), _BRING),
    "not-a-word": (_N("“%(value)s” is not one of the words for this column."), _N("The words are: %(words)s."), _BRING),
    "not-json": (
        _N("The file is cut off or is not JSON."), _N("The whole file must be readable."), _N("Export it again and bring the new file."),
    ),
    "not-case": (_N("The file is JSON, but not a framework."), _CASE, _N("Export the framework as a CASE package, and bring that file.")),
    "case-too-deep": (_N("The items lie too deep within each other."), _N("A framework has a few storeys."), _N("Is it the right file?")),
    # odd, but read
    "scale-guessed": (
        _N("The levels have no names."), _N("They are called by their numbers, 1 to %(levels)s."),
        _N("You can give them names when the model is here."),
    ),
    "levels-empty": (
        _N("“%(value)s” has no behaviour on level %(levels)s."), _N("Other levels of it do."), _LOOK,
    ),
    "no-levels": (
        _N("Statements that do not say which level they belong to: %(value)s."),
        _N("They are kept with their competence, beside the levels."), _LOOK,
    ),
    "language-missing": (
        _N("A language in which texts are missing: %(language)s (%(number)s)."), _N("They are shown in a language that is there."),
        _N("Fill them in and bring the file again when you can."),
    ),
    "said-twice": (_N("“%(value)s” is said on row %(other)s too."), _N("It counts once."), _LOOK),
    "case-dangling": (
        _N("Connections to something that is not in the file: %(number)s. The first: %(value)s."), _N("They are passed over."), _LOOK,
    ),
    "case-ring": (_N("Items lie within each other in a ring at “%(value)s”."), _N("The first of them is put at the top."), _LOOK),
    "case-empty": (_N("Items without text: %(number)s. The first: %(value)s."), _N("They are passed over."), _LOOK),
    "case-no-identifier": (
        _N("Items without identifier: %(number)s. The first: “%(value)s”."),
        _N("They are known by their text, so a changed text is taken for a new item."), _LOOK,
    ),
    "case-same-item": (_N("Items that stand twice: %(number)s. The first: %(value)s."), _N("They count once."), _LOOK),
    "case-language": (_N("The file does not say its language."), _N("It is read as English."), _LOOK),
    "tags-taken-off": (
        _N("Texts with marks for how they look: %(number)s. The first: %(value)s."),
        _N("The marks are taken away, the words are kept."), _LOOK,
    ),
}  # fmt: skip


def told(fault: FileFault | Mapping[str, Any]) -> Told:
    """A fault in the reader's language; also from the plain data that was kept of it.

    >>> told(FileFault("no-level", "model.xlsx", row=7)).what
    'The behaviour has no level.'
    """
    kept = fault.told() if isinstance(fault, FileFault) else fault
    more = kept.get("more", {})
    code = "near-competence" if kept["code"] == "unknown-competence" and more.get("near") else kept["code"]
    if code not in SENTENCES:
        return sentences.told(kept)
    words = {name: _worded(value) for name, value in {**kept, **more}.items()}
    words["language"] = str(dict(settings.LANGUAGES).get(words["value"], words["value"]))
    what, rule, remedy = (_(sentence) % words for sentence in SENTENCES[code])
    return Told(sentences.place_words(kept), what, rule, remedy)


def _worded(value: Any) -> str:
    if isinstance(value, int):
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
