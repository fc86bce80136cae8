"""What a programme for an area would develop: the competences that the approved profiles of its roles have in common."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.conf import settings

from stigar.areas.queries.map import newest_map
from stigar.areas.queries.start import figures
from stigar.profiles.queries.profiles.asking import askings

IN_COMMON = 0.5  # at least half of the area's roles with an approved profile ask for it, and two where there are two


def programmes() -> list[dict[str, Any]]:
    """Each area with its name in every language, its competences, and the hours a participant spends; as plain data to keep."""
    names: dict[str, dict[str, str]] = {}
    roles: dict[str, list[UUID]] = {}
    for code, _name in settings.LANGUAGES:
        view = newest_map(code)
        for area in view.areas if view else ():
            names.setdefault(area.key, {})[code] = area.name
            roles[area.key] = [UUID(role.id) for role in area.roles]
    hours = float(figures().hours)
    made = (
        {"key": key, "names": names[key], "hours": hours, "competences": _in_common(roles[key])}
        for key in sorted(names)
    )
    return [one for one in made if one["competences"]]


def _in_common(roles: list[UUID]) -> list[str]:
    there = askings().by_role
    profiles = [there[role] for role in roles if role in there]
    asked = Counter(one.competence for profile in profiles for one in profile.asked)
    enough = max(min(2, len(profiles)), IN_COMMON * len(profiles))
    return sorted(str(one) for one, many in asked.items() if many >= enough)
