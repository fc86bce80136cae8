"""Taking a competence model out as a file: what may leave, with the lines of those who wrote it; a refusal is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import demand
from stigar.library.models import CompetenceModel
from stigar.library.queries.passing import Passing, passing, reason, reason_words
from stigar.library.queries.shelf import CompetenceShown, RightsShown
from stigar.library.queries.taking import ModelOut, model_out
from stigar.library.queries.words import readers_language
from stigar.library.writers import case, crosswalk, table, workbook
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person


class NotPassedOn(Exception):
    """Nothing of the model may leave the organisation: ``holder`` has not allowed it, or the right has ended."""

    def __init__(self, rights: RightsShown, *, today: date) -> None:
        super().__init__(rights.holder)
        self.rights, self.holder = rights, rights.holder
        self.code = reason(rights, today=today)
        self.words = reason_words(rights, today=today)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file a model can leave as."""

    content_type: str
    ending: str
    write: Callable[[ModelOut, str], bytes]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file, ready to be handed over."""

    name: str
    content_type: str
    content: bytes


KINDS: Mapping[str, Kind] = {
    "workbook": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", workbook.workbook),
    "table": Kind("text/csv; charset=utf-8", "csv", table.table),
    "case": Kind("application/json", "json", case.package),
}


def what_may_leave(*, model: CompetenceModel, viewer: Person, today: date) -> ModelOut:
    """The model as it may leave. Raises :class:`NotPassedOn` when nothing of it may; who was refused is in the journal."""
    demand("read the library", grounds(viewer, today=today))
    told = model_out(model, today=today)
    # The line stands whatever becomes of the request, so it is not in a transaction with anything.
    if told.passed.is_refused or (not told.competences and reason(told.rights, today=today)):
        held = told.passed.held[0] if told.passed.held else told.rights
        journal.note(
            viewer, gettext_noop("was refused to take out a competence model"), model, outdates="", holder=held.holder
        )
        raise NotPassedOn(held, today=today)
    return told


def print_competence(*, competence: CompetenceShown, viewer: Person, today: date) -> Passing:
    """A competence as it may stand on paper, with the lines that are due. Raises :class:`NotPassedOn`; who was refused is in the journal."""
    demand("read the library", grounds(viewer, today=today))
    passed = passing([competence], today=today)
    if passed.is_refused:
        model, held = CompetenceModel.objects.get(pk=competence.model.id), passed.held[0]
        journal.note(
            viewer,
            gettext_noop("was refused to take out a competence model"),
            model,
            outdates="",
            holder=held.holder,
            competence=competence.key,
        )
        raise NotPassedOn(held, today=today)
    return passed


def take_model(*, model: CompetenceModel, kind: str, viewer: Person, today: date, language: str = "") -> Taken:
    """A model as a workbook, a table or a CASE package, in the reader's language or all it has. Raises :class:`NotPassedOn`."""
    about, told = KINDS[kind], what_may_leave(model=model, viewer=viewer, today=today)
    content = about.write(told, language or readers_language())
    left_out = told.passed.left_competences
    journal.note(viewer, gettext_noop("took out a competence model"), model, outdates="", kind=kind, left_out=left_out)
    return Taken(f"{model.key}.{about.ending}", about.content_type, content)


def take_crosswalk(*, model: CompetenceModel, viewer: Person, today: date) -> Taken:
    """How a model stands to others and to ESCO, as a table; only between what may leave. Raises :class:`NotPassedOn`."""
    told = what_may_leave(model=model, viewer=viewer, today=today)
    language = readers_language()
    return Taken(f"{model.key}-ties.csv", "text/csv; charset=utf-8", crosswalk.crosswalk(model, told, language, today))
