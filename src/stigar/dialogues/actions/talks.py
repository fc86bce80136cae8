"""A dialogue opened, prepared by each alone, and seen by both in the moment when both have handed in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.models import Agreed, Answer, Note, Preparation, Round, Signature, Talk
from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import RIGHTS, Ground, Refused, demand
from stigar.foundation.prepared import prepared
from stigar.levels.rules import grounds as towards
from stigar.people.rules import is_led_by, may_see_colleague

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.levels.models import Assessment
    from stigar.people.models import Person

LONGEST = 20_000  # signs in one answer or note
MAY_OPEN = RIGHTS["open a dialogue"]


class NotTheOther(Exception):
    """The other one of the two is the manager, or for HR any colleague who works here; never the person."""


class AlreadyThere(Exception):
    """The person has a dialogue in this round already."""


class HandedIn(Exception):
    """This has been handed in; it is taken back before it is changed."""


class Closed(Exception):
    """The dialogue is closed: it can be read, and opened again with a reason."""


class NewerElsewhere(Exception):
    """The same was written on another screen after this one was opened. Both are kept: ``theirs`` is what is saved."""

    def __init__(self, theirs: Any) -> None:
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def open_talk(
    *, person: Person, reviewer: Person, blocks: list[dict[str, Any]], language: str, viewer: Person, today: date,
    round: Round | None = None, situation: str = "", about: str = "", assessment: Assessment | None = None, due: date | None = None,
) -> Talk:  # fmt: skip
    """Open a dialogue between two; what was left open in the latest one comes along. Raises :class:`NotTheOther`, :class:`AlreadyThere`."""
    near = towards(viewer, person, today=today)
    demand("open a dialogue", near)
    leads = is_led_by(person, reviewer, today=today)
    if not _may_be_other(viewer, person, reviewer, near, leads=leads, today=today):
        raise NotTheOther
    earlier = Talk.objects.filter(person=person, reviewer=reviewer, put_down_at=None).order_by("-opened_at").first()
    try:
        with transaction.atomic():
            made: Talk = Talk.objects.create(
                organisation_id=viewer.organisation_id, person=person, reviewer=reviewer, as_manager=leads, round=round,
                before=earlier, assessment=assessment, about=clean(about)[: rules.LONGEST_ABOUT], situation=situation, blocks=blocks,
                language=language if language in dict(settings.LANGUAGES) else "sv", opened_by=viewer,
                opened_at=clock.now(), due=due,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AlreadyThere from twice
    for giver in (person, reviewer):
        Preparation.objects.create(organisation_id=viewer.organisation_id, talk=made, giver=giver)
    if earlier:
        _carry_over(earlier, made)
    journal.note(viewer, gettext_noop("opened a dialogue"), made, about=person.pk, reviewer=str(reviewer.pk))
    return made


@transaction.atomic
def save_answer(*, talk: Talk, question: str, text: str, turn: int, viewer: Person, today: date) -> Answer:
    """Save what the viewer prepares for one question; nobody else reads it yet. Raises :class:`HandedIn`, :class:`NewerElsewhere`."""
    mine = _own_preparation(talk, viewer, today=today)
    if question not in _questions(mine.talk, viewer):
        raise Refused("prepare a dialogue")
    there = _answers.first(mine, question)
    words = clean(text)
    if there and there.text == words:
        return there  # sent twice, after a lost connection for instance
    if mine.submitted_at or mine.talk.revealed_at:
        raise HandedIn
    if there is None:
        made: Answer = Answer.objects.create(
            organisation_id=viewer.organisation_id, preparation=mine, question=question, text=words, at=clock.now()
        )
        return made
    if there.turn != turn:
        raise NewerElsewhere(there)
    there.text, there.turn, there.at = words, there.turn + 1, clock.now()
    there.save(update_fields=["text", "turn", "at"])
    return there


@transaction.atomic
def hand_in(*, talk: Talk, viewer: Person, today: date) -> Talk:
    """Hand in one's preparation. With the second both are seen by both. Raises :class:`HandedIn`."""
    mine = _own_preparation(talk, viewer, today=today)
    if mine.submitted_at:
        raise HandedIn
    mine.submitted_at = clock.now()
    mine.save(update_fields=["submitted_at"])
    now = mine.talk
    journal.note(viewer, gettext_noop("handed in a preparation"), now, about=now.person_id)
    if not Preparation.objects.filter(talk=now, submitted_at=None).exists():
        now.revealed_at = clock.now()
        now.save(update_fields=["revealed_at"])
    return now


