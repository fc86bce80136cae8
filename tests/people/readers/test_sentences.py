"""Every fault has its sentences, in all three languages: what is wrong, the rule, what to do."""

import re

import pytest
from django.utils import translation

from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import SENTENCES, told
from tests.house.tree import HOUSE

FULL = {
    "most": 200_000, "names": ["A", "B"], "other": "C", "cells": 3, "headings": 4, "about": "number", "started": "2026-01-01", "name": "Bo",
    "number": "7", "loop": "A → B → A", "count": 2, "numbers": "1, 2", "thing": "K", "first": "Kundservice",
}  # fmt: skip


def _codes_in_use():
    """Every code that the readers, the plan and the jobs can tell."""
    files = [
        *HOUSE.glob("people/readers/*.py"),
        *HOUSE.glob("people/actions/imports/*.py"),
        HOUSE / "people/actions/filing.py",
    ]
    before = r"unreadable|fault|FileFault|_fault|_same|_disagree|Field\.\w+,|places\.\w+,|values\.\w+,|_email,"
    mark = re.compile(rf'(?:{before})\(?\s*"([a-z]+(?:-[a-z]+)*)"')
    return {code for file in files if file.name != "sentences.py" for code in mark.findall(file.read_text())}


def test_no_code_is_without_a_sentence():
    used = _codes_in_use()

    assert len(used) > 20
    assert used - SENTENCES.keys() == set()


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_code_says_what_is_wrong_the_rule_and_what_to_do(code, language):
    with translation.override(language):
        words = told(FileFault(code, "staff.xlsx", 7, "Ort", "H", "Malmö", FULL))

    assert all(
        sentence.strip() and "%(" not in sentence for sentence in (words.place, words.what, words.rule, words.remedy)
    )


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_the_words_are_in_the_readers_language(language):
    for code in sorted(SENTENCES):
        with translation.override("en"):
            english = told(FileFault(code, "staff.xlsx", 7, "Ort", "H", "Malmö", FULL))
        with translation.override(language):
            own = told(FileFault(code, "staff.xlsx", 7, "Ort", "H", "Malmö", FULL))
        assert (english.what != own.what, english.rule != own.rule, english.remedy != own.remedy) == (
            True,
            True,
            True,
        ), code


def test_a_fault_is_told_whole():
    with translation.override("en"):
        words = str(told(FileFault("bad-date", "staff.xlsx", 7, "Startdatum", "H", "igår")))

    assert words == (
        "Row 7, column H (Startdatum): “igår” is not understood as a date. A date is written 2026-11-21, 21.11.2026, 21/11/2026 or "
        "20261121, with the day before the month. Correct it in the HR system or in the file, and bring the file again."
    )
