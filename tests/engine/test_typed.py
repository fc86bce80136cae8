"""What somebody typed, as it is kept; and that every action keeps it that way."""

import pytest

from stigar.engine.text.typed import as_written, one_line
from tests.house.tree import HOUSE, source_files


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), (" \0\t\n ", ""), ("Svara\u00a0 i \r\n telefon", "Svara i telefon"), ("Sjukhus\0et", "Sjukhuset")],
)
def test_one_line_has_one_space_between_words(typed, kept):
    assert one_line(typed) == kept


def test_lines_stay_lines_whatever_the_browser_ends_them_with():
    assert as_written("\r\nFörst.\r\n  Sedan.\0\n") == "Först.\n  Sedan."


def test_nothing_is_longer_than_its_place():
    assert (one_line("å  " * 90, 5), as_written("å\n" * 90, 5)) == ("å å å", "å\nå\nå")


def test_no_action_cleans_words_in_a_way_of_its_own():
    by_hand = [
        str(path.relative_to(HOUSE))
        for path in source_files()
        if "actions" in path.parts and '.replace("\\0"' in path.read_text(encoding="utf-8")
    ]

    assert by_hand == []