@transaction.atomic
def take_back(*, talk: Talk, viewer: Person, today: date) -> None:
    """Go on preparing, as long as the other has not handed in. Raises :class:`HandedIn` afterwards."""
    mine = _own_preparation(talk, viewer, today=today)
    if mine.talk.revealed_at:
        raise HandedIn
    mine.submitted_at = None
    mine.save(update_fields=["submitted_at"])
    journal.note(viewer, gettext_noop("took back a preparation"), mine.talk, about=talk.person_id)


@transaction.atomic
def choose_language(*, talk: Talk, language: str, viewer: Person, today: date) -> None:
    """The two choose in which language they talk, whatever language each reads the product in."""
    now = locked(talk, viewer, today=today)
    if language not in dict(settings.LANGUAGES):
        raise Refused("prepare a dialogue")
    now.language = language
    now.save(update_fields=["language"])
    journal.note(viewer, gettext_noop("chose the language of a dialogue"), now, about=now.person_id)


@transaction.atomic
def write_note(
    *,
    talk: Talk,
    block: str,
    text: str,
    shared: bool,
    viewer: Person,
    today: date,
    note: Note | None = None,
    turn: int = 0,
) -> Note:
    """Write in the room, for oneself or for both. Raises :class:`NewerElsewhere`."""
    now = locked(talk, viewer, today=today)
    words = clean(text)
    if note is None:
        made: Note = Note.objects.create(
            organisation_id=viewer.organisation_id, talk=now, by=viewer, block=clean(block)[:60], shared=shared, text=words, at=clock.now()
        )  # fmt: skip
        return made
    there = Note.objects.select_for_update().filter(pk=note.pk, talk=now, by=viewer).first()
    if there is None:
        raise Refused("prepare a dialogue")
    if (there.text, there.shared) == (words, shared):
        return there
    if there.turn != turn:
        raise NewerElsewhere(there)
    there.text, there.shared, there.turn, there.at = words, shared, there.turn + 1, clock.now()
    there.save(update_fields=["text", "shared", "turn", "at"])
    return there


@transaction.atomic
def take_note_away(*, note: Note, viewer: Person, today: date) -> None:
    """The writer takes it away."""
    now = locked(note.talk, viewer, today=today)
    if not Note.objects.filter(pk=note.pk, talk=now, by=viewer).delete()[0]:
        raise Refused("prepare a dialogue")


@transaction.atomic
def agree(*, talk: Talk, who: Person, text: str, by_day: date | None, viewer: Person, today: date) -> Agreed:
    """Write down what one of the two does, as both have agreed."""
    now = locked(talk, viewer, today=today)
    words = clean(text)
    if not words or who.pk not in (now.person_id, now.reviewer_id):
        raise Refused("prepare a dialogue")
    made: Agreed = Agreed.objects.create(
        organisation_id=viewer.organisation_id, talk=now, who=who, text=words, by_day=by_day, by=viewer, at=clock.now()
    )
    unsign(now)
    return made


