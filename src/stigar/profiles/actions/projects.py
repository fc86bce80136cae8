"""Beginning a profile project, its participants and viewpoints, going on from step to step, and ending it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.people.queries import colleague, standing_role_id
from stigar.profiles import rules
from stigar.profiles.actions.records import begun, note_step
from stigar.profiles.models import Ending, Participant, Project, ProjectRole, StepRecord, Viewpoint
from stigar.profiles.queries import following
from stigar.profiles.queries.projects import Step, hindering, steps

if TYPE_CHECKING:
    from stigar.people.models import Person

LEAD, PARTICIPANTS, TEACH = "lead a profile project", 4, 8


class NoName(Exception):
    """A project has a name and at least one role."""


class NotHere(Exception):
    """The person is not employed here today."""


class NotTheirOwn(Exception):
    """The viewpoint comes from where the roles are: it is settled with a reason, not taken away."""


class TakesPartAlready(Exception):
    """The person has that part already."""


class StillLacking(Exception):
    """Something is missing before the step is done; ``step`` says what."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.key)
        self.step = step


class ProjectEnded(Exception):
    """The project, whose id is the argument, has ended; nothing more is changed in it."""


class NotSecureYet(Exception):
    """The confidence that was set is not reached: go on, or put the project down with a reason."""


@transaction.atomic
def begin_project(
    *, name: str, roles: Iterable[uuid.UUID], owner: Person, area: str = "", viewer: Person, today: date
) -> Project:
    """Begin making the profiles of some roles. Raises :class:`NoName` and :class:`NotHere`."""
    rules.demand_in(None, "begin a profile project", viewer, today=today)
    wanted = [role for role in dict.fromkeys(map(standing_role_id, roles)) if role]
    if not one_line(name) or not wanted:
        raise NoName
    if colleague(owner.pk, today=today) is None:
        raise NotHere
    project = Project.objects.create(
        organisation_id=viewer.organisation_id, name=one_line(name)[:120], area=area[:40], owner=owner, begun=today
    )
    ProjectRole.objects.bulk_create(
        ProjectRole(organisation_id=viewer.organisation_id, project=project, role_id=role) for role in wanted
    )
    begun(project, 1, viewer)
    journal.note(viewer, gettext_noop("began a profile project"), project)
    return project


@transaction.atomic
def add_participant(*, project: Project, person: uuid.UUID, part: str, viewer: Person, today: date) -> Participant:
    """Take somebody in. Raises :class:`NotHere` and :class:`TakesPartAlready`."""
    demand_open(project, viewer, today)
    found = colleague(person, today=today)
    if found is None or part not in dict(Participant.PARTS):
        raise NotHere
    try:
        with transaction.atomic():
            made: Participant = Participant.objects.create(
                organisation_id=viewer.organisation_id, project=project, person=found, part=part, joined=today
            )
    except IntegrityError as taken:
        raise TakesPartAlready from taken
    begun(project, PARTICIPANTS, viewer)
    journal.note(viewer, gettext_noop("took somebody into a profile project"), project, about=found.pk, part=part)
    return made


@transaction.atomic
def remove_participant(*, participant: Participant, viewer: Person, today: date) -> None:
    """Somebody is no longer in. What they have said stays said."""
    demand_open(participant.project, viewer, today)
    Participant.objects.filter(pk=participant.pk, left=None).update(left=today)
    journal.note(
        viewer, gettext_noop("took somebody out of a profile project"), participant.project, about=participant.person_id
    )


@transaction.atomic
def return_participant(*, participant: Participant, viewer: Person, today: date) -> None:
    """Undo of :func:`remove_participant`. Raises :class:`TakesPartAlready` and :class:`NotHere`."""
    demand_open(participant.project, viewer, today)
    if colleague(participant.person_id, today=today) is None:
        raise NotHere
    try:
        with transaction.atomic():
            Participant.objects.filter(pk=participant.pk).update(left=None)
    except IntegrityError as taken:
        raise TakesPartAlready from taken
    journal.note(
        viewer, gettext_noop("took somebody into a profile project"), participant.project, about=participant.person_id
    )


