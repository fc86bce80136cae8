"""What is wrong with a vocabulary file, in the reader's language: what was met, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from stigar.library.readers.faults import Rule


def sentence(told: Mapping[str, Any]) -> str:
    """The sentences of one fault, as the reader told it.

    >>> sentence({"code": "empty", "file": "esco.zip"})
    'The file “esco.zip” is empty. Download it again.'
    """
    words = {"file": "", "row": 0, "column": "", "value": "", "most": 0, **told}
    rule = next((one for one in Rule if one.value == words["code"]), None)
    return ({**_whole_file(), **_one_row()}[rule] if rule else _unknown()) % words


def _whole_file() -> dict[Rule, str]:
    return {
        Rule.MISSING: _("“%(file)s” is not there. Check the name and the folder."),
        Rule.EMPTY: _("The file “%(file)s” is empty. Download it again."),
        Rule.DAMAGED: _("“%(file)s” is damaged or cut off. Download it again and bring it as it came."),
        Rule.LOCKED: _("“%(file)s” asks for a password. Bring it without one."),
        Rule.TOO_LARGE: _(
            "“%(file)s” is larger than any official release (at most %(most)s MB). Is it the right file?"
        ),
        Rule.TOO_MANY: _("“%(file)s” holds more than %(most)s files. Is it the right folder or archive?"),
        Rule.UNKNOWN: _(
            "“%(file)s” is neither ESCO, O*NET nor JobTech. Bring the file as you downloaded it: a zip, a text file, a workbook or JSON."
        ),
        Rule.SEVERAL_SOURCES: _("“%(file)s” holds more than one vocabulary. Bring one at a time."),
        Rule.NO_CONCEPTS: _(
            "“%(file)s” has relations but no occupations or skills. Bring the whole package, with the lists of both."
        ),
        Rule.NO_LANGUAGE: _(
            "The name “%(file)s” does not tell the language of the words. Keep the name it had when you downloaded it, such as skills_sv.csv."
        ),
    }


def _one_row() -> dict[Rule, str]:
    return {
        Rule.NOT_UTF8: _("“%(file)s”, row %(row)s: letters that cannot be read. Save the file as UTF-8."),
        Rule.NO_COLUMN: _("“%(file)s” has no column “%(column)s”. Bring the file with all its columns."),
        Rule.SHORT_ROW: _("“%(file)s”, row %(row)s, stops too early: “%(value)s”. Download the file again."),
        Rule.NO_URI: _("“%(file)s”, row %(row)s: “%(column)s” is empty. Every concept needs its address or number."),
        Rule.BAD_URI: _("“%(file)s”, row %(row)s: “%(value)s” in “%(column)s” is not an address."),
        Rule.NO_LABEL: _("“%(file)s”, row %(row)s: “%(column)s” is empty. Every concept needs a name."),
        Rule.BAD_NUMBER: _("“%(file)s”, row %(row)s: “%(value)s” in “%(column)s” is not a number."),
        Rule.LONG_LABEL: _("“%(file)s”, row %(row)s: the name in “%(column)s” is longer than 1,000 characters."),
    }


def _unknown() -> str:
    return _("The files could not be used, and nothing was changed. Try again, or ask your administrator.")
