"""Every word of the interface stands in Swedish and in bokmål, whole, and is the word we have chosen (docs/glossary.md)."""

import ast
import re
from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format, localize

from tests.house.tree import HOUSE, TOP, shown, source_files
from tests.house.words import LANGUAGES, catalogue, catalogue_file, compiled, gathered, is_whole, marks_of

GLOSSARY = TOP / "docs" / "glossary.md"
FOREIGN = {
    "sv": re.compile(r"[æøÆØ]|\b(?:og|ikke|jeg|hva|hvor|fra|noe|må)\b"),
    "nb": re.compile(r"[äöÄÖ]|\b(?:och|inte|är|jag|från|något|för att|måste)\b"),
}
NOT_OURS_TO_SAY = re.compile(
    r"Arbetsförmedlingen|skills_\w+\.csv|<[^>]+>|%\(\w+\)[sd]|\{\w+\}"
)  # names, and what programs read
GENITIVE = re.compile(r"(?:%\(\w+\)s|\{\w+\})s\b")
LINES_OF_THE_JOURNAL = {"note", "note_all", "look"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_untranslated(language):
    missing = [message.id for message in catalogue(language) if message.id and (message.fuzzy or not is_whole(message))]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    broken = [message.id for message in catalogue(language) if message.id and list(message.check())]

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_the_written_ones(language):
    kept = catalogue_file(language).with_suffix(".mo").read_bytes()

    assert kept == compiled(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_every_text_of_the_source_and_no_other(language):
    said = {(message.id, message.context) for message in gathered() if message.id}

    kept = {(message.id, message.context) for message in catalogue(language) if message.id}

    assert {"not gathered: run bin/words": said - kept, "said nowhere any more: run bin/words": kept - said} == {
        "not gathered: run bin/words": set(),
        "said nowhere any more: run bin/words": set(),
    }


def test_every_marked_text_is_gathered_also_where_it_stands_inside_another():
    gathered_ids = {one for message in gathered() for one in _forms(message.id)}

    missed = [
        f"{shown(path)}:{call.lineno} {call.args[0].value}"
        for path in source_files()
        for call in _calls(path, marks_of(path))
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in gathered_ids
    ]

    assert missed == [], "a text marked inside an f-string is not seen by the catalogues: mark it before"


def _calls(path, names):
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return (
        node
        for node in tree
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    )


def _forms(message_id):
    return message_id if isinstance(message_id, (tuple, list)) else (message_id,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_and_many_are_counted_as_the_language_does(language):
    assert catalogue(language).plural_forms == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_neighbour_language_slips_in(language):
    slipped = [text for text in _texts(language) if FOREIGN[language].search(text)]

    assert slipped == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_ends_in_s_is_given_no_other(language):
    """Jonas, Mattias and Lars: what is theirs is said another way (the work of Jonas), for nobody is called Jonass."""
    texts = [path.read_text(encoding="utf-8") for path in HOUSE.rglob(f"texts/*.{language}.toml")]

    given = [found for text in [*texts, *_texts(language)] for found in GENITIVE.findall(text)]

    assert texts != []
    assert given == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language):
    strange = {"sv": "“«»‘", "nb": "“”‘"}[language]

    assert [text for text in _texts(language) if set(text) & set(strange)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_thing_has_the_same_word_everywhere(language):
    ruled_out = _ruled_out(language)

    said = [
        (word, text)
        for word in ruled_out
        for text in _texts(language)
        if re.search(rf"\b{word}\b", text, re.IGNORECASE)
    ]

    assert len(ruled_out) > 5
    assert said == []


@pytest.mark.parametrize(
    ("language", "in_words", "in_figures", "number"),
    [
        ("sv", "2 november 2026 09:05", "2026-11-02", "12\xa0345,6"),
        ("nb", "2. november 2026 09:05", "02.11.2026", "12\xa0345,6"),
        ("en", "2 November 2026 09:05", "2026-11-02", "12,345.6"),
    ],
)
def test_dates_and_numbers_stand_as_the_reader_writes_them(language, in_words, in_figures, number):
    moment = datetime(2026, 11, 2, 9, 5)

    with translation.override(language):
        written = date_format(moment, "DATETIME_FORMAT"), date_format(moment, "SHORT_DATE_FORMAT"), localize(12345.6)

    assert written == (in_words, in_figures, number)


def test_every_deed_in_the_journal_has_words():
    bare = [
        f"{shown(path)}:{call.lineno} {ast.unparse(call.args[1])}"
        for path in source_files()
        for call in _lines_in_the_journal(path)
        if not _is_marked(call.args[1], path)
    ]

    assert bare == []


def _lines_in_the_journal(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LINES_OF_THE_JOURNAL
        ):
            yield from [node] if ast.unparse(node.func.value) == "journal" else []


def _is_marked(verb, path):
    """A text said in place is marked; a name is taken on trust, since what it stands for is marked where it is written."""
    if isinstance(verb, ast.Call):
        return isinstance(verb.func, ast.Name) and verb.func.id in marks_of(path)
    return not isinstance(verb, ast.Constant | ast.JoinedStr)


def _texts(language):
    for message in catalogue(language):
        if message.id:
            yield from map(_ours, message.string if isinstance(message.string, tuple) else (message.string,))


def _ours(text):
    return NOT_OURS_TO_SAY.sub("", text)


def _ruled_out(language):
    """The words under "Not these" in the glossary, for one language."""
    line = re.search(rf"^- {language}: (.+)$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return [word.strip() for word in line[1].rstrip(".").split(",")]
