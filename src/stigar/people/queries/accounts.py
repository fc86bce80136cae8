"""Who has a login, who is invited, who is not yet, and who may not come in for now."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from stigar.foundation import clock
from stigar.foundation.journal import kept_until
from stigar.people.models import ClosedLogin, Duty, Invitation, Person, PersonQuerySet, Token
from stigar.people.rules import with_logins

CLOSED, LOGIN, INVITED, ADDRESSLESS, OUTSIDE = "closed", "login", "invited", "addressless", "outside"
STATES = (LOGIN, INVITED, OUTSIDE, ADDRESSLESS, CLOSED)
INVITED_DAYS = 14
CHANGING = ("people.person", "people.login", "people.import")  # as the journal calls what opens, closes and invites
ENDING_DAYS = 14  # so near a token's end it is told


@dataclass(frozen=True, slots=True)
class StandingDuty:
    """A duty that somebody has today; ``unit`` is where, empty for everywhere."""

    id: uuid.UUID
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Account:
    """One row of the list: a person and where their login stands (one of ``STATES``)."""

    person: Person
    state: str
    invited_at: datetime | None


def found_accounts(persons: PersonQuerySet, *, text: str, state: str) -> QuerySet[Person]:
    """Those whose name, address or number has every word of ``text``, in alphabetical order."""
    found: QuerySet[Person] = persons
    for word in text.split()[:5]:
        found = found.filter(
            Q(given__icontains=word) | Q(family__icontains=word) | Q(email__icontains=word) | Q(number=word)
        )
    if state in STATES:
        found = found.filter(_standing()[state])
    shown = found.select_related("closed_login").only("given", "family", "email", "identity", "closed_login__person")
    return shown.order_by("order_nb" if get_language() == "nb" else "order_sv", "pk")


def with_states(persons: Iterable[Person]) -> list[Account]:
    """Each person with where the login stands: one question more, however many they are."""
    kept = list(persons)
    waiting = dict(_waiting().filter(person__in=kept).values_list("person", "sent_at"))
    return [Account(person, _state(person, waiting), waiting.get(person.pk)) for person in kept]


@kept_until(CHANGING)
def counts_by_state(*, today: date) -> Mapping[str, int]:
    """How many of all who have not left are in each state. Kept in memory for a day: letters grow too old from day to day."""
    counted = with_logins(today=today).aggregate(
        **{state: Count("pk", filter=standing) for state, standing in _standing().items()}
    )
    return MappingProxyType({state: counted[state] for state in STATES})


def _state(person: Person, waiting: Mapping[uuid.UUID, datetime]) -> str:
    if hasattr(person, "closed_login"):
        return CLOSED
    if person.identity_id:
        return LOGIN
    if person.pk in waiting:
        return INVITED
    return OUTSIDE if person.email else ADDRESSLESS


def _standing() -> dict[str, Q]:
    """The same, told as conditions."""
    closed, invited = Q(pk__in=ClosedLogin.objects.values("person")), Q(pk__in=_waiting().values("person"))
    without = Q(identity=None)
    return {
        CLOSED: closed, LOGIN: ~without & ~closed, INVITED: without & invited & ~closed,
        ADDRESSLESS: without & Q(email="") & ~invited & ~closed, OUTSIDE: without & ~Q(email="") & ~invited & ~closed,
    }  # fmt: skip


def _waiting() -> QuerySet[Invitation]:
    """Letters that still open the door."""
    waiting: QuerySet[Invitation] = Invitation.objects.filter(
        accepted_at=None, sent_at__gte=clock.now() - timedelta(days=INVITED_DAYS)
    )
    return waiting


def to_invite(persons: PersonQuerySet) -> list[uuid.UUID]:
    """Everyone without a login who can be invited and has no letter waiting."""
    return list(persons.filter(_standing()[OUTSIDE]).values_list("pk", flat=True))


def invited_since(person_id: uuid.UUID, moment: datetime) -> bool:
    """Whether a letter has gone to this person after ``moment``."""
    return Invitation.objects.filter(person=person_id, sent_at__gte=moment).exists()


def tokens_ending(person: Person, *, today: date) -> list[date]:
    """The last days of somebody's tokens that stop within ``ENDING_DAYS``, soonest first; never what they are called."""
    soon = Token.objects.filter(person=person, last_day__range=(today, today + timedelta(days=ENDING_DAYS)))
    return list(soon.order_by("last_day").values_list("last_day", flat=True))


def duties_of(person: Person, *, today: date) -> list[StandingDuty]:
    """The duties somebody has today."""
    rows = Duty.objects.standing(today).filter(person=person).order_by("begins", "pk")
    return [StandingDuty(pk, kind, unit or "") for pk, kind, unit in rows.values_list("pk", "kind", "unit__name")]
