"""Groups in figures as they stand on the stage: counted, with one competence told of one unit, where Ada leads everybody."""

from __future__ import annotations

from typing import Any

from stigar.foundation import clock
from stigar.foundation.models import Errand
from stigar.levels.actions.groups import ERRAND, count
from stigar.levels.models import Published
from stigar.library.models import Competence
from stigar.people.models import Unit
from tests.cast import TODAY

GROUPS = "competence/groups/"
SLOTS: dict[str, str] = {
    f"{GROUPS}<uuid:unit>/ unit": "counted unit", f"{GROUPS}competences/<uuid:competence>/ competence": "told competence",
    f"{GROUPS}counting/<uuid:errand>/ errand": "groups counted",
}  # fmt: skip


def things_of_groups(own: Any) -> dict[str, Any]:
    """A unit that has been counted, a competence, and the errand that counted."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    unit, _made = Unit.objects.get_or_create(**held, code="A1", defaults={"name": "Bageri"})
    count(today=TODAY)
    competence = Competence.objects.get(key="listening").pk
    told = {"of": {str(unit.pk): {"asked": [9, 3, 2], "now": None, "before": []}}}
    Published.objects.create(**held, group=f"over:{competence}", figures=told, at=now)
    counted = Errand.objects.create(**held, kind=ERRAND, by=own.pk, ended_at=now)
    return {"counted unit": unit.pk, "told competence": competence, "groups counted": counted.pk}
