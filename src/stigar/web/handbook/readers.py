"""Which chapters are for whom: what somebody does today says where it is best to begin."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from stigar.foundation.policy import Ground
from stigar.levels.rules import shared_with
from stigar.levels.rules.vacancies import visible_vacancies
from stigar.people.rules import grounds, is_hr_somewhere, people_led_by
from stigar.profiles.queries.waiting import DOING, heard_of
from stigar.profiles.rules import visible_projects

if TYPE_CHECKING:
    from stigar.people.models import Person

REFERENCE = "reference"


def chapters_for(viewer: "Person", *, today: date) -> list[str]:
    """The chapters for who the viewer is, the narrowest task first and what everybody reads last. Five questions at most."""
    return list(_for(viewer, today))


def _for(viewer: "Person", today: date) -> Iterator[str]:
    duties = grounds(viewer, today=today)
    if is_hr_somewhere(viewer, today=today):
        yield from ("hr", "dialogue-hr")
    if duties & {Ground.REPRESENTATIVE, Ground.AUDITOR}:
        yield "representative"
    if people_led_by(viewer, today=today).exists():
        yield from ("manager", "dialogue-manager")
    if visible_projects(viewer, today=today).filter(owner=viewer).exists():
        yield "project-owner"
    parts = heard_of(viewer, today=today)
    if parts & DOING:
        yield "participant"
    if REFERENCE in parts:
        yield "reference-group"
    if visible_vacancies(viewer, today=today).filter(named=True, ended_at=None).exists():  # type: ignore[misc]  # told by the rule
        yield from ("vacancy", "recruiter")
    if shared_with(viewer, today=today).exists():
        yield "coach"
    yield from ("dialogue", "employee")
