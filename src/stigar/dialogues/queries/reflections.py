"""Reflections as they are read: what is hard right now, three good questions, one's own pieces and those others have shared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.dialogues import rules
from stigar.dialogues.models import Reflection, Talk
from stigar.dialogues.queries.templates import TEXTS
from stigar.library.queries import challenges_like, questions_for
from stigar.library.queries.shelf import CompetenceShown, ItemShown, shelf
from stigar.people.queries.leading import manager_of
from stigar.people.rules import visible_colleagues

if TYPE_CHECKING:
    from stigar.people.models import Person

FEW = 3
MOST = 200


@dataclass(frozen=True, slots=True)
class Hard:
    """Something hard with its few questions and the behaviours it is about."""

    competence: CompetenceShown
    challenge: ItemShown
    questions: tuple[ItemShown, ...]


def hard_like(words: str, *, language: str, today: date) -> list[tuple[CompetenceShown, ItemShown]]:
    """What the words bring to mind, nearest first. They are looked for in memory and kept nowhere."""
    found = challenges_like(shelf(language), words, language=language)
    return [(one, item) for one, item in found if _may_be_read(one, item, today)]


def hard_to_pick(*, language: str, today: date) -> list[tuple[str, list[ItemShown]]]:
    """Everything that may be picked, by competence."""
    rows = [(one.name, [item for item in one.challenges if _may_be_read(one, item, today)]) for one in shelf(language)]
    return [(name, items) for name, items in rows if items]


def hard_called(item: UUID, *, language: str, today: date) -> Hard | None:
    """One thing that is hard and three good questions about it; None when there is no such thing to read."""
    one, challenge = shelf(language).of_item.get(item, (None, None))
    if one is None or challenge is None or challenge.kind != "challenge" or not _may_be_read(one, challenge, today):
        return None
    asked = [question for question in questions_for(one, challenge, most=MOST) if question.rights.stands(today)]
    return Hard(one, challenge, tuple(asked[:FEW]))


def for_most_things(language: str) -> list[tuple[str, str]]:
    """Three questions that suit whatever is hard, by their keys."""
    return list(_for_most_things(language).items())


@cache
def _for_most_things(language: str) -> dict[str, str]:
    return tomllib.loads((TEXTS / f"reflections.{language}.toml").read_text(encoding="utf-8"))


def own_reflections(viewer: Person) -> list[Reflection]:
    """One's own, the latest first, each with those it is shared with. Two queries."""
    rows = Reflection.objects.filter(person=viewer).prefetch_related("shared__reader").order_by("-at")
    return list(rows[:MOST])


def shared_with(viewer: Person, *, today: date) -> list[Reflection]:
    """The pieces that others let the viewer read, the latest first. One query."""
    visible = rules.visible_reflections(viewer, today=today).exclude(person=viewer)
    return list(visible.select_related("person").order_by("-at")[:MOST])


def open_talks(viewer: Person, *, today: date) -> list[Talk]:
    """The dialogues that one can take something along to. One query."""
    rows = rules.visible_talks(viewer, today=today).filter(closed_at=None).select_related("person", "reviewer")
    return list(rows.order_by("-opened_at")[:20])


def readers_near(viewer: Person, talks: Iterable[Talk], *, today: date) -> list[Person]:
    """Those one is likely to share with: one's manager, and the others of one's dialogues who work here."""
    manager = manager_of(viewer, today=today)
    others = [one.reviewer if one.person_id == viewer.pk else one.person for one in talks]
    wanted = {one.pk for one in (manager, *others) if one is not None and one.pk != viewer.pk}
    return list(visible_colleagues(viewer, today=today).filter(pk__in=wanted).order_by("order_sv"))


def reader_called(viewer: Person, told: str, *, today: date) -> Person | None:
    """A colleague by e-mail address, as the directory has them; nobody when there is none."""
    words = told.strip()
    if not words:
        return None
    found: Person | None = (
        visible_colleagues(viewer, today=today).exclude(pk=viewer.pk).filter(email__iexact=words).first()
    )
    return found


def _may_be_read(one: CompetenceShown, item: ItemShown, today: date) -> bool:
    return one.rights.stands(today) and item.rights.stands(today)
