"""A dialogue as one of the two sees it, in the language the two have chosen: what is prepared, what is seen by both, what was agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from stigar.dialogues import rules
from stigar.dialogues.models import (
    Agreed,
    Answer,
    CalledOff,
    Goal,
    Note,
    Preparation,
    Reopening,
    Signature,
    Summary,
    Talk,
    TimeSet,
)
from stigar.dialogues.queries.signed import AsSigned, as_signed, signatures, standing
from stigar.dialogues.queries.templates import in_language
from stigar.dialogues.queries.time import agreed_in
from stigar.foundation.prepared import prepared

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what the viewer prepared, and (when both have handed in) what the other did. ``key`` is "block.question"."""

    key: str
    text: str
    for_me: bool
    mine: Answer | None
    theirs: Answer | None

    @property
    def turn(self) -> int:
        return self.mine.turn if self.mine else 0


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the dialogue with its questions and the notes written under it that the viewer may see."""

    key: str
    kind: str
    title: str
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]

    @property
    def prepared(self) -> bool:
        """Whether the viewer prepares anything in it."""
        return any(one.for_me for one in self.questions)


@dataclass(frozen=True, slots=True)
class TalkShown:
    """The whole of it for one of the two. ``signed`` are the ids of those whose signatures stand, under the words with ``digests``."""

    row: Talk
    me: Person
    other: Person
    handed_in: bool
    other_handed_in: bool
    blocks: tuple[Block, ...]
    agreed: tuple[Agreed, ...]
    goals: tuple[Goal, ...]
    time: tuple[TimeSet, ...]
    summary: Summary | None
    signed: frozenset[UUID]
    digests: frozenset[str]
    reopenings: tuple[tuple[Reopening, AsSigned | None], ...]
    as_signed: AsSigned | None  # of a closed one
    called_off: CalledOff | None  # the time they had, until the viewer has seen that it is called off

    @property
    def of_me(self) -> bool:
        return self.row.person_id == self.me.pk

    @property
    def revealed(self) -> bool:
        return self.row.revealed_at is not None

    @property
    def closed(self) -> bool:
        return self.row.closed_at is not None

    @property
    def answered(self) -> int:
        """How many questions the viewer has written something to."""
        return sum(bool(one.mine and one.mine.text) for block in self.blocks for one in block.questions)

    @property
    def asked(self) -> int:
        return sum(one.for_me for block in self.blocks for one in block.questions)

    @property
    def i_signed(self) -> bool:
        return self.me.pk in self.signed

    @property
    def other_signed(self) -> bool:
        return self.other.pk in self.signed


def talk_shown(row: Talk, *, viewer: Person) -> TalkShown:
    """What ``viewer``, one of the two, may see of it now. Nine queries."""
    parts = {part.giver_id: part for part in _preparations(row)}
    mine = parts[viewer.pk]
    theirs = next(part for giver, part in parts.items() if giver != viewer.pk)
    seen = [mine, theirs] if row.revealed_at else [mine]
    answers = {(one.preparation_id, one.question): one for one in _answers([one.pk for one in seen])}
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in _notes(viewer, row):
        notes[note.block].append(note)
    of_me = row.person_id == viewer.pk
    given = list(signatures(row))
    signed = {one.by_id: one.digest for one in given if one.taken_away_at is None}
    kept = standing.first(row) if row.closed_at else None
    as_it_was = as_signed(kept, row, given) if kept else None
    return TalkShown(
        row, viewer, row.reviewer if of_me else row.person, mine.submitted_at is not None, theirs.submitted_at is not None,
        tuple(_block(block, row, answers, mine, theirs, of_me, notes) for block in row.blocks),
        tuple(_agreed(row)), tuple(_goals(row)), as_it_was.time if as_it_was else tuple(agreed_in(row)),
        _summaries.first(row), frozenset(signed), frozenset(signed.values()),
        tuple((one, as_signed(one.was, row, given) if one.was else None) for one in _reopenings(row)), as_it_was,
        _called_off.first(viewer, row) if _has_called_off(row) else None,
    )  # fmt: skip


@prepared
def _preparations(row: Talk) -> QuerySet[Preparation]:
    return Preparation.objects.filter(talk=row)


@prepared
def _answers(preparations: list[UUID]) -> QuerySet[Answer]:
    return Answer.objects.filter(preparation__in=preparations)


@prepared
def _notes(viewer: Person, row: Talk) -> QuerySet[Note]:
    return rules.visible_notes(viewer, row).select_related("by").order_by("at")


@prepared
def _agreed(row: Talk) -> QuerySet[Agreed]:
    return Agreed.objects.filter(talk=row, dropped_at=None).select_related("who").order_by("at")


@prepared
def _goals(row: Talk) -> QuerySet[Goal]:
    return Goal.objects.filter(talk=row, put_down_on=None).select_related("person").order_by("at")


@prepared
def _summaries(row: Talk) -> QuerySet[Summary]:
    return Summary.objects.filter(talk=row)


def _has_called_off(row: Talk) -> bool:
    booking = getattr(row, "booking", None)
    return booking is not None and booking.cancelled_at is not None


@prepared
def _called_off(viewer: Person, row: Talk) -> QuerySet[CalledOff]:
    return CalledOff.objects.filter(talk=row, person=viewer).select_related("other")


@prepared
def _reopenings(row: Talk) -> QuerySet[Reopening]:
    return Reopening.objects.filter(talk=row).select_related("by", "was").order_by("at")


@dataclass(frozen=True, slots=True)
class Talks:
    """One's dialogues: those where one has something to do, those that wait for the other, and those that are closed."""

    mine: tuple[Talk, ...]
    theirs: tuple[Talk, ...]
    closed: tuple[Talk, ...]
    open_actions: tuple[Agreed, ...]


