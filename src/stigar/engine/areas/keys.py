"""Keys: an area keeps its key from one run to the next, so that names and decisions stay with it.

A new group takes the key of the earlier area it shares most with; what people placed by hand goes to the key they
chose, always.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from stigar.engine.areas.answer import AreaMap, Change, Reason


def keyed(
    roles: Sequence[str], groups: Sequence[int], placed: Mapping[str, str], before: AreaMap | None
) -> dict[str, str]:
    """Role -> area key: groups get keys, then what people placed is put where they placed it."""
    members: dict[int, set[str]] = {}
    for role, group in zip(roles, groups, strict=True):
        members.setdefault(int(group), set()).add(role)
    earlier: dict[str, set[str]] = {}
    for role, key in (before.placement if before else {}).items():
        if placed.get(role, key) == key:
            earlier.setdefault(key, set()).add(role)
    for role, key in placed.items():
        earlier.setdefault(key, set()).add(role)
    keys = _matched(members, earlier)
    taken = set(keys.values()) | set(earlier)
    for group, inside in sorted(members.items()):
        keys.setdefault(group, _fresh(inside, taken))
    return {role: placed.get(role, keys[int(group)]) for role, group in zip(roles, groups, strict=True)}


def _matched(members: Mapping[int, set[str]], earlier: Mapping[str, set[str]]) -> dict[int, str]:
    """Best overlap first; each key and each group once."""
    likeness = [
        (-len(inside & roles) / len(inside | roles), key, group)
        for group, inside in members.items()
        for key, roles in earlier.items()
        if inside & roles
    ]
    found: dict[int, str] = {}
    for _, key, group in sorted(likeness):
        if group not in found and key not in found.values():
            found[group] = key
    return found


def _fresh(inside: set[str], taken: set[str]) -> str:
    """A key no area has had: from the names of its roles, so that the same areas get the same keys."""
    content = "\n".join(sorted(inside))
    for attempt in range(1000):
        key = "area-" + hashlib.sha256(f"{content}{'!' * attempt}".encode()).hexdigest()[:8]
        if key not in taken:
            taken.add(key)
            return key
    raise AssertionError("a thousand keys in a row are taken")


def changes(
    before: AreaMap | None, now: Mapping[str, str], because: Mapping[str, tuple[Reason, ...]]
) -> tuple[Change, ...]:
    """What differs from the map before, roles first, each with what holds the role where it is now."""
    if before is None:
        return ()
    then = before.placement
    found = [
        Change("moved", role, then[role], now[role], because.get(role, ()))
        for role in sorted(now.keys() & then.keys())
        if then[role] != now[role]
    ]
    found += [Change("added", role, "", now[role], because.get(role, ())) for role in sorted(now.keys() - then.keys())]
    found += [Change("removed", role, then[role], "") for role in sorted(then.keys() - now.keys())]
    keys, earlier = set(now.values()), set(then.values())
    found += [Change("new_area", now=key) for key in sorted(keys - earlier)]
    found += [Change("gone_area", before=key) for key in sorted(earlier - keys)]
    return tuple(found)
