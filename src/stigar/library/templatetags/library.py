"""The library's small words: how an activity is done, how long it takes, whom it suits."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.library.queries.words import FORMS

register = template.Library()
SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
SHORT = 1  # under an hour is told in minutes


@register.simple_tag
def form_word(form: str) -> str:
    """How an activity is done: on the job, with others, as a course, by reflecting."""
    return str(FORMS.get(form, form))


@register.simple_tag
def time_word(hours: Decimal) -> str:
    """Working time in words.

    >>> time_word(Decimal("0.25")), time_word(Decimal("2"))
    ('15 minutes', '2 hours')
    """
    if hours < SHORT:
        minutes = round(float(hours) * 60)
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    told = number_format(hours.normalize(), use_l10n=True) if hours % 1 else f"{int(hours)}"
    return ngettext("%(n)s hour", "%(n)s hours", 1 if hours == 1 else 2) % {"n": told}


@register.filter
def first_sentence(text: str) -> str:
    """The first sentence of a longer text.

    >>> first_sentence("You listen. Then you answer.")
    'You listen.'
    """
    found = SENTENCE.match(text)
    return found.group() if found else text


@register.simple_tag
def levels_word(first: int, last: int | None, scale: Sequence[tuple[int, str]]) -> str:
    """The levels an activity suits, by their names."""
    names = dict(scale)
    if last is None or last == first:
        return names.get(first, str(first))
    if (first, last) == (scale[0][0], scale[-1][0]):
        return _("every level")
    return _("from %(first)s to %(last)s") % {"first": names.get(first, first), "last": names.get(last, last)}
