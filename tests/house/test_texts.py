"""Every word of the interface stands in Swedish and in bokmål, whole."""

import pytest
from babel.messages.pofile import read_po

from tests.house.tree import HOUSE

LANGUAGES = ("sv", "nb")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_untranslated(language):
    catalogue = _catalogue(language)

    missing = [message.id for message in catalogue if message.id and (message.fuzzy or not _is_whole(message))]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    catalogue = _catalogue(language)

    broken = [message.id for message in catalogue if message.id and list(message.check())]

    assert broken == []


def _catalogue(language):
    with (HOUSE / "web" / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _is_whole(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(text.strip() for text in texts)
