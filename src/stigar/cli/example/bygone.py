"""Lets what an example company has behind it be told through the same verbs as today's work, each thing at its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MORNING = time(8)  # by the world's clock: between nine and ten where the companies are
_reached: dict[date, datetime] = {}  # how far each morning has come


@contextmanager
def days_ago(days: int) -> Iterator[datetime]:
    """What is done meanwhile is written down as done on a morning so many days ago; the clock goes on, so that one thing still
    comes after another, also when the same morning is come back to. Nought is now.

    Only while an example is loaded: nobody else is in the database then. Moments must come in order, the oldest first,
    because whoever asks the journal for the newest change asks by time.
    """
    clock = timezone.now
    now = clock()
    day = now.date() - timedelta(days=days)
    morning = datetime.combine(day, MORNING, now.tzinfo)
    back = now - _reached.get(day, morning) if days else timedelta()

    def then() -> datetime:
        return clock() - back

    timezone.now = then
    try:
        yield then()
    finally:
        _reached[day] = then()
        timezone.now = clock
