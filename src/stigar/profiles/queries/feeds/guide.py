"""An interview guide from a profile: what to ask about each required competence, what to listen for, and a scorecard.

Everybody gets the same questions, and each interviewer scores alone before they talk. An interview is short: what is not
chosen is proposed to be the most important competences, with two questions about what cannot be done without and one about the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from stigar.profiles.queries.feeds.telling import ProfileOut, RequiredOut

MINUTES = 4  # a question with its answer
COMPETENCES, QUESTIONS = 6, 9  # of a proposed talk, at most: about thirty-five minutes
INDISPENSABLE = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a weak and a strong answer sound like. ``chosen``: it is asked in this talk."""

    id: UUID
    ask: str
    low: str
    high: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One competence and all the questions that fit the required level."""

    required: RequiredOut
    questions: tuple[Question, ...]

    @property
    def chosen(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.chosen)


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide: what cannot be done without first. ``known`` is everything that could be asked about; ``without`` are required
    competences that have no questions."""

    profile: ProfileOut
    known: tuple[Asked, ...]
    without: tuple[RequiredOut, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Those that are taken up in this talk, with the questions that were chosen."""
        return tuple(replace(one, questions=one.chosen) for one in self.known if one.chosen)

    @property
    def untouched(self) -> tuple[RequiredOut, ...]:
        """Those that could be asked about and are not taken up in this talk."""
        return tuple(one.required for one in self.known if not one.chosen)

    @property
    def scored(self) -> tuple[RequiredOut, ...]:
        """The rows of the scorecard: what is asked about, and what has no questions but may be heard all the same."""
        apart = {one.competence for one in self.untouched}
        return tuple(one for one in self.profile.requirements if one.competence not in apart)

    @property
    def questions(self) -> int:
        return sum(len(one.questions) for one in self.asked)

    @property
    def minutes(self) -> int:
        """About how long it takes to ask what is chosen."""
        return MINUTES * self.questions


def guide_of(profile: ProfileOut, chosen: Collection[UUID] | None = None) -> Guide:
    """The guide, from a profile as it is told: the words that may leave are already sorted out there.

    ``chosen`` are the questions to ask, by id; with None the sensible choice stands.
    """
    profile = replace(profile, requirements=tuple(one for one in profile.requirements if not one.closed))
    known = [Asked(one, tuple(_questions(one))) for one in profile.requirements]
    wanted = _proposed(known) if chosen is None else frozenset(chosen)
    marked = (
        replace(one, questions=tuple(replace(each, chosen=each.id in wanted) for each in one.questions))
        for one in known
        if one.questions
    )
    return Guide(profile, tuple(marked), tuple(one.required for one in known if not one.questions))


def _proposed(known: list[Asked]) -> frozenset[UUID]:
    """The most important competences, each with one question; a second about what cannot be done without, while there is time."""
    first = [one for one in known if one.questions][:COMPETENCES]
    wanted = [one.questions[0].id for one in first]
    second = [
        one.questions[1].id for one in first if one.required.importance == INDISPENSABLE and len(one.questions) > 1
    ]
    return frozenset([*wanted, *second][:QUESTIONS])


def _questions(one: RequiredOut) -> Iterator[Question]:
    """The competence's interview questions; one that says which levels it suits only when it suits the required."""
    for item in one.known.interviews if one.known else ():
        fits = item.level is None or (
            item.level <= (one.until or one.level) and one.level <= (item.until or item.level)
        )
        if fits:
            yield Question(item.id, item.text, item.words.get("low", ""), item.words.get("high", ""), False)
