"""HR's ways in to signed summaries in the example company: one that is open, and one that asks HR to be the second person."""

from __future__ import annotations

from datetime import timedelta

from stigar.dialogues.actions import breaking
from stigar.dialogues.models import Break
from stigar.foundation import clock
from stigar.people.models import Duty, Person
from stigar.people.queries.leading import manager_of

WHY = "Chefen har slutat och avtalet behöver följas upp"


def open_for(hr: Person, person: Person) -> None:
    """HR reads what the person has signed, and a colleague in HR asks to; each is the other's second person."""
    today = clock.today()
    others = Person.objects.here(today).exclude(pk__in=[hr.pk, person.pk, manager_of(person, today=today).pk])
    colleague = others.exclude(email="").order_by("number").last()
    Duty.objects.get_or_create(
        organisation=hr.organisation, person=colleague, kind=Duty.HR, unit=None,
        defaults={"begins": today - timedelta(days=365)},
    )  # fmt: skip
    own = breaking.ask(person=person, kind="gone", why=WHY, viewer=hr, today=today)
    breaking.agree(broken=own, viewer=colleague, today=today)
    breaking.ask(person=person, kind="dispute", why=WHY, viewer=colleague, today=today)


def opened_for(hr: Person, person: Person) -> list[str]:
    """Where HR asks to read somebody's signed summaries, and where HR reads them."""
    return [
        f"/dialogues/opened/people/{person.pk}/new/",
        f"/dialogues/opened/{Break.objects.get(by=hr, ended_at=None).pk}/",
    ]
