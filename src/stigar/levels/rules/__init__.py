"""Who may: a person's levels are the person's, the direct manager's today, of those they are shared with, and HR's for a stated reason.

Nobody else sees anybody's level. Leaders further up and HR see groups, through the one guarded function.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from stigar.foundation.models import Upload
from stigar.foundation.policy import Ground, Refused, may
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page
from stigar.levels.models import (
    Activity,
    Assessment,
    CareerInterest,
    Certificate,
    Evidence,
    EvidenceShown,
    Exemption,
    Level,
    LevelImport,
    Opening,
    SharedWith,
)
from stigar.people.queries.placing import units_led
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import (
    is_hr_somewhere,
    leads_since,
    people_in_hr_scope,
    people_led_by,
    reaches_as_hr,
    units_in_hr_scope,
    visible_colleagues,
)

if TYPE_CHECKING:
    from stigar.people.models import Person, PersonQuerySet

READS_REASONS = frozenset({Ground.SELF, Ground.MANAGER, Ground.HR_WHY})
PARTS = ("levels", "plan", "certificates", "goals", "summary", "interests")  # what one shows by itself
READ_FOR_DAYS = 30  # so long a reviewer who is not the manager reads what both handed in


@once_a_page
def grounds(viewer: Person, person: Person, *, today: date) -> frozenset[Ground]:
    """What the viewer is to this person today. HR is HR here only towards those in scope, never towards themself."""
    here = set(of_organisation(viewer, today=today))
    if Ground.MEMBER not in here:
        return frozenset()
    here -= {Ground.HR}
    if viewer.pk == person.pk:
        return frozenset(here | {Ground.SELF})
    return frozenset(here) | _ties(viewer, person, _found(viewer, person.pk, today=today), today=today)


def somebody(viewer: Person, key: UUID, *, today: date) -> tuple[Person, frozenset[Ground]] | None:
    """A colleague whom the viewer finds, and what the viewer is to them (:func:`grounds`), with one query; None when there is no such."""
    who = _found(viewer, key, today=today)
    if who is None or viewer.pk == key:
        return (who, grounds(viewer, who, today=today)) if who else None
    here = frozenset(of_organisation(viewer, today=today)) - {Ground.HR}
    return who, here | _ties(viewer, who, who, today=today)


@once_a_page
def _found(viewer: Person, key: UUID, *, today: date) -> Person | None:
    return _tied.first(viewer, key, today=today)


@prepared
def _tied(viewer: Person, key: UUID, *, today: date) -> QuerySet[Person]:
    """The colleague, and what ties the viewer to them: led, shown their levels, and opened for a reason."""
    shown = _standing(SharedWith.objects.filter(person=key, reader=viewer, levels=True), today)
    opened = Opening.objects.filter(person=key, by=viewer, on=today, what=Opening.LEVELS)
    found: QuerySet[Person] = visible_colleagues(viewer, today=today).filter(pk=key)
    return found.annotate(
        is_led=Exists(people_led_by(viewer, today=today).filter(pk=key)), shows=Exists(shown), is_open=Exists(opened)
    )


def _ties(viewer: Person, person: Person, found: Any, *, today: date) -> frozenset[Ground]:
    """What ``found`` makes of the viewer. Whom the viewer does not find in the directory is nobody to them."""
    here = set()
    if found and found.is_led:
        here.add(Ground.MANAGER)
    if found and found.shows and person.is_here(today) and viewer.is_here(today):
        here.add(Ground.SHARED)
    if reaches_as_hr(viewer, person, today=today):
        here |= {Ground.HR, Ground.HR_WHY} if found and found.is_open else {Ground.HR}
    return frozenset(here)


def is_hr_for(viewer: Person, person: Person, *, today: date) -> bool:
    """Whether the viewer is HR in scope for somebody else."""
    return Ground.HR in grounds(viewer, person, today=today)


def may_towards(viewer: Person, person: Person, right: str, *, today: date) -> bool:
    """Whether the viewer has this right towards the person: ``may_towards(ada, bo, "see a person's levels", today=today)``."""
    return may(right, grounds(viewer, person, today=today))


def demand_towards(viewer: Person, person: Person, right: str, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer has this right towards the person."""
    if not may_towards(viewer, person, right, today=today):
        raise Refused(right)


