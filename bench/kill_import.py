"""Kills an import with -9 at random times and runs it again: nothing may be half written, lost, or there twice.

Run: python -m bench.kill_import [times] [people]. The nightly script kills 1,000 times, the tests 50.
Each time: the database as it was, a process that applies the import, the kill, a look at what is there, the import
again as a worker would take it over, and a last look.
"""

import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 20)
COUNTED = (
    "SELECT (SELECT count(*) FROM people_person), (SELECT count(*) FROM people_position), (SELECT count(*) FROM people_unit),"
    " (SELECT count(*) FROM people_role), (SELECT count(*) FROM people_import),"
    " (SELECT count(*) FROM foundation_journalentry WHERE verb = 'added a person by import'),"
    " (SELECT count(*) FROM foundation_errand WHERE kind = 'people.apply_import' AND ended_at IS NOT NULL)"
)
NOTHING = (1, 0, 0, 0, 0, 0, 0)


def main() -> int:
    """Kill so many times; the number of times that something was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        os.environ |= {
            "STIGAR_FOLDER": f"{folder}/live", "DJANGO_SETTINGS_MODULE": "stigar.web.settings", "STIGAR_TODAY": TODAY.isoformat(),
        }  # fmt: skip
        import django  # noqa: PLC0415 - the folder has to be set first

        django.setup()
        asked = _prepare(Path(folder), people)
        seen = _kill_often(Path(folder), asked, times, whole=(1 + people, people))
    print(
        f"killed {times} times, {people} people: {', '.join(f'{count} {what}' for what, count in sorted(seen.items()))}"
    )
    return seen["wrong"]


def _prepare(folder: Path, people: int) -> tuple[str, str]:
    """A company with one HR lead, a file that has been planned, and an import that waits; kept aside as it is."""
    from django.core.management import call_command  # noqa: PLC0415 - once Django stands
    from django.db import connection, connections  # noqa: PLC0415

    from bench.import_people import write_staff  # noqa: PLC0415
    from stigar.foundation.jobs import do_errand  # noqa: PLC0415
    from stigar.foundation.models import Errand  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.people.actions import imports  # noqa: PLC0415
    from stigar.people.models import Duty, Organisation, Person  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    write_staff(folder / "staff.xlsx", people)
    organisation = Organisation.objects.create(name="Stor", key="stor")
    with inside(organisation.pk):
        lead = Person.objects.create(organisation=organisation, number="hr", given="Hedda")
        Duty.objects.create(organisation=organisation, person=lead, kind=Duty.HR, begins=TODAY)
        with (folder / "staff.xlsx").open("rb") as file:
            upload = imports.bring_file(file=file, name="staff.xlsx", viewer=lead, today=TODAY)
        imports.choose_columns(
            upload=upload, columns=None, valid_from=TODAY, ends_missing=False, viewer=lead, today=TODAY
        )
        for errand in Errand.objects.order_by("asked_at"):
            do_errand.func(str(organisation.pk), str(errand.pk))
        upload.refresh_from_db()
        planned = Errand.objects.get(pk=upload.reading["plan"]).result
        asked = imports.ask_to_apply(upload=upload, digest=planned["digest"], viewer=lead, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copytree(folder / "live", folder / "kept")
    return str(organisation.pk), str(asked.pk)


def _kill_often(folder: Path, asked: tuple[str, str], times: int, *, whole: tuple[int, int]) -> Counter[str]:
    seen: Counter[str] = Counter()
    began = time.monotonic()
    _run(folder, asked)
    takes = time.monotonic() - began
    for _ in range(times):
        shutil.rmtree(folder / "live")
        shutil.copytree(folder / "kept", folder / "live")
        seen[_kill_once(folder, asked, random.uniform(0, takes * 1.1), whole)] += 1
    return seen


def _kill_once(folder: Path, asked: tuple[str, str], after: float, whole: tuple[int, int]) -> str:
    """Start, kill, look, run again, look: what had happened when it was killed, or "wrong"."""
    child = _start(asked)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    first = _look(folder)
    _run(folder, asked)
    _run(folder, asked)
    last = _look(folder)
    if last[:2] != whole or last[4:] != (1, whole[1], 1) or first not in (NOTHING, last):
        print("wrong:", first, last, file=sys.stderr)
        return "wrong"
    return "before anything was written" if first == NOTHING else "after everything was written"


def _start(asked: tuple[str, str]) -> int:
    """A process that does what a worker does."""
    child = os.fork()
    if child:
        return child
    try:
        from stigar.foundation.jobs import do_errand  # noqa: PLC0415 - already there: the parent is warm

        do_errand.func(*asked)
    finally:
        os._exit(0)


def _run(folder: Path, asked: tuple[str, str]) -> None:
    os.waitpid(_start(asked), 0)


def _look(folder: Path) -> tuple[int, ...]:
    """How many of each there are, and that the database is sound."""
    with sqlite3.connect(folder / "live" / "stigar.sqlite3") as database:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        loose = database.execute("PRAGMA foreign_key_check").fetchall()
        counts: tuple[int, ...] = database.execute(COUNTED).fetchone()
    database.close()
    return counts if sound and not loose else (-1,)


if __name__ == "__main__":
    sys.exit(main())
