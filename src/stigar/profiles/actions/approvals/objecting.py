"""Objecting to a profile, answering, and how an objection ends. The one who objected says whether the answer is enough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written, one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.library.queries.shelf import shelf
from stigar.profiles import rules
from stigar.profiles.actions.approvals.versions import approve_if_ready
from stigar.profiles.models import Objection, Profile
from stigar.profiles.queries.approvals import standing_version

if TYPE_CHECKING:
    from stigar.people.models import Person


class NothingSaid(Exception):
    """There are no words."""


class NotTheirs(Exception):
    """Only who objected says that it is settled; and nobody sets aside an objection to what they have written themselves."""


class AlreadyEnded(Exception):
    """The objection has ended."""


@transaction.atomic
def object_to(*, profile: Profile, competence: UUID | None, words: str, viewer: Person, today: date) -> Objection:
    """Object to a requirement, or to the whole when ``competence`` is None. Raises :class:`NothingSaid`."""
    rules.demand_in(profile.project, "object to a profile", viewer, today=today)
    said = _said(words)
    if competence is not None and competence not in shelf(profile.language).by_id:
        raise Refused("object to a profile")
    made: Objection = Objection.objects.create(
        organisation_id=profile.organisation_id,
        profile=profile,
        competence_id=competence,
        words=said,
        by=viewer,
        at=clock.now(),
    )
    journal.note(viewer, gettext_noop("objected to a profile"), profile, objection=str(made.pk))
    return made


@transaction.atomic
def answer_objection(*, objection: Objection, words: str, viewer: Person, today: date) -> Objection:
    """Answer it; a new answer replaces the old. Raises :class:`NothingSaid` and :class:`AlreadyEnded`."""
    rules.demand_in(objection.profile.project, "write in a profile", viewer, today=today)
    now = _open(objection)
    now.answer, now.answered_by, now.answered_at = _said(words), viewer, clock.now()
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    journal.note(viewer, gettext_noop("answered an objection to a profile"), now.profile, objection=str(now.pk))
    return now


@transaction.atomic
def end_objection(*, objection: Objection, end: str, why: str = "", viewer: Person, today: date) -> Objection:
    """End it: ``satisfied`` or ``taken_back`` by who objected, ``set_aside`` with a reason by who leads the project.

    An objection is set aside only after it was answered, and never by the author of the profile.
    Raises :class:`NotTheirs`, :class:`NothingSaid` and :class:`AlreadyEnded`.
    """
    profile = objection.profile
    rules.demand_in(profile.project, "object to a profile", viewer, today=today)
    now = _open(objection)
    if end == Objection.SET_ASIDE:
        rules.demand_in(profile.project, "lead a profile project", viewer, today=today)
        if viewer.pk in {profile.author_id, now.by_id} or not now.answer:
            raise NotTheirs
        now.end_why = _said(why)
    elif now.by_id != viewer.pk or end not in {Objection.SATISFIED, Objection.TAKEN_BACK}:
        raise NotTheirs
    now.end, now.ended_by, now.ended_at = end, viewer, clock.now()
    now.save(update_fields=["end", "end_why", "ended_by", "ended_at"])
    journal.note(viewer, gettext_noop("ended an objection to a profile"), profile, objection=str(now.pk), end=end)
    list(profile.versions.select_for_update())  # nobody votes, lays or takes back between asking and approving
    waiting = standing_version(profile)
    if waiting is not None:  # the votes may have waited for this
        approve_if_ready(waiting, viewer, today)
    return now


def _open(objection: Objection) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",)).select_related("profile__project")
    now: Objection = rows.get(pk=objection.pk)
    if now.end:
        raise AlreadyEnded
    return now


def _said(words: str) -> str:
    said = "\n".join(map(one_line, as_written(words).splitlines()))[:1000]
    if not said:
        raise NothingSaid
    return said
