"""The template for bringing profiles: headings in the reader's language, two example rows, and the words that can be used."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.library.queries.shelf import CompetenceShown
from stigar.library.writers.workbook import fill, formats

IN = {"sv": 0, "nb": 1, "en": 2}
WORDS = {
    "role": ("Roll", "Rolle", "Role"), "competence": ("Kompetens", "Kompetanse", "Competence"), "level": ("Nivå", "Nivå", "Level"),
    "until": ("Till nivå", "Til nivå", "To level"), "importance": ("Betydelse", "Betydning", "Importance"), "why": ("Varför", "Hvorfor", "Why"),
}  # fmt: skip


def template(competences: Iterable[CompetenceShown], titles: Iterable[str], language: str) -> bytes:
    """The bytes of an XLSX file whose first sheet is read back by the import when it is filled in."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept, at = io.BytesIO(), IN.get(language, 2)
    with override(language), xlsxwriter.Workbook(kept) as book:
        looks = formats(book)
        fill(
            book.add_worksheet(_("Profiles")),
            [(words[at], 40 if name == "why" else 24) for name, words in WORDS.items()],
            [],
            looks,
        )
        known = [
            (one.name, one.key, one.model.name, " · ".join(f"{level} {name}" for level, name in one.model.scale))
            for one in competences
        ]
        fill(
            book.add_worksheet(_("The library")),
            [(_("Competence name"), 36), (_("Key"), 20), (_("Model"), 26), (_("Levels"), 60)],
            known,
            looks,
        )
        fill(
            book.add_worksheet(_("Titles")), [(_("Titles in the register"), 40)], [(title,) for title in titles], looks
        )
    return kept.getvalue()
