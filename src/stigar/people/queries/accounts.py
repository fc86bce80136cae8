"""Who has a login, who is invited, who is not yet, and who may not come in for now."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import get_language

from stigar.foundation import clock
from stigar.people.models import ClosedLogin, Duty, ErasureRequest, Invitation, Person, PersonQuerySet

CLOSED, LOGIN, INVITED, ADDRESSLESS, OUTSIDE = "closed", "login", "invited", "addressless", "outside"
STATES = (LOGIN, INVITED, OUTSIDE, ADDRESSLESS, CLOSED)
INVITED_DAYS = 14


@dataclass(frozen=True, slots=True)
class StandingDuty:
    """A duty that somebody has today; ``unit`` is where, empty for everywhere."""

    id: uuid.UUID
    kind: str
    unit: str


def with_state(persons: PersonQuerySet) -> QuerySet[Any]:
    """Each with ``state`` (one of ``STATES``), ``invited_at`` and ``wants_erasure``."""
    waiting = Invitation.objects.filter(
        person=OuterRef("pk"), accepted_at=None, sent_at__gte=clock.now() - timedelta(days=INVITED_DAYS)
    )
    return persons.annotate(
        invited_at=Subquery(waiting.order_by("-sent_at").values("sent_at")[:1]),
        wants_erasure=Exists(ErasureRequest.objects.filter(person=OuterRef("pk"), done_at=None)),
        state=Case(
            When(Exists(ClosedLogin.objects.filter(person=OuterRef("pk"))), then=Value(CLOSED)),
            When(identity__isnull=False, then=Value(LOGIN)),
            When(Exists(waiting), then=Value(INVITED)),
            When(email="", then=Value(ADDRESSLESS)),
            default=Value(OUTSIDE),
            output_field=CharField(),
        ),
    )


def found_accounts(persons: PersonQuerySet, *, text: str, state: str) -> QuerySet[Any]:
    """Those whose name, address or number has every word of ``text``, in alphabetical order."""
    found = with_state(persons)
    for word in text.split()[:5]:
        found = found.filter(
            Q(given__icontains=word) | Q(family__icontains=word) | Q(email__icontains=word) | Q(number=word)
        )
    if state in STATES:
        found = found.filter(state=state)
    return found.order_by("order_nb" if get_language() == "nb" else "order_sv", "pk")


def counts_by_state(persons: PersonQuerySet) -> dict[str, int]:
    """How many are in each state; one query."""
    rows = with_state(persons).values_list("state").annotate(people=Count("pk")).order_by()
    return dict.fromkeys(STATES, 0) | dict(rows)


def to_invite(persons: PersonQuerySet) -> list[uuid.UUID]:
    """Everyone without a login who can be invited and has no letter waiting."""
    return list(with_state(persons).filter(state=OUTSIDE).values_list("pk", flat=True))


def invited_since(person_id: uuid.UUID, moment: datetime) -> bool:
    """Whether a letter has gone to this person after ``moment``."""
    return Invitation.objects.filter(person=person_id, sent_at__gte=moment).exists()


def duties_of(person: Person, *, today: date) -> list[StandingDuty]:
    """The duties somebody has today."""
    rows = Duty.objects.standing(today).filter(person=person).order_by("begins", "pk")
    return [StandingDuty(pk, kind, unit or "") for pk, kind, unit in rows.values_list("pk", "kind", "unit__name")]
