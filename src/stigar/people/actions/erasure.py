"""Carrying out somebody's wish to be forgotten. What each room holds is the room's own to forget."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused, demand
from stigar.people import rules
from stigar.people.models import ErasureRequest, Person


@transaction.atomic
def close_request(*, person: Person, viewer: Person, today: date) -> None:
    """Note that the request has been carried out. Nobody carries out their own; without a request there is nothing to do."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    asked = ErasureRequest.objects.filter(person=person, done_at=None).first()
    if asked is None or person == viewer:
        raise Refused
    if not person.is_here(today):
        asked.done_at, asked.by = clock.now(), viewer
        asked.save(update_fields=["done_at", "by"])
    journal.note(viewer, gettext_noop("carried out an erasure"), person, about=person.pk)
