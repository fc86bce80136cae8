"""Planning a workshop or an interview, and leading it from one stage to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.profiles import rules
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
    """Plan a workshop about some of the project's profiles, or an interview with one person. Raises :class:`WrongPeople`."""
    rules.demand_in(project, "lead a profile project", viewer, today=today)
    there = {project.owner_id, viewer.pk, *project.participants.filter(left=None).values_list("person", flat=True)}
    if (
        led_by not in there
        or (kind == Workshop.INTERVIEW) != (talks_with is not None)
        or (talks_with or led_by) not in there
    ):
        raise WrongPeople
    workshop: Workshop = Workshop.objects.create(
        organisation_id=project.organisation_id, project=project, kind=kind, name=" ".join(name.split()), at=at,
        place=" ".join(place.split()), led_by_id=led_by, talks_with_id=talks_with,
    )  # fmt: skip
    for profile in profiles:
        WorkshopProfile.objects.create(organisation_id=project.organisation_id, workshop=workshop, profile=profile)
    journal.note(viewer, gettext_noop("planned a workshop"), workshop, project=str(project.pk))
    return workshop


@transaction.atomic
def go_to(*, workshop: Workshop, stage: str, seen: str, viewer: Person, today: date) -> Workshop:
    """Lead everybody to another stage; ``seen`` is the one it was led from. Raises :class:`NotNow`, :class:`NothingToTalkAbout`."""
    if not rules.may_lead_workshop(viewer, workshop, today=today):
        raise Refused("lead a profile project")
    now: Workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if now.stage != seen or stage not in STEPS[now.kind][now.stage]:
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


def demand_part(workshop: Workshop, viewer: Person, *stages: str, today: date) -> Any:
    """The workshop as it is now, locked: the viewer takes part in it, and it is in one of the ``stages``."""
    if not rules.may_take_part(viewer, workshop, today=today):
        raise Refused("take part in workshops")
    now = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if now.stage not in stages:
        raise NotNow(now.stage)
    return now


def demand_lead(workshop: Workshop, viewer: Person, *stages: str, today: date) -> Any:
    """The same for what only the one who leads it may do."""
    if not rules.may_lead_workshop(viewer, workshop, today=today):
        raise Refused("lead a profile project")
    return demand_part(workshop, viewer, *stages, today=today)
