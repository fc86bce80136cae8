"""Who may: a vacancy is everybody's to read; who wants it is seen by those it was said to, and by nobody who wants it too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from stigar.foundation.policy import Ground, may
from stigar.levels.models import CareerInterest, OptIn, Recruiter, Vacancy
from stigar.levels.models.vacancies import DECIDED_WITHIN
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import is_hr_somewhere, people_in_hr_scope, units_in_hr_scope, visible_colleagues

if TYPE_CHECKING:
    from stigar.people.models import Person


def holds_vacancies(viewer: Person, *, today: date) -> bool:
    """Whether the viewer opens vacancies somewhere: HR, everywhere or in a unit."""
    return may("hold vacancies", {Ground.HR}) and is_hr_somewhere(viewer, today=today)


def held_vacancies(viewer: Person, *, today: date) -> QuerySet[Vacancy]:
    """Those whose HR the viewer is: all for HR everywhere, those of the viewer's units for HR there."""
    if not holds_vacancies(viewer, today=today):
        return Vacancy.objects.none()
    if Ground.HR in of_organisation(viewer, today=today):
        return Vacancy.objects.all()
    return Vacancy.objects.filter(unit__in=units_in_hr_scope(viewer, today=today))


def follows_vacancies(viewer: Person, *, today: date) -> bool:
    """Whether the viewer is told of those that are being decided and those that have ended too, as HR is: union and safety representatives.
    Of who wants them they see nothing, and not how many."""
    here = of_organisation(viewer, today=today)
    return Ground.REPRESENTATIVE in here and may("see vacancies", here)


def visible_vacancies(viewer: Person, *, today: date) -> QuerySet[Vacancy]:
    """All, for everybody who works here: what a vacancy says is nobody's secret, who wants it is. Each tells whether the viewer is ``named`` to
    recruit to it, and whether they want it themself (``wants``)."""
    if not may("see vacancies", of_organisation(viewer, today=today)):
        return Vacancy.objects.none()
    mine = OptIn.objects.filter(
        vacancy=OuterRef("pk"), person=viewer, taken_back_at=None, last_day__gte=today - DECIDED_WITHIN
    )
    named = _recruited_by(viewer).filter(vacancy=OuterRef("pk"))
    return Vacancy.objects.annotate(named=Exists(named), wants=Exists(mine))


def grounds_in(viewer: Person, vacancy: Vacancy, *, today: date) -> frozenset[Ground]:
    """What the viewer is to a vacancy, as :func:`visible_vacancies` gives it: its HR, named to recruit, and ``SELF`` who wants it."""
    here = set(of_organisation(viewer, today=today))
    if Ground.MEMBER not in here:
        return frozenset()
    if vacancy.unit_id in units_in_hr_scope(viewer, today=today):
        here.add(Ground.HR)
    told = {Ground.RECRUITER: vacancy.named, Ground.SELF: vacancy.wants}  # type: ignore[attr-defined]
    return frozenset(here | {ground for ground, holds in told.items() if holds})


def may_see_considered(vacancy: Vacancy, towards: frozenset[Ground], *, today: date) -> bool:
    """Whether who is this to the vacancy sees who wants to be considered: until it ends, and not while they want to be so themself."""
    return may("see who wants to be considered", towards) and Ground.SELF not in towards and not vacancy.is_over(today)


def visible_opt_ins(viewer: Person, vacancy: Vacancy, *, today: date, towards: frozenset[Ground]) -> QuerySet[OptIn]:
    """Those who work here and want to be considered, until the day that was named when they said so. A recruiter sees those who have said
    yes since the recruiter was named."""
    if not may_see_considered(vacancy, towards, today=today):
        return OptIn.objects.none()
    here = visible_colleagues(viewer, today=today).here(today)
    rows = OptIn.objects.filter(
        vacancy=vacancy, taken_back_at=None, last_day__gte=today - DECIDED_WITHIN, person__in=here
    )
    if Ground.HR in towards:
        return rows
    return rows.filter(at__gte=Subquery(_recruited_by(viewer).filter(vacancy=vacancy).values("at")[:1]))


def visible_mobility(
    viewer: Person, vacancy: Vacancy, *, today: date, towards: frozenset[Ground]
) -> QuerySet[CareerInterest]:
    """For the vacancy's HR: who lets HR know, for vacancies, of an interest in its role, among those the viewer is HR for."""
    rows = CareerInterest.objects.filter(role=vacancy.role_id, audience=CareerInterest.MOBILITY).exclude(person=viewer)
    seen = may("see an interest shown for vacancies", towards & {Ground.HR})
    if not seen or not may_see_considered(vacancy, towards, today=today):
        return rows.none()
    return rows.filter(person__in=people_in_hr_scope(viewer, today=today).here(today))


def _recruited_by(viewer: Person) -> QuerySet[Recruiter]:
    return Recruiter.objects.filter(person=viewer, stopped_at=None)
