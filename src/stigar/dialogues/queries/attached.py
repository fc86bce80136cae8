"""What else is going on, to choose among when one says what a dialogue or a reflection belongs to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.profiles.rules import visible_projects

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST = 20


def going_on(viewer: Person, *, today: date) -> list[str]:
    """The projects the viewer sees, by name, the latest first. Nobody's own words."""
    names = visible_projects(viewer, today=today).order_by("-begun", "name").values_list("name", flat=True)[:MOST]
    return list(dict.fromkeys(names))


def project_called(viewer: Person, told: str, *, today: date) -> str:
    """The name of a project the viewer sees; nothing for any other."""
    try:
        key = UUID(told)
    except ValueError:
        return ""
    return visible_projects(viewer, today=today).filter(pk=key).values_list("name", flat=True).first() or ""
