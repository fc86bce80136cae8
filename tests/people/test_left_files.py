"""Files that a killed process left behind are let go of at the next start, and nothing else is."""

import io
import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from stigar.foundation import clock, files, jobs
from stigar.foundation.models import Errand, Upload
from stigar.people import jobs as of_people
from stigar.people.actions.left_files import IN_HAND_SECONDS
from tests.house.tree import TOP

APPLY, PLAN = "people.apply_import", "people.plan_import"


@pytest.fixture
def kept(cast, tmp_path, settings):
    """A file of people that waits."""
    settings.STIGAR = settings.STIGAR.model_copy(update={"folder": tmp_path})
    return files.keep(io.BytesIO(b"namn"), "personal.csv", kind="people.import", by=cast.hedda)


def _errand(cast, kept, kind, **ended):
    asked = jobs.start(kind, by=cast.hedda, upload=str(kept.pk))
    Errand.objects.filter(pk=asked.pk).update(**ended)


def _left(kept):
    of_people.every_night()
    return Upload.objects.filter(pk=kept.pk).exists(), files.place(kept).exists()


def test_a_file_whose_people_are_in_goes(cast, kept):
    _errand(cast, kept, APPLY, ended_at=clock.now())

    assert _left(kept) == (False, False)


@pytest.mark.parametrize(
    ("kind", "ended"),
    [(PLAN, {"ended_at": "now"}), (APPLY, {}), (APPLY, {"ended_at": "now", "fault": {"code": "ground-moved"}})],
)
def test_a_file_that_still_waits_stays(cast, kept, kind, ended):
    _errand(cast, kept, kind, **{name: clock.now() if value == "now" else value for name, value in ended.items()})

    assert _left(kept) == (True, True)


def test_bytes_that_nobody_noted_go_when_whoever_kept_them_is_gone(kept):
    folder, long_ago = files.place(kept).parent, time.time() - IN_HAND_SECONDS - 60
    for name, at in (("a" * 64, long_ago), ("tmpkilled", long_ago), ("b" * 64, time.time())):
        (folder / name).write_bytes(b"intyg")
        os.utime(folder / name, (at, at))
    os.utime(files.place(kept), (long_ago, long_ago))

    of_people.every_night()

    assert {path.name for path in folder.iterdir()} == {kept.sha256, "b" * 64}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_killed_between_the_levels_and_letting_go_the_file_goes_at_the_next_start():
    if connection.vendor != "sqlite":
        pytest.skip("it kills a process on a database file of its own")

    told = subprocess.run(
        [sys.executable, "-m", "tests.levels.killed_letting_go"], cwd=TOP, capture_output=True, text=True, check=False
    )  # fmt: skip

    assert told.stdout.splitlines()[-2:] == [
        "killed: written 1, files 1, bytes 1",
        "started: written 1, files 0, bytes 0",
    ], told.stdout[-2000:] + told.stderr[-2000:]
