"""Answering: do two roles need to be able to do the same things? Each answer is folded in; any can be taken back."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.models import Answer
from stigar.engine import areas as engine
from stigar.engine.areas.ties import Ties
from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.people.queries import standing_roles

if TYPE_CHECKING:
    from stigar.people.models import Person


class NoSuchPair(Exception):
    """A role that does not stand here, or the same role twice."""


class Contradicts(Exception):
    """The answer cannot be true together with these earlier ones; one of them has to be taken back first."""

    def __init__(self, answers: tuple[Answer, ...]) -> None:
        self.answers = answers
        super().__init__(len(answers))


@transaction.atomic
def answer_question(*, one: uuid.UUID, other: uuid.UUID, same: bool | None, viewer: "Person", today: date) -> Answer:
    """Say that two roles need the same (True), do not (False), or that one cannot tell (None, decides nothing).

    A new answer about the same pair replaces the old. Raises :class:`Contradicts` with the answers it collides with.
    """
    one, other = sorted((one, other), key=str)
    standing = {role.id for role in standing_roles(today=today)}
    if one == other or not {one, other} <= standing:
        raise NoSuchPair
    if not rules.may_answer(viewer, one, other, today=today):
        raise Refused("say whether roles are alike")
    if same is not None:
        _check(one, other, same)
    answer: Answer
    answer, _ = Answer.objects.update_or_create(
        one_id=one, other_id=other, defaults={"same": same, "by": viewer},
        create_defaults={"same": same, "by": viewer, "organisation_id": viewer.organisation_id},
    )  # fmt: skip
    journal.note(viewer, gettext_noop("answered whether two roles are alike"), answer, same=same)
    return answer


@transaction.atomic
def take_back_answer(*, answer: Answer, viewer: "Person", today: date) -> None:
    """As if it had never been answered; the question may come again."""
    if not rules.may_take_back(viewer, answer, today=today):
        raise Refused("say whether roles are alike")
    journal.note(viewer, gettext_noop("took back an answer about two roles"), answer, same=answer.same)
    answer.delete()


def _check(one: uuid.UUID, other: uuid.UUID, same: bool) -> None:
    """Raise Contradicts when this answer and the earlier ones cannot all be true."""
    earlier = {
        (str(answer.one_id), str(answer.other_id)): answer
        for answer in Answer.objects.exclude(same=None).select_related("one", "other", "by")
        if (answer.one_id, answer.other_id) != (one, other)
    }
    said = [engine.Answer(*pair, bool(answer.same)) for pair, answer in earlier.items()]
    roles = sorted({role for pair in earlier for role in pair} | {str(one), str(other)})
    try:
        Ties.of(roles, [*said, engine.Answer(str(one), str(other), same)])
    except engine.Contradiction as wrong:
        involved = (earlier.get((each.one, each.other)) for each in wrong.answers)
        raise Contradicts(tuple(answer for answer in involved if answer)) from wrong
