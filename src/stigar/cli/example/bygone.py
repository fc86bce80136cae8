"""Lets what an example company has behind it be told through the same verbs as today's work, each thing at its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone


@contextmanager
def days_ago(days: float) -> Iterator[datetime]:
    """What is done meanwhile is written down as done so many days ago; the clock goes on, so that one thing still comes after another.

    Only while an example is loaded: nobody else is in the database then. Moments must come in order, the oldest first,
    because whoever asks the journal for the newest change asks by time.
    """
    clock, back = timezone.now, timedelta(days=days)

    def then() -> datetime:
        return clock() - back

    timezone.now = then
    try:
        yield then()
    finally:
        timezone.now = clock
