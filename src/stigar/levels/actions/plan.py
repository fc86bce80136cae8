"""A person's plan: take an activity from the library or write one's own, change it, do it, say of what use it was, share it, drop it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.actions.seen import NotToday
from stigar.levels.models import Activity, Offer
from stigar.library.queries.shelf import shelf

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "plan one's development"
REASONS = ("", Activity.URGENT, Activity.ATTRACTIVE)
MOST_USE = 4


class NoName(Exception):
    """An activity is called something."""


class Waiting(Exception):
    """Its words lie with HR, who has not answered; the offer is taken back before they are changed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What the person decides of an activity. ``hours`` are working hours in all."""

    name: str
    text: str = ""
    who: str = ""
    where: str = ""
    hours: Decimal | None = None
    by_day: date | None = None
    reason: str = ""
    shared: bool = False


OFFERED = ("name", "text", "who", "where", "hours")  # what HR reads of an offered activity


@transaction.atomic
def take(*, item: UUID, toward: int | None, reason: str, language: str, viewer: Person, today: date) -> Activity:
    """Put an activity of the library in one's plan, in the words it has there now. One that is in it already is that one.

    Raises :class:`OutsideScale`.
    """
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    competence, shown = shelf(language).of_item.get(item, (None, None))
    if competence is None or shown is None or shown.kind != "activity" or reason not in REASONS:
        raise Refused(RIGHT)
    if toward is not None and toward not in {level for level, _name in competence.model.scale}:
        raise OutsideScale
    there = Activity.objects.filter(person=viewer, item=item, dropped_at=None, done_on=None).first()
    if there:
        return there
    made: Activity = Activity.objects.create(
        organisation_id=viewer.organisation_id, person=viewer, competence_id=competence.id, item_id=item, toward=toward,
        name=shown.title[:160], text=shown.text[:1200], who=shown.words.get("who", "")[:160], where=shown.words.get("where", "")[:160],
        hours=shown.hours, reason=reason, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("put an activity in their plan"), made, about=viewer.pk)
    return made


@transaction.atomic
def add_own(*, planned: Planned, competence: UUID | None, toward: int | None, viewer: Person, today: date) -> Activity:
    """An activity of one's own; for a competence and a level of it, or neither. Raises :class:`NoName`, :class:`OutsideScale`."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    made: Activity = Activity.objects.create(
        organisation_id=viewer.organisation_id, person=viewer, at=clock.now(), **_place(competence, toward), **_words(planned)
    )  # fmt: skip
    journal.note(viewer, gettext_noop("put an activity of their own in their plan"), made, about=viewer.pk)
    return made


@transaction.atomic
def change(
    *, activity: Activity, planned: Planned, competence: UUID | None, toward: int | None, viewer: Person, today: date
) -> Activity:
    """Other words, hours, day, company, competence. Raises :class:`NoName`, :class:`OutsideScale`, :class:`Waiting`."""
    now = _own(activity, viewer, today=today)
    told = {**_place(competence, toward), **_words(planned)}
    told_to_hr = (*OFFERED, "competence_id", "toward")
    if any(getattr(now, name) != told[name] for name in told_to_hr) and _lies_with_hr(now):
        raise Waiting
    for name, value in told.items():
        setattr(now, name, value)
    now.save()
    journal.note(viewer, gettext_noop("changed an activity in their plan"), now, about=viewer.pk)
    return now


@transaction.atomic
def do(*, activity: Activity, on: date, use: int | None, viewer: Person, today: date) -> Activity:
    """It is done, on a day that has been; and of what use it was, from 1 to 4. Raises :class:`NotToday`."""
    now = _own(activity, viewer, today=today)
    if on > today:
        raise NotToday
    if use is not None and not 1 <= use <= MOST_USE:
        raise Refused(RIGHT)
    now.done_on, now.use = on, use
    now.save(update_fields=["done_on", "use"])
    journal.note(viewer, gettext_noop("did an activity in their plan"), now, about=viewer.pk)
    return now


@transaction.atomic
def do_not(*, activity: Activity, viewer: Person, today: date) -> None:
    """It is not done after all."""
    now = _own(activity, viewer, today=today)
    now.done_on = now.use = None
    now.save(update_fields=["done_on", "use"])
    journal.note(viewer, gettext_noop("took up an activity in their plan again"), now, about=viewer.pk)


@transaction.atomic
def share(*, activity: Activity, shared: bool, viewer: Person, today: date) -> None:
    """Show it to the manager (and to those who see one's levels), or no longer."""
    now = _own(activity, viewer, today=today)
    now.shared = shared
    now.save(update_fields=["shared"])
    verb = gettext_noop("shared an activity") if shared else gettext_noop("stopped sharing an activity")
    journal.note(viewer, verb, now, about=viewer.pk)


@transaction.atomic
def drop(*, activity: Activity, viewer: Person, today: date) -> None:
    """Take it out of the plan; HR no longer sees it if it was offered and nobody has answered."""
    now = _own(activity, viewer, today=today)
    now.dropped_at = clock.now()
    now.save(update_fields=["dropped_at"])
    journal.note(viewer, gettext_noop("dropped an activity from their plan"), now, about=viewer.pk)


@transaction.atomic
def pick_up(*, activity: Activity, viewer: Person, today: date) -> None:
    """Put it back in the plan as it was."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    rows = Activity.objects.filter(pk=activity.pk, person=viewer).exclude(dropped_at=None)
    if not rows.update(dropped_at=None):
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("picked a dropped activity up again"), activity, about=viewer.pk)


def _own(activity: Activity, viewer: Person, *, today: date) -> Activity:
    """The activity, locked, for the person whose plan it stands in; nobody else ever changes it."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    now = Activity.objects.select_for_update().filter(pk=activity.pk, person=viewer, dropped_at=None).first()
    if now is None:
        raise Refused(RIGHT)
    return now


def _lies_with_hr(activity: Activity) -> bool:
    return Offer.objects.filter(activity=activity, answered_at=None).exists()


def _place(competence: UUID | None, toward: int | None) -> dict[str, object]:
    if competence is None:
        return {"competence_id": None, "toward": None}
    known = shelf("en").by_id.get(competence)
    if known is None:
        raise Refused(RIGHT)
    if toward is not None and toward not in {level for level, _name in known.model.scale}:
        raise OutsideScale
    return {"competence_id": competence, "toward": toward}


def _words(planned: Planned) -> dict[str, object]:
    told = asdict(planned)
    for name, most in (("name", 160), ("text", 1200), ("who", 160), ("where", 160)):
        told[name] = as_written(str(told[name]), most)
    if not told["name"]:
        raise NoName
    if told["reason"] not in REASONS:
        raise Refused(RIGHT)
    return told
