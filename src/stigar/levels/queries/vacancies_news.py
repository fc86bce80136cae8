"""What is new about a vacancy since somebody said yes to it: who else has been named to recruit, and that it goes on longer.

Neither holds for those who have said yes until they say so again: they are told, and answer or leave it as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from stigar.levels.models import OptIn, Recruiter
from stigar.levels.models.vacancies import DECIDED_WITHIN
from stigar.levels.queries.vacancies import recruiters_of

if TYPE_CHECKING:
    from stigar.levels.models import Vacancy
    from stigar.people.models import Person

NEWS = "vacancy news"


@dataclass(frozen=True, slots=True)
class News:
    """Who is named to recruit and was said yes to (``named``), who was named ``later``, whether the vacancy goes on ``longer`` than what was
    said holds, and whether any of it is ``fresh``: not answered and not left as it was."""

    named: tuple[Recruiter, ...] = ()
    later: tuple[Recruiter, ...] = ()
    longer: bool = False
    fresh: bool = False


def news_of(vacancy: Vacancy, said: OptIn, *, today: date) -> News:
    """What is new since it was said. One query."""
    named = [one for one in recruiters_of(vacancy, today=today) if one.person_id != said.person_id]
    later, longer = tuple(one for one in named if one.at > said.at), vacancy.last_day > said.last_day
    left = said.left_at or said.at
    put_off = longer and vacancy.put_off_at is not None and vacancy.put_off_at > left
    return News(
        tuple(one for one in named if one.at <= said.at), later, longer, put_off or any(one.at > left for one in later)
    )


def news_for(viewer: Person, *, today: date) -> QuerySet[OptIn, tuple[Any, ...]]:
    """Vacancies that the viewer wants and in which something is new, in the shape of :func:`stigar.levels.queries.vacancies.for_my_roles`.
    Not run yet."""
    rows = _with_news(Coalesce("left_at", "at"), today=today).filter(person=viewer)
    empty = [Value("", CharField()) for _ in range(3)]
    return rows.values_list(
        Value(NEWS, CharField()), "vacancy", "person", "vacancy__role__title", *empty, "vacancy__last_day"
    )


def to_tell(*, before: datetime, today: date) -> list[OptIn]:
    """What people have said yes to where something that was new ``before`` then has not been written of, with whom to write to. One query."""
    rows = _with_news(Coalesce("left_at", "at"), today=today, before=before)
    found = rows.filter(pk__in=_with_news(Coalesce("told_until", "at"), today=today, before=before).values("pk"))
    here = _works("person", today) & Q(person__closed_login=None)
    return list(found.filter(here).select_related("person__identity", "person__organisation").order_by("at", "pk"))


def _with_news(since: Coalesce, *, today: date, before: datetime | None = None) -> QuerySet[OptIn]:
    """What holds today, where somebody has been named or the last day moved ahead after ``since``."""
    rows = OptIn.objects.filter(taken_back_at=None, last_day__gte=today - DECIDED_WITHIN, vacancy__ended_at=None)
    rows = rows.filter(vacancy__last_day__gte=today - DECIDED_WITHIN).annotate(since=since)
    named = Recruiter.objects.filter(_works("person", today), vacancy=OuterRef("vacancy"), stopped_at=None)
    named = named.filter(at__gt=OuterRef("since")).exclude(person=OuterRef("person"))
    longer = Q(vacancy__put_off_at__gt=F("since"), vacancy__last_day__gt=F("last_day"))
    if before:
        named, longer = named.filter(at__lt=before), longer & Q(vacancy__put_off_at__lt=before)
    return rows.filter(Exists(named) | longer)


def _works(who: str, today: date) -> Q:
    began = Q(**{f"{who}__started": None}) | Q(**{f"{who}__started__lte": today})
    return began & (Q(**{f"{who}__ended": None}) | Q(**{f"{who}__ended__gte": today}))