def own_talks(viewer: Person, *, today: date) -> Talks:
    """Two queries. Each carries ``handed_in``: whether the viewer's own preparation is."""
    rows = _latest(viewer, today=today)
    open_ones = sorted((row for row in rows if row.closed_at is None), key=_waits_for_the_other)
    return Talks(
        tuple(row for row in open_ones if row.person_id == viewer.pk),
        tuple(row for row in open_ones if row.person_id != viewer.pk),
        tuple(row for row in rows if row.closed_at is not None),
        tuple(_promised(viewer, today=today)),
    )


def _waits_for_the_other(row: Talk) -> bool:
    return bool(vars(row)["handed_in"]) and row.revealed_at is None


@prepared
def one_talk(viewer: Person, key: UUID, *, today: date) -> QuerySet[Talk]:
    """The dialogue with this id, or none, with what its pages need."""
    rows = rules.visible_talks(viewer, today=today).filter(pk=key)
    return rows.select_related("person", "reviewer", "round", "organisation", "booking")


@prepared
def _latest(viewer: Person, *, today: date) -> QuerySet[Talk]:
    """For a list: what only the dialogue's own page shows is not taken apart for two hundred."""
    handed_in = Preparation.objects.filter(talk=OuterRef("pk"), giver=viewer).exclude(submitted_at=None)
    rows = rules.visible_talks(viewer, today=today).select_related("person", "reviewer", "round", "booking")
    rows = rows.defer("blocks", "round__whom", "round__reminders").annotate(handed_in=Exists(handed_in))
    return rows.order_by("-opened_at")[:200]


@prepared
def _promised(viewer: Person, *, today: date) -> QuerySet[Agreed]:
    rows = promised(viewer, rules.visible_talks(viewer, today=today))
    return rows.select_related("talk").order_by("by_day", "at")


def promised(viewer: Person, visible: QuerySet[Talk]) -> QuerySet[Agreed]:
    """What the viewer has promised and not done, each thing once: in the last dialogue that it has come along to."""
    came_along = Agreed.objects.filter(carried_from=OuterRef("pk"))
    rows = Agreed.objects.filter(talk__in=visible.values("pk"), who=viewer, done_on=None, dropped_at=None)
    return rows.exclude(Exists(came_along))


def _block(
    block: dict[str, Any], row: Talk, answers: dict[tuple[UUID, str], Answer], mine: Preparation, theirs: Preparation, of_me: bool,
    notes: dict[str, list[Note]],
) -> Block:  # fmt: skip
    asked = ("both", "person" if of_me else "reviewer")
    return Block(
        block["key"], block["kind"], in_language(block["title"], row.language),
        tuple(
            Question(
                key, _asked(one, row, to_me=of_me or row.revealed_at is not None), one["for"] in asked,
                answers.get((mine.pk, key)), answers.get((theirs.pk, key)),
            )
            for one in block["questions"]
            if (key := f"{block['key']}.{one['key']}")
        ),
        tuple(notes[block["key"]]),
    )  # fmt: skip


def _asked(question: dict[str, Any], row: Talk, *, to_me: bool) -> str:
    """The question as it is put to the viewer: while the reviewer prepares, in words about the person."""
    about = "" if to_me else in_language(question.get("reviewer") or {"": ""}, row.language)
    return (about or in_language(question["text"], row.language)).replace("{name}", row.person.given)


def signatures_of(row: Talk) -> list[Signature]:
    """The signatures that stand, in the order in which they were given. One query."""
    return list(Signature.objects.filter(talk=row, taken_away_at=None).select_related("by").order_by("at"))
