"""Judging alone, and settling what was talked about: a group becomes a requirement with its sources, or is put aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.library.queries.shelf import Shelf, shelf
from stigar.profiles.actions.profiles import Overtaken, Unfit, Wanted
from stigar.profiles.actions.profiles.writing import add_rows, change_row
from stigar.profiles.actions.workshops.meeting import demand_lead, demand_part, told
from stigar.profiles.models import Estimate, Group, Requirement, Source, Workshop

if TYPE_CHECKING:
    from stigar.people.models import Person


@transaction.atomic
def estimate(
    *, workshop: Workshop, group_id: UUID, importance: int, level: int, viewer: Person, today: date
) -> Estimate:
    """How the viewer, alone, judges a group; a new judgement replaces the old. Nobody sees it before all are shown."""
    judged = {group_id: (importance, level)}
    estimate_all(workshop=workshop, judged=judged, viewer=viewer, today=today)
    made: Estimate = Estimate.objects.get(group=group_id, person=viewer)
    return made


@transaction.atomic
def estimate_all(
    *, workshop: Workshop, judged: Mapping[UUID, tuple[int, int]], viewer: Person, today: date
) -> list[Estimate]:
    """The same for a whole sheet at once: group -> (importance, level). All of it, or nothing. Returns what is new or different.

    Others are told only of what is judged for the first time: that somebody has changed their mind is nobody's to see.
    """
    now = demand_part(workshop, viewer, Workshop.ESTIMATE, today=today)
    found = Group.objects.filter(workshop=now, pk__in=judged).select_related("profile").in_bulk()
    if set(found) != set(judged):
        raise Refused("take part in workshops")
    books = {language: shelf(language) for language in {group.profile.language for group in found.values()}}
    for key, group in found.items():
        if judged[key][0] not in {1, 2, 3} or judged[key][1] not in levels_of(group, books[group.profile.language]):
            raise Unfit
    before = {
        group: (importance, level)
        for group, importance, level in Estimate.objects.filter(group__in=found, person=viewer).values_list(
            "group", "importance", "level"
        )
    }
    rows = [
        Estimate(organisation_id=now.organisation_id, group=found[key], person=viewer, importance=one, level=level, at=clock.now())
        for key, (one, level) in judged.items() if before.get(key) != (one, level)
    ]  # fmt: skip
    Estimate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["group", "person"], update_fields=["importance", "level", "at"]
    )
    if set(judged) - set(before):
        told(now)
    journal.note_all(viewer, gettext_noop("judged a group of proposals"), ((now, viewer.pk, {}) for _ in rows))
    return rows


@transaction.atomic
def settle(
    *, workshop: Workshop, group_id: UUID, wanted: Wanted, seen: int | None = None, viewer: Person, today: date
) -> Requirement:
    """What was talked about becomes a requirement of the profile, or changes it, with who asked for it and where.

    ``seen`` is the turn of the requirement that stands already, if it was looked at: what somebody else has written is not
    written over unseen, but raises ``Overtaken``. What this group itself became needs no ``seen``.
    Raises ``Unfit`` while the group is no competence of the library, or when the level is not on its scale.
    """
    now = demand_lead(workshop, viewer, Workshop.TALK, today=today)
    group = _group(now, group_id)
    if group.competence_id is None or group.competence_id != wanted.competence:
        raise Unfit
    profile = group.profile
    known = Requirement.objects.filter(profile=profile, competence=wanted.competence).select_related("profile").first()
    if known and seen is None and known.pk != group.requirement_id:
        raise Overtaken(known)
    row = (
        change_row(known, wanted, seen=known.turn if seen is None else seen, by=viewer)
        if known
        else add_rows(profile, [wanted], by=viewer)[0]
    )
    Source.objects.filter(requirement=row, workshop=now).delete()
    Source.objects.bulk_create(
        [
            Source(organisation_id=now.organisation_id, requirement=row, workshop=now, text=one.text, by_id=one.by_id, at=one.at)
            for one in group.proposals.order_by("at")
        ]
    )  # fmt: skip
    group.requirement, group.put_aside = row, None
    group.save(update_fields=["requirement", "put_aside"])
    told(now)
    journal.note(viewer, gettext_noop("settled a requirement in a workshop"), profile, workshop=str(now.pk))
    return row


@transaction.atomic
def put_aside(*, workshop: Workshop, group_id: UUID, viewer: Person, today: date) -> Group:
    """It was talked about, and is not a requirement."""
    now = demand_lead(workshop, viewer, Workshop.TALK, today=today)
    group = _group(now, group_id)
    group.put_aside = clock.now()
    group.save(update_fields=["put_aside"])
    told(now)
    journal.note(viewer, gettext_noop("put a group of proposals aside"), now)
    return group


@transaction.atomic
def unsettle(*, workshop: Workshop, group_id: UUID, viewer: Person, today: date) -> Group:
    """Take up again what was settled or put aside. A requirement that only this workshop asked for goes; another stays."""
    now = demand_lead(workshop, viewer, Workshop.TALK, today=today)
    group = _group(now, group_id)
    row = group.requirement
    group.requirement, group.put_aside = None, None
    group.save(update_fields=["requirement", "put_aside"])
    if row is not None:
        Source.objects.filter(requirement=row, workshop=now).delete()
        if row.turn == 1 and not row.sources.exists():
            row.delete()
    told(now)
    journal.note(viewer, gettext_noop("took up a group of proposals again"), now)
    return group


def levels_of(group: Group, books: Shelf) -> list[int]:
    """The levels a group can be judged on: of its competence's scale, or 1 to 5 while it is none."""
    known = books.by_id.get(group.competence_id) if group.competence_id else None
    return [level for level, _ in known.model.scale] if known else [1, 2, 3, 4, 5]


def _group(workshop: Workshop, group_id: UUID) -> Group:
    found = (
        Group.objects.filter(workshop=workshop, pk=group_id).select_related("profile__project", "requirement").first()
    )
    if found is None:
        raise Refused("take part in workshops")
    return found
