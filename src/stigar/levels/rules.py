"""Who may: a person's levels are the person's, the direct manager's today, of those they are shared with, and HR's for a stated reason.

Nobody else sees anybody's level. Leaders further up and HR see groups, through the one guarded function.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery

from stigar.foundation.policy import Ground, Refused, may
from stigar.levels.models import Activity, Assessment, CareerInterest, Level, Opening, SharedWith
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import (
    is_hr_somewhere,
    is_led_by,
    leads_since,
    people_in_hr_scope,
    people_led_by,
    reaches_as_hr,
    visible_colleagues,
)

if TYPE_CHECKING:
    from stigar.people.models import Person, PersonQuerySet

READ_FOR_DAYS = 30  # so long a reviewer who is not the manager reads what both handed in


def grounds(viewer: Person, person: Person, *, today: date) -> frozenset[Ground]:
    """What the viewer is to this person today. HR is HR here only towards those in scope, never towards themself."""
    here = set(of_organisation(viewer, today=today))
    if Ground.MEMBER not in here:
        return frozenset()
    here -= {Ground.HR}
    if viewer.pk == person.pk:
        return frozenset(here | {Ground.SELF})
    if is_led_by(person, viewer, today=today):
        here.add(Ground.MANAGER)
    if person.is_here(today) and _shared(person, viewer, today).exists():
        here.add(Ground.SHARED)
    if reaches_as_hr(viewer, person, today=today):
        here.add(Ground.HR)
        if Opening.objects.filter(person=person, by=viewer, on=today).exists():
            here.add(Ground.HR_WHY)
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
    shared = _standing(SharedWith.objects.filter(reader=viewer), today).values("person")
    reach = Q(pk=viewer.pk) | Q(pk__in=shared) | Q(pk__in=people_led_by(viewer, today=today).values("pk"))
    if is_hr_somewhere(viewer, today=today):
        opened = Opening.objects.filter(by=viewer, on=today).values("person")
        reach |= Q(pk__in=people_in_hr_scope(viewer, today=today).filter(pk__in=opened).values("pk"))
    return visible_colleagues(viewer, today=today).filter(reach)


def team(viewer: Person, *, today: date) -> PersonQuerySet:
    """Those whose levels the viewer sees side by side: whom they lead today, and nobody further down."""
    led = people_led_by(viewer, today=today)
    here = may("see a person's levels", {Ground.MANAGER}) and Ground.MEMBER in of_organisation(viewer, today=today)
    return led if here else led.none()


def visible_levels(viewer: Person, person: Person, *, today: date) -> QuerySet[Level]:
    """The levels of the person that the viewer may see: all for the person and those it is shared with.

    A new manager gets what stands, not the history: of what was before they began to lead, only the latest of each kind.
    """
    towards = grounds(viewer, person, today=today)
    if not may("see a person's levels", towards):
        return Level.objects.none()
    levels = Level.objects.filter(person=person, taken_back=None).order_by("on", "at")
    if towards & {Ground.SELF, Ground.SHARED}:
        return levels
    since = leads_since(viewer, person, today=today) or today
    latest = levels.filter(competence=OuterRef("competence"), source=OuterRef("source")).order_by("-on", "-at")
    return levels.filter(Q(on__gte=since) | Q(pk=Subquery(latest.values("pk")[:1])))


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


def visible_activities(viewer: Person, person: Person, *, today: date) -> QuerySet[Activity]:
    """What the viewer may see of the person's plan: all of one's own; of others', what they share, for their manager today and those
    they share their levels with."""
    towards = grounds(viewer, person, today=today)
    rows = Activity.objects.filter(person=person, dropped_at=None)
    if Ground.SELF in towards:
        return rows
    return rows.filter(shared=True) if may("see a shared plan", towards) else Activity.objects.none()


def visible_interests(viewer: Person, person: Person, *, today: date) -> QuerySet[CareerInterest]:
    """The roles the person would like to grow into, as far as the person lets the viewer know."""
    towards = grounds(viewer, person, today=today)
    rows = CareerInterest.objects.filter(person=person)
    if Ground.SELF in towards:
        return rows
    told = {
        CareerInterest.MANAGER: "see an interest shown to the manager",
        CareerInterest.MOBILITY: "see an interest shown for vacancies",
    }
    return rows.filter(audience__in=[audience for audience, right in told.items() if may(right, towards)])


def _shared(person: Person, viewer: Person, today: date) -> QuerySet[SharedWith]:
    return _standing(SharedWith.objects.filter(person=person, reader=viewer), today)


def _standing(rows: QuerySet[SharedWith], today: date) -> QuerySet[SharedWith]:
    return rows.filter(begins__lte=today).filter(Q(ends=None) | Q(ends__gte=today))
