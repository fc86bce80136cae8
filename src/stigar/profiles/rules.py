"""Who may: approved profiles are everybody's to read; a project belongs to its owner, those who take part, and HR."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.foundation.policy import Ground, demand, may
from stigar.people.rules import grounds as of_person
from stigar.profiles.models import Approval, Participant, Profile, Project, Workshop

if TYPE_CHECKING:
    from stigar.people.models import Person

_PARTS = {
    Participant.PARTICIPANT: {Ground.PARTICIPANT},
    Participant.AMBASSADOR: {Ground.PARTICIPANT},
    Participant.REFERENCE: {Ground.REFERENCE},
}


def grounds(viewer: Person, project: Project | None, *, today: date) -> frozenset[Ground]:
    """What the viewer is to the project today. Who has left the company, or the project, is nothing to it."""
    found = set(of_person(viewer, today=today))
    if Ground.MEMBER not in found or project is None:
        return frozenset(found)
    if project.owner_id == viewer.pk:
        found.add(Ground.OWNER)
    for part in project.participants.filter(person=viewer, left=None).values_list("part", flat=True):
        found |= _PARTS[part]
    return frozenset(found)


def may_in(project: Project | None, right: str, viewer: Person, *, today: date) -> bool:
    """Whether the viewer has this right in the project: ``may_in(project, "lead a profile project", viewer, today=today)``."""
    return may(right, grounds(viewer, project, today=today))


def demand_in(project: Project | None, right: str, viewer: Person, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer has this right in the project."""
    demand(right, grounds(viewer, project, today=today))


def visible_projects(viewer: Person, *, today: date) -> QuerySet[Project]:
    """One's own, those one takes part in, and for HR all of them."""
    here = of_person(viewer, today=today)
    if may("see every profile project", here):
        return Project.objects.all()
    if Ground.MEMBER not in here:
        return Project.objects.none()
    taking_part = Participant.objects.filter(project=OuterRef("pk"), person=viewer, left=None)
    return Project.objects.filter(Q(owner=viewer) | Exists(taking_part))


def visible_profiles(viewer: Person, *, today: date) -> QuerySet[Profile]:
    """Approved ones for everybody; those on the way for whoever sees their project; those without a project yet also for HR."""
    here = of_person(viewer, today=today)
    if Ground.MEMBER not in here:
        return Profile.objects.none()
    if may("see every profile project", here):
        return Profile.objects.all()
    approved = Approval.objects.filter(version__profile=OuterRef("pk"))
    return Profile.objects.filter(Exists(approved) | Q(project__in=visible_projects(viewer, today=today)))


def may_write(viewer: Person, profile: Profile, *, today: date) -> bool:
    """Who says what a profile requires: the owner of its project, and HR; of one without a project, HR."""
    return may_in(profile.project, "write in a profile", viewer, today=today)


def may_take_part(viewer: Person, workshop: Workshop, *, today: date) -> bool:
    """The project's participants and ambassadors, its owner and HR; the reference group reads what comes of it."""
    return visible_workshops(viewer, today=today).filter(pk=workshop.pk).exists()


def visible_workshops(viewer: Person, *, today: date) -> QuerySet[Workshop]:
    """The same rule, told as a query."""
    here = of_person(viewer, today=today)
    if may("take part in workshops", here):
        return Workshop.objects.all()
    if Ground.MEMBER not in here:
        return Workshop.objects.none()
    parts = [part for part, found in _PARTS.items() if may("take part in workshops", found)]
    taking_part = Participant.objects.filter(project=OuterRef("project"), person=viewer, left=None, part__in=parts)
    return Workshop.objects.filter(Q(project__owner=viewer) | Exists(taking_part))


def may_lead_workshop(viewer: Person, workshop: Workshop, *, today: date) -> bool:
    """Who leads it, as long as they take part, the owner of the project, and HR."""
    if workshop.led_by_id == viewer.pk:
        return may_take_part(viewer, workshop, today=today)
    return may_in(workshop.project, "lead a profile project", viewer, today=today)
