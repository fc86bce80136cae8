"""Random organisations: everything each may see of everyone, by the product's rules and by an oracle that has only read the page of permissions.

Nobody in these organisations is anybody's friend by design: who leads whom, who is HR where and since when, what is shared, handed in, signed,
closed, put down or opened for a reason is drawn by lot, with days that begin and end just around today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q

from stigar.dialogues import rules as of_talks
from stigar.dialogues.models import Goal, Note, Talk
from stigar.dialogues.queries.shown import shown
from stigar.dialogues.queries.talks import talk_shown
from stigar.foundation import prepared
from stigar.foundation.tenancy import inside
from stigar.levels import rules as of_levels
from stigar.levels.queries.assessments import assessment_shown
from stigar.levels.rules import vacancies as of_vacancies
from tests.proof import oracle
from tests.proof.laid import Laid, laid
from tests.proof.told import DAY, Facts, drawn

MANY, HANDFUL = 500, 50
SMALL = (3, 4)  # people; who is near whom is soon met among so few
Difference = tuple[int, int, str, str]  # organisation, viewer, what, how


pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]


@pytest.mark.parametrize("first", range(0, MANY, HANDFUL))
def test_in_random_organisations_everyone_sees_exactly_what_the_page_of_permissions_says(first):
    differences = _compared(range(first, first + HANDFUL), SMALL)

    assert differences == []


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(10_000, 10_000 + MANY, HANDFUL))
def test_in_larger_organisations_too(first):
    differences = _compared(range(first, first + HANDFUL), (8, 9))

    assert differences == []


BROKEN = {  # a rule made wrong on purpose -> what must then be found
    "goals": ("visible_goals", lambda viewer, *, today: Goal.objects.filter(shared=True)),
    "talks": (
        "visible_talks",
        lambda viewer, *, today: Talk.objects.filter(Q(person=viewer) | Q(reviewer=viewer), put_down_at=None),
    ),
    "notes": ("visible_notes", lambda viewer, talk: Note.objects.filter(talk=talk)),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_found(monkeypatch, what):
    name, wrong = BROKEN[what]
    monkeypatch.setattr(of_talks, name, wrong)
    monkeypatch.setattr(prepared.Prepared, "_put_together", lambda self, asked: None)  # made with the rule as it was

    found = {what for _, _, what, _ in _compared(range(HANDFUL), SMALL)}

    assert what in found


def _compared(seeds: range, sizes: tuple[int, ...]) -> list[Difference]:
    """Where the two do not agree, in the organisations of these seeds."""
    with transaction.atomic():
        there = laid([drawn(seed, people=sizes[seed % len(sizes)]) for seed in seeds])
        found = [
            (seed, *one) for seed, organisation in zip(seeds, there, strict=True) for one in _differences(organisation)
        ]
        transaction.set_rollback(True)
    return found


def _differences(one: Laid) -> Iterator[tuple[int, str, str]]:
    with inside(one.organisation.pk):
        for viewer in range(len(one.people)):
            should, shown = _should(one.facts, viewer), _shown(one, viewer)
            for what in {**should, **shown}:
                if should[what] != shown[what]:
                    yield viewer, what, f"should see {sorted(should[what])}, sees {sorted(shown[what])}"


def _should(facts: Facts, viewer: int) -> dict[str, set[Any]]:
    """By the oracle: kind of thing -> the places of those the viewer may see."""

    def seen(rows: list[Any], may: Callable[..., bool]) -> set[Any]:
        return {place for place in range(len(rows)) if may(facts, viewer, place)}

    def given(rows: list[Any], may: Callable[..., bool]) -> set[Any]:
        return {
            2 * at + turn
            for at in range(len(rows))
            for turn, giver in enumerate(("person", "reviewer"))
            if may(facts, viewer, at, giver)
        }

    return {
        "people": seen(facts.people, oracle.sees_levels_of), "levels": seen(facts.levels, oracle.sees_level),
        "activities": seen(facts.activities, oracle.sees_activity), "interests": seen(facts.interests, oracle.sees_interest),
        "certificates": seen(facts.certificates, oracle.sees_certificate), "exemptions": seen(facts.exemptions, oracle.sees_exemption),
        "assessments": seen(facts.assessments, oracle.sees_assessment), "ratings": given(facts.assessments, oracle.sees_rating),
        "talks": seen(facts.talks, oracle.sees_talk), "answers": given(facts.talks, oracle.sees_answer),
        "notes": seen(facts.notes, oracle.sees_note), "inherited": seen(facts.talks, oracle.inherits),
        "broken in": seen(facts.talks, oracle.breaks_in), "goals": seen(facts.goals, oracle.sees_goal),
        "shown summaries": seen(facts.talks, oracle.is_shown_summary),
        "reflections": seen(facts.reflections, oracle.sees_reflection), "rounds": seen(facts.rounds, oracle.sees_round),
        "opted in": seen(facts.opted_in, oracle.sees_opt_in),
    }  # fmt: skip


def _shown(one: Laid, viewer: int) -> dict[str, set[Any]]:
    """By the product: the same."""
    me, today = one.people[viewer], {"today": DAY}
    assessments = list(of_levels.visible_assessments(me, **today).select_related("person", "reviewer"))
    talks = list(of_talks.visible_talks(me, **today).select_related("person", "reviewer"))
    return {
        "people": one.places("people", of_levels.visible_people(me, **today)),
        "assessments": one.places("assessments", assessments),
        "ratings": one.places("ratings", _ratings(assessments, me)),
        "talks": one.places("talks", talks),
        "broken in": one.places("talks", of_talks.opened_by_break(me, **today)),
        "certificates": one.places("certificates", of_levels.visible_certificates(me, **today)),
        "goals": one.places("goals", of_talks.visible_goals(me, **today)),
        "reflections": one.places("reflections", of_talks.visible_reflections(me, **today)),
        "rounds": one.places("rounds", of_talks.visible_rounds(me, **today)),
        "opted in": one.places("opted_in", _opted_in(me)),
        "shown summaries": one.places("talks", _summaries(me)),
        **_in_talks(one, talks, me),
        **_of_each(one, me),
    }


def _opted_in(me: Any) -> Iterator[Any]:
    for row in of_vacancies.visible_vacancies(me, today=DAY):
        towards = of_vacancies.grounds_in(me, row, today=DAY)
        yield from of_vacancies.visible_opt_ins(me, row, today=DAY, towards=towards)


def _summaries(me: Any) -> Iterator[Any]:
    for share in of_levels.shared_with(me, today=DAY):
        found = shown(me, share.pk, today=DAY)
        yield from [found.row] if found and found.row else []


def _ratings(assessments: list[Any], me: Any) -> Iterator[Any]:
    for row in assessments:
        for judging in assessment_shown(row, viewer=me, language="sv").judging:
            yield from (rating for rating in (judging.mine, judging.theirs) if rating)


def _in_talks(one: Laid, talks: list[Any], me: Any) -> dict[str, set[Any]]:
    blocks = [block for row in talks for block in talk_shown(row, viewer=me).blocks]
    answers = [answer for block in blocks for one in block.questions for answer in (one.mine, one.theirs) if answer]
    return {
        "answers": one.places("answers", answers),
        "notes": one.places("notes", [note for block in blocks for note in block.notes]),
    }


def _of_each(one: Laid, me: Any) -> dict[str, set[Any]]:
    """What is asked of one person at a time: of everyone who has something of the kind."""
    asked: dict[str, tuple[str, Callable[..., Any]]] = {
        "levels": ("levels", of_levels.visible_levels), "activities": ("activities", of_levels.visible_activities),
        "interests": ("interests", of_levels.visible_interests), "exemptions": ("exemptions", of_levels.visible_exemptions),
        "inherited": ("talks", of_talks.inherited_talks),
    }  # fmt: skip
    return {
        what: set().union(*(one.places(kind, rule(me, person, today=DAY)) for person in one.having(kind)))
        for what, (kind, rule) in asked.items()
    }
