"""A file of levels whose writing is killed leaves nothing half-written, and is written whole when it is done again."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.house.tree import TOP


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_killed_six_times_while_it_is_written_it_is_all_there_or_nothing_and_goes_in_once():
    if connection.vendor != "sqlite":
        pytest.skip("it kills processes on a database file of its own")

    told = subprocess.run(
        [sys.executable, "-m", "tests.levels.killed_bringing", "6"], cwd=TOP, capture_output=True, text=True, check=False
    )  # fmt: skip

    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    assert told.stdout.startswith("killed 6 times: wrong 0")
