"""A word about somebody's goal from one to whom they show it: said, taken back, put away. It never changes the goal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues.actions.talks import clean
from stigar.dialogues.models import Comment, Goal
from stigar.dialogues.queries.shown import may_comment
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "read what is shown"
LONGEST = 1200


class NoWords(Exception):
    """Nothing was said."""


@transaction.atomic
def say(*, goal: Goal, text: str, viewer: Person, today: date) -> Comment:
    """Say something about a goal that the person shows the viewer. Nobody but the two reads it. Raises :class:`NoWords`."""
    if not may_comment(viewer, goal, today=today):
        raise Refused(RIGHT)
    words = clean(text)[:LONGEST]
    if not words:
        raise NoWords
    made: Comment = Comment.objects.create(
        organisation_id=viewer.organisation_id, goal=goal, by=viewer, text=words, at=clock.now()
    )
    journal.note(viewer, gettext_noop("commented on a goal"), goal, about=goal.person_id)
    return made


@transaction.atomic
def take_back(*, comment: Comment, viewer: Person, today: date) -> None:
    """It is gone, for both. Only as long as the person still shows the goal."""
    rows = Comment.objects.filter(pk=comment.pk, by=viewer)
    if not may_comment(viewer, comment.goal, today=today) or not rows.delete()[0]:
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("took back a comment on a goal"), comment.goal, about=comment.goal.person_id)


@transaction.atomic
def put_away(*, comment: Comment, away: bool, viewer: Person, today: date) -> None:
    """The person has read it and puts it away, or gets it back. Whoever wrote it is not told."""
    rows = Comment.objects.filter(pk=comment.pk, goal__person=viewer)
    if not viewer.is_here(today) or not rows.update(put_away_at=clock.now() if away else None):
        raise Refused(RIGHT)
