"""A version before the reference group, an objection, a request for training and a file of profiles, as they stand on the stage."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import clock, files
from stigar.profiles.actions import approvals
from stigar.profiles.actions.importing import KIND
from stigar.profiles.actions.requests import ask_for_training
from stigar.profiles.models import Profile, Version
from stigar.profiles.queries.approvals import digest_of
from stigar.profiles.queries.profiles import content
from tests.cast import TODAY

FILE = "Roll;Kompetens;Nivå\nTeamledare;listening;3\n"
DIGEST = "0" * 64


def approval_things(profile: UUID, competence: UUID, own: Any, hr: Any) -> dict[str, Any]:
    """HR has laid a version; who takes part objects, and asks for training."""
    found = Profile.objects.get(pk=profile)
    words = content(found)
    Version.objects.create(
        organisation_id=hr.organisation_id,
        profile=found,
        number=1,
        content=words,
        digest=digest_of(words),
        by=hr,
        at=clock.now(),
    )
    objection = approvals.object_to(profile=found, competence=None, words="Nej", viewer=own, today=TODAY)
    asked = ask_for_training(competence=competence, wish=2, why="Därför", viewer=own, today=TODAY)
    brought = files.keep(BytesIO(FILE.encode()), "profiles.csv", kind=KIND, by=hr)
    return {"objection": objection.pk, "training": asked.pk, "profiles file": brought.pk}


SLOTS: dict[str, str] = {
    "objection": "objection", "training": "training", "profiles/imports/<uuid:upload>/ upload": "profiles file",
    "profiles/imports/<uuid:upload>/run/ upload": "profiles file",
}  # fmt: skip
WORDS: dict[str, str] = {
    "profiles/<uuid:profile>/file/<str:kind>/ kind": "json", "profiles/<uuid:profile>/guide/<str:kind>/ kind": "xlsx",
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST profiles/<uuid:profile>/objections/": lambda _: {"about": "", "words": "Natten"},
    "POST profiles/objections/<uuid:objection>/answer/": lambda _: {"words": "Ja"},
    "POST profiles/objections/<uuid:objection>/end/": lambda _: {"end": "taken_back"},
    "POST profiles/<uuid:profile>/versions/<int:number>/votes/": lambda _: {"answer": "yes", "digest": DIGEST},
    "POST profiles/<uuid:profile>/versions/<int:number>/approval/": lambda _: {"digest": DIGEST},
    "POST profiles/requests/": lambda stage: {"competence": str(stage.made["writing competence"]), "wish": "1", "why": "Därför"},
    "POST profiles/requests/<uuid:training>/answer/": lambda _: {"words": "Ja"},
    "POST profiles/imports/": lambda _: {"file": SimpleUploadedFile("p.csv", FILE.encode())},
    "POST /api/v1/profiles/{profile}/versions/{number}/votes": lambda _: {"digest": DIGEST, "yes": True},
    "POST /api/v1/profiles/{profile}/versions/{number}/approval": lambda _: {"digest": DIGEST},
    "POST /api/v1/profiles/{profile}/objections": lambda _: {"words": "Natten"},
    "PUT /api/v1/profile-objections/{objection}/answer": lambda _: {"words": "Ja"},
    "PUT /api/v1/profile-objections/{objection}/end": lambda _: {"end": "taken_back"},
    "POST /api/v1/training-requests": lambda stage: {"competence": str(stage.made["writing competence"]), "wish": 1, "why": "Därför"},
    "PUT /api/v1/training-requests/{training}/answer": lambda _: {"words": "Ja"},
}  # fmt: skip
