"""A profile project as people see it: where it is among its nine steps, what is missing before going on, and what has happened."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from stigar.profiles import rules
from stigar.profiles.models import Approval, Architecture, Goal, Message, Participant, Profile, StepRecord, TimeFrame
from stigar.profiles.queries import following, messages, viewpoints
from stigar.profiles.queries.lacking import Lacking, lackings

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Project

KEYS = ("goal", "architecture", "time", "participants", "engagement", "profiles", "finish", "teach", "follow")
PUBLISHING = 7  # a profile is approved in this step: those before it must be done
FEWEST_IN_REFERENCE = 2
NOT_BEGUN, OPEN, DONE = "not begun", "open", "done"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the nine: its number and key, whether it is not begun, open or done, and what is missing before it is done."""

    number: int
    key: str
    state: str
    lacking: tuple[Lacking, ...]

    @property
    def done(self) -> bool:
        return self.state == DONE

    @property
    def ready(self) -> bool:
        """Nothing is missing: it can be said to be done."""
        return not self.lacking and not self.done


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a list: which step it is in, None when it has ended."""

    project: Project
    at: int | None


def steps(project: Project, *, today: date) -> tuple[Step, ...]:
    """All nine, in order. A step is done when somebody has said so and nothing is missing in it (any more)."""
    last = dict(project.records.order_by("at").values_list("step", "kind"))
    found: list[Step] = []
    for number, key in enumerate(KEYS, start=1):
        missing = lackings(_LACKING[key](project, today))
        first_open = all(step.done for step in found)
        done = last.get(number) == StepRecord.DONE and not missing
        state = DONE if done else OPEN if number in last or first_open else NOT_BEGUN
        found.append(Step(number, key, state, missing))
    return tuple(found)


def hindering(project: Project, *, today: date, before: int = PUBLISHING) -> tuple[Step, ...]:
    """The steps before this one that are not done: nothing is approved past them.

    Example: ``hindering(project, today=today)`` is empty when a version may be approved.
    """
    return tuple(step for step in steps(project, today=today) if step.number < before and not step.done)


def current(found: tuple[Step, ...]) -> Step:
    """Where the project is: the first step that is not done, or the last."""
    return next((step for step in found if not step.done), found[-1])


def listed(viewer: Person, *, today: date) -> list[ProjectRow]:
    """The projects the viewer sees, those under way first. Two queries; where each is, as its records say."""
    rows = rules.visible_projects(viewer, today=today).select_related("owner").order_by("-begun", "name")
    kinds: dict[uuid.UUID, dict[int, str]] = {}
    for project, step, kind in (
        StepRecord.objects.filter(project__in=rows).order_by("at").values_list("project", "step", "kind")
    ):
        kinds.setdefault(project, {})[step] = kind
    told = [ProjectRow(one, None if one.ended else _at(kinds.get(one.pk, {}))) for one in rows]
    return sorted(told, key=lambda row: row.at is None)


def approved_profiles(viewer: Person, words: str, *, today: date) -> list[Profile]:
    """Profiles in use, by role; only those whose name or role has all the words. One query."""
    approved = Approval.objects.values("version__profile")
    rows = rules.visible_profiles(viewer, today=today).filter(pk__in=approved, put_down=None)
    for word in words.split()[:5]:
        rows = rows.filter(Q(name__icontains=word) | Q(role__title__icontains=word))
    return list(rows.select_related("role", "core").order_by("role__title", "core_id", "name"))


def records(project: Project) -> list[StepRecord]:
    """What happened, the latest first. One query."""
    return list(project.records.select_related("by").order_by("-at"))


def _at(kinds: dict[int, str]) -> int:
    return next((number for number in range(1, 10) if kinds.get(number) != StepRecord.DONE), 9)


def _goal(project: Project, today: date) -> list[Lacking]:
    return [] if Goal.objects.filter(project=project).exists() else [Lacking("goal")]


def _architecture(project: Project, today: date) -> list[Lacking]:
    return [] if Architecture.objects.filter(project=project).exists() else [Lacking("rules")]


def _time(project: Project, today: date) -> list[Lacking]:
    return [] if TimeFrame.objects.filter(project=project).exists() else [Lacking("time")]


def _participants(project: Project, today: date) -> list[Lacking]:
    people = viewpoints.taking_part(project, today=today)
    parts = [one.part for one in people]
    views = [view for view in viewpoints.viewpoints(project, today=today, people=people) if view.missing]
    voters = parts.count(Participant.REFERENCE)
    found = [
        Lacking("roles") if not project.roles.exists() else None,
        Lacking("participant") if Participant.PARTICIPANT not in parts else None,
        Lacking("ambassador") if Participant.AMBASSADOR not in parts else None,
        Lacking("reference", FEWEST_IN_REFERENCE - voters) if voters < FEWEST_IN_REFERENCE else None,
        Lacking("viewpoints", len(views), what=tuple(f"{view.kind}:{view.key}" for view in views)) if views else None,
    ]
    return [one for one in found if one]


def _engagement(project: Project, today: date) -> list[Lacking]:
    planned = list(Message.objects.filter(project=project))
    return [Lacking("untold", what=messages.unsent_first(planned))] if messages.unsent_first(planned) else []


def _profiles(project: Project, today: date) -> list[Lacking]:
    """Every role has a profile, and every profile requires something."""
    roles = dict(project.roles.values_list("role", "role__title"))
    begun = Profile.objects.filter(project=project, put_down=None)
    without = sorted(title for role, title in roles.items() if role not in set(begun.values_list("role", flat=True)))
    empty = sorted(begun.filter(core=None, requirements=None).values_list("name", flat=True))
    found = [Lacking("no-profile", len(without), what=tuple(without))] if without else []
    return found + ([Lacking("no-requirement", len(empty), what=tuple(empty))] if empty else [])


def _finish(project: Project, today: date) -> list[Lacking]:
    """Every profile has an approved version."""
    standing = Profile.objects.filter(project=project, put_down=None)
    approved = Approval.objects.filter(version__profile__project=project).values("version__profile")
    waiting = sorted(standing.exclude(pk__in=approved).values_list("name", flat=True))
    if not waiting and not standing.exists():
        return [Lacking("no-profiles")]
    return [Lacking("not-approved", len(waiting), what=tuple(waiting))] if waiting else []


def _teach(project: Project, today: date) -> list[Lacking]:
    managers, learned = following.learners(project, today=today)
    left = len(managers) - len(learned)
    few = bool(managers) and len(learned) < following.ENOUGH_LEARNED * len(managers)
    return [Lacking("learned", left, len(managers))] if few else []


def _follow(project: Project, today: date) -> list[Lacking]:
    held = following.rounds(project)
    if not held:
        return [Lacking("pulse")]
    counted = next((one for one in held if one.mean is not None), None)
    if counted is None:
        return [Lacking("answers")]
    return [] if counted.reached else [Lacking("confidence")]


_LACKING: dict[str, Callable[[Project, date], list[Lacking]]] = {
    "goal": _goal, "architecture": _architecture, "time": _time, "participants": _participants, "engagement": _engagement,
    "profiles": _profiles, "finish": _finish, "teach": _teach, "follow": _follow,
}  # fmt: skip
