"""Asking for training, taking it back, and answering. Nothing is hidden: a request waits until somebody answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.library.queries.shelf import shelf
from stigar.profiles import rules
from stigar.profiles.models import Profile, TrainingRequest
from stigar.profiles.queries.feeds import Placed
from stigar.profiles.queries.feeds.queue import leads_for

if TYPE_CHECKING:
    from stigar.people.models import Person


class AskedAlready(Exception):
    """The same request of the same person waits already."""


class NoWhy(Exception):
    """A request says what it is for; an answer says something."""


class Ended(Exception):
    """The request was answered or taken back meanwhile."""


@transaction.atomic
def ask_for_training(*, competence: UUID, wish: int, why: str, viewer: Person, today: date) -> TrainingRequest:
    """Ask for training in a competence of the library. Raises :class:`NoWhy` and :class:`AskedAlready`."""
    rules.demand_in(None, "ask for training", viewer, today=today)
    said = _said(why)
    if competence not in shelf("en").by_id or wish not in dict(TrainingRequest.WISHES):
        raise Refused("ask for training")
    try:
        with transaction.atomic():
            made: TrainingRequest = TrainingRequest.objects.create(
                organisation_id=viewer.organisation_id,
                person=viewer,
                competence_id=competence,
                wish=wish,
                why=said,
                at=clock.now(),
            )
    except IntegrityError as twice:
        raise AskedAlready from twice
    journal.note(viewer, gettext_noop("asked for training"), made, about=viewer.pk)
    return made


@transaction.atomic
def take_request_back(*, request: TrainingRequest, viewer: Person, today: date) -> TrainingRequest:
    """The person takes it back. Raises :class:`Ended`; somebody else's is refused."""
    rules.demand_in(None, "ask for training", viewer, today=today)
    if request.person_id != viewer.pk:
        raise Refused("ask for training")
    now = _waiting(request)
    now.taken_back = clock.now()
    now.save(update_fields=["taken_back"])
    journal.note(viewer, gettext_noop("took back a request for training"), now, about=viewer.pk)
    return now


@transaction.atomic
def answer_request(*, request: TrainingRequest, words: str, viewer: Person, today: date) -> TrainingRequest:
    """Answer in words the person reads; with that the request leaves the queue. Raises :class:`NoWhy` and :class:`Ended`."""
    if not may_answer(viewer, request, today=today) or request.person_id == viewer.pk:
        raise Refused("answer training requests")  # asked before whether it waits: that too is not everybody's to know
    now = _waiting(request)
    now.answer, now.answered_by, now.answered_at = _said(words), viewer, clock.now()
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    journal.note(viewer, gettext_noop("answered a request for training"), now, about=now.person_id)
    return now


def may_answer(viewer: Person, request: TrainingRequest, *, today: date) -> bool:
    """HR, and who leads a project about the person's role."""
    return rules.may_in(None, "answer training requests", viewer, today=today) or leads_for(
        viewer, request, today=today
    )


def note_read(found: Iterable[Placed], *, viewer: Person) -> None:
    """Write down, once a day for each who asks, that their requests were read."""
    people = {one.request.person_id: str(one.request.person) for one in found}
    journal.look_once_a_day(viewer, gettext_noop("read requests for training"), "people.person", people.items())


def leads_anything(viewer: Person) -> bool:
    """Whether the viewer leads a project with profiles. One query."""
    return Profile.objects.filter(project__owner=viewer, project__ended=None).exists()


def _waiting(request: TrainingRequest) -> TrainingRequest:
    now: TrainingRequest = TrainingRequest.objects.select_for_update().get(pk=request.pk)
    if now.taken_back or now.answered_at:
        raise Ended
    return now


def _said(words: str) -> str:
    said = one_line(words, 600)
    if not said:
        raise NoWhy
    return said
