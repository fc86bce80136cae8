"""Duties: tasks of trust (HR, administrator, auditor, representative), given and taken by an administrator, never to oneself."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import Refused, demand
from stigar.people import rules
from stigar.people.models import Duty, Person, Unit


class NotToYourself(Refused):
    """Nobody gives a duty to themselves."""


class HasItAlready(Exception):
    """The person has this duty there today."""


class LastAdministrator(Exception):
    """Somebody has to be able to give duties: the last administrator's cannot be taken."""


@transaction.atomic
def give_duty(*, person: Person, kind: str, unit: Unit | None, viewer: Person, today: date) -> Duty:
    """From today ``person`` has this duty; ``unit`` narrows HR to a unit with its parts, and says nothing of the others."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    if person == viewer:
        raise NotToYourself
    place = unit if kind == Duty.HR else None
    if Duty.objects.standing(today).filter(person=person, kind=kind, unit=place).exists():
        raise HasItAlready
    duty = Duty.objects.create(
        organisation_id=person.organisation_id, person=person, kind=kind, unit=place, begins=today
    )
    journal.note(
        viewer, gettext_noop("gave a duty"), person,
        about=person.pk, outdates="", kind=kind, unit=place and place.code,
    )  # fmt: skip
    return duty


@transaction.atomic
def take_duty(*, duty: Duty, viewer: Person, today: date) -> None:
    """The duty ends at once. What began today leaves no trace but the journal's."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    if duty.kind == Duty.ADMIN and not _others_administer(duty, today):
        raise LastAdministrator
    if duty.begins == today:
        duty.delete()
    else:
        duty.ends = today - timedelta(days=1)
        duty.save(update_fields=["ends"])
    journal.note(
        viewer, gettext_noop("took back a duty"), duty.person, about=duty.person_id, outdates="", kind=duty.kind
    )


def _others_administer(duty: Duty, today: date) -> bool:
    """Whether somebody else who is let in can give duties; their rows are held, so that two do not take each other's at once."""
    others = Duty.objects.standing(today).filter(kind=Duty.ADMIN).exclude(person=duty.person_id)
    return bool(others.filter(person__in=Person.objects.let_in(today)).select_for_update(of=("self",)))
