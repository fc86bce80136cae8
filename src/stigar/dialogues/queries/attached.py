"""What else is going on, to choose among when one says what a dialogue or a reflection belongs to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.dialogues import rules
from stigar.dialogues.models import Reflection
from stigar.profiles.rules import visible_projects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stigar.people.models import Person

MOST = 20


def going_on(viewer: Person, *, today: date) -> list[str]:
    """What the viewer has named before, then the projects they see. Nobody else's words. Three queries."""
    mine = Reflection.objects.filter(person=viewer).exclude(about="").order_by("-at").values_list("about", flat=True)
    talks = rules.visible_talks(viewer, today=today).exclude(about="").order_by("-opened_at")
    projects = visible_projects(viewer, today=today).order_by("-begun", "name").values_list("name", flat=True)
    return _once([*mine[:MOST], *talks.values_list("about", flat=True)[:MOST], *projects[:MOST]])[:MOST]


def project_called(viewer: Person, told: str, *, today: date) -> str:
    """The name of a project the viewer sees; nothing for any other."""
    try:
        key = UUID(told)
    except ValueError:
        return ""
    return visible_projects(viewer, today=today).filter(pk=key).values_list("name", flat=True).first() or ""


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
