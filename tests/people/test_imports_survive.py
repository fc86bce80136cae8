"""An import that is killed, or that runs out of disk, leaves nothing half written, nothing lost and nothing twice."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.tree import TOP


def run(module: str, *given: str) -> str:
    """What a module prints, in a process of its own with a database of its own."""
    left_out = ("DATABASE_URL", "STIGAR_FOLDER", "STIGAR_TODAY", "DJANGO_SETTINGS_MODULE")
    surroundings = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", module, *given], cwd=TOP, env={**surroundings, "PYTHONPATH": "src:."}, capture_output=True, text=True,
        check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_killed_fifty_times_at_any_moment_it_is_whole_or_not_there_and_once_when_run_again():
    told = run("bench.kill_import", "50", "300")

    assert told.startswith("killed 50 times")
    assert "wrong" not in told


def test_a_full_disk_leaves_nothing_half_and_the_import_succeeds_when_there_is_room():
    fault, full, again, whole = json.loads(run("tests.people.full_disk"))

    assert (fault, full) == ("disk-full", [1, 0, 0, 0, 0, 0])
    assert (again, whole[:2], whole[4:]) == ("", [601, 600], [1, 600])
