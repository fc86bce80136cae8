"""What we can ask about the questions: which are open to the viewer, with what each role does beside, and what is answered."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from stigar.areas import rules
from stigar.areas.models import Answer, Task
from stigar.areas.queries.map import AreaView, MapView, RoleOnMap

if TYPE_CHECKING:
    from stigar.people.models import Person

ASKED = 10
TASKS_SHOWN = 3
FREQUENT = {"daily": 0, "weekly": 1, "monthly": 2, "seldom": 3}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A pair to ask about: what each does, where each stands now, and how many other pairs the answer should settle."""

    one: RoleOnMap
    other: RoleOnMap
    gain: float
    one_area: AreaView | None
    other_area: AreaView | None
    one_tasks: tuple[str, ...] = ()
    other_tasks: tuple[str, ...] = ()

    @property
    def pairs(self) -> int:
        """Other pairs of roles that the answer is expected to settle."""
        return round(self.gain)

    @property
    def together_now(self) -> bool:
        return self.one_area == self.other_area


def open_questions(view: MapView, *, viewer: "Person", today: date) -> list[OpenQuestion]:
    """The questions nobody has answered that the viewer may answer, the one that settles most first. One query."""
    answered = set(Answer.objects.values_list("one", "other"))
    pairs = [
        (uuid.UUID(one), uuid.UUID(other), gain)
        for one, other, gain in view.questions
        if tuple(sorted((uuid.UUID(one), uuid.UUID(other)), key=str)) not in answered
    ]
    mine = rules.answerable(viewer, [(one, other) for one, other, _ in pairs], today=today)
    found = [_question(view, str(one), str(other), gain) for one, other, gain in pairs if (one, other) in mine]
    return [question for question in found if question][:ASKED]


def with_tasks(question: OpenQuestion) -> OpenQuestion:
    """The question with a few everyday tasks of both roles beside it. One query."""
    tasks = few_tasks([question.one.id, question.other.id])
    return OpenQuestion(
        question.one, question.other, question.gain, question.one_area, question.other_area,
        tasks.get(question.one.id, ()), tasks.get(question.other.id, ()),
    )  # fmt: skip


def few_tasks(roles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The most frequent tasks of each role."""
    wanted = [uuid.UUID(role) for role in roles]
    told: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = (
        Task.objects.of_roles(wanted).order_by("at", "pk").values_list("role", "role__merge__kept", "text", "frequency")
    )
    for role, kept, text, frequency in rows:
        told[str(kept or role)].append((FREQUENT[frequency], text))
    return {
        role: tuple(text for _, text in sorted(texts, key=lambda row: row[0])[:TASKS_SHOWN])
        for role, texts in told.items()
    }


def answers() -> list[Answer]:
    """Everything answered, the latest first. One query."""
    return list(Answer.objects.select_related("one", "other", "by").order_by("-at"))


def _question(view: MapView, one: str, other: str, gain: float) -> OpenQuestion | None:
    first, second = view.role(one), view.role(other)
    if first is None or second is None:
        return None
    return OpenQuestion(first, second, gain, view.area_of(one), view.area_of(other))
