"""A round for twenty thousand: the preview is as quick to read as for twenty, and the bar of every unit too."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stigar.dialogues.actions import rounds
from stigar.dialogues.models import Round, Talk
from stigar.foundation import clock
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY

PEOPLE, A_MANAGER = 20_000, 12


@pytest.fixture
def row(cast):
    """A draft for everybody: each tenth person or so leads a dozen."""
    held = {"organisation": cast.organisation}
    people = Person.objects.bulk_create(
        [Person(**held, number=f"n{n}", given=f"N{n}", family="Test", language="sv", started=LONG_AGO) for n in range(PEOPLE)],
        batch_size=2000,
    )  # fmt: skip
    bosses = [people[n // A_MANAGER] if n else cast.gro for n in range(PEOPLE)]
    Position.objects.bulk_create(
        [
            Position(**held, person=one, unit=cast.service, role=cast.adviser, begins=LONG_AGO, manager=bosses[n])
            for n, one in enumerate(people)
        ],
        batch_size=2000,
    )  # fmt: skip
    planned = rounds.Planned("Hösten", "yearly", TODAY, TODAY + timedelta(days=30), False, (), {"kind": "everyone"})
    made: Round = rounds.make_round(planned=planned, viewer=cast.hedda, today=TODAY)
    return made


def _read(browser, address):
    browser.get(address)
    began = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(address)
    return page, time.process_time() - began, len(asked)


@pytest.mark.slow
def test_the_preview_of_twenty_thousand_is_read_in_a_few_questions(cast, visit, row):
    page, seconds, asked = _read(visit(cast.hedda), f"/dialogues/rounds/{row.pk}/")

    assert len(page.context["plan"].pairs) == PEOPLE + 8
    assert (seconds < 6, asked) == (True, 8), seconds


@pytest.mark.slow
def test_how_far_twenty_thousand_have_come_is_read_in_a_few_questions(cast, visit, row):
    now, held = clock.now(), {"organisation": cast.organisation}
    leads = dict(Position.objects.exclude(manager=None).values_list("person", "manager"))
    Talk.objects.bulk_create(
        [
            Talk(**held, person_id=person, reviewer_id=boss, round=row, as_manager=True, language="sv", opened_at=now, blocks=[])
            for person, boss in leads.items()
        ],
        batch_size=2000,
    )  # fmt: skip
    Round.objects.filter(pk=row.pk).update(started_at=now)

    page, seconds, asked = _read(visit(cast.hedda), f"/dialogues/rounds/{row.pk}/")

    assert page.context["found"].whole.all == PEOPLE + 8
    assert (seconds < 12, asked) == (True, 10), seconds
