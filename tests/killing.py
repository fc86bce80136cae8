"""Writing in a copy of this process that is killed with SIGKILL after a while, and then done again."""

import os
import signal
import sys
import time


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