@transaction.atomic
def mark_done(*, agreed: Agreed, done: bool, viewer: Person, today: date) -> Agreed:
    """It is done, or not yet after all; also when the dialogue is closed, since the following up happens after it."""
    seen = rules.visible_talks(viewer, today=today)
    now = Agreed.objects.select_for_update().filter(pk=agreed.pk, talk__in=seen.values("pk"), dropped_at=None).first()
    if now is None:
        raise Refused("prepare a dialogue")
    now.done_on = today if done else None
    Agreed.objects.filter(pk__in=_wherever(now)).update(done_on=now.done_on)
    return now


@transaction.atomic
def drop(*, agreed: Agreed, viewer: Person, today: date) -> None:
    """The two no longer mean to do it. Not when the dialogue is closed: then it comes along to the next."""
    now = locked(agreed.talk, viewer, today=today)
    if Agreed.objects.filter(pk=agreed.pk, talk=now, dropped_at=None).update(dropped_at=clock.now()):
        unsign(now)


def unsign(talk: Talk) -> None:
    """The words are not the same any more: whoever has signed is asked again."""
    Signature.objects.filter(talk=talk, taken_away_at=None).update(taken_away_at=clock.now())


def _may_be_other(
    viewer: Person, person: Person, reviewer: Person, near: frozenset[Ground], *, leads: bool, today: date
) -> bool:
    if reviewer.pk == person.pk or not reviewer.is_here(today) or not may_see_colleague(viewer, reviewer, today=today):
        return False
    return leads or Ground.HR in near


def _own_preparation(talk: Talk, viewer: Person, *, today: date) -> Preparation:
    now = locked(talk, viewer, today=today)
    mine = _preparations.first(now, viewer)
    if mine is None:
        raise Refused("prepare a dialogue")
    mine.talk = now
    return mine


@prepared
def _preparations(talk: Talk, giver: Person) -> QuerySet[Preparation]:
    return Preparation.objects.filter(talk=talk, giver=giver)


@prepared
def _answers(preparation: Preparation, question: str) -> QuerySet[Answer]:
    return Answer.objects.filter(preparation=preparation, question=question)


def locked(talk: Talk, viewer: Person, *, today: date) -> Talk:
    """The dialogue, if the viewer is one of the two today, locked for the transaction. Raises :class:`Closed`."""
    now = _locked.first(viewer, talk.pk, today=today)
    if now is None:
        raise Refused("prepare a dialogue")
    if now.closed_at:
        raise Closed
    return now


@prepared
def _locked(viewer: Person, key: UUID, *, today: date) -> QuerySet[Talk]:
    seen = rules.visible_talks(viewer, today=today).filter(pk=key)
    return Talk.objects.select_for_update().filter(pk__in=seen.values("pk"))


def _questions(talk: Talk, viewer: Person) -> set[str]:
    """The questions that the viewer prepares: those for both, and those for the part they have in it."""
    part = "person" if viewer.pk == talk.person_id else "reviewer"
    return {
        f"{block['key']}.{question['key']}"
        for block in talk.blocks
        if block.get("on", True)
        for question in block["questions"]
        if question["for"] in ("both", part)
    }


def _carry_over(earlier: Talk, made: Talk) -> None:
    """What was agreed and not done comes along."""
    left = Agreed.objects.filter(talk=earlier, done_on=None, dropped_at=None)
    for one in left:
        Agreed.objects.create(
            organisation_id=made.organisation_id, talk=made, who_id=one.who_id, text=one.text, by_day=one.by_day,
            carried_from=one, by_id=one.by_id, at=clock.now(),
        )  # fmt: skip


def _wherever(agreed: Agreed) -> list[UUID]:
    """The same thing in the dialogue it was agreed in and in those it has come along to."""
    found, first = [agreed.pk], agreed
    while first.carried_from:
        first = first.carried_from
        found.append(first.pk)
    later = Agreed.objects.filter(carried_from=agreed.pk).first()
    while later:
        found.append(later.pk)
        later = Agreed.objects.filter(carried_from=later.pk).first()
    return found


def clean(text: str) -> str:
    return as_written(text, LONGEST)
