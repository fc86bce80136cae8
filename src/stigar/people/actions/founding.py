"""Founding an organisation: its world, and the first person in it, who can let the others in."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.tenancy import inside
from stigar.people.models import Duty, Organisation, Person


class NameTaken(ValueError):
    """There is an organisation with this key already."""


@dataclass(frozen=True, slots=True)
class Founder:
    """The first person: employee number, names and address as the HR system has them."""

    number: str
    given: str
    family: str
    email: str
    started: date | None = None


@transaction.atomic
def found_organisation(
    *, name: str, key: str, language: str, time_zone: str, founder: Founder, is_demo: bool = False, today: date
) -> Person:
    """Make an organisation whose founder is administrator and HR from today. The operator's own verb, from the terminal."""
    if Organisation.objects.filter(key=key).exists():
        raise NameTaken(key)
    organisation = Organisation.objects.create(
        name=name, key=key, language=language, time_zone=time_zone, is_demo=is_demo
    )
    with inside(organisation.pk):
        person = Person.objects.create(
            organisation=organisation, number=founder.number, given=founder.given, family=founder.family,
            email=founder.email.lower(), language=language, started=founder.started or today,
        )  # fmt: skip
        for kind in (Duty.ADMIN, Duty.HR):
            Duty.objects.create(organisation=organisation, person=person, kind=kind, begins=today)
        journal.note(None, gettext_noop("founded the organisation"), organisation, about=person.pk)
    return person
