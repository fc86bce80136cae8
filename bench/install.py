"""How long a newcomer waits: from a fresh clone to the first page, and at later starts (the best of three), by the clock
and in processor time of everything that was started.

Run: python -m bench.install. Starting line: 35 s to install. Packages come from whatever index the machine uses.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
REACH = {"cold install to usable page": 60.0, "second start": 3.0}  # seconds
PORT = 8790
PATIENCE = 600
TIMES = {"cold install to usable page": 1, "second start": 3}  # the clock also counts what others do on the machine


def measure() -> list[tuple[str, float, float]]:
    """(what, seconds by the clock, seconds of processor) for a fresh clone and for later starts in it."""
    with tempfile.TemporaryDirectory(prefix="stigar-install-") as folder:
        clone = Path(folder) / "stigar"
        subprocess.run(["git", "clone", "-q", str(TOP), str(clone)], check=True)
        return [(what, *min(_until_a_page(clone) for _ in range(times))) for what, times in TIMES.items()]


def _until_a_page(clone: Path) -> tuple[float, float]:
    before = _processor()
    waited = _waited(clone)
    return waited, _processor() - before


def _processor() -> float:
    """Seconds of processor that everything started, and ended by now, has used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _waited(clone: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STIGAR_")}
    began = time.monotonic()
    demo = subprocess.Popen(
        ["bin/demo", str(PORT)], cwd=clone, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )  # fmt: skip
    try:
        while time.monotonic() - began < PATIENCE and demo.poll() is None:
            if _answers():
                return time.monotonic() - began
            time.sleep(0.05)
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.wait()
    raise SystemExit("bin/demo did not come up")


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/account/login/", timeout=5) as page:
            return b"<main" in page.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def main() -> None:
    for what, seconds, processor in measure():
        print(f"{what}: {seconds:.1f} s, {processor:.1f} s of processor (reach {REACH[what]:.0f})")


if __name__ == "__main__":
    sys.exit(main())
