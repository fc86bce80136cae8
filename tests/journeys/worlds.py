"""Databases for the journeys: each is made once, kept beside the tests, and copied for every journey.

A journey may therefore change whatever it likes, and nobody waits for the example company twice.
"""

import fcntl
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections

from stigar.foundation import sealing
from stigar.foundation.journal import EVERYTHING
from stigar.foundation.tenancy import inside
from tests.areas.worked import tell_the_work
from tests.cast import Cast, assemble

SEALS = "seal.keys"


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The file ``name``, made by the first who asks; the others wait for it."""
    ready = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            half = folder / f"half-{name}"
            make(half)
            half.rename(ready)
    _open_what_is_sealed(folder)
    return ready


def shelf_of(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers share."""
    base = factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


def copied(shelf: Path, name: str, make: Callable[[Path], None], to: Path) -> Path:
    """A copy of one's own of what is made once on the shelf."""
    return Path(shutil.copy(made_once(shelf, name, make), to / name))


def make_example(file: Path) -> None:
    """The example companies, as ``stigar demo`` brings them."""
    folder = file.with_suffix(".folder")
    environment = {**os.environ, "STIGAR_FOLDER": str(folder), "STIGAR_DEMO": "1", "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "stigar", "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    (folder / "stigar.sqlite3").rename(file)
    shutil.copy(folder / SEALS, file.parent / SEALS)
    shutil.rmtree(folder)


def _open_what_is_sealed(folder: Path) -> None:
    """What was sealed where the example was made can be opened here too: any of a folder's keys opens, the first one seals."""
    brought, own = folder / SEALS, Path(settings.STIGAR.folder) / SEALS
    if brought.exists():
        sealing.seal("so that there is a key of one's own")
        there = own.read_text().split()
        own.write_text("\n".join([*there, *(key for key in brought.read_text().split() if key not in there)]) + "\n")
        sealing._keys.cache_clear()


def make_cast(file: Path) -> None:
    """The cast's company with its work told, and beside it a file that remembers who is who."""
    with living_in(file):
        call_command("migrate", verbosity=0, run_syncdb=True)  # by the models, where tests make their tables from them
        company = assemble()
        with inside(company.organisation.id):
            tell_the_work(company)
        people_of(file.parent / "cast.sqlite3").write_bytes(pickle.dumps(company))


def people_of(file: Path) -> Path:
    return file.with_suffix(".people")


def cast_in(file: Path) -> Cast:
    """Who is who in a copy of the cast's company."""
    return pickle.loads(people_of(file).read_bytes())


@contextmanager
def living_in(file: Path) -> Iterator[None]:
    """Let the house live in this SQLite file for a while; every thread that opens a connection meanwhile opens this one."""
    settled = connections.settings["default"]
    before = settled["NAME"]
    _move(settled, str(file))
    try:
        yield
    finally:
        _move(settled, before)


def _move(settled: dict, name: str) -> None:
    connection.close()
    settled["NAME"] = connection.settings_dict["NAME"] = name
    for known in ("default", "progress"):
        caches[known].clear()
    for answers in EVERYTHING:
        answers.forget()
