"""Deciding about the areas: name, move, merge, split, lock, how fine; and undoing any of it.

Whoever decides says which turn they saw. When somebody else decided meanwhile the turn has moved on: one wins, the
other is told and looks again.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.actions.map import steering
from stigar.areas.actions.standing import as_it_stands, let_stand
from stigar.areas.models import Area, Decision, Map, Steering
from stigar.areas.queries.map import AreaView, MapView, newest_map
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal

if TYPE_CHECKING:
    from stigar.people.models import Person

LONGEST_NAME = 80
_VERBS = {
    "name": gettext_noop("named an area"),
    "move": gettext_noop("moved a role to another area"),
    "merge": gettext_noop("merged two areas"),
    "split": gettext_noop("split an area"),
    "lock": gettext_noop("locked an area"),
    "unlock": gettext_noop("unlocked an area"),
    "fineness": gettext_noop("chose how fine the areas are"),
    "start": gettext_noop("planned where to start"),
}


class MovedOn(Exception):
    """Somebody else decided about the areas after this page was shown; look again."""


class NotOnTheMap(Exception):
    """An area or a role that is not on the newest map."""


class NothingDecided(Exception):
    """It is so already, or nothing was chosen."""


class NotSplit(Exception):
    """At least one role has to leave, and at least one has to stay."""


class NameTaken(Exception):
    """Another area goes by this name."""


def rename_area(*, key: str, name: str, seen: int, viewer: "Person", today: date) -> Decision:
    """Call an area what people call it; an empty name gives it back the one the map proposes."""
    rules.demand_here(viewer, "decide on areas", today=today)
    view, area = _found(key, viewer)
    name = one_line(name, LONGEST_NAME)
    if name and any(other.name.casefold() == name.casefold() for other in view.areas if other.key != key):
        raise NameTaken
    wanted = {"names": {key: name or None}}
    return decide("name", [key], wanted, {"was": area.name, "name": name or area.proposed}, seen=seen, viewer=viewer)


def move_role(*, role_id: uuid.UUID, to: str, seen: int, viewer: "Person", today: date) -> Decision:
    """A role belongs in another area than the one found; every later map keeps it there."""
    rules.demand_here(viewer, "decide on areas", today=today)
    view, target = _found(to, viewer)
    role, source = view.role(str(role_id)), view.area_of(str(role_id))
    if role is None or source is None:
        raise NotOnTheMap
    if source.key == to:
        raise NothingDecided
    said = {"role": role.title, "was": source.name, "name": target.name}
    return decide("move", [source.key, to], {"placements": {role.id: to}}, said, seen=seen, viewer=viewer)


def merge_areas(*, key: str, into: str, seen: int, viewer: "Person", today: date) -> Decision:
    """Two areas are one: the roles of both stay together under ``into``."""
    rules.demand_here(viewer, "decide on areas", today=today)
    (_, source), (_, target) = _found(key, viewer), _found(into, viewer)
    if key == into:
        raise NothingDecided
    wanted: dict[str, Any] = {"placements": {role.id: into for role in (*source.roles, *target.roles)}}
    if source.locked:
        wanted["locks"] = {key: None}
    return decide("merge", [key, into], wanted, {"was": source.name, "name": target.name}, seen=seen, viewer=viewer)


def split_area(
    *, key: str, leaving: Iterable[uuid.UUID], name: str = "", seen: int, viewer: "Person", today: date
) -> Decision:
    """Some roles leave an area and become one of their own. Raises :class:`NotSplit` when none or all would leave."""
    rules.demand_here(viewer, "decide on areas", today=today)
    _, area = _found(key, viewer)
    out = {str(role) for role in leaving}
    going = [role for role in area.roles if role.id in out]
    if not going or len(going) == len(area.roles):
        raise NotSplit
    with transaction.atomic():
        new = Area.objects.create(
            organisation_id=viewer.organisation_id, key=f"area-{uuid.uuid4().hex[:8]}", colour=area.colour % 8 + 1
        )
        wanted: dict[str, Any] = {"placements": {role.id: new.key if role in going else key for role in area.roles}}
        if name.strip():
            wanted["names"] = {new.key: one_line(name, LONGEST_NAME)}
        if area.locked:
            wanted["locks"] = {key: [role.id for role in area.roles if role not in going]}
        said = {"was": area.name, "name": name.strip(), "roles": [role.title for role in going]}
        return decide("split", [key, new.key], wanted, said, seen=seen, viewer=viewer)


def lock_area(*, key: str, seen: int, viewer: "Person", today: date) -> Decision:
    """An area stays as it is: no role leaves or joins it by itself."""
    rules.demand_here(viewer, "decide on areas", today=today)
    _, area = _found(key, viewer)
    wanted = {"locks": {key: [role.id for role in area.roles]}}
    return decide("lock", [key], wanted, {"name": area.name}, seen=seen, viewer=viewer)


def unlock_area(*, key: str, seen: int, viewer: "Person", today: date) -> Decision:
    """An area may change again when the evidence does."""
    rules.demand_here(viewer, "decide on areas", today=today)
    _, area = _found(key, viewer)
    return decide("unlock", [key], {"locks": {key: None}}, {"name": area.name}, seen=seen, viewer=viewer)


def choose_fineness(*, resolution: float, seen: int, viewer: "Person", today: date) -> Decision:
    """Coarser or finer areas from now on; one of the slider's steps."""
    rules.demand_here(viewer, "decide on areas", today=today)
    view = newest_map("en")
    step = next((step for step in view.steps if step.resolution == resolution), None) if view else None
    if view is None or step is None:
        raise NotOnTheMap
    said = {"was": len(view.areas), "areas": step.areas}
    return decide("fineness", [], {"resolution": resolution}, said, seen=seen, viewer=viewer)


@transaction.atomic
def undo_decision(*, decision: Decision, viewer: "Person", today: date) -> Decision:
    """Put back what stood before. Raises :class:`MovedOn` when a later decision has touched the same."""
    rules.demand_here(viewer, "decide on areas", today=today)
    steering(viewer.organisation_id)
    decision.refresh_from_db()
    if decision.undone_at or as_it_stands(decision.after) != decision.after:
        raise MovedOn
    let_stand(decision.before, by=viewer)
    decision.undone_at, decision.undone_by = clock.now(), viewer
    decision.save(update_fields=["undone_at", "undone_by"])
    Steering.objects.update(turn=F("turn") + 1)
    journal.note(viewer, gettext_noop("took back a decision on areas"), decision)
    return decision


@transaction.atomic
def decide(
    kind: str, areas: list[str], wanted: dict[str, Any], said: dict[str, Any], *, seen: int, viewer: "Person"
) -> Decision:
    """One decision, whole: what stood, what shall stand, who and when. ``seen`` is the turn the viewer saw."""
    now = steering(viewer.organisation_id)
    if now.turn != seen:
        raise MovedOn
    before = as_it_stands(wanted)
    if before == wanted:
        raise NothingDecided
    let_stand(wanted, by=viewer)
    Steering.objects.filter(pk=now.pk).update(turn=F("turn") + 1)
    decision: Decision = Decision.objects.create(
        organisation_id=viewer.organisation_id,
        kind=kind,
        areas=areas,
        said=said,
        before=before,
        after=wanted,
        by=viewer,
    )
    journal.note(viewer, _VERBS[kind], decision, **said)
    return decision


def _found(key: str, viewer: "Person") -> tuple[MapView, AreaView]:
    view = newest_map(viewer.organisation.language) if Map.objects.exists() else None
    area = view.area(key) if view else None
    if view is None or area is None:
        raise NotOnTheMap
    return view, area
