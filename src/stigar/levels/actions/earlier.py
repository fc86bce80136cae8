"""An example company's levels from before it came here, and what goes with them: brought in bulk, as they would have been told.

Only in an organisation that is a demonstration. Nothing is journalled: nobody does it today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from stigar.levels.models import (
    Activity,
    Assessment,
    CareerInterest,
    Certificate,
    Evidence,
    EvidenceShown,
    Exemption,
    Experience,
    Level,
    Offer,
    OptIn,
    Part,
    Rating,
    Recruiter,
    Reply,
    RequiredCertificate,
    SharedWith,
    Vacancy,
)
from stigar.people.actions.earlier import demand_demonstration

if TYPE_CHECKING:
    from stigar.people.models import Organisation

KINDS: tuple[Any, ...] = (
    Assessment, Part, Rating, Level, Experience, Evidence, EvidenceShown, Reply, CareerInterest, RequiredCertificate, Certificate, Exemption,
    SharedWith, Activity, Offer, Vacancy, Recruiter, OptIn,
)  # fmt: skip
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@transaction.atomic
def bring_levels(*, organisation: Organisation, told: Rows) -> int:
    """Bring rows by kind: ``{"Level": [{"person_id": …, "level": 3, …}]}``. Returns how many. Raises ``NotADemonstration``."""
    demand_demonstration(organisation)
    for kind in KINDS:
        rows = told.get(kind.__name__, ())
        kind.objects.bulk_create([kind(organisation=organisation, **row) for row in rows])
    return sum(len(told.get(kind.__name__, ())) for kind in KINDS)
