"""What stands by people's decision, as plain data: read before and after, so that any decision can be undone as one.

A state holds only what a decision touches: ``placements`` (role id -> area key or None), ``names`` (key -> name or
None), ``locks`` (key -> role ids or None), ``resolution``, ``waves`` (key -> plan or None).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from stigar.areas.models import Area, AreaName, Lock, Picture, Placement, Steering, Wave

if TYPE_CHECKING:
    from stigar.people.models import Person

State = Mapping[str, Any]


def as_it_stands(like: State) -> dict[str, Any]:
    """What stands now for everything that ``like`` speaks of."""
    now: dict[str, Any] = {}
    if roles := like.get("placements"):
        placed = {
            str(role): key for role, key in Placement.objects.filter(role__in=roles).values_list("role", "area__key")
        }
        now["placements"] = {role: placed.get(role) for role in roles}
    if keys := like.get("names"):
        names = dict(AreaName.objects.filter(area__key__in=keys).values_list("area__key", "name"))
        now["names"] = {key: names.get(key) for key in keys}
    if keys := like.get("locks"):
        locks = dict(Lock.objects.filter(area__key__in=keys).values_list("area__key", "roles"))
        now["locks"] = {key: locks.get(key) for key in keys}
    if "resolution" in like:
        now["resolution"] = Steering.objects.values_list("resolution", flat=True).first()
    if keys := like.get("waves"):
        waves = {wave.area.key: _plan(wave) for wave in Wave.objects.filter(area__key__in=keys).select_related("area")}
        now["waves"] = {key: waves.get(key) for key in keys}
    return now


def let_stand(state: State, *, by: Person) -> None:
    """Make it so."""
    areas = {area.key: area for area in Area.objects.filter(key__in=_keys(state))}
    for role, key in state.get("placements", {}).items():
        _put(Placement, {"role_id": role}, {"area": areas[key], "by": by} if key else None, by)
    if state.get("names"):
        Picture.objects.update(svg="")  # painted again with the new names, everything where it was
    for key, name in state.get("names", {}).items():
        _put(AreaName, {"area": areas[key]}, {"name": name, "by": by} if name else None, by)
    for key, roles in state.get("locks", {}).items():
        _put(Lock, {"area": areas[key]}, None if roles is None else {"roles": roles, "by": by}, by)
    if "resolution" in state:
        Steering.objects.update(resolution=state["resolution"])
    waves = sorted(state.get("waves", {}).items(), key=lambda item: item[1] is not None)
    for key, plan in waves:
        _put(Wave, {"area": areas[key]}, {**_wave(plan), "by": by} if plan else None, by)


def _put(model: Any, which: dict[str, Any], values: dict[str, Any] | None, by: Person) -> None:
    if values:
        model.objects.update_or_create(
            **which, defaults=values, create_defaults={**values, "organisation_id": by.organisation_id}
        )
    else:
        model.objects.filter(**which).delete()


def _keys(state: State) -> set[str]:
    """Every area that the state speaks of."""
    placed = {key for key in state.get("placements", {}).values() if key}
    return placed.union(*(state.get(what, {}) for what in ("names", "locks", "waves")))


def _plan(wave: Wave) -> dict[str, Any]:
    return {
        "number": wave.number, "begins": wave.begins.isoformat() if wave.begins else None, "weeks": wave.weeks,
        "why": wave.why, "figures": wave.figures,
    }  # fmt: skip


def _wave(plan: Mapping[str, Any]) -> dict[str, Any]:
    return {**plan, "begins": date.fromisoformat(plan["begins"]) if plan["begins"] else None}
