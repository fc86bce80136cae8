"""Who may do what with people: what the viewer is to a person today, and whom the viewer may see."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from stigar.foundation.models import JournalEntry, JournalQuerySet, Upload
from stigar.foundation.policy import Ground, demand, may
from stigar.foundation.prepared import STAND_INS, NotPlain, StandIn, prepared
from stigar.foundation.tenancy import once_a_page
from stigar.people.models import (
    ClosedLogin,
    Duty,
    ErasureRequest,
    Import,
    Person,
    PersonQuerySet,
    Position,
    PositionQuerySet,
    Unit,
)

_DUTY_GROUNDS = {
    Duty.HR: Ground.HR,
    Duty.ADMIN: Ground.ADMIN,
    Duty.AUDITOR: Ground.AUDITOR,
    Duty.REPRESENTATIVE: Ground.REPRESENTATIVE,
}


def grounds(viewer: Person, *, today: date) -> frozenset[Ground]:
    """What the viewer is in the organisation today, whoever is looked at. HR in one unit only is HR towards its people, not here.

    Asked once a request: the answer is kept on the viewer for the day.
    """
    kept: tuple[date, frozenset[Ground]] | None = getattr(viewer, "_grounds", None)
    if kept and kept[0] == today:
        return kept[1]
    return remember_duties(viewer, _duties(viewer, today) if viewer.is_here(today) else (), today=today)


def remember_duties(
    viewer: Person, duties: Iterable[tuple[str, uuid.UUID | None]], *, today: date
) -> frozenset[Ground]:
    """Keep on the viewer what they are today: somebody who works here, and by these duties (kind, unit) that stand today."""
    found: set[Ground] = {Ground.MEMBER} if viewer.is_here(today) else set()
    in_part: set[uuid.UUID] = set()
    for kind, unit in duties:
        if kind == Duty.HR and unit:
            in_part.add(unit)
        else:
            found.add(_DUTY_GROUNDS[kind])
    viewer._grounds, viewer._hr_in = (today, frozenset(found)), frozenset(in_part)  # type: ignore[attr-defined]
    return frozenset(found)


def with_duties(people: PersonQuerySet, *, today: date) -> PersonQuerySet:
    """Each of these once for each duty that stands today, told as ``duty_kind`` and ``duty_unit``; once without, for who has none."""
    standing = Q(duties__begins__lte=today) & (Q(duties__ends=None) | Q(duties__ends__gte=today))
    rows = people.annotate(duty=FilteredRelation("duties", condition=standing))
    return rows.annotate(duty_kind=F("duty__kind"), duty_unit=F("duty__unit"))


def _what_viewer_is(viewer: Person, today: date) -> Any:
    here = grounds(viewer, today=today)
    return (here, viewer._hr_in) if Ground.MEMBER in here else None  # type: ignore[attr-defined]


def _be_like(stranger: Person, what: Any, day: date) -> None:
    def is_here(on: date) -> bool:
        if on != day:
            raise NotPlain
        return True

    here, parts = what
    stranger._grounds, stranger._hr_in = (day, here), parts  # type: ignore[attr-defined]
    stranger.is_here = is_here  # type: ignore[method-assign]


STAND_INS[Person] = StandIn(what=_what_viewer_is, give=_be_like)


def roles_in_hr_scope(viewer: Person, *, today: date) -> frozenset[uuid.UUID]:
    """The roles that somebody in the units where the viewer is HR has today, as they stand: who is HR in one unit
    answers for the roles that are there. Empty for HR everywhere, whose ground needs no scope. Kept for the day."""
    units = units_in_hr_scope(viewer, today=today)
    if not units:
        return frozenset()
    kept: tuple[date, frozenset[uuid.UUID]] | None = getattr(viewer, "_hr_roles", None)
    if kept and kept[0] == today:
        return kept[1]
    there = Position.objects.standing(today).filter(unit__in=units).exclude(role=None)
    found = frozenset(there.values_list(Coalesce(F("role__merge__kept"), F("role")), flat=True))
    viewer._hr_roles = (today, found)  # type: ignore[attr-defined]
    return found


def may_here(viewer: Person, right: str, *, today: date) -> bool:
    """Whether the viewer has this right in the organisation as a whole.

    Example: ``may_here(hr_lead, "import people", today=today)``.
    """
    return may(right, grounds(viewer, today=today))


def demand_here(viewer: Person, right: str, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer has this right in the organisation as a whole."""
    demand(right, grounds(viewer, today=today))


def may_see_details(viewer: Person, person: Person, *, today: date) -> bool:
    """Yourself, the person's direct manager today, and HR in scope."""
    return visible_details(viewer, today=today).filter(pk=person.pk).exists()


