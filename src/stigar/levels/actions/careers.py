"""An interest in a role: said, shown to those the person chooses, and taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.models import CareerInterest
from stigar.profiles.queries.profiles.asking import askings

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "plan one's development"


@transaction.atomic
def be_interested(*, role: UUID, audience: str, why: str, viewer: Person, today: date) -> CareerInterest:
    """Say that one would like to grow into a role with an approved profile, or change who knows."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    if role not in askings().by_role or audience not in dict(CareerInterest.AUDIENCES):
        raise Refused(RIGHT)
    made, _fresh = CareerInterest.objects.update_or_create(
        organisation_id=viewer.organisation_id, person=viewer, role_id=role,
        defaults={"audience": audience, "why": as_written(why, 1200), "at": clock.now()},
    )  # fmt: skip
    journal.note(viewer, gettext_noop("said an interest in a role"), made, about=viewer.pk)
    return made


@transaction.atomic
def be_no_more(*, role: UUID, viewer: Person, today: date) -> None:
    """Take the interest back; nobody sees it any more."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    there = CareerInterest.objects.filter(person=viewer, role=role).first()
    if there is None:
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("took back an interest in a role"), there, about=viewer.pk)
    there.delete()
