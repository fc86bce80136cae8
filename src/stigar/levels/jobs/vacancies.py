"""Every night: who wanted to be considered for a vacancy that has ended is gone; and letters about what is new in one that is wanted."""

from __future__ import annotations

from stigar.foundation import clock
from stigar.levels.actions import vacancies as actions
from stigar.levels.actions import vacancies_news as news
from stigar.people.queries.clocks import in_each_organisation


def erase_what_has_ended() -> int:
    """In each organisation. Run again it does nothing more. Returns how many were erased."""
    return in_each_organisation(_look_after, what="vacancies")


def write_of_news() -> int:
    """In each organisation. Run again it sends nothing more. Returns how many letters went."""
    return in_each_organisation(lambda _: news.write_of_news(today=clock.today()), what="news of vacancies")


def _look_after(_time_zone: str) -> int:
    return actions.erase_what_has_ended(today=clock.today())