def visible_people(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose levels the viewer may see: oneself, those one leads today, those who share theirs, and for HR those opened today."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return people_led_by(viewer, today=today).none()
    shared = _standing(SharedWith.objects.filter(reader=viewer, levels=True), today).values("person")
    reach = Q(pk=viewer.pk) | Q(pk__in=shared) | Q(pk__in=people_led_by(viewer, today=today).values("pk"))
    if is_hr_somewhere(viewer, today=today):
        opened = Opening.objects.filter(by=viewer, on=today, what=Opening.LEVELS).values("person")
        reach |= Q(pk__in=people_in_hr_scope(viewer, today=today).filter(pk__in=opened).values("pk"))
    return visible_colleagues(viewer, today=today).filter(reach)


def team(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose levels the viewer sees side by side: whom they lead today, and nobody further down."""
    led = people_led_by(viewer, today=today)
    here = may("see a person's levels", {Ground.MANAGER}) and Ground.MEMBER in of_organisation(viewer, today=today)
    return led if here else led.none()


def sees_all_groups(viewer: Person, *, today: date) -> bool:
    """Whether the viewer sees the guarded figures of every unit: HR everywhere."""
    return may("see levels together", of_organisation(viewer, today=today))


def groups_seen(viewer: Person, *, today: date) -> frozenset[UUID]:
    """The units whose guarded figures the viewer sees besides: those where they are HR, and those they lead as a whole."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return frozenset()
    scope = units_in_hr_scope(viewer, today=today) if may("see levels together", {Ground.HR}) else frozenset()
    led = (
        units_led(today=today).get(viewer.pk, frozenset())
        if may("see levels together", {Ground.ABOVE})
        else frozenset()
    )
    return scope | led


def sees_groups(viewer: Person, *, today: date, leads: bool = True) -> bool:
    """Whether there is any group whose figures the viewer sees. Who is known to lead nobody, and is not HR, is not asked about further."""
    if sees_all_groups(viewer, today=today):
        return True
    return (leads or is_hr_somewhere(viewer, today=today)) and bool(groups_seen(viewer, today=today))


def visible_levels(
    viewer: Person, person: Person, *, today: date, towards: frozenset[Ground] | None = None, since: date | None = None
) -> QuerySet[Level]:
    """The levels of the person that the viewer may see: all for the person and those it is shared with.

    A new manager gets what stands, not the history: of what was before they began to lead, only the latest of each kind.
    ``towards``: what the viewer is to the person today (:func:`grounds`), where that is asked already; so in the rules below;
    ``since``: from when the viewer has led the person, likewise.
    """
    towards = grounds(viewer, person, today=today) if towards is None else towards
    if not may("see a person's levels", towards):
        return Level.objects.none()
    levels = Level.objects.filter(person=person, taken_back=None).order_by("on", "at")
    if towards & {Ground.SELF, Ground.SHARED}:
        return levels
    since = since or leads_since(viewer, person, today=today) or today
    latest = levels.filter(competence=OuterRef("competence"), source=OuterRef("source")).order_by("-on", "-at")
    return levels.filter(Q(on__gte=since) | Q(pk=Subquery(latest.values("pk")[:1])))


def visible_evidence(
    viewer: Person, person: Person, levels: QuerySet[Level], *, today: date, towards: frozenset[Ground] | None = None,
    since: date | None = None,
) -> QuerySet[Evidence]:  # fmt: skip
    """What shows the person's levels, as far as the viewer may see it; ``levels`` are those they may see.

    A new manager gets what was put there since they began, what they put there themself, what stands behind a level that they see
    (put there by whoever gave it, or the day it was seen), and what the person shows them. The rest is the person's to show.
    """
    towards = grounds(viewer, person, today=today) if towards is None else towards
    if not may("see a person's levels", towards):
        return Evidence.objects.none()
    rows = Evidence.objects.filter(person=person)
    if Ground.MANAGER not in towards or towards & {Ground.SELF, Ground.SHARED}:
        return rows
    behind = levels.exclude(by=person).filter(competence=OuterRef("competence")).order_by()
    grounds_it = Exists(behind.filter(Q(by=OuterRef("by")) | Q(on=OuterRef("on"))))
    shown = Exists(EvidenceShown.objects.filter(evidence=OuterRef("pk"), reader=viewer))
    since = since or leads_since(viewer, person, today=today) or today
    return rows.filter(Q(on__gte=since) | Q(by=viewer) | grounds_it | shown)


def people_to_bring_for(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose levels the viewer may bring from a file: whom they are HR for, and whom they lead today; never themself."""
    nobody = people_led_by(viewer, today=today).none()
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return nobody
    reach = Q(pk__in=nobody.values("pk"))
    if may("import levels", {Ground.MANAGER}):
        reach |= Q(pk__in=people_led_by(viewer, today=today).values("pk"))
    if may("import levels", {Ground.HR}) and is_hr_somewhere(viewer, today=today):
        reach |= Q(pk__in=people_in_hr_scope(viewer, today=today).values("pk"))
    return visible_colleagues(viewer, today=today).here(today).filter(reach).exclude(pk=viewer.pk)


@once_a_page
def may_bring(viewer: Person, *, today: date) -> bool:
    """Whether there is somebody whose levels the viewer may bring."""
    return bool(_first_to_bring(viewer, today=today))


@prepared
def _first_to_bring(viewer: Person, *, today: date) -> QuerySet[Person, UUID]:
    return people_to_bring_for(viewer, today=today).values_list("pk", flat=True)[:1]


def demand_to_bring(viewer: Person, *, today: date) -> None:
    """Raise ``Refused`` unless there is somebody whose levels the viewer may bring."""
    if not may_bring(viewer, today=today):
        raise Refused("import levels")


def may_take_out_as_hr(viewer: Person, *, today: date) -> bool:
    """Whether the viewer is HR for somebody, and may take levels along for a stated reason."""
    here = Ground.MEMBER in of_organisation(viewer, today=today)
    return here and may("open a person's levels", {Ground.HR}) and is_hr_somewhere(viewer, today=today)


def people_to_open(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose levels the viewer may open for a stated reason: whom they are HR for, and not themself."""
    reach = people_in_hr_scope(viewer, today=today).here(today).exclude(pk=viewer.pk)
    return reach if may_take_out_as_hr(viewer, today=today) else reach.none()


def visible_level_files(viewer: Person, *, today: date) -> QuerySet[LevelImport]:
    """The files the viewer has brought, while there is somebody to bring for; HR of the whole organisation sees everyone's."""
    if not may_bring(viewer, today=today):
        return LevelImport.objects.none()
    rows = LevelImport.objects.all()
    return rows if Ground.HR in of_organisation(viewer, today=today) else rows.filter(by=viewer)


def visible_files_on_their_way(viewer: Person, kind: str, *, today: date) -> QuerySet[Upload]:
    """Files that wait to be looked through: one's own, while one may bring levels."""
    mine = Upload.objects.filter(by=viewer.pk, kind=kind)
    return mine if may_bring(viewer, today=today) else mine.none()


def visible_assessments(viewer: Person, *, today: date) -> QuerySet[Assessment]:
    """Those the viewer is one of the two in. A manager sees them while leading the person; who was asked to be the reviewer sees
    them until a month after both had handed in. The right ends with the assignment."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Assessment.objects.none()
    leading = Q(as_manager=True, person__in=people_led_by(viewer, today=today))
    fresh = Q(revealed_at=None) | Q(revealed_at__date__gte=today - timedelta(days=READ_FOR_DAYS))
    return Assessment.objects.filter(
        Q(person=viewer) | Q(reviewer=viewer) & (leading | Q(as_manager=False) & fresh), put_down_at=None
    )


def visible_activities(
    viewer: Person, person: Person, *, today: date, towards: frozenset[Ground] | None = None
) -> QuerySet[Activity]:
    """What the viewer may see of the person's plan: all of one's own; of others', what they share, for their manager today and those
    they share their levels with."""
    towards = grounds(viewer, person, today=today) if towards is None else towards
    rows = Activity.objects.filter(person=person, dropped_at=None)
    if Ground.SELF in towards:
        return rows
    seen = may("see a shared plan", towards - {Ground.SHARED})
    if seen or (may("see a shared plan", {Ground.SHARED}) and shares_part(person, viewer, "plan", today=today)):
        return rows.filter(shared=True)
    return Activity.objects.none()


def visible_plan_states(person: Person, towards: frozenset[Ground]) -> QuerySet[Activity, Any]:
    """For HR that has said why: of what the person shows their manager, for which competence, how long, by when and whether it is done.

    No words: not what it is called, nor with whom or where. What is the person's own stays out, and is not counted either.
    """
    rows = Activity.objects.filter(person=person, dropped_at=None, shared=True)
    rows = rows if Ground.HR_WHY in towards and not towards & {Ground.MANAGER, Ground.SHARED} else rows.none()
    return rows.order_by("done_on", "by_day", "at").values("competence_id", "hours", "by_day", "done_on")


def visible_certificates(viewer: Person, *, today: date) -> QuerySet[Certificate]:
    """One's own, those of the people one leads today, those shared with one, and for HR those of whom it has said why today."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Certificate.objects.none()
    shared = _standing(SharedWith.objects.filter(reader=viewer, certificates=True), today).values("person")
    reach = Q(person=viewer) | Q(person__in=people_led_by(viewer, today=today)) | Q(person__in=shared)
    if is_hr_somewhere(viewer, today=today):
        opened = Opening.objects.filter(by=viewer, on=today).values("person")
        reach |= Q(person__in=people_in_hr_scope(viewer, today=today).filter(pk__in=opened))
    return Certificate.objects.filter(reach, person__in=visible_colleagues(viewer, today=today), taken_away=None)


def may_see_certificates(viewer: Person, person: Person, *, today: date) -> bool:
    """The same rule of one person, whether or not there are any."""
    towards = grounds(viewer, person, today=today)
    if towards & {Ground.SELF, Ground.MANAGER} or shares_part(person, viewer, "certificates", today=today):
        return True
    return Ground.HR in towards and Opening.objects.filter(person=person, by=viewer, on=today).exists()


def visible_exemptions(viewer: Person, person: Person, *, today: date) -> QuerySet[Exemption]:
    """With its reason and what was answered: all of one's own; of others', those that stand, for their manager today and HR that has
    said why. Who one shares one's levels with sees that one is exempt, never the reason."""
    towards = grounds(viewer, person, today=today)
    rows = Exemption.objects.filter(person=person)
    if Ground.SELF in towards:
        return rows
    standing = rows.filter(Q(ends=None) | Q(ends__gte=today), begins__lte=today)
    return standing if towards & READS_REASONS else rows.none()


def shared_by(viewer: Person, *, today: date) -> QuerySet[SharedWith]:
    """Whom the viewer shows parts of their competence to today."""
    return _standing(SharedWith.objects.filter(person=viewer), today)


def shared_with(viewer: Person, *, today: date) -> QuerySet[SharedWith]:
    """What others show the viewer today; who has left shows nothing any more."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return SharedWith.objects.none()
    rows = SharedWith.objects.filter(reader=viewer, person__in=visible_colleagues(viewer, today=today))
    return _standing(rows, today)


def shown_by(viewer: Person, part: str, *, today: date) -> QuerySet[SharedWith]:
    """What those who work here show the viewer of this part today (one of ``PARTS``)."""
    here = visible_colleagues(viewer, today=today).here(today)
    return _standing(SharedWith.objects.filter(reader=viewer, person__in=here.values("pk"), **{part: True}), today)


def shares_part(person: Person, reader: Person, part: str, *, today: date) -> bool:
    """Whether the person shows the reader this part (one of ``PARTS``) today, and both work here."""
    return person.is_here(today) and reader.is_here(today) and part in _parts_shown(person, reader, today=today)


@once_a_page
def _parts_shown(person: Person, reader: Person, *, today: date) -> frozenset[str]:
    rows = _shows(person, reader, today=today)
    return frozenset(part for row in rows for part, shown in zip(PARTS, row, strict=True) if shown)


@prepared
def _shows(person: Person, reader: Person, *, today: date) -> QuerySet[SharedWith, tuple[bool, ...]]:
    rows: QuerySet[SharedWith] = SharedWith.objects.filter(person=person, reader=reader)
    return _standing(rows, today).values_list(*PARTS)


def visible_interests(
    viewer: Person, person: Person, *, today: date, towards: frozenset[Ground] | None = None
) -> QuerySet[CareerInterest]:
    """The roles the person would like to grow into, as far as the person lets the viewer know."""
    towards = grounds(viewer, person, today=today) if towards is None else towards
    rows = CareerInterest.objects.filter(person=person)
    if Ground.SELF in towards:
        return rows
    told = {
        CareerInterest.READERS: "read what is shown",
        CareerInterest.MANAGER: "see an interest shown to the manager",
        CareerInterest.MOBILITY: "see an interest shown for vacancies",
    }
    known = [audience for audience, right in told.items() if may(right, towards - {Ground.SHARED})]
    reach = Q(audience__in=known)
    if may(told[CareerInterest.READERS], {Ground.SHARED}):  # with the part, all but those that only the person knows of
        shown = shown_by(viewer, "interests", today=today).filter(person=person)
        reach |= Q(Exists(shown), audience__in=list(told))
    return rows.filter(reach)


def _standing(rows: QuerySet[SharedWith], today: date) -> QuerySet[SharedWith]:
    return rows.filter(begins__lte=today, stopped_at=None).filter(Q(ends=None) | Q(ends__gte=today))
