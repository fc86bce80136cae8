"""Is there enough evidence to say where a role belongs?"""

from __future__ import annotations

import pytest

from stigar.engine.areas.enough import enough
from stigar.engine.vocabulary import Evidence, Kind


def told(tasks, skills=0, traits=0):
    numbers = [(Kind.TASK, tasks), (Kind.SKILL, skills), (Kind.TRAIT, traits)]
    return enough(Evidence("Kock", f"{kind} {at}", kind) for kind, number in numbers for at in range(number))


@pytest.mark.parametrize(("tasks", "share"), [(0, 0.0), (3, 0.655 / 0.733), (6, 0.710 / 0.733), (10, 1.0), (40, 1.0)])
def test_the_meter_follows_the_measured_curve(tasks, share):
    assert told(tasks).share == pytest.approx(share, abs=1e-4)


def test_it_says_how_many_tasks_are_missing():
    assert [told(tasks).missing for tasks in (0, 4, 6)] == [(("task", 6),), (("task", 2),), ()]


def test_skills_help_and_traits_do_not():
    assert told(4, skills=2).share > told(4).share
    assert told(4, traits=5).share == told(4).share


def test_the_same_thing_said_twice_counts_once():
    assert enough([Evidence("Kock", "Lagar mat"), Evidence("Kock", " lagar  MAT "), Evidence("Kock", "")]).tasks == 1
