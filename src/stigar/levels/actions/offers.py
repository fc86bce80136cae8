"""An own activity offered to the company's library: HR takes it in, or answers why not. Until then only the person and HR see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.models import Activity, Offer
from stigar.library.actions.wording import add_item
from stigar.library.rules import visible_competences
from stigar.people.rules import demand_here

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "plan one's development"
TAKES_IN = "take in offered activities"


class NotOnesOwn(Exception):
    """What is offered is of one's own, and leads to a competence."""


class OfferedAlready(Exception):
    """It has been offered."""


class Answered(Exception):
    """Somebody has answered it meanwhile."""


class NoWords(Exception):
    """Who says no says why."""


@transaction.atomic
def offer(*, activity: Activity, viewer: Person, today: date) -> Offer:
    """Offer it to everybody. Raises :class:`NotOnesOwn`, :class:`OfferedAlready`."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    now = Activity.objects.select_for_update().filter(pk=activity.pk, person=viewer, dropped_at=None).first()
    if now is None:
        raise Refused(RIGHT)
    if now.item_id or now.competence_id is None:
        raise NotOnesOwn
    try:
        with transaction.atomic():
            made: Offer = Offer.objects.create(organisation_id=viewer.organisation_id, activity=now, at=clock.now())
    except IntegrityError as twice:
        raise OfferedAlready from twice
    journal.note(viewer, gettext_noop("offered an activity to the library"), made, about=viewer.pk)
    return made


@transaction.atomic
def take_back(*, activity: Activity, viewer: Person, today: date) -> None:
    """It is nobody else's to read any more. Raises :class:`Answered`."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    there = Offer.objects.select_for_update().filter(activity=activity, activity__person=viewer).first()
    if there is None:
        raise Refused(RIGHT)
    if there.answered_at:
        raise Answered
    journal.note(viewer, gettext_noop("took back an offered activity"), there, about=viewer.pk)
    there.delete()


@transaction.atomic
def take_in(*, offer: Offer, viewer: Person, today: date) -> Offer:
    """Put it in the library for everybody, in the person's words and without their name. Raises :class:`Answered`, :class:`NotOnesOwn`."""
    now, own = _to_answer(offer, viewer, today=today)
    if own.competence_id is None:
        raise NotOnesOwn
    item = add_item(
        competence=visible_competences(viewer, today=today).get(pk=own.competence_id), kind="activity",
        language=own.person.language or "sv", texts={"name": own.name, "text": own.text or own.name, "who": own.who, "where": own.where},
        level=own.toward, hours=own.hours, viewer=viewer, today=today,
    )  # fmt: skip
    return _answered(now, viewer, gettext_noop("took an offered activity into the library"), taken_in=item)


@transaction.atomic
def decline(*, offer: Offer, words: str, viewer: Person, today: date) -> Offer:
    """Leave it with the person, who reads why. Raises :class:`Answered`, :class:`NoWords`."""
    now, _own = _to_answer(offer, viewer, today=today)
    said = as_written(words, 600)
    if not said:
        raise NoWords
    return _answered(now, viewer, gettext_noop("answered an offered activity"), answer=said)


def _to_answer(offer: Offer, viewer: Person, *, today: date) -> tuple[Offer, Activity]:
    """Who answers is HR, and never the one who offered it."""
    demand_here(viewer, TAKES_IN, today=today)
    now = Offer.objects.select_for_update().filter(pk=offer.pk, activity__dropped_at=None).first()
    own = Activity.objects.select_related("person").filter(pk=now.activity_id).first() if now else None
    if now is None or own is None or own.person_id == viewer.pk:
        raise Refused(TAKES_IN)
    if now.answered_at:
        raise Answered
    return now, own


def _answered(now: Offer, viewer: Person, verb: str, **told: object) -> Offer:
    for name, value in {**told, "answered_by": viewer, "answered_at": clock.now()}.items():
        setattr(now, name, value)
    now.save()
    journal.note(viewer, verb, now, about=now.activity.person_id)
    return now
