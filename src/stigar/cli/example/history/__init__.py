"""What an example company has behind it: rounds of dialogues with what was said, agreed and signed, levels over time, goals and plans.

What anyone could read is written by hand in the company's folder ``talks``, a table a person; levels follow a rule with fixed
luck, so that they are the same every time. All of it is brought in bulk: nobody does it today, and the journal does not say so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from stigar.cli.example.history import beside, judging, looking, owning, papers, talking, vacant
from stigar.cli.example.history.past import Past, led_by, read_past
from stigar.cli.example.rows import Company
from stigar.dialogues.actions.earlier import bring_talks, standing_template
from stigar.levels.actions.earlier import bring_levels
from stigar.people.actions.earlier import led_before

__all__ = ["make_history", "move_earlier"]


def move_earlier(company: Company, people: dict[str, Any], organisation: Any, today: date) -> None:
    """Who was led by somebody else a while ago. Call it as soon as people are in, before anything is remembered of them."""
    for moved in (read_past(company) or {}).get("moved", ()):
        before = people[led_by(company, moved)]
        led = {people[_number(company, name)]: before for name in moved["who"]}
        until = today - timedelta(days=moved["ago"])
        led_before(organisation=organisation, led=led, unit=moved["from"], until=until, today=today)


def make_history(
    company: Company, people: dict[str, Any], roles: dict[str, Any], organisation: Any, hr: Any, today: date
) -> None:
    """All of it; a company without a folder ``talks`` has none."""
    told = read_past(company)
    if told is None:
        return
    past = Past(told, company, people, roles, hr, today)
    past.template = standing_template(organisation=organisation, key="yearly", at=past.moment(420))
    talks = talking.talks_of(past)
    for talk in talks:
        judging.judge(past, talk)
        talking.tell(past, talk)
    for person in past.everyone():
        owning.tell(past, person, talks)
        beside.tell(past, person)
    vacant.tell(past)
    papers.tell(past)
    bring_levels(organisation=organisation, told=past.rows)
    bring_talks(organisation=organisation, told=past.rows, signed=past.signed)
    looking.tell(past)


def _number(company: Company, name: str) -> str:
    return next(one.number for one in company.people if f"{one.given} {one.family}" == name)
