"""A worker killed in the middle of starting a round: the next one goes on, and nobody gets two dialogues."""

import os
import signal

import pytest

from stigar.dialogues.actions import rounds
from stigar.dialogues.models import Round, RoundLetter, Talk
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY, assemble
from tests.foundation.test_jobs import _wait_for, _worker

PEOPLE = 600  # several batches


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_starting_nobody_gets_two():
    company = assemble()
    with inside(company.organisation.id):
        row = _many_in_a_round(company)
        asked = rounds.start_round(row=row, viewer=company.hedda, today=TODAY)
    first = _worker()
    with inside(company.organisation.id):
        opened = _wait_for(lambda: Talk.objects.filter(round=row).count(), seconds=60)

    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = _worker()
    with inside(company.organisation.id):
        _wait_for(lambda: Errand.objects.filter(pk=asked.pk).exclude(ended_at=None).exists(), seconds=90)
        talks = list(Talk.objects.filter(round=row).values_list("person", flat=True))
        letters = RoundLetter.objects.filter(round=row).count()
    second.send_signal(signal.SIGTERM)
    second.wait()

    assert 0 < opened < PEOPLE
    assert (len(talks), len(set(talks))) == (PEOPLE + 8, PEOPLE + 8)
    assert letters == PEOPLE + 9


def _many_in_a_round(company) -> Round:
    held = {"organisation": company.organisation}
    people = Person.objects.bulk_create(
        [
            Person(**held, number=f"n{number}", given=f"N{number}", family="Test", started=LONG_AGO)
            for number in range(PEOPLE)
        ]
    )
    Position.objects.bulk_create([Position(**held, person=one, manager=company.ada, begins=LONG_AGO) for one in people])
    planned = rounds.Planned("Hösten", "yearly", TODAY, TODAY.replace(day=30), False, (), {"kind": "everyone"})
    row: Round = rounds.make_round(planned=planned, viewer=company.hedda, today=TODAY)
    return row
