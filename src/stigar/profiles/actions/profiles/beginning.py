"""Beginning the profile of a role in a project."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.profiles import rules
from stigar.profiles.models import Profile

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Project


class NotInTheProject(Exception):
    """The project does not make the profile of this role."""


class AlreadyBegun(Exception):
    """The role has a profile already; it is the argument."""


@transaction.atomic
def begin_profile(*, project: Project, role_id: UUID, language: str, viewer: Person, today: date) -> Profile:
    """Begin the profile of one of the project's roles, written in ``language``.

    A profile of the role that belongs to no project (it was imported) is taken into this one.
    Raises :class:`NotInTheProject`, :class:`AlreadyBegun`.
    """
    rules.demand_in(project, "write in a profile", viewer, today=today)
    wanted = project.roles.filter(role=role_id).select_related("role").first()
    if wanted is None:
        raise NotInTheProject
    known = Profile.objects.filter(role=role_id, core=None, put_down=None).first()
    if known is not None and known.project_id is not None:
        raise AlreadyBegun(known)
    begun = known or Profile(
        organisation_id=viewer.organisation_id, role_id=role_id, name=str(wanted.role)[:160], language=language,
        author=viewer, made=today,
    )  # fmt: skip
    begun.project = project
    try:
        with transaction.atomic():
            begun.save()
    except IntegrityError as twice:  # a colleague began it in the same moment
        raise AlreadyBegun(Profile.objects.get(role=role_id, core=None, put_down=None)) from twice
    journal.note(viewer, gettext_noop("began a profile"), begun, project=str(project.pk))
    return begun
