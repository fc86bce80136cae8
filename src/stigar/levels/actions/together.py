"""Assessments opened for many at once, as a round of dialogues asks for; and handed on when somebody gets another manager."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, demand
from stigar.levels.actions.assessments import MOST
from stigar.levels.models import Assessment, HoldsFor, Part, Rating
from stigar.levels.queries.required import profiles_of, required_in
from stigar.people.rules import reaches_all_as_hr
from stigar.profiles.queries.profiles.asking import Asking, askings

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class ToJudge:
    """Whom somebody judges, the person's roles today with the main one first, and whether they lead the person."""

    person: UUID
    reviewer: UUID
    roles: tuple[UUID, ...]
    as_manager: bool


@transaction.atomic
def open_many(*, pairs: Sequence[ToJudge], due: date | None, viewer: Person, today: date) -> dict[UUID, UUID]:
    """Open an assessment of what the approved profile asks for each; gives person -> assessment.

    The viewer is HR for every one. Who has one open with the same reviewer keeps it; whom no approved profile asks anything gets none.
    Nine queries, however many; for HR of some units one more.
    """
    of_all = reaches_all_as_hr(viewer, (one.person for one in pairs), today=today)
    demand("begin an assessment", {Ground.HR} if of_all else ())
    asked = _asked_of(pairs, today=today)
    wanted = [one for one in pairs if one.person in asked]
    there = Assessment.objects.filter(person__in=[one.person for one in wanted], revealed_at=None, put_down_at=None)
    open_ones = {(person, reviewer): key for key, person, reviewer in there.values_list("pk", "person", "reviewer")}
    held, now = {"organisation_id": viewer.organisation_id}, clock.now()
    made = [
        Assessment(
            **held, person_id=one.person, reviewer_id=one.reviewer, role_id=one.roles[0] if one.roles else None, due=due,
            competences=asked[one.person], as_manager=one.as_manager, opened_by=viewer, opened_at=now,
        )
        for one in wanted if (one.person, one.reviewer) not in open_ones
    ]  # fmt: skip
    Assessment.objects.bulk_create(made, batch_size=500)
    parts = [Part(**held, assessment=one, giver_id=giver) for one in made for giver in (one.person_id, one.reviewer_id)]
    Part.objects.bulk_create(parts, batch_size=500)
    journal.note_all(
        viewer, gettext_noop("opened an assessment"),
        ((one, one.person_id, {"reviewer": str(one.reviewer_id)}) for one in made),
    )  # fmt: skip
    open_ones |= {(one.person_id, one.reviewer_id): one.pk for one in made}
    return {one.person: open_ones[one.person, one.reviewer] for one in wanted}


@transaction.atomic
def hand_on(*, assessment: UUID, to: UUID, as_manager: bool) -> UUID | None:
    """Another judges instead, from the beginning: what the first has written is gone, and what the person has written stands.

    Nothing happens when both have handed in. When the two have one open already, that one is used. Gives the one that stands.
    """
    row = Assessment.objects.select_for_update().filter(pk=assessment, revealed_at=None, put_down_at=None).first()
    if row is None or row.reviewer_id == to:
        return assessment
    other = Assessment.objects.filter(person=row.person_id, reviewer=to, revealed_at=None, put_down_at=None).first()
    if other:
        Rating.objects.filter(part__assessment=row).delete()
        row.put_down_at = clock.now()
        row.save(update_fields=["put_down_at"])
        return other.pk
    Part.objects.filter(assessment=row, giver=row.reviewer_id).delete()
    Part.objects.filter(assessment=row).update(submitted_at=None)  # the person wrote it for somebody else
    Part.objects.create(organisation_id=row.organisation_id, assessment=row, giver_id=to)
    row.reviewer_id, row.as_manager = to, as_manager
    row.save(update_fields=["reviewer", "as_manager"])
    journal.note(None, gettext_noop("handed an assessment on to another"), row, about=row.person_id)
    return row.pk


@transaction.atomic
def keep_with(*, assessment: UUID) -> None:
    """The one who began goes on with it, though they no longer lead the person."""
    Assessment.objects.filter(pk=assessment).update(as_manager=False)


@transaction.atomic
def put_off(*, assessments: Iterable[UUID], due: date) -> None:
    """Those that are open are handed in no later than ``due``."""
    Assessment.objects.filter(pk__in=list(assessments), revealed_at=None, put_down_at=None).update(due=due)


def _asked_of(pairs: Iterable[ToJudge], *, today: date) -> dict[UUID, list[str]]:
    """What is asked of each, as ids: the most important first when it is more than is judged at once."""
    people = [one.person for one in pairs]
    held = HoldsFor.objects.filter(person__in=people, begins__lte=today).filter(Q(ends=None) | Q(ends__gte=today))
    besides: dict[UUID, list[UUID]] = defaultdict(list)
    for person, profile in held.values_list("person", "profile"):
        besides[person].append(profile)
    there, known = askings(), dict[tuple[UUID, ...], list[str]]()
    found: Mapping[UUID, list[str]] = {
        one.person: _competences(known, profiles_of(there, one.roles, besides[one.person])) for one in pairs
    }
    return {person: asked for person, asked in found.items() if asked}


def _competences(known: dict[tuple[UUID, ...], list[str]], profiles: Iterable[Asking]) -> list[str]:
    asking = list(profiles)
    key = tuple(one.profile for one in asking)
    if key not in known:
        needs = [need for need in required_in(asking, language="en") if need.shown]
        first = set(sorted(range(len(needs)), key=lambda place: -needs[place].importance)[:MOST])
        known[key] = [str(need.competence) for place, need in enumerate(needs) if place in first]
    return known[key]
