"""The dialogues of a round opened for everybody in it, batch by batch: stopped anywhere and run again, nobody gets two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.rounds import RIGHT
from stigar.dialogues.models import Agreed, Preparation, Round, RoundLetter, Talk
from stigar.dialogues.queries.pairing import Pair, plan_of
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock, jobs, journal
from stigar.foundation.policy import Refused
from stigar.levels.actions.together import ToJudge, open_many

if TYPE_CHECKING:
    from stigar.foundation.models import Errand
    from stigar.people.models import Person

BATCH = 200


def invite(asked: Errand, *, viewer: Person, today: date) -> int:
    """Open every dialogue of the round that is not open yet; each batch is whole or not at all. Gives how many."""
    row = Round.objects.select_related("template", "organisation").get(pk=asked.given["round"])
    _demand_held(row, viewer, today)
    there = set(_there(row))
    pairs = [pair for pair in plan_of(row, language="sv", today=today).pairs if pair.person.id not in there]
    made = 0
    for first in range(0, len(pairs), BATCH):
        jobs.tell(asked, first, len(pairs), gettext_noop("Opening the dialogues"))
        made += len(open_some(row=row, pairs=pairs[first : first + BATCH], viewer=viewer, today=today))
    return made


@transaction.atomic
def open_some(*, row: Round, pairs: Sequence[Pair], viewer: Person, today: date) -> list[Talk]:
    """Open a dialogue for each who has none in the round, with the assessment beside it when levels are judged too."""
    _demand_held(row, viewer, today)
    Round.objects.select_for_update().get(pk=row.pk)  # one at a time: nobody gets two
    there = set(_there(row))
    fresh = [pair for pair in pairs if pair.person.id not in there]
    judged = _judged(row, fresh, viewer, today)
    before = _latest(fresh)
    held, now, blocks = {"organisation_id": row.organisation_id}, clock.now(), blocks_of(row.template.key)
    made = [
        Talk(
            **held, person_id=pair.person.id, reviewer_id=pair.reviewer, as_manager=pair.as_manager, round=row, blocks=blocks,
            before_id=before.get((pair.person.id, pair.reviewer)), assessment_id=judged.get(pair.person.id), due=row.ends,
            language=pair.person.language or row.organisation.language, opened_by=viewer, opened_at=now,
        )
        for pair in fresh
    ]  # fmt: skip
    Talk.objects.bulk_create(made, batch_size=100)
    two = [Preparation(**held, talk=one, giver_id=giver) for one in made for giver in (one.person_id, one.reviewer_id)]
    Preparation.objects.bulk_create(two, batch_size=500)
    _carry_over(made)
    _letters(row, made)
    journal.note_all(
        viewer, gettext_noop("opened a dialogue"), ((one, one.person_id, {"reviewer": str(one.reviewer_id)}) for one in made)
    )  # fmt: skip
    return made


def _demand_held(row: Round, viewer: Person, today: date) -> None:
    if not rules.may_be_for(viewer, row.whom, today=today):
        raise Refused(RIGHT)


def _there(row: Round) -> Iterable[UUID]:
    return Talk.objects.filter(round=row, put_down_at=None).values_list("person", flat=True)


def _judged(row: Round, pairs: Sequence[Pair], viewer: Person, today: date) -> dict[UUID, UUID]:
    if not row.judges_levels:
        return {}
    asked = [ToJudge(pair.person.id, pair.reviewer, pair.person.roles, pair.as_manager) for pair in pairs]
    return open_many(pairs=asked, due=row.ends, viewer=viewer, today=today)


def _latest(pairs: Sequence[Pair]) -> dict[tuple[UUID, UUID], UUID]:
    """The latest dialogue that the same two have had."""
    people = [pair.person.id for pair in pairs]
    earlier = Talk.objects.filter(person__in=people, put_down_at=None).order_by("opened_at")
    return {(person, reviewer): key for key, person, reviewer in earlier.values_list("pk", "person", "reviewer")}


def _carry_over(made: Sequence[Talk]) -> None:
    """What the same two agreed and has not been done comes along."""
    came = {one.before_id: one for one in made if one.before_id}
    left = Agreed.objects.filter(talk__in=came, done_on=None, dropped_at=None)
    Agreed.objects.bulk_create(
        (
            Agreed(
                organisation_id=one.organisation_id, talk=came[one.talk_id], who_id=one.who_id, text=one.text, by_day=one.by_day,
                carried_from=one, by_id=one.by_id, at=clock.now(),
            )
            for one in left
        ),
        batch_size=500,
    )  # fmt: skip


def _letters(row: Round, made: Sequence[Talk]) -> None:
    """A letter to each of the two that the round has begun; who leads many gets one."""
    people = dict.fromkeys(key for one in made for key in (one.person_id, one.reviewer_id))
    RoundLetter.objects.bulk_create(
        (RoundLetter(organisation_id=row.organisation_id, round=row, person_id=key, kind=RoundLetter.BEGINS, on=row.begins) for key in people),
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
