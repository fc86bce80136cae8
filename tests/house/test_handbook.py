"""The handbook: the same sections in every language, menu words exactly as the product writes them, and every link leads somewhere."""

import re

import pytest
from django.urls import get_resolver

from stigar.web.handbook.book import FRONT, HERE, LANGUAGES, chapters, front
from stigar.web.handbook.places import PAGES, ROOMS
from stigar.web.handbook.printing import CHAPTER, PICTURES, made
from tests.house.words import catalogue

LINK = re.compile(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"")
ON_THE_WAY = re.compile(r"\*\*([^*]+)\*\*\)?(?=\s→)|(?<=→\s)\*\*([^*]+)\*\*")  # **Areas** → **Questions**
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
LINKED = re.compile(r"\]\(([\w-]+\.md(?:#[\w-]+)?)\)")


def pages(language):
    return sorted((HERE / language).glob("*.md"))


def words_of_the_product(language):
    """Everything the interface can say in this language."""
    messages = [message for message in catalogue("sv" if language == "en" else language) if message.id]
    told = [message.id if language == "en" else message.string for message in messages]
    return {word for words in told for word in (words if isinstance(words, tuple | list) else (words,))}


def shape(page):
    """How deep each of its headings is, in order."""
    return [len(mark) for mark in HEADING.findall(page.read_text("utf-8"))]


def anchors(language):
    """Every place in the handbook that can be linked to."""
    book = [front(language), *chapters(language).values()]
    return {f"{one.key}#{section.anchor}".rstrip("#") for one in book for section in one.sections}


def test_every_reader_has_a_page_in_every_language():
    assert {language: len(pages(language)) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, 15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_on_the_first(language):
    assert {FRONT, *chapters(language)} == {page.stem for page in pages(language)}


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_a_page_has_the_same_sections_in_every_language(language):
    assert {page.name: shape(page) for page in pages(language)} == {page.name: shape(page) for page in pages("en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_of_the_product_links_to_is_there(language):
    gone = {about for about in (*PAGES.values(), *ROOMS.values()) if about not in anchors(language)}

    assert gone == set()


def test_every_page_that_the_handbook_is_asked_about_is_one():
    resolver = get_resolver()
    rooms = {name: set(inner.reverse_dict) for name, (_, inner) in resolver.namespace_dict.items()}
    own = set(resolver.reverse_dict)

    strange = [
        page for page in PAGES if page.rpartition(":")[2] not in (rooms[page.split(":")[0]] if ":" in page else own)
    ]

    assert strange == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_between_chapters_leads_to_a_section_that_is_there(language):
    linked = {
        (page.name, f"{to['key']}#{to['anchor'] or ''}".rstrip("#"))
        for page in pages(language)
        for target in LINKED.findall(page.read_text("utf-8"))
        for to in [CHAPTER.fullmatch(target)]
    }

    assert {(page, to) for page, to in linked if to not in anchors(language)} == set()
    assert len(linked) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_through_the_menu_is_told_in_the_menus_own_words(language):
    product = words_of_the_product(language)

    strange = [
        f"{page.name}: {word}"
        for page in pages(language)
        for found in ON_THE_WAY.finditer(page.read_text())
        for word in found.groups()
        if word and " ".join(word.split()) not in product
    ]

    assert strange == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_of_the_handbook_are_there(language):
    missing = [
        f"{page.name}: {target}"
        for page in pages(language)
        for found in LINK.finditer(page.read_text())
        for target in found.groups()
        if target and not (page.parent / target).exists()
    ]

    assert missing == []


def test_a_picture_is_light_enough_to_read_on_the_train():
    heavy = [picture.name for picture in PICTURES.glob("*.png") if picture.stat().st_size > 150_000]

    assert heavy == []


def test_no_html_of_a_text_is_let_through():
    text = made(
        '<script>alert(1)</script> <b onclick="x">b</b> [x](javascript:alert(1)) [y](https://elsewhere.example/)'
    )

    assert "<script" not in text
    assert "<b" not in text
    assert "href" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chapter_is_written_in_html(language):
    assert [page.name for page in pages(language) if re.search(r"<\w", page.read_text("utf-8"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_says_what_it_holds(language):
    nameless = [
        page.name
        for page in pages(language)
        if re.search(r"^\|(?:[^|\n]*\|)*? *\|.*\n\|-", page.read_text("utf-8"), re.MULTILINE)
    ]

    assert nameless == []
