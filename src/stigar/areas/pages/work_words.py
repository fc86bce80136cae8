"""The words of one role in the list, ready made: a page holds fifty roles, and ready words are quick to print."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.areas.queries import RoleWork

NOBODY = UUID(int=0)
ENOUGH_FROM = 0.968  # the share that six tasks give


def lines(works: Iterable[RoleWork], held: frozenset[UUID]) -> list[dict[str, Any]]:
    """What is printed of each role."""
    words = {"own": _("Your role"), "enough": _("Enough"), "link": reverse("areas:work", args=[NOBODY])}
    return [_line(work, held, words) for work in works]


def told(tasks: int, skills: int) -> str:
    """How much is told, in words."""
    if not tasks and not skills:
        return _("nothing yet")
    parts = [ngettext("%(n)s task", "%(n)s tasks", tasks) % {"n": tasks}]
    if skills:
        parts.append(ngettext("%(n)s skill", "%(n)s skills", skills) % {"n": skills})
    return ", ".join(parts)


def _line(work: RoleWork, held: frozenset[UUID], words: dict[str, str]) -> dict[str, Any]:
    role, meter = work.role, work.meter
    lacking = meter.missing[0][1] if meter.missing else 0
    return {
        "link": words["link"].replace(str(NOBODY), str(role.id)),
        "title": role.title,
        "own": words["own"] if role.id in held else "",
        "people": ngettext("%(n)s person", "%(n)s people", role.people) % {"n": role.people},
        "variants": _("also %(variants)s") % {"variants": ", ".join(role.variants)} if role.variants else "",
        "told": told(meter.tasks, meter.skills),
        "share": f"{meter.share:.2f}",
        "tint": "" if meter.share >= ENOUGH_FROM else " bar-line--attention",
        "width": round(meter.share * 100, 1),
        "enough": words["enough"],
        "lacks": lacking and ngettext("one more task", "%(missing)s more tasks", lacking) % {"missing": lacking},
    }
