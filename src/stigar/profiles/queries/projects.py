"""A profile project as people see it: where it is among its nine steps, what is missing before going on, and what has happened."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.people.queries.audiences import Place, places
from stigar.profiles import rules
from stigar.profiles.models import Approval, Message, Participant, Profile, Project, Requirement, StepRecord
from stigar.profiles.queries import following, messages, viewpoints
from stigar.profiles.queries.lacking import Lacking, lackings

if TYPE_CHECKING:
    from stigar.people.models import Person

KEYS = ("goal", "architecture", "time", "participants", "engagement", "profiles", "finish", "teach", "follow")
PUBLISHING = 7  # a profile is approved in this step: those before it must be done
FEWEST_IN_REFERENCE = 2
NOT_BEGUN, OPEN, DONE = "not begun", "open", "done"


CHANGING = (*viewpoints.CHANGING, "profiles.profile", "profiles.version", "profiles.learned")  # what the steps stand on


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
    facts, found = _gathered(project, today), list[Step]()
    for number, key in enumerate(KEYS, start=1):
        missing = lackings(_LACKING[key](facts))
        first_open = all(step.done for step in found)
        done = last.get(number) == StepRecord.DONE and not missing
        state = DONE if done else OPEN if number in last or first_open else NOT_BEGUN
        found.append(Step(number, key, state, missing))
    return tuple(found)


@kept_until(CHANGING, most=64)
def steps_kept(project: uuid.UUID, *, today: date) -> tuple[Step, ...]:
    """The same for pages, kept in memory: one query while nothing has changed. What is decided on counts them anew."""
    return steps(Project.objects.get(pk=project), today=today)


def hindering(project: Project, *, today: date, before: int = PUBLISHING) -> tuple[Step, ...]:
    """The steps before this one that are not done: nothing is approved past them.

    Example: ``hindering(project, today=today)`` is empty when a version may be approved.
    """
    return not_done(steps(project, today=today), before)


def not_done(found: tuple[Step, ...], before: int = PUBLISHING) -> tuple[Step, ...]:
    """Those before this one that are not done."""
    return tuple(step for step in found if step.number < before and not step.done)


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


@prepared
def records(project: Project) -> QuerySet[StepRecord]:
    """What happened, the latest first."""
    return StepRecord.objects.filter(project=project).select_related("by").order_by("-at")


@prepared
def one_project(viewer: Person, key: uuid.UUID, *, today: date) -> QuerySet[Project]:
    """The project with this id, or none, with what its pages need."""
    rows = rules.visible_projects(viewer, today=today).filter(pk=key)
    return rules.with_parts(rows.select_related("owner", "goal", "ending", "architecture"), viewer, "pk")


def _at(kinds: dict[int, str]) -> int:
    return next((number for number in range(1, 10) if kinds.get(number) != StepRecord.DONE), 9)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the steps are judged by, fetched once: what is written, who is in and where they stand, and what has been made."""

    project: Project
    today: date
    written: dict[str, bool]
    roles: dict[uuid.UUID, str]
    people: list[Participant]
    standing: list[Place]
    profiles: list[Any]  # role, name, core, required, approved


def _gathered(project: Project, today: date) -> _Facts:
    """Five queries."""
    written = Project.objects.filter(pk=project.pk).values("goal", "architecture", "time_frame").get()
    roles = dict(project.roles.values_list("role", "role__title"))
    people = viewpoints.taking_part(project, today=today)
    standing = places(today=today, persons={one.person_id for one in people}, roles=roles)
    required = Exists(Requirement.objects.filter(profile=OuterRef("pk")))
    approved = Exists(Approval.objects.filter(version__profile=OuterRef("pk")))
    made = Profile.objects.filter(project=project, put_down=None).annotate(required=required, approved=approved)
    rows = list(made.order_by("name").values("role", "name", "core", "required", "approved"))
    return _Facts(
        project, today, {name: one is not None for name, one in written.items()}, roles, people, standing, rows
    )


def _goal(facts: _Facts) -> list[Lacking]:
    return [] if facts.written["goal"] else [Lacking("goal")]


def _architecture(facts: _Facts) -> list[Lacking]:
    return [] if facts.written["architecture"] else [Lacking("rules")]


def _time(facts: _Facts) -> list[Lacking]:
    return [] if facts.written["time_frame"] else [Lacking("time")]


def _participants(facts: _Facts) -> list[Lacking]:
    inside, roles = {one.person_id for one in facts.people}, frozenset(facts.roles)
    views = [one for one in viewpoints.seen_from(facts.project, inside, roles, facts.standing) if one.missing]
    parts = [one.part for one in facts.people]
    voters = parts.count(Participant.REFERENCE)
    found = [
        Lacking("roles") if not roles else None,
        Lacking("participant") if Participant.PARTICIPANT not in parts else None,
        Lacking("ambassador") if Participant.AMBASSADOR not in parts else None,
        Lacking("reference", FEWEST_IN_REFERENCE - voters) if voters < FEWEST_IN_REFERENCE else None,
        Lacking("viewpoints", len(views), what=tuple(f"{view.kind}:{view.key}" for view in views)) if views else None,
    ]
    return [one for one in found if one]


def _engagement(facts: _Facts) -> list[Lacking]:
    untold = messages.unsent_first(Message.objects.filter(project=facts.project))
    return [Lacking("untold", what=untold)] if untold else []


def _profiles(facts: _Facts) -> list[Lacking]:
    """Every role has a profile, and every profile requires something."""
    made = {row["role"] for row in facts.profiles}
    without = sorted(title for role, title in facts.roles.items() if role not in made)
    empty = [row["name"] for row in facts.profiles if row["core"] is None and not row["required"]]
    found = [Lacking("no-profile", len(without), what=tuple(without))] if without else []
    return found + ([Lacking("no-requirement", len(empty), what=tuple(empty))] if empty else [])


def _finish(facts: _Facts) -> list[Lacking]:
    """Every profile has an approved version."""
    waiting = [row["name"] for row in facts.profiles if not row["approved"]]
    if not facts.profiles:
        return [Lacking("no-profiles")]
    return [Lacking("not-approved", len(waiting), what=tuple(waiting))] if waiting else []


def _teach(facts: _Facts) -> list[Lacking]:
    holders = [one.person_id for one in facts.standing if one.role_id in facts.roles]
    managers, learned = following.learners_among(holders, today=facts.today)
    few = bool(managers) and len(learned) < following.ENOUGH_LEARNED * len(managers)
    return [Lacking("learned", len(managers) - len(learned), len(managers))] if few else []


def _follow(facts: _Facts) -> list[Lacking]:
    held = following.rounds(facts.project, today=facts.today)
    if not held:
        return [Lacking("pulse")]
    counted = next((one for one in held if one.mean is not None), None)
    if counted is None:
        return [Lacking("answers")]
    return [] if counted.reached else [Lacking("confidence")]


_LACKING: dict[str, Callable[[_Facts], list[Lacking]]] = {
    "goal": _goal, "architecture": _architecture, "time": _time, "participants": _participants, "engagement": _engagement,
    "profiles": _profiles, "finish": _finish, "teach": _teach, "follow": _follow,
}  # fmt: skip
