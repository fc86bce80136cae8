"""Writing in a copy of this process that is killed with SIGKILL after a while, and then done again."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """A folder that is gone afterwards, in memory where there is any, with Django set up to live in ``live`` on SQLite."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        os.environ |= {
            "STIGAR_FOLDER": f"{folder}/live", "DJANGO_SETTINGS_MODULE": "stigar.web.settings", "STIGAR_TODAY": "2026-11-20",
            "DATABASE_URL": "",
        }  # fmt: skip
        import django  # noqa: PLC0415 - the folder has to be set first

        django.setup()
        yield Path(folder)


def started(write) -> int:
    """A copy that writes and ends."""
    child = os.fork()
    if not child:
        try:
            write()
        finally:
            os._exit(0)
    return child


def timed(write) -> float:
    """How long it takes, in seconds."""
    began = time.monotonic()
    os.waitpid(started(write), 0)
    return time.monotonic() - began


def killed(write, wait: float, look, before, after) -> str:
    """How it looked when it was killed: "before" or "after"; "wrong" for anything between, and when doing it again did not end in ``after``."""
    child = started(write)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    first = look()
    os.waitpid(started(write), 0)
    last = look()
    if first not in (before, after) or last != after:
        print(before, first, last, file=sys.stderr)
        return "wrong"
    return "before" if first == before else "after"
