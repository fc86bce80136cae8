"""A reflection written, shared piece by piece, taken back, taken along to a dialogue, erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.talks import NewerElsewhere, clean, write_note
from stigar.dialogues.models import Note, Reflection, Shared, Talk
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused, demand
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import may_see_colleague

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "reflect"


@dataclass(frozen=True, slots=True)
class Piece:
    """One question and what was written to it. ``question`` and ``competence`` are the library's, when it came from there."""

    asked: str
    text: str
    question: UUID | None = None
    competence: UUID | None = None


def demand_own(viewer: Person, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer belongs here and may reflect."""
    here = Ground.MEMBER in of_organisation(viewer, today=today)
    demand(RIGHT, {Ground.SELF} if here else ())


@transaction.atomic
def keep(*, pieces: list[Piece], viewer: Person, today: date, about: str = "") -> list[Reflection]:
    """Keep what was written, each piece by itself; what is empty is left out. Nobody else reads it."""
    demand_own(viewer, today=today)
    made = [
        Reflection.objects.create(
            organisation_id=viewer.organisation_id, person=viewer, question_id=one.question, competence_id=one.competence,
            asked=clean(one.asked), text=clean(one.text), about=clean(about)[: rules.LONGEST_ABOUT],
            at=clock.now(),
        )
        for one in pieces if clean(one.text)
    ]  # fmt: skip
    for row in made:
        journal.note(viewer, gettext_noop("wrote a reflection"), row, about=viewer.pk)
    return made


@transaction.atomic
def take_along(*, pieces: list[Piece], talk: Talk, viewer: Person, today: date) -> list[Note]:
    """Put the questions and what was written as notes of one's own in an open dialogue. Raises ``Closed``."""
    place = str(talk.blocks[0]["key"]) if talk.blocks else ""
    return [
        write_note(
            talk=talk, block=place, text="\n".join(filter(None, (one.asked, clean(one.text)))), shared=False, viewer=viewer, today=today
        )
        for one in pieces
    ]  # fmt: skip


@transaction.atomic
def rewrite(*, reflection: Reflection, text: str, turn: int, viewer: Person, today: date) -> Reflection:
    """Write on in a piece of one's own. Raises ``NewerElsewhere``."""
    row, words = own(reflection, viewer, today), clean(text)
    if row.text == words:
        return row
    if row.turn != turn:
        raise NewerElsewhere(row)
    row.text, row.turn = words, row.turn + 1
    row.save(update_fields=["text", "turn"])
    return row


@transaction.atomic
def share(*, reflection: Reflection, reader: Person, viewer: Person, today: date) -> None:
    """Let one colleague read this one piece, until it is taken back. Twice does no harm."""
    row = own(reflection, viewer, today)
    if reader.pk == viewer.pk or not reader.is_here(today) or not may_see_colleague(viewer, reader, today=today):
        raise Refused(RIGHT)
    _made, fresh = Shared.objects.get_or_create(
        reflection=row, reader=reader, defaults={"organisation_id": viewer.organisation_id, "at": clock.now()}
    )
    if fresh:
        journal.note(viewer, gettext_noop("shared a reflection"), row, about=viewer.pk, reader=str(reader.pk))


@transaction.atomic
def take_back(*, shared: Shared, viewer: Person, today: date) -> None:
    """They read it no more, from the next request on."""
    row = own(shared.reflection, viewer, today)
    Shared.objects.filter(pk=shared.pk).delete()
    journal.note(viewer, gettext_noop("took back a shared reflection"), row, about=viewer.pk)


@transaction.atomic
def erase(*, reflection: Reflection, viewer: Person, today: date) -> None:
    """Erase a piece of one's own for good."""
    row = own(reflection, viewer, today)
    journal.note(viewer, gettext_noop("erased a reflection"), row, about=viewer.pk)
    row.delete()


def own(reflection: Reflection, viewer: Person, today: date) -> Reflection:
    """One's own piece, locked for the transaction."""
    demand_own(viewer, today=today)
    row: Reflection | None = Reflection.objects.select_for_update().filter(pk=reflection.pk, person=viewer).first()
    if row is None:
        raise Refused(RIGHT)
    return row