@transaction.atomic
def tell_viewpoint(
    *, project: Project, kind: str, key: str, needed: bool = True, why: str = "", spoken_for: uuid.UUID | None = None,
    viewer: Person, today: date,
) -> Viewpoint:  # fmt: skip
    """Say that a viewpoint needs no seat and why, who speaks for it, or that one more is needed (kind ``own``).

    Raises :class:`NoName` for a viewpoint without words, or one that is left out without a reason, and
    :class:`NotHere` when who is to speak for it does not take part.
    """
    demand_open(project, viewer, today)
    if kind not in dict(Viewpoint.KINDS) or not one_line(key) or (not needed and not one_line(why)):
        raise NoName
    if spoken_for and not project.participants.filter(person=spoken_for, left=None).exists():
        raise NotHere
    said: dict[str, Any] = {"needed": needed, "why": one_line(why)[:300], "spoken_for_id": spoken_for, "by": viewer}
    told, _ = Viewpoint.objects.update_or_create(
        project=project, kind=kind, key=one_line(key)[:120],
        defaults=said, create_defaults={**said, "organisation_id": viewer.organisation_id},
    )  # fmt: skip
    begun(project, PARTICIPANTS, viewer)
    journal.note(viewer, gettext_noop("told a viewpoint in a profile project"), project)
    return told


@transaction.atomic
def remove_viewpoint(*, viewpoint: Viewpoint, viewer: Person, today: date) -> None:
    """A viewpoint that people added themselves is taken away. Raises :class:`NotTheirOwn` for one that comes from where the roles are."""
    _keep_viewpoint(viewpoint, False, viewer, today)
    journal.note(viewer, gettext_noop("took away a viewpoint of a profile project"), viewpoint.project)


@transaction.atomic
def return_viewpoint(*, viewpoint: Viewpoint, viewer: Person, today: date) -> None:
    """Undo of :func:`remove_viewpoint`: with who spoke for it. Raises :class:`NotTheirOwn`."""
    _keep_viewpoint(viewpoint, True, viewer, today)
    journal.note(viewer, gettext_noop("put back a viewpoint of a profile project"), viewpoint.project)


def _keep_viewpoint(viewpoint: Viewpoint, needed: bool, viewer: Person, today: date) -> None:
    demand_open(viewpoint.project, viewer, today)
    if viewpoint.kind != Viewpoint.OWN:
        raise NotTheirOwn
    Viewpoint.objects.filter(pk=viewpoint.pk).update(needed=needed, why="")


@transaction.atomic
def finish_step(*, project: Project, number: int, said: str = "", viewer: Person, today: date) -> StepRecord:
    """Say that a step is done. Raises :class:`StillLacking` while something is missing in it."""
    demand_open(project, viewer, today)
    step = steps(project, today=today)[number - 1]
    if step.lacking:
        raise StillLacking(step)
    return note_step(project, number, StepRecord.DONE, viewer, said)


@transaction.atomic
def take_up_step(*, project: Project, number: int, said: str = "", viewer: Person, today: date) -> StepRecord:
    """Go back to a step that was done. Nothing is lost; nothing is published past it until it is done again."""
    demand_open(project, viewer, today)
    return note_step(project, number, StepRecord.AGAIN, viewer, said)


@transaction.atomic
def end_project(*, project: Project, kind: str, why: str = "", viewer: Person, today: date) -> Ending:
    """End it: when its profiles are approved and people feel as secure as was set, or put it down with a reason.

    Raises :class:`StillLacking`, :class:`NotSecureYet` and :class:`NoName`.
    """
    demand_open(project, viewer, today)
    if kind == Ending.SECURE:
        if before := hindering(project, today=today, before=TEACH):
            raise StillLacking(before[0])
        counted = next((one for one in following.rounds(project, today=today) if one.mean is not None), None)
        if counted is None or not counted.reached:
            raise NotSecureYet
    elif not one_line(why):
        raise NoName
    try:
        with transaction.atomic():
            made: Ending = Ending.objects.create(
                organisation_id=viewer.organisation_id, project=project, kind=kind, why=one_line(why)[:400], by=viewer, at=clock.now()
            )  # fmt: skip
    except IntegrityError as twice:  # a colleague ended it in the same moment
        raise ProjectEnded(project.pk) from twice
    Project.objects.filter(pk=project.pk).update(ended=today)
    journal.note(viewer, gettext_noop("ended a profile project"), project, kind=kind)
    return made


@transaction.atomic
def take_up_project(*, project: Project, viewer: Person, today: date) -> None:
    """A project that ended goes on: the undo of :func:`end_project`."""
    rules.demand_in(project, LEAD, viewer, today=today)
    Ending.objects.filter(project=project).delete()
    Project.objects.filter(pk=project.pk).update(ended=None)
    journal.note(viewer, gettext_noop("took up a profile project again"), project)


def demand_open(project: Project, viewer: Person, today: date) -> None:
    """Who leads the project, while it goes on. Raises ``Refused`` and :class:`ProjectEnded`."""
    rules.demand_in(project, LEAD, viewer, today=today)
    if Project.objects.filter(pk=project.pk).exclude(ended=None).exists():
        raise ProjectEnded(project.pk)
