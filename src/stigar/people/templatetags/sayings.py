"""Says a journal's verb in the reader's language."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def said(verb: str) -> str:
    """The verb as the reader's language has it, beginning with a capital.

    >>> said("merged two roles")
    'Merged two roles'
    """
    words = gettext(verb) if verb else ""
    return words[:1].upper() + words[1:]
