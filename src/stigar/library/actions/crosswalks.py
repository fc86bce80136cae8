"""Saying how a competence in one model stands to one in another, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import demand
from stigar.library.models import Competence, Crosswalk
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person


class SameModel(Exception):
    """Two competences of one model are not tied to each other."""


@transaction.atomic
def tie(*, one: Competence, other: Competence, kind: str, viewer: Person, today: date) -> Crosswalk:
    """Say how two competences stand to each other. Said again, the newer word counts, whichever way round."""
    demand("manage competence models", grounds(viewer, today=today))
    if one.model_id == other.model_id:
        raise SameModel
    Crosswalk.objects.filter(one=other, other=one).delete()
    said, _new = Crosswalk.objects.update_or_create(
        one=one, other=other,
        defaults={"kind": kind, "by": viewer, "at": clock.now(), "organisation_id": one.organisation_id},
    )  # fmt: skip
    tied, apart = gettext_noop("tied two competences"), gettext_noop("said that two competences are not alike")
    verb = apart if kind == Crosswalk.UNLIKE else tied
    journal.note(viewer, verb, one, outdates="library.crosswalk", other=str(other), kind=kind)
    return said


@transaction.atomic
def untie(*, said: Crosswalk, viewer: Person, today: date) -> None:
    """Take back what was said of two competences."""
    demand("manage competence models", grounds(viewer, today=today))
    journal.note(
        viewer, gettext_noop("took back how two competences stand to each other"), said.one,
        outdates="library.crosswalk", other=str(said.other),
    )  # fmt: skip
    said.delete()
