"""The handbook: as many pages in every language, menu words exactly as the product writes them, and every link leads somewhere."""

import re

import pytest

from tests.house.tree import TOP
from tests.house.words import catalogue

HANDBOOK = TOP / "docs" / "handbook"
LANGUAGES = ("sv", "nb", "en")
LINK = re.compile(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"")
ON_THE_WAY = re.compile(r"\*\*([^*]+)\*\*\)?\s→|→\s\*\*([^*]+)\*\*")  # **Areas** → **Questions**


def pages(language):
    return sorted((HANDBOOK / language).glob("*.md"))


def words_of_the_product(language):
    """Everything the interface can say in this language."""
    messages = [message for message in catalogue("sv" if language == "en" else language) if message.id]
    told = [message.id if language == "en" else message.string for message in messages]
    return {word for words in told for word in (words if isinstance(words, tuple | list) else (words,))}


def test_every_reader_has_a_page_in_every_language():
    assert {language: len(pages(language)) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, 14)


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
    heavy = [picture.name for picture in (TOP / "docs" / "pictures").glob("*.png") if picture.stat().st_size > 150_000]

    assert heavy == []
