"""What an example has behind it comes in the order it was told in, however slowly it is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stigar.cli.example import bygone
from stigar.cli.example.bygone import days_ago


@pytest.fixture
def slow(monkeypatch):
    """A clock on which each look takes a minute."""
    began, looks = timezone.now(), iter(range(1000))
    monkeypatch.setattr(bygone, "_reached", {})
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=next(looks)))


def test_who_comes_back_to_a_morning_goes_on_where_it_was(slow):
    moments = []
    for _ in range(3):
        with days_ago(30) as first:
            moments += [first, timezone.now()]

    assert (moments, len({one.date() for one in moments})) == (sorted(moments), 1)


def test_another_morning_begins_anew(slow):
    with days_ago(30) as before:
        timezone.now()
    with days_ago(20) as after:
        pass

    assert after - before == timedelta(days=10)
