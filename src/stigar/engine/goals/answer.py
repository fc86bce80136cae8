"""What the checker answers: five questions, what is missing in each, the words that led to it, and a wording offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from stigar.engine.goals.goal import Milestone

SPECIFIC, MEASURABLE, ATTRACTIVE, REALISTIC, TIMED = QUESTIONS = (
    "specific", "measurable", "attractive", "realistic", "timed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One missing piece. ``code`` names it; ``words`` are the goal's own that led to it; ``says`` and ``offer`` are sentences in the
    goal's language, what is missing and a wording to take or leave; ``steps`` are milestones that would fill it.
    """

    code: str
    question: str
    words: tuple[str, ...] = ()
    says: str = ""
    offer: str = ""
    steps: tuple[Milestone, ...] = ()
    day: date | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five. ``score`` is 0..1, None when it cannot be told or has not been answered. ``found`` are the goal's words that
    speak for it; ``verdict`` is a code (``sound``, ``missing``, or why it cannot be told).
    """

    name: str
    score: float | None
    verdict: str
    pieces: tuple[Piece, ...] = ()
    found: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The if-then plan. ``known``: one was written. ``offer`` is a beginning made from the goal's words, when none was."""

    known: bool
    when: str = ""
    then: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole answer; iterates over the five questions."""

    language: str
    questions: tuple[Question, ...] = field(default=())
    plan: Plan = field(default=Plan(known=False))

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def of(self, name: str) -> Question:
        """One question by its name."""
        return next(one for one in self.questions if one.name == name)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that is missing, in the order of the questions."""
        return tuple(piece for one in self.questions for piece in one.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes of what is missing."""
        return tuple(piece.code for piece in self.pieces)

    @property
    def sound(self) -> bool:
        """Nothing is missing."""
        return not self.pieces

    def __str__(self) -> str:
        return "\n".join(one.why for one in self.questions)
