"""Who visits: from a login or a token to a person of one organisation."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import everywhere
from stigar.people.models import DemoVisitor, Identity, Person, Token


def viewer_of(identity: Identity, organisation_id: uuid.UUID | None, *, today: date) -> Person | None:
    """The person this login is today, in the wanted organisation or else the first by name; None when employed nowhere."""
    found = {person.organisation_id: person for person in _read_with(identity, today)}
    viewer = (found.get(organisation_id) if organisation_id else None) or next(iter(found.values()), None)
    if viewer:
        viewer.identity = identity
        viewer.worlds = [(key, person.organisation.name) for key, person in found.items()]  # type: ignore[attr-defined]
    return viewer


@prepared
def _persons_of(identity: uuid.UUID, *, today: date) -> QuerySet[Person]:
    let_in: QuerySet[Person] = Person.objects.let_in(today).filter(identity=identity)
    return let_in.select_related("organisation", "identity").order_by("organisation__name")


def _read_with(identity: Identity, today: date) -> list[Person]:
    """Whom the login is: as it was read with the login itself, or asked for."""
    day, persons = getattr(identity, "_persons", (None, []))
    if day == today:
        return persons
    with everywhere():
        return _persons_of(identity.pk, today=today)


def login_of(key: uuid.UUID, *, today: date) -> Identity | None:
    """The login with this id; whom it is today comes with it. One query, two for a login that is nobody."""
    with everywhere():
        persons = _persons_of(key, today=today)
    login = persons[0].identity if persons else _logins.first(key)
    if login:
        login._persons = (today, persons)  # type: ignore[attr-defined]
    return login


@prepared
def _logins(key: uuid.UUID) -> QuerySet[Identity]:
    return Identity.objects.filter(pk=key)


def colleague(person_id: uuid.UUID | None, *, today: date) -> Person | None:
    """The person with this id, if employed and let in today: who a job in the background acts for."""
    person: Person | None = Person.objects.let_in(today).filter(pk=person_id).first()
    return person


def token_viewer(key: str, *, today: date) -> Person | None:
    """The person a REST token speaks for, if the token stands and the person is employed and may log in today."""
    with everywhere():
        standing = Token.objects.filter(key_hash=_mark(key), last_day__gte=today)
        active = Q(identity=None) | Q(identity__is_active=True)
        person: Person | None = (
            Person.objects.let_in(today).filter(active, pk__in=standing.values("person"))
            .select_related("organisation", "identity").first()
        )  # fmt: skip
        if person:
            standing.exclude(used_on=today).update(used_on=today)
            person.worlds = [(person.organisation_id, person.organisation.name)]  # type: ignore[attr-defined]  # a token opens one
    return person


def ended_token(key: str, *, today: date) -> date | None:
    """The last day of this token if that has been; None for a token that stands, and for one that is not known."""
    with everywhere():
        ended = Token.objects.filter(key_hash=_mark(key), last_day__lt=today)
        last_day: date | None = ended.values_list("last_day", flat=True).first()
    return last_day


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Visitor:
    """One of the demo's cast, as the log-in page shows them."""

    key: uuid.UUID
    name: str
    what: str
    icon: str
    organisation: str


def demo_visitors(*, language: str) -> list[Visitor]:
    """The cast of every organisation that is a demonstration, in the reader's language."""
    with everywhere():
        rows = DemoVisitor.objects.filter(person__organisation__is_demo=True, person__identity__is_active=True)
        rows = rows.select_related("person__organisation").order_by("person__organisation__name", "sort")
        return [
            Visitor(
                row.person_id, row.person.name, row.said.get(language) or row.said.get("en", ""), row.icon,
                row.person.organisation.name,
            )
            for row in rows
        ]  # fmt: skip


def demo_visitor(person_id: uuid.UUID) -> Identity | None:
    """The login of one of the cast; None for anybody else, and for who is also somebody where people work for real."""
    with everywhere():
        found = (
            DemoVisitor.objects.filter(
                person=person_id, person__organisation__is_demo=True, person__identity__is_active=True,
                person__closed_login=None,
            )
            .exclude(person__identity__in=Person.objects.filter(organisation__is_demo=False).exclude(identity=None).values("identity"))
            .select_related("person__identity").first()
        )  # fmt: skip
    return found.person.identity if found else None
