"""Who may: approved profiles are everybody's to read; a project belongs to its owner, those who take part, and HR."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.foundation.policy import Ground, Refused, may
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page, where_we_are
from stigar.people.rules import grounds as of_person
from stigar.profiles.models import Approval, Participant, Profile, Project, Workshop

if TYPE_CHECKING:
    from stigar.people.models import Person

FEWEST_JUDGES = 3  # before it is shown how a group of proposals was judged: of two, each would know what the other said
TAKE_PART, LEAD = "take part in workshops", "lead a profile project"
_PARTS = {
    Participant.PARTICIPANT: {Ground.PARTICIPANT},
    Participant.AMBASSADOR: {Ground.PARTICIPANT},
    Participant.REFERENCE: {Ground.REFERENCE},
}
_TOLD = {Ground.PARTICIPANT: "takes_part", Ground.REFERENCE: "in_reference"}  # beside a row, by the viewer's parts


def grounds(viewer: Person, project: Project | None, *, today: date) -> frozenset[Ground]:
    """What the viewer is to the project today. Who has left the company, or the project, is nothing to it.

    Asked once for a project that a page holds (see :func:`remembering`).
    """
    if project is None:
        return of_person(viewer, today=today)
    kept: dict[tuple[UUID, date], frozenset[Ground]] = getattr(project, "_grounds", {})
    asked = (viewer.pk, today)
    if asked not in kept:
        kept[asked] = _grounds(viewer, project, today)
    return kept[asked]


def with_parts(rows: QuerySet[Any], viewer: Person, project: str) -> QuerySet[Any]:
    """Each row with what the viewer's parts make of them in its ``project``: taking part, in the reference group."""
    mine = Participant.objects.filter(project=OuterRef(project), person=viewer, left=None)
    parts = {ground: [part for part, found in _PARTS.items() if ground in found] for ground in _TOLD}
    told = {name: Exists(mine.filter(part__in=parts[ground])) for ground, name in _TOLD.items()}
    found: QuerySet[Any] = rows.annotate(**told)
    return found


def remembering(project: Project, viewer: Person, row: Any, *, today: date) -> Project:
    """The project, for one page: what the viewer is to it came with ``row`` (:func:`with_parts`) and is not asked again."""
    found = _without_parts(viewer, project, today)
    if Ground.MEMBER in found:
        found |= {ground for ground, name in _TOLD.items() if vars(row)[name]}
    project._grounds = {(viewer.pk, today): found}  # type: ignore[attr-defined]  # beside the row
    return project


def _grounds(viewer: Person, project: Project, today: date) -> frozenset[Ground]:
    found = set(_without_parts(viewer, project, today))
    if Ground.MEMBER in found:
        for one in taking_part(project.pk):
            found |= _PARTS[one.part] if one.person_id == viewer.pk else set()
    return frozenset(found)


def _without_parts(viewer: Person, project: Project | None, today: date) -> frozenset[Ground]:
    """What the viewer is by duty or as the owner; nothing is asked but the duties."""
    found = of_person(viewer, today=today)
    owns = project is not None and project.owner_id == viewer.pk and Ground.MEMBER in found
    return found | {Ground.OWNER} if owns else found


@once_a_page
def taking_part(project: UUID) -> list[Participant]:
    """Who takes part in the project and in which parts, also those who have left the company since. One query a page."""
    return _standing_parts(project)


@prepared
def _standing_parts(project: UUID) -> QuerySet[Participant]:
    return Participant.objects.filter(project=project, left=None)


def may_in(project: Project | None, right: str, viewer: Person, *, today: date) -> bool:
    """Whether the viewer has this right in the project: ``may_in(project, "lead a profile project", viewer, today=today)``."""
    return may(right, _without_parts(viewer, project, today)) or may(right, grounds(viewer, project, today=today))


def demand_in(project: Project | None, right: str, viewer: Person, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer has this right in the project."""
    if not may_in(project, right, viewer, today=today):
        raise Refused(right)


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


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a workshop: what they are to its project, and whether that has ended. Of ``workshop`` time and place are not read yet."""

    workshop: Workshop
    grounds: frozenset[Ground]
    ended: bool

    def leads(self, viewer: Person, *, today: date) -> bool:
        """The same as :func:`may_lead_workshop`, for somebody who sits there."""
        leads = self.workshop.led_by_id == viewer.pk or may(LEAD, self.grounds)
        return leads or may(LEAD, of_person(viewer, today=today))


_READ = ("id", "organisation_id", "project_id", "kind", "name", "led_by_id", "talks_with_id", "stage", "key", "change")
_COLUMNS = ", ".join(f"w.{name}" for name in _READ)
_ONE_QUESTION = f"""SELECT p.ended, p.owner_id, t.part, {_COLUMNS} FROM profiles_workshop w JOIN profiles_project p ON p.id = w.project_id
    LEFT JOIN profiles_participant t ON t.project_id = p.id AND t.person_id = %s AND t."left" IS NULL
    WHERE w.organisation_id = %s AND w.key = %s"""


def seat(viewer: Person, key: str, *, today: date, lock: bool = False) -> Seat | None:
    """The viewer's seat at the workshop with this key, if :func:`visible_workshops` has it. With ``lock`` nobody else changes it meanwhile.

    Thirty phones ask twice a second, so it is one question in plain words to the database: putting together the same
    through models costs ten times as much. HR's duties are asked for only of somebody who is nothing to the project.
    """
    if not viewer.is_here(today):
        return None
    keyed: Any = Workshop._meta.get_field("id")
    me, here = (keyed.get_db_prep_value(one, connection) for one in (viewer.pk, where_we_are()))
    held = " FOR UPDATE OF w" if lock and connection.features.has_select_for_update_of else ""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_QUESTION + held, [me, here, key])
        rows = cursor.fetchall()
    if not rows:
        return None
    ended, owner, _, *read = rows[0]
    found = {Ground.OWNER} if _id(owner) == viewer.pk else set()
    for _, _, part, *_ in rows:
        found |= _PARTS.get(part, set())
    if not may(TAKE_PART, found) and not may(TAKE_PART, of_person(viewer, today=today)):
        return None
    values = [_id(one) if name.endswith("id") else one for name, one in zip(_READ, read, strict=True)]
    return Seat(Workshop.from_db(connection.alias, _READ, values), frozenset(found), ended is not None)


def _id(told: Any) -> UUID | None:
    """An id as the database tells it: SQLite as text."""
    return told if told is None or isinstance(told, UUID) else UUID(told)
