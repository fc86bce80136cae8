"""Planning a workshop or an interview, and leading it from one stage to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.profiles import rules
from stigar.profiles.actions.projects import ProjectEnded, demand_open
from stigar.profiles.models import Group, Workshop, WorkshopProfile

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Profile, Project

STEPS: dict[str, dict[str, frozenset[str]]] = {  # from which stage to which, for a workshop and for an interview
    Workshop.WORKSHOP: {
        Workshop.PROPOSE: frozenset({Workshop.ESTIMATE}),
        Workshop.ESTIMATE: frozenset({Workshop.TALK, Workshop.PROPOSE}),
        Workshop.TALK: frozenset({Workshop.CLOSED}),  # not back to judging alone: everybody has seen how the others judged
        Workshop.CLOSED: frozenset({Workshop.TALK}),
    },
    Workshop.INTERVIEW: {
        Workshop.PROPOSE: frozenset({Workshop.TALK}),
        Workshop.TALK: frozenset({Workshop.CLOSED, Workshop.PROPOSE}),
        Workshop.CLOSED: frozenset({Workshop.TALK}),
    },
}  # fmt: skip


class NotNow(Exception):
    """The workshop is in another stage, which is the argument."""


class NothingToTalkAbout(Exception):
    """Nobody has proposed anything yet."""


class WrongPeople(Exception):
    """Who leads it, or who is talked with, does not take part in the project."""


@transaction.atomic
def plan_workshop(
    *,
    project: Project,
    profiles: Iterable[Profile],
    kind: str,
    name: str,
    at: datetime,
    place: str,
    led_by: UUID,
    talks_with: UUID | None = None,
    viewer: Person,
    today: date,
) -> Workshop:
    """Plan a workshop about some of the project's profiles, or an interview with one person.

    Raises :class:`WrongPeople`, and ``ProjectEnded`` as all that is done in a workshop does.
    """
    demand_open(project, viewer, today)
    there = {project.owner_id, viewer.pk, *project.participants.filter(left=None).values_list("person", flat=True)}
    if (
        led_by not in there
        or (kind == Workshop.INTERVIEW) != (talks_with is not None)
        or (talks_with or led_by) not in there
    ):
        raise WrongPeople
    workshop: Workshop = Workshop.objects.create(
        organisation_id=project.organisation_id, project=project, kind=kind, name=one_line(name), at=at,
        place=one_line(place), led_by_id=led_by, talks_with_id=talks_with,
    )  # fmt: skip
    for profile in profiles:
        WorkshopProfile.objects.create(organisation_id=project.organisation_id, workshop=workshop, profile=profile)
    journal.note(viewer, gettext_noop("planned a workshop"), workshop, project=str(project.pk))
    return workshop


@transaction.atomic
def go_to(*, workshop: Workshop, stage: str, seen: str, viewer: Person, today: date) -> Workshop:
    """Lead everybody to another stage; ``seen`` is the one it was led from. Raises :class:`NotNow`, :class:`NothingToTalkAbout`."""
    now = demand_lead(workshop, viewer, seen, today=today)
    if stage not in STEPS[now.kind][now.stage]:
        raise NotNow(now.stage)
    if stage in {Workshop.ESTIMATE, Workshop.TALK} and not Group.objects.filter(workshop=now).exists():
        raise NothingToTalkAbout
    now.stage, now.change = stage, now.change + 1
    now.save(update_fields=["stage", "change"])
    journal.note(viewer, gettext_noop("led a workshop to another stage"), now, stage=stage)
    return now


def told(workshop: Workshop) -> None:
    """Something has changed that the others should see."""
    Workshop.objects.filter(pk=workshop.pk).update(change=F("change") + 1)


def seated(workshop: Workshop, viewer: Person, *, today: date) -> rules.Seat:
    """The viewer's seat at the workshop as it is now; nobody else changes it meanwhile. Raises ``Refused``."""
    found = rules.seat(viewer, workshop.key, today=today, lock=True)
    if found is None:
        raise Refused(rules.TAKE_PART)
    return found


def demand_now(seat: rules.Seat, *stages: str) -> Workshop:
    """The workshop, if its project goes on and it is in one of the ``stages``. Raises ``ProjectEnded`` and :class:`NotNow`."""
    if seat.ended:
        raise ProjectEnded(seat.workshop.project_id)
    if seat.workshop.stage not in stages:
        raise NotNow(seat.workshop.stage)
    return seat.workshop


def demand_part(workshop: Workshop, viewer: Person, *stages: str, today: date) -> Workshop:
    """The workshop as it is now, locked: the viewer takes part in it, and it is in one of the ``stages``."""
    return demand_now(seated(workshop, viewer, today=today), *stages)


def demand_lead(workshop: Workshop, viewer: Person, *stages: str, today: date) -> Workshop:
    """The same for what only the one who leads it may do."""
    found = seated(workshop, viewer, today=today)
    if not found.leads(viewer, today=today):
        raise Refused(rules.LEAD)
    return demand_now(found, *stages)
