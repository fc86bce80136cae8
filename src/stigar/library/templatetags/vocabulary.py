"""Words for what vocabularies hold: a kind of concept, and a language by its name."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def kind_word(kind: str, count: int) -> str:
    """The kind of a concept, for one or for many.

    >>> kind_word("skill", 2)
    'Skills'
    """
    one, many = {
        "occupation": (_("Occupation"), _("Occupations")),
        "occupation-group": (_("Occupation group"), _("Occupation groups")),
        "skill": (_("Skill"), _("Skills")),
        "skill-group": (_("Skill group"), _("Skill groups")),
        "activity": (_("Activity"), _("Activities")),
        "task": (_("Task"), _("Tasks")),
        "tool": (_("Tool"), _("Tools")),
        "trait": (_("Trait"), _("Traits")),
    }.get(kind, (kind, kind))
    return one if count == 1 else many


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
