"""A file of levels as it stands on the stage: one that HR has begun with and that has been looked at, and one that is written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import clock, jobs
from stigar.foundation.models import Errand
from stigar.levels.actions import bringing
from stigar.levels.models import LevelImport
from tests.cast import TODAY

CONTENT = "Namn;Lyssna\nBo Test;2\nCai Test;3\n"
FILE = "competence/files/<uuid:key>/"


def things_brought(hr: Any) -> dict[str, Any]:
    """The two files; only HR may bring for whoever is in them."""
    upload = bringing.bring_file(
        file=BytesIO(CONTENT.encode()), name="matris.csv", language="sv", viewer=hr, today=TODAY
    )
    asked = Errand.objects.get(pk=upload.reading["look"])
    jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))
    made = LevelImport.objects.create(
        organisation_id=hr.organisation_id, file_name="förra.csv", sha256="0" * 64, by=hr, at=clock.now()
    )
    return {"levels file": upload.pk, "levels written": made.pk}


SLOTS: dict[str, str] = {
    **{f"{FILE}{rest} key": "levels file" for rest in ("", "progress/", "meaning/", "shape/", "sheet/", "preview/", "application/", "removal/")},
    f"{FILE}return/ key": "levels written",
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST competence/files/": lambda _: {"file": SimpleUploadedFile("matris.csv", CONTENT.encode())},
    f"POST {FILE}meaning/": lambda _: {"day": TODAY.isoformat(), "leave_unknown": "on"},
    f"POST {FILE}shape/": lambda _: {"kind": "down", "heading": "1", "person": "0"},
    "POST competence/taking/": lambda _: {"why": "Underlag för planen", "kind": "csv"},
}  # fmt: skip
WORDS = {"competence/team/file/<str:kind>/ kind": "csv", "competence/file/<str:kind>/ kind": "json"}
