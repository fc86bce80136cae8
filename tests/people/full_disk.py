"""Run by a test: an import on a disk that fills while it is written, then again when there is room. Prints what is there each time."""

import json
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path

from bench.kill_import import COUNTED, TODAY, _prepare

ROOM = 200_000  # bytes that any one file may grow to: less than the import writes


def main() -> None:
    """Print one line of JSON: the fault, what is there after it, and what is there when it was run again with room."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "STIGAR_FOLDER": f"{folder}/live", "DJANGO_SETTINGS_MODULE": "stigar.web.settings", "STIGAR_TODAY": TODAY.isoformat(),
        }  # fmt: skip
        import django  # noqa: PLC0415 - the folder has to be set first

        django.setup()
        organisation, first = _prepare(Path(folder), 600)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
        fault, full = _do(organisation, first)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        again, whole = _do(organisation, _ask_again(organisation))
        json.dump([fault, full, again, whole], sys.stdout)


def _do(organisation: str, errand: str) -> tuple[str, list[int]]:
    from uuid import UUID  # noqa: PLC0415 - with the rest

    from django.db import connection  # noqa: PLC0415 - once Django stands

    from stigar.foundation.jobs import do_errand  # noqa: PLC0415
    from stigar.foundation.models import Errand  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415

    do_errand.func(organisation, errand)
    with inside(UUID(organisation)), connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return (Errand.objects.get(pk=errand).fault or {}).get("code", ""), list(cursor.fetchone()[:6])


def _ask_again(organisation: str) -> str:
    from uuid import UUID  # noqa: PLC0415 - with the rest

    from stigar.foundation.models import Errand, Upload  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.people.actions import imports  # noqa: PLC0415
    from stigar.people.models import Person  # noqa: PLC0415

    with inside(UUID(organisation)):
        upload = Upload.objects.get(kind=imports.KIND)
        digest = Errand.objects.get(pk=upload.reading["plan"]).result["digest"]
        return str(
            imports.ask_to_apply(upload=upload, digest=digest, viewer=Person.objects.get(number="hr"), today=TODAY).pk
        )


if __name__ == "__main__":
    main()
