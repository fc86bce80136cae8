"""A plan, an offered activity and a role within reach, as they stand on the stage; and what is sent there.

The plan is somebody's own (Bo's): nobody else opens or changes anything of it. The role is one with an approved profile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stigar.foundation import clock
from stigar.levels.models import Activity, CareerInterest, Offer
from stigar.library.models import Competence
from stigar.people.models import Role
from stigar.profiles.models import Approval, Profile, Version
from tests.cast import TODAY


def things_planned(own: Any) -> dict[str, Any]:
    """An activity under way, one that is offered, one that was dropped, one that is done; and an interest in a role."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    listening = Competence.objects.get(key="listening")
    plan = {**held, "person": own, "competence": listening, "toward": 2, "at": now}
    going, offered, dropped, done = (
        Activity.objects.create(**plan, name=name, **more)
        for name, more in (
            ("Ringer upp", {}), ("Lyssnar med", {}), ("Läser", {"dropped_at": now}), ("Frågar", {"done_on": TODAY, "use": 3}),
        )
    )  # fmt: skip
    offer = Offer.objects.create(**held, activity=offered, at=now)
    role = Role.objects.create(**held, title="Värd")
    CareerInterest.objects.create(**held, person=own, role=role, at=now)
    approve_profile(held, role, str(listening.pk))
    things = {
        "activity": going, "offered activity": offered, "dropped activity": dropped, "done activity": done, "offer": offer,
        "career role": role,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


def approve_profile(held: dict[str, Any], role: Role, competence: str) -> Version:
    """A profile of the role, imported and approved, that asks for one competence."""
    profile = Profile.objects.create(**held, role=role, name=role.title, language="sv", made=TODAY)
    asked = {
        "competence": competence,
        "name": "Lyssna",
        "level": 3,
        "until": None,
        "importance": 2,
        "origin": "role",
        "top": 5,
    }
    content = {"title": role.title, "name": role.title, "requirements": [asked]}
    version = Version.objects.create(
        **held, profile=profile, number=1, content=content, digest="1" * 64, at=clock.now()
    )
    Approval.objects.create(**held, version=version, at=clock.now())
    return version


PLAN, ROLE = "competence/plan/<uuid:activity>/", "competence/roles/<uuid:role>/"
SLOTS: dict[str, str] = {
    "activity": "activity", "offer": "offer", f"{PLAN}return/ activity": "dropped activity",
    f"{PLAN}done/removal/ activity": "done activity", f"{PLAN}offer/removal/ activity": "offered activity",
    **{f"{ROLE}{rest} role": "career role" for rest in ("", "interest/", "interest/removal/")},
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST competence/plan/takings/": lambda stage: {"item": str(stage.made["library activity"])},
    "POST competence/plan/new/": lambda _: {"name": "Ringer"},
    f"POST {PLAN}": lambda _: {"name": "Ringer två"},
    f"POST {PLAN}done/": lambda _: {"on": "2026-11-20", "use": "3"},
    f"POST {PLAN}sharing/": lambda _: {"shared": "on"},
    "POST competence/offers/<uuid:offer>/answer/": lambda _: {"answer": "take"},
    f"POST {ROLE}interest/": lambda _: {"audience": "mine"},
}  # fmt: skip
