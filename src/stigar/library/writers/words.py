"""The lines that stand first in every file: whose words these are, and how much could not come along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.library.queries.taking import ModelOut


def lines_above(model: ModelOut) -> Iterator[str]:
    """Attribution, then what was left out."""
    yield from model.passed.lines
    yield from left_out(model)


def left_out(model: ModelOut) -> Iterator[str]:
    """How many competences and texts may not be passed on, and whose they are; nothing when all came along."""
    passed = model.passed
    whose = ", ".join(dict.fromkeys(rights.holder for rights in passed.held))
    if passed.left_competences:
        words = ngettext(
            "One competence is not in the file, because it may not be passed on (%(whose)s).",
            "%(n)d competences are not in the file, because they may not be passed on (%(whose)s).",
            passed.left_competences,
        )
        yield words % {"n": passed.left_competences, "whose": whose}
    if passed.left_items:
        words = ngettext(
            "One text is not in the file, because it may not be passed on (%(whose)s).",
            "%(n)d texts are not in the file, because they may not be passed on (%(whose)s).",
            passed.left_items,
        )
        yield words % {"n": passed.left_items, "whose": whose}


def about(model: ModelOut) -> Iterator[tuple[str, str]]:
    """The front sheet's lines as (word, value)."""
    rights = model.rights
    yield _("Model"), next(iter(model.names.values()), "")
    yield _("Version"), model.version
    yield _("Rights holder"), rights.holder
    yield _("Licence"), f"{rights.licence} {rights.address}".strip()
    yield _("Terms"), rights.terms
    yield _("Competences"), str(len(model.competences))
    for number, line in enumerate(model.passed.lines):
        yield (_("To be printed with the words") if not number else ""), line
    for number, line in enumerate(left_out(model)):
        yield (_("Left out") if not number else ""), line