def visible_details(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose details the viewer may see: the same rule, told as a query."""
    if not viewer.is_here(today):
        return Person.objects.none()
    if may_here(viewer, "see a person's details", today=today):
        return Person.objects.all()
    reach = Q(pk=viewer.pk) | Q(pk__in=Position.objects.standing(today).filter(manager=viewer).values("person"))
    if scope := units_in_hr_scope(viewer, today=today):
        reach |= Q(pk__in=Position.objects.standing(today).filter(unit__in=scope).values("person"))
    return Person.objects.filter(reach)


def may_see_colleague(viewer: Person, person: Person, *, today: date) -> bool:
    """Whether the viewer finds this person in the directory."""
    return visible_colleagues(viewer, today=today).filter(pk=person.pk).exists()


def visible_colleagues(viewer: Person, *, today: date) -> PersonQuerySet:
    """The directory (name, role, unit, site): everyone employed today, for everyone employed today. HR also sees who has left or will start."""
    if not may_here(viewer, "see the directory", today=today):
        return Person.objects.none()
    if may_see_gone(viewer, today=today):
        return Person.objects.all()
    here: PersonQuerySet = Person.objects.here(today)
    return here


def may_see_gone(viewer: Person, *, today: date) -> bool:
    """Who also finds those who have left or will start: HR."""
    return Ground.HR in grounds(viewer, today=today)


def may_find_by_number(viewer: Person, *, today: date) -> bool:
    """Whether looking for an employee number leads to others than oneself and those one leads: HR, everywhere or in a unit."""
    return is_hr_somewhere(viewer, today=today)


def may_see_looks(viewer: Person, person: Person, *, today: date) -> bool:
    """Who looked at somebody: the person, and the auditor."""
    towards = grounds(viewer, today=today) | (
        {Ground.SELF} if viewer.pk == person.pk and viewer.is_here(today) else frozenset()
    )
    return may("see who looked", towards)


def may_manage_accounts(viewer: Person, *, today: date) -> bool:
    """Who invites, closes logins and gives duties."""
    return may_here(viewer, "manage accounts", today=today)


def visible_accounts(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose logins the viewer looks after: everyone who has not left, for an administrator."""
    if not may_manage_accounts(viewer, today=today):
        return Person.objects.none()
    return with_logins(today=today)


def with_logins(*, today: date) -> PersonQuerySet:
    """Those who have a login or may get one: everyone who has not left."""
    return Person.objects.filter(Q(ended=None) | Q(ended__gte=today))


def requests_for_erasure(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those who have asked to be erased and wait, also when they have left; not oneself."""
    if not may_manage_accounts(viewer, today=today):
        return Person.objects.none()
    asked = ErasureRequest.objects.filter(done_at=None).exclude(person=viewer).values_list("person", flat=True)
    return Person.objects.filter(pk__in=list(asked))


def may_see_journal(viewer: Person, *, today: date) -> bool:
    """The whole journal is the auditor's."""
    return may_here(viewer, "see the journal", today=today)


def visible_journal(viewer: Person, *, today: date) -> JournalQuerySet:
    """The journal's lines, for an auditor."""
    return JournalEntry.objects.all() if may_see_journal(viewer, today=today) else JournalEntry.objects.none()


def visible_looks(viewer: Person, person: Person, *, today: date) -> JournalQuerySet:
    """Who has looked at ``person``, for that person and for an auditor. Own looks leave no line."""
    if not may_see_looks(viewer, person, today=today):
        return JournalEntry.objects.none()
    looks: JournalQuerySet = JournalEntry.objects.looks().about(person.pk).exclude(actor=person.pk)
    return looks


def may_import(viewer: Person, *, today: date) -> bool:
    """Who brings people from a file."""
    return may_here(viewer, "import people", today=today)


def visible_imports(viewer: Person, *, today: date) -> QuerySet[Import]:
    """Every import that was applied, for those who import."""
    return Import.objects.all() if may_import(viewer, today=today) else Import.objects.none()


def visible_uploads(viewer: Person, kind: str, *, today: date) -> QuerySet[Upload]:
    """Files on their way in: one's own, while one may import."""
    mine = Upload.objects.filter(by=viewer.pk, kind=kind)
    return mine if may_import(viewer, today=today) else mine.none()


def is_closed(person: Person) -> bool:
    """Whether an administrator has closed this person's login."""
    return ClosedLogin.objects.filter(person=person).exists()


def is_led_by(person: Person, viewer: Person, *, today: date) -> bool:
    """Whether the viewer is the direct manager today of somebody who works here; nobody is their own."""
    if person.pk == viewer.pk or not person.is_here(today):
        return False
    return any(ends is None or ends >= today for _, ends in _led(person, viewer.pk, today=today))


def leads_since(viewer: Person, person: Person, *, today: date) -> date | None:
    """From which day the viewer has led the person without a break, or None when the viewer does not lead them today."""
    since: date | None = None
    for begins, ends in _led(person, viewer.pk, today=today):
        reaches = today if since is None else since - timedelta(days=1)
        if ends is not None and ends < reaches:
            break
        since = begins
    return since


def _led(person: Person, manager: uuid.UUID, *, today: date) -> list[tuple[date, date | None]]:
    """The times in which somebody has led the person, those that have begun, the latest first."""
    rows = (one for one in positions_of(person) if one.manager_id == manager and one.begins <= today)
    return [(one.begins, one.ends) for one in rows]


@once_a_page
@prepared
def positions_of(person: Person) -> PositionQuerySet:
    """Every position that the person has, has had or will get, with its role and manager, the latest first.

    Read at once, since a page often asks for several things of them: who leads the person and since when, which roles they have,
    what they were hired to.
    """
    rows: PositionQuerySet = Position.objects.filter(person=person).select_related("role__merge__kept", "manager")
    return rows.order_by("-begins", "pk")


def positions_today(person: Person, *, today: date) -> list[Position]:
    """Those that stand today, the largest share first."""
    standing = [one for one in positions_of(person) if one.begins <= today and (one.ends is None or one.ends >= today)]
    return sorted(standing, key=lambda one: (-one.share, one.begins))


def reaches_as_hr(viewer: Person, person: Person, *, today: date) -> bool:
    """Whether the viewer is HR for this person: everywhere, or in a unit where the person works today."""
    if Ground.HR in grounds(viewer, today=today):
        return person.organisation_id == viewer.organisation_id
    there = is_hr_somewhere(viewer, today=today)
    return there and people_in_hr_scope(viewer, today=today).filter(pk=person.pk).exists()


def reaches_all_as_hr(viewer: Person, people: Iterable[uuid.UUID], *, today: date) -> bool:
    """Whether the viewer is HR for every one of these people. At most two queries, however many."""
    if Ground.HR in grounds(viewer, today=today):
        return True
    wanted = set(people)
    there = people_in_hr_scope(viewer, today=today).filter(pk__in=wanted)
    return is_hr_somewhere(viewer, today=today) and there.count() == len(wanted)


def people_in_hr_scope(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those the viewer is HR for: everyone, or those who work today in the viewer's units and their parts."""
    if Ground.HR in grounds(viewer, today=today):
        return Person.objects.all()
    units = units_in_hr_scope(viewer, today=today)
    if not units:
        return Person.objects.none()
    there = Position.objects.standing(today).filter(unit__in=units)
    found: PersonQuerySet = Person.objects.here(today).filter(pk__in=there.values("person"))
    return found


def is_hr_somewhere(viewer: Person, *, today: date) -> bool:
    """Whether the viewer is HR today, everywhere or in a unit."""
    return Ground.HR in grounds(viewer, today=today) or bool(viewer._hr_in)  # type: ignore[attr-defined]


def units_in_hr_scope(viewer: Person, *, today: date) -> frozenset[uuid.UUID]:
    """The units, with their parts, of somebody who is HR in some units only. Empty for HR everywhere, whose ground needs no scope.
    Kept for the day."""
    grounds(viewer, today=today)
    tops: frozenset[uuid.UUID] = viewer._hr_in  # type: ignore[attr-defined]
    if not tops:
        return frozenset()
    kept: tuple[date, frozenset[uuid.UUID]] | None = getattr(viewer, "_hr_units", None)
    if kept and kept[0] == today:
        return kept[1]
    found: frozenset[uuid.UUID] = frozenset(_units_below(tops))  # type: ignore[arg-type]
    viewer._hr_units = (today, found)  # type: ignore[attr-defined]
    return found


def people_led_by(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose direct manager the viewer is today and who work here: the rule of ``is_led_by``, told as a query."""
    led: PersonQuerySet = Person.objects.here(today).led_by(viewer, today).exclude(pk=viewer.pk)
    return led


def _duties(viewer: Person, today: date) -> list[tuple[str, uuid.UUID | None]]:
    return _duties_of(viewer.pk, today=today)


@prepared
def _duties_of(person: uuid.UUID, *, today: date) -> QuerySet[Duty, tuple[str, uuid.UUID | None]]:
    duties: QuerySet[Duty] = Duty.objects.standing(today).filter(person=person)
    return duties.values_list("kind", "unit")


def _units_below(tops: Iterable[object]) -> set[object]:
    """The units and everything under them."""
    children: dict[object, list[object]] = {}
    for part, parent in Unit.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(part)
    found: set[object] = set()
    waiting = list(tops)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children.get(unit, []))
    return found
