"""Vacancies under way in an example company: who recruits, and who has let themself be seen for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from stigar.cli.example import reading
from stigar.cli.example.history.past import Past
from stigar.people.queries.units import tree
from stigar.profiles.queries.profiles.asking import newest_version

FILE = "vacancies.toml"


def tell(past: Past) -> None:
    """Every vacancy of the company's file; a company without one has none."""
    if not (reading.HERE / past.company.key / FILE).exists():
        return
    units = {unit.name: unit.id for unit in tree()}
    for one in reading.read(past.company.key, FILE)["vacancy"]:
        _vacancy(past, one, units)


def _vacancy(past: Past, one: dict[str, Any], units: dict[str, Any]) -> None:
    role = past.roles[one["role"]]
    last_day = past.today + timedelta(days=one["ahead"])
    vacancy = past.add(
        "Vacancy", role_id=role, version_id=newest_version(role), unit_id=units[one["unit"]], where=one["where"], words=one["words"].strip(),
        last_day=last_day, opened_by=past.hr, opened_at=past.moment(one["opened"], 9),
    )  # fmt: skip
    for name in one["recruiters"]:
        who = past.id(past.by_name[name])
        past.add("Recruiter", vacancy_id=vacancy, person_id=who, by=past.hr, at=past.moment(one["opened"], 9))
    for name, ago, words in one["wanted"]:
        who = past.id(past.by_name[name])
        past.add("OptIn", vacancy_id=vacancy, person_id=who, words=words, at=past.moment(ago, 12), last_day=last_day)
