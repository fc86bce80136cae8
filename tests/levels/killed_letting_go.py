"""Kills with -9 whoever has written a file of levels, just before the file is let go of; then does what a worker does when it starts.

Run as ``python -m tests.levels.killed_letting_go``.
"""

import os
import signal
import sys

from tests.killing import folder_of_its_own, started
from tests.levels import killed_bringing


def main() -> int:
    killed_bringing.PEOPLE = 20
    with folder_of_its_own() as folder:
        from stigar.people.jobs import every_night  # noqa: PLC0415 - once Django stands

        write = killed_bringing._prepared(folder)
        os.waitpid(started(_dying(write)), 0)
        print("killed:", _look(folder))
        os.waitpid(started(every_night), 0)
        print("started:", _look(folder))
    return 0


def _dying(write):
    """The same writing, by a process that dies where the file would be let go of."""
    from stigar.people.actions import filing  # noqa: PLC0415 - once Django stands

    def die(_upload):
        os.kill(os.getpid(), signal.SIGKILL)

    def written():
        filing.let_go = die
        write()

    return written


def _look(folder):
    from django.db import connections  # noqa: PLC0415 - once Django stands

    from stigar.foundation.models import Upload  # noqa: PLC0415
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415
    from stigar.levels.models import LevelImport  # noqa: PLC0415

    with everywhere():
        written, kept = LevelImport.objects.count(), Upload.objects.count()
    connections.close_all()
    there = sum(path.is_file() for path in (folder / "live" / "uploads").rglob("*"))
    return f"written {written}, files {kept}, bytes {there}"


if __name__ == "__main__":
    sys.exit(main())
