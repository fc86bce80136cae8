"""Evidence from before a manager began: the person shows it to them, piece by piece, and shows it no more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.models import Evidence, EvidenceShown
from stigar.people.queries.leading import managers_of

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "share one's levels"


@transaction.atomic
def show_to(*, evidence: Evidence, reader: UUID, viewer: Person, today: date) -> EvidenceShown:
    """A manager of today sees it from now on; pressed twice it is shown once."""
    _demand(evidence, viewer, today)
    if reader not in {one.pk for one in managers_of(viewer, today=today)}:
        raise Refused(RIGHT)
    made, new = EvidenceShown.objects.get_or_create(
        evidence=evidence, reader_id=reader, defaults={"organisation_id": viewer.organisation_id, "at": clock.now()}
    )
    if new:
        journal.note(
            viewer, gettext_noop("showed evidence of a level to a manager"), made, about=viewer.pk, reader=str(reader)
        )
    row: EvidenceShown = made
    return row


@transaction.atomic
def show_no_more(*, evidence: Evidence, reader: UUID, viewer: Person, today: date) -> None:
    """They see it no more, at the next request."""
    _demand(evidence, viewer, today)
    row = EvidenceShown.objects.filter(evidence=evidence, reader=reader).first()
    if row is None:
        return
    journal.note(
        viewer,
        gettext_noop("showed evidence of a level to a manager no more"),
        row,
        about=viewer.pk,
        reader=str(reader),
    )
    row.delete()


def _demand(evidence: Evidence, viewer: Person, today: date) -> None:
    if evidence.person_id != viewer.pk:
        raise Refused(RIGHT)
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
