"""A dialogue as one of the two sees it, in the language the two have chosen: what is prepared, what is seen by both, what was agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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
    for_other: bool
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

    @property
    def answered(self) -> int:
        """How many of its questions the viewer has written something to."""
        return sum(bool(one.mine and one.mine.text) for one in self.questions)

    @property
    def asked(self) -> int:
        return sum(one.for_me for one in self.questions)


@dataclass(frozen=True)
class TalkShown:
    """The whole of it for one of the two. What both stand for (agreed to signed) is read by the page that shows it, and by no other."""

    row: Talk
    me: Person
    other: Person
    handed_in: bool
    other_handed_in: bool
    blocks: tuple[Block, ...]

    @cached_property
    def agreed(self) -> tuple[Agreed, ...]:
        return tuple(_agreed(self.row))

    @property
    def came_along(self) -> tuple[Agreed, ...]:
        """What was agreed last time and not done then."""
        return tuple(one for one in self.agreed if one.carried_from_id)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(_goals(self.row))

    @cached_property
    def time(self) -> tuple[TimeSet, ...]:
        return self.as_signed.time if self.as_signed else tuple(agreed_in(self.row))

    @cached_property
    def summary(self) -> Summary | None:
        return _summaries.first(self.row)

    @cached_property
    def reopenings(self) -> tuple[tuple[Reopening, AsSigned | None], ...]:
        """Each with what stood before it."""
        return tuple(
            (one, as_signed(one.was, self.row, self._given) if one.was else None) for one in _reopenings(self.row)
        )

    @cached_property
    def as_signed(self) -> AsSigned | None:
        """Of a closed one, what it was closed with."""
        kept = standing.first(self.row) if self.row.closed_at else None
        return as_signed(kept, self.row, self._given) if kept else None

    @cached_property
    def called_off(self) -> CalledOff | None:
        """The time they had, until the viewer has seen that it is called off."""
        return _called_off.first(self.me, self.row) if _has_called_off(self.row) else None

    @cached_property
    def _given(self) -> list[Signature]:
        return signatures(self.row)

    @cached_property
    def _signatures(self) -> dict[UUID, str]:
        return {one.by_id: one.digest for one in self._given if one.taken_away_at is None}

    @property
    def signed(self) -> frozenset[UUID]:
        """Those whose signatures stand."""
        return frozenset(self._signatures)

    @property
    def digests(self) -> frozenset[str]:
        """The hashes of the words that they stand under."""
        return frozenset(self._signatures.values())

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
        return sum(block.answered for block in self.blocks)

    @property
    def asked(self) -> int:
        return sum(block.asked for block in self.blocks)

    @property
    def at_work(self) -> str:
        """The part the viewer writes in: where something was saved last, before that the first with something to prepare."""
        mine = [(one.mine.at, block.key) for block in self.blocks for one in block.questions if one.mine]
        return max(mine)[1] if mine else next((block.key for block in self.blocks if block.prepared), "")

    @property
    def i_signed(self) -> bool:
        return self.me.pk in self.signed

    @property
    def other_signed(self) -> bool:
        return self.other.pk in self.signed


def talk_shown(row: Talk, *, viewer: Person) -> TalkShown:
    """What ``viewer``, one of the two, may see of it now. Three queries, and six more for what both stand for when that is shown."""
    parts = {part.giver_id: part for part in _preparations(row)}
    mine = parts[viewer.pk]
    theirs = next(part for giver, part in parts.items() if giver != viewer.pk)
    seen = [mine, theirs] if row.revealed_at else [mine]
    answers = {(one.preparation_id, one.question): one for one in _answers([one.pk for one in seen])}
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in _notes(viewer, row):
        notes[note.block].append(note)
    of_me = row.person_id == viewer.pk
    return TalkShown(
        row, viewer, row.reviewer if of_me else row.person, mine.submitted_at is not None, theirs.submitted_at is not None,
        tuple(_block(block, row, answers, mine, theirs, of_me, notes) for block in row.blocks),
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
    asked, other = ("person", "reviewer") if of_me else ("reviewer", "person")
    return Block(
        block["key"], block["kind"], in_language(block["title"], row.language),
        tuple(
            Question(
                key, _asked(one, row, to_me=of_me or row.revealed_at is not None), one["for"] in ("both", asked),
                one["for"] in ("both", other), answers.get((mine.pk, key)), answers.get((theirs.pk, key)),
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
