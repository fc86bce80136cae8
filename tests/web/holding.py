"""Certificates, exemptions, profiles that hold besides, what comes first, and what is shared, as they stand on the stage.

They are somebody's own (Bo's); the other reader (Cai) is shown nothing but what the share says.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import clock, files
from stigar.levels.models import Certificate, Exemption, HoldsFor, Prerequisite, RequiredCertificate, SharedWith
from stigar.library.models import Competence
from stigar.profiles.models import Profile
from tests.cast import LONG_AGO, TODAY

PDF = b"%PDF-1.4 kort"


def things_held(own: Any, manager: Any, reader: Any) -> dict[str, Any]:
    """One that holds and one that was taken away or has ended of each kind."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    listening, writing = (Competence.objects.get(key=key) for key in ("listening", "writing"))
    paper = {**held, "person": own, "begins": LONG_AGO, "ends": TODAY, "by": own, "at": now}
    upload = files.keep(BytesIO(PDF), "kort.pdf", kind="evidence", by=own, stays=True)
    certificate = Certificate.objects.create(**paper, name="Truckkort", upload=upload)
    taken = Certificate.objects.create(**paper, name="Heta arbeten", taken_away=now)
    told = {**held, "person": own, "why": "Bo har annat nu", "by": manager, "at": now}
    exemption = Exemption.objects.create(**told, competence=writing, begins=TODAY)
    ended = Exemption.objects.create(
        **told, competence=listening, begins=LONG_AGO, ends=TODAY.replace(day=TODAY.day - 1)
    )
    profile = Profile.objects.get(role__title="Värd", organisation=own.organisation_id)
    layer = {**held, "person": own, "by": manager, "at": now}
    holds = HoldsFor.objects.create(**layer, profile=profile, begins=TODAY)
    asked = RequiredCertificate.objects.create(
        **held, role=profile.role, name="Truckkort", months=60, by=manager, at=now
    )
    first = Prerequisite.objects.create(**held, competence=listening, needs=writing, level=2, at=now)
    share = {
        **held,
        "person": own,
        "begins": TODAY,
        "at": now,
        "levels": False,
        "plan": False,
        "goals": True,
        "summary": True,
    }
    shared = SharedWith.objects.create(**share, reader=reader)
    stopped = SharedWith.objects.create(**share, reader=manager, stopped_at=now)
    third = Competence.objects.exclude(key__in=("listening", "writing")).order_by("key").first()
    things = {
        "third competence": third, "certificate": certificate, "certificate upload": upload, "taken certificate": taken,
        "exemption": exemption, "ended exemption": ended,
        "besides": profile, "held": holds, "asked": asked, "first": first, "share": shared, "stopped share": stopped,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


PAPER, EXEMPT, SHARE = (
    "competence/certificates/<uuid:certificate>/",
    "competence/exemptions/<uuid:exemption>/",
    "competence/sharing/<uuid:shared>/",
)
FIRST, BESIDES = "competence/first/<uuid:competence>/", "competence/profiles/<uuid:profile>/people/"
ASKED = "competence/profiles/<uuid:profile>/certificates/"
SLOTS: dict[str, str] = {
    "certificate": "certificate", f"{PAPER}return/ certificate": "taken certificate", "exemption": "exemption",
    f"{EXEMPT}return/ exemption": "ended exemption", "held": "held", "prerequisite": "first",
    f"{SHARE} shared": "share", "dialogues/shown/<uuid:shared>/ shared": "share",
    f"{SHARE}removal/ shared": "share", f"{SHARE}return/ shared": "stopped share",
    **{f"{BESIDES}{rest} profile": "besides" for rest in ("", "<uuid:held>/removal/", "<uuid:held>/return/")},
    **{f"{ASKED}{rest} profile": "besides" for rest in ("", "<uuid:asked>/removal/", "return/")}, "asked": "asked",
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST competence/people/<uuid:person>/certificates/new/": lambda _: {
        "name": "Truckkort", "begins": "2026-01-01", "ends": "2027-01-01", "file": SimpleUploadedFile("kort.pdf", PDF),
    },
    f"POST {PAPER}renewal/": lambda _: {"begins": "2026-11-20", "ends": "2027-11-20"},
    "POST competence/certificates/ending/reasons/": lambda _: {"within": "90", "why": "Vi planerar kurser"},
    "POST competence/people/<uuid:person>/<uuid:competence>/exemptions/new/": lambda _: {"why": "Bo har annat nu"},
    f"POST {EXEMPT}replies/": lambda _: {"words": "Jag vill kunna det"},
    f"POST {BESIDES}": lambda _: {"who": "cai@alvbro.example"},
    f"POST {ASKED}": lambda _: {"name": "Heta arbeten", "months": "36"},
    f"POST {FIRST}": lambda stage: {"needs": str(stage.made["third competence"]), "level": "2"},
    "POST competence/sharing/": lambda _: {"email": "gro@alvbro.example", "parts": ["levels"], "ends": "2026-12-31"},
}  # fmt: skip
