"""How far a file of people has come on its way in, and which imports there have been."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from stigar.foundation.models import Errand, Upload
from stigar.people.models import Import, Organisation, Person

LOOK, PLAN, APPLY = "look", "plan", "apply"


@dataclass(frozen=True, slots=True)
class Stage:
    """The last step that was asked for, its errand, and what was seen when the file was looked at."""

    step: str
    errand: Errand
    look: Mapping[str, Any]

    @property
    def is_running(self) -> bool:
        return self.errand.ended_at is None


def stage_of(upload: Upload) -> Stage:
    """How far this file has come. One query."""
    ids = {step: uuid.UUID(upload.reading[step]) for step in (LOOK, PLAN, APPLY) if upload.reading.get(step)}
    errands = {errand.pk: errand for errand in Errand.objects.filter(pk__in=ids.values())}
    step = next(step for step in (APPLY, PLAN, LOOK) if step in ids)
    return Stage(step, errands[ids[step]], errands[ids[LOOK]].result)


def plan_shown(upload: Upload) -> Mapping[str, Any]:
    """What the last plan said; empty when there is none."""
    planned = Errand.objects.filter(pk=upload.reading.get(PLAN)).first() if upload.reading.get(PLAN) else None
    return planned.result if planned else {}


def same_before(upload: Upload) -> Import | None:
    """The last import of exactly these bytes."""
    return Import.objects.filter(sha256=upload.sha256).select_related("by").first()


def with_who(imports: QuerySet[Import]) -> QuerySet[Import]:
    """Imports with the person who brought them."""
    return imports.select_related("by")


def organisation_called(key: str) -> tuple[uuid.UUID, str] | None:
    """An organisation's id and language, by its key; for the terminal, which stands outside every organisation."""
    return Organisation.objects.filter(key=key).values_list("pk", "language").first()


def person_called(who: str) -> Person | None:
    """The person with this employee number or e-mail address."""
    return Person.objects.filter(Q(number=who) | Q(email__iexact=who)).select_related("organisation").first()


def organisation_keys() -> list[str]:
    """The keys there are."""
    return list(Organisation.objects.order_by("key").values_list("key", flat=True))
