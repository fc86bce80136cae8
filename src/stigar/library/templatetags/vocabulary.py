"""Words for what vocabularies hold: a kind of concept, and a language by its name."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language_info, ngettext

register = template.Library()


@register.simple_tag
def kind_word(kind: str, count: int) -> str:
    """The kind of a concept, for one or for many.

    >>> kind_word("skill", 2)
    'Skills'
    """
    words = {
        "occupation": ngettext("Occupation", "Occupations", count),
        "occupation-group": ngettext("Occupation group", "Occupation groups", count),
        "skill": ngettext("Skill", "Skills", count),
        "skill-group": ngettext("Skill group", "Skill groups", count),
        "activity": ngettext("Activity", "Activities", count),
        "task": ngettext("Task", "Tasks", count),
        "tool": ngettext("Tool", "Tools", count),
        "trait": ngettext("Trait", "Traits", count),
    }
    return words.get(kind, kind)


@register.simple_tag
def language_word(code: str) -> str:
    """A language by its name in the reader's language; a code that is not known stands as it is.

    >>> language_word("xx")
    'xx'
    """
    ours = dict(settings.LANGUAGES)
    if code in ours:
        return str(ours[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
