"""Vacancies on the stage: one that Bo wants and to which Cai recruits, one that he wanted and to which Cai did, and one that has ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from stigar.foundation import clock
from stigar.levels.actions import vacancies as actions
from stigar.levels.models import OptIn, Recruiter, Vacancy
from stigar.levels.queries.vacancies import shown_to
from stigar.people.models import Person, Role
from tests.cast import TODAY

LAST = TODAY + timedelta(days=14)


def things_vacant(own: Any, recruiter: Any, hr: Any) -> dict[str, Any]:
    """The three, with who recruits and who wants to be considered."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    role = Role.objects.get(title="Värd")
    told = {
        "role": role.pk,
        "unit": None,
        "where": "",
        "words": "Från våren",
        "last_day": LAST,
        "viewer": hr,
        "today": TODAY,
    }
    vacancy, left, ended = (actions.open_vacancy(**told) for _ in range(3))
    actions.end_vacancy(vacancy=ended, viewer=hr, today=TODAY)
    named = Recruiter.objects.create(**held, vacancy=vacancy, person=recruiter, by=hr, at=now)
    stopped = Recruiter.objects.create(**held, vacancy=left, person=recruiter, by=hr, at=now, stopped_at=now)
    OptIn.objects.create(**held, vacancy=vacancy, person=own, words="Gärna", at=clock.now(), last_day=vacancy.last_day)
    OptIn.objects.create(**held, vacancy=left, person=own, at=now, last_day=left.last_day, taken_back_at=now)
    things = {
        "vacancy": vacancy, "left vacancy": left, "ended vacancy": ended, "recruiter": named, "stopped recruiter": stopped, "vacant role": role,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


def _mark(stage: Any) -> str:
    """What the page of the vacancy has named, whoever reads it."""
    vacancy = Vacancy.objects.get(pk=stage.made["vacancy"])
    return shown_to(vacancy, Person.objects.get(pk=stage.cast.bo.pk), None, today=TODAY).mark


V = "competence/vacancies/<uuid:vacancy>/"
SLOTS: dict[str, str] = {
    "vacancy": "vacancy", "recruiter": "recruiter", f"{V}return/ vacancy": "ended vacancy",
    f"{V}consideration/return/ vacancy": "left vacancy", f"{V}recruiters/<uuid:recruiter>/return/ vacancy": "left vacancy",
    f"{V}recruiters/<uuid:recruiter>/return/ recruiter": "stopped recruiter",
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST competence/vacancies/new/": lambda stage: {"role": str(stage.made["vacant role"]), "last_day": "2026-12-20"},
    f"POST {V}change/": lambda _: {"where": "Malmö", "last_day": "2026-12-20"},
    f"POST {V}consideration/": lambda stage: {"words": "Gärna", "seen_by": _mark(stage)},
    "PUT /api/v1/vacancies/{vacancy}/consideration": lambda stage: {"words": "Gärna", "seen_by": _mark(stage)},
    f"POST {V}recruiters/": lambda _: {"email": "gro@alvbro.example"},
}  # fmt: skip
