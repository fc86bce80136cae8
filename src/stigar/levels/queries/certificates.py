"""Certificates: those of one person, those that end within a time, and what to warn of. One that has been renewed ends for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from stigar.foundation.policy import share
from stigar.foundation.prepared import prepared
from stigar.levels.models import Certificate, Opening
from stigar.levels.rules import visible_certificates
from stigar.people.rules import people_in_hr_scope, people_led_by

if TYPE_CHECKING:
    from stigar.people.models import Person

WARN_DAYS = (90, 30, 7)  # so many days before the last day a letter goes
MONTH = 31
CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate as it stands today: ``days`` to its last day, negative when it has ended, None when it has none."""

    row: Certificate
    days: int | None
    renewed: bool

    @property
    def state(self) -> str:
        """ "ended", "ends" (within ninety days) or "holds"."""
        if self.days is not None and self.days < 0:
            return "ended"
        return "ends" if self.days is not None and self.days <= WARN_DAYS[0] else "holds"


@dataclass(frozen=True, slots=True)
class Ending:
    """Of whom certificates end: those the viewer sees by name, the first first; and of how many more at least, for HR in a scope of five."""

    rows: Sequence[Certificate]
    unseen: tuple[Certificate, ...]  # that the people one leads have told of and nobody has looked at
    at_least: int | None


def certificates_of(viewer: Person, person: Person, *, today: date) -> list[Paper]:
    """Of one person, those that the viewer may see: what ends first stands first, what was renewed or has no end last. One query."""
    papers = [paper(row, today) for row in _seen_of(viewer, person, today=today)]
    return sorted(papers, key=lambda one: one.renewed)


@prepared
def _seen_of(viewer: Person, person: Person, *, today: date) -> QuerySet[Certificate]:
    told = _told(visible_certificates(viewer, today=today).filter(person=person))
    return told.select_related("upload", "confirmed_by", "by").order_by(F("ends").asc(nulls_last=True), "name")


def paper(row: Certificate, today: date) -> Paper:
    """One certificate as it stands today."""
    days = (row.ends - today).days if row.ends else None
    return Paper(row, days, bool(getattr(row, "renewed", False)))


def ends_soon(viewer: Person, *, today: date) -> QuerySet[Certificate, tuple[Any, ...]]:
    """Those that end within ninety days or ended this last month, of the viewer and of the people they lead, as rows that another room can
    count its own with: (kind, certificate, person, its name, three that are empty, last day). Not run yet."""
    near = Q(ends__gte=today - timedelta(days=MONTH), ends__lte=today + timedelta(days=WARN_DAYS[0]))
    mine = Q(person=viewer) | Q(person__in=people_led_by(viewer, today=today))
    rows = standing().filter(mine, near)
    empty = [Value("", CharField()) for _ in range(3)]
    return rows.values_list(Value(CERTIFICATE, CharField()), "pk", "person", "name", *empty, "ends")


def ending(viewer: Person, *, within: int, today: date) -> Ending:
    """Those of others that end within so many days or have ended, as far as the viewer may know today. Three queries."""
    asked: Any = {"within": within, "today": today}
    told = share((("ends", person) for person in _ending_unnamed(viewer, **asked)), settled=True)
    return Ending(_ending_named(viewer, **asked), tuple(_unseen(viewer, today=today)), told.shown.get("ends"))


@prepared
def _ending_named(viewer: Person, *, within: int, today: date) -> QuerySet[Certificate]:
    rows = _of_others(viewer, within, today).filter(_named(viewer, today))
    named = rows.filter(pk__in=visible_certificates(viewer, today=today).values("pk"))
    return named.select_related("person").order_by("ends", "person__given", "name")


@prepared
def _ending_unnamed(viewer: Person, *, within: int, today: date) -> QuerySet[Certificate, UUID]:
    """Of those whom HR has not said why about: whose, and no more."""
    scope = people_in_hr_scope(viewer, today=today).here(today)
    rows = _of_others(viewer, within, today).filter(person__in=scope).exclude(_named(viewer, today))
    return rows.order_by("at").values_list("person", flat=True)


@prepared
def _unseen(viewer: Person, *, today: date) -> QuerySet[Certificate]:
    """Those that wait for the manager to have seen them."""
    rows = standing().filter(person__in=people_led_by(viewer, today=today), confirmed_at=None)
    return rows.select_related("person").order_by("at")


def _of_others(viewer: Person, within: int, today: date) -> QuerySet[Certificate]:
    return standing().filter(ends__lte=today + timedelta(days=within)).exclude(person=viewer)


def _named(viewer: Person, today: date) -> Q:
    opened = Opening.objects.filter(by=viewer, on=today).values("person")
    scope = people_in_hr_scope(viewer, today=today).here(today)
    return Q(person__in=people_led_by(viewer, today=today)) | Q(person__in=scope.filter(pk__in=opened))


def to_open(viewer: Person, *, within: int, most: int, today: date) -> Sequence[Person]:
    """The people in HR's scope whose certificates end first within so many days, not yet opened today."""
    rows = standing().filter(ends__lte=today + timedelta(days=within)).exclude(person=viewer)
    rows = rows.filter(person__in=people_in_hr_scope(viewer, today=today).here(today))
    opened = Opening.objects.filter(by=viewer, on=today).values("person")
    led = people_led_by(viewer, today=today)
    rows = rows.exclude(person__in=opened).exclude(person__in=led).select_related("person").order_by("ends")
    return list({row.person_id: row.person for row in rows[:most]}.values())


def to_warn(*, today: date) -> list[tuple[Certificate, int]]:
    """Each certificate that ends soon with the nearest warning that is due and has not been sent: (certificate, its 90, 30 or 7 days)."""
    near = standing().filter(ends__gte=today, ends__lte=today + timedelta(days=WARN_DAYS[0]))
    rows = near.select_related("person__identity", "person__organisation").prefetch_related("warnings").order_by("ends")
    found = []
    for row in rows:
        left = (row.ends - today).days if row.ends else 0
        due = min(days for days in WARN_DAYS if left <= days)
        if row.person.is_here(today) and due not in {one.days for one in row.warnings.all()}:
            found.append((row, due))
    return found


def standing() -> QuerySet[Certificate]:
    """Those that have neither been taken away nor renewed."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(~_newer(), taken_away=None)
    return rows


def thrown_away(*, days: int) -> QuerySet[Certificate]:
    """Those taken away longer ago than that: nobody will put them back."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(taken_away__lt=timezone.now() - timedelta(days=days))
    return rows


def _told(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return rows.annotate(renewed=_newer())


def _newer() -> Exists:
    """Whether another certificate, that has not been taken away, renews this one."""
    return Exists(Certificate.objects.filter(renews=OuterRef("pk"), taken_away=None))
