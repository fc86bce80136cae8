"""The words of the interface in the language of a journey."""

from django.utils.translation import gettext, override


def word(text: str, language: str) -> str:
    """What the interface says for this English text.

    >>> word("Undo", "sv")
    'Ångra'
    """
    with override(language):
        return gettext(text)
