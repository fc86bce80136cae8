"""A profile with a requirement and a variant, and a workshop about it, as they stand on the stage; and what is sent there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from stigar.library.models import Competence
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import workshops as meeting
from stigar.profiles.models import Project
from tests.cast import TODAY

SENT = {"alvbro": UUID("00000000-0000-4000-8000-0000000000a1"), "havre": UUID("00000000-0000-4000-8000-0000000000e1")}
NEW = "00000000-0000-4000-8000-0000000000b1"
REQUIRED = {"level": 3, "until": "", "importance": 2, "origin": "base", "why": "Ofta"}
SAID = {"level": 3, "importance": 2, "origin": "base", "why": "Ofta"}


def profile_things(project: UUID, role: Any, own: Any, hr: Any) -> dict[str, Any]:
    """HR has begun the profile and plans the workshop; who takes part has proposed something."""
    led = Project.objects.get(pk=project)
    who = {"viewer": hr, "today": TODAY}
    profile = writing.begin_profile(project=led, role_id=role.pk, language="sv", **who)
    listening = Competence.objects.get(key="listening").pk
    row = writing.require(profile=profile, wanted=writing.Wanted(listening, 3), **who)
    variant = writing.begin_variant(core=profile, difference="place", name="Oslo", **who)
    met = meeting.plan_workshop(
        project=led, profiles=[profile], kind="workshop", name="Köket", at=datetime(2026, 11, 24, 9, tzinfo=UTC), place="",
        led_by=hr.pk, **who,
    )  # fmt: skip
    key = SENT[role.organisation.key]
    said, _ = meeting.propose(workshop=met, profile_id=profile.pk, key=key, text="Koka soppa", viewer=own, today=TODAY)
    return {
        "profile": profile.pk, "variant profile": variant.pk, "requirement": row.pk, "workshop": met.key, "proposal": said.pk,
        "sent": said.key, "group": said.group_id, "required": listening, "writing competence": Competence.objects.get(key="writing").pk,
    }  # fmt: skip


_BOARD = "profiles/workshops/<str:key>/"
_MACHINE = "/api/v1/workshops/{key}"
SLOTS: dict[str, str] = {
    "profile": "profile", "requirement": "requirement", "proposal": "proposal", "group": "group", "profiles/areas/<str:key>/ key": "area",
    "profiles/<uuid:profile>/standing/ profile": "variant profile", "profiles/<uuid:profile>/waivers/ profile": "variant profile",
    f"{_BOARD}proposals/<uuid:proposal>/removal/ proposal": "sent", f"{_MACHINE}/proposals/{{proposal}} proposal": "sent",
    **{f"{_BOARD}{rest} key": "workshop" for rest in (
        "", "stage/", "board/", "proposals/", "proposals/<uuid:proposal>/", "proposals/<uuid:proposal>/removal/", "estimates/",
        "groups/<uuid:group>/", "groups/<uuid:group>/competence/", "groups/<uuid:group>/aside/", "groups/<uuid:group>/return/",
    )},
    **{f"{_MACHINE}{rest} key": "workshop" for rest in (
        "", "/stage", "/proposals", "/proposals/{proposal}", "/groups/{group}/estimate", "/groups/{group}/competence",
        "/groups/{group}/settlement",
    )},
}  # fmt: skip


def _proposal(stage: Any) -> dict[str, Any]:
    return {"key": NEW, "profile": str(stage.made["profile"]), "text": "Diska"}


def _workshop(stage: Any) -> dict[str, Any]:
    hr = str(stage.cast.hedda.pk)
    return {
        "kind": "workshop",
        "name": "Nästa",
        "at": "2026-11-25T09:00",
        "place": "",
        "profiles": [str(stage.made["profile"])],
        "led_by": hr,
    }


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST profiles/<uuid:profile>/purpose/": lambda _: {"purpose": "Lagar mat", "seen": ""},
    "POST profiles/<uuid:profile>/variants/": lambda _: {"difference": "place", "name": "Bergen"},
    "POST profiles/<uuid:profile>/waivers/": lambda stage: {"competence": str(stage.made["required"])},
    "POST profiles/<uuid:profile>/requirements/": lambda stage: {
        "competence": str(stage.made["writing competence"]),
        **REQUIRED,
    },
    "POST profiles/requirements/<uuid:requirement>/": lambda _: {**REQUIRED, "seen": 1},
    "POST profiles/projects/<uuid:project>/profiles/new/": lambda stage: {"role": str(stage.cast.adviser.pk)},
    "POST profiles/projects/<uuid:project>/workshops/": _workshop,
    f"POST {_BOARD}stage/": lambda _: {"stage": "estimate", "seen": "propose"},
    f"POST {_BOARD}proposals/": _proposal,
    f"POST {_BOARD}proposals/<uuid:proposal>/": lambda _: {"group": ""},
    f"POST {_BOARD}groups/<uuid:group>/competence/": lambda stage: {"competence": str(stage.made["required"])},
    "POST /api/v1/profile-projects/{project}/profiles": lambda stage: {"role": str(stage.cast.adviser.pk)},
    "POST /api/v1/profile-projects/{project}/workshops": lambda stage: {
        **_workshop(stage),
        "at": "2026-11-25T09:00:00Z",
    },
    "POST /api/v1/profiles/{profile}/variants": lambda _: {"difference": "place", "name": "Bergen"},
    "PUT /api/v1/profiles/{profile}/purpose": lambda _: {"purpose": "Lagar mat"},
    "POST /api/v1/profiles/{profile}/requirements": lambda stage: {
        "competence": str(stage.made["writing competence"]),
        **SAID,
    },
    "PUT /api/v1/profiles/requirements/{requirement}": lambda _: {**SAID, "turn": 1},
    f"POST {_MACHINE}/proposals": _proposal,
    f"PUT {_MACHINE}/stage": lambda _: {"stage": "estimate", "seen": "propose"},
    f"PUT {_MACHINE}/groups/{{group}}/estimate": lambda _: {"importance": 2, "level": 3},
    f"PUT {_MACHINE}/groups/{{group}}/competence": lambda stage: {"competence": str(stage.made["required"])},
    f"PUT {_MACHINE}/groups/{{group}}/settlement": lambda _: SAID,
}
