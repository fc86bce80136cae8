"""Who visits: from a login or a token to a person of one organisation."""

import hashlib
import uuid
from datetime import date

from django.db.models import Q

from stigar.foundation.tenancy import everywhere
from stigar.people.models import Identity, Person, Token


def viewer_of(identity: Identity, organisation_id: uuid.UUID | None, *, today: date) -> Person | None:
    """The person this login is today, in the wanted organisation or else the first by name; None when employed nowhere."""
    with everywhere():
        persons = (
            Person.objects.here(today)
            .filter(identity=identity)
            .select_related("organisation")
            .order_by("organisation__name")
        )
        found = {person.organisation_id: person for person in persons}
    return found.get(organisation_id) or next(iter(found.values()), None)


def worlds_of(identity: Identity, *, today: date) -> list[tuple[uuid.UUID, str]]:
    """The organisations where this login is a person today, as (id, name)."""
    with everywhere():
        return list(
            Person.objects.here(today).filter(identity=identity).order_by("organisation__name")
            .values_list("organisation_id", "organisation__name")
        )  # fmt: skip


def token_viewer(key: str, *, today: date) -> Person | None:
    """The person a REST token speaks for, if the token stands and the person is employed and may log in today."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    with everywhere():
        active = Q(identity=None) | Q(identity__is_active=True)
        person = (
            Person.objects.here(today).filter(active, pk__in=Token.objects.filter(key_hash=digest).values("person"))
            .select_related("organisation").first()
        )  # fmt: skip
        if person:
            Token.objects.filter(key_hash=digest).exclude(used_on=today).update(used_on=today)
    return person
