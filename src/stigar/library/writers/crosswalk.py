"""How a model stands to others, as a table: what people have decided, and the addresses in ESCO."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from stigar.library import rules
from stigar.library.models import CompetenceModel, Crosswalk
from stigar.library.queries.crosswalks import ties
from stigar.library.queries.taking import ModelOut
from stigar.library.writers.cells import safe
from stigar.library.writers.words import lines_above

EXACT = "exactMatchOf"
RELATIONS = {
    Crosswalk.SAME: EXACT,
    Crosswalk.CLOSE: "isRelatedTo",
    Crosswalk.WIDER: "isRelatedTo",
    Crosswalk.NARROWER: "isPartOf",
}


def crosswalk(model: CompetenceModel, told: ModelOut, language: str, today: date) -> bytes:
    """The bytes of a CSV file: one tie a row. Competences that may not be passed on are in no row, on neither side."""
    kept = {one.id: one for one in told.competences}
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for line in lines_above(told):
        writer.writerow([safe(line)])
    writer.writerow(
        [
            _("Competence"),
            _("Key"),
            _("Stands to the other"),
            _("Other model"),
            _("Other competence"),
            _("Other key"),
            "CASE",
        ]
    )
    words = {kind: str(word) for kind, word in Crosswalk.KINDS}
    for tie in ties(model, language):
        if tie.one.id in kept and rules.may_pass_on(tie.other.rights, today=today):
            cells = (
                tie.one.name,
                tie.one.key,
                words[tie.kind],
                tie.other.model.name,
                tie.other.name,
                tie.other.key,
                RELATIONS[tie.kind],
            )
            writer.writerow([safe(cell) for cell in cells])
    for one in told.competences:
        name = (one.texts.get(language) or next(iter(one.texts.values()), {})).get("name", one.key)
        for address in one.concepts:
            writer.writerow([safe(cell) for cell in (name, one.key, words[Crosswalk.SAME], "ESCO", "", address, EXACT)])
    return text.getvalue().encode("utf-8-sig", "replace")
