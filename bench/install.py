"""How long a newcomer waits: from a fresh clone to the first page, and at the second start.

Run: python -m bench.install. Starting line: 35 s to install. Packages come from whatever index the machine uses.
"""

import os
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


def measure() -> list[tuple[str, float]]:
    """(what, seconds) for a fresh clone and for the second start in it."""
    with tempfile.TemporaryDirectory(prefix="stigar-install-") as folder:
        clone = Path(folder) / "stigar"
        subprocess.run(["git", "clone", "-q", str(TOP), str(clone)], check=True)
        return [(what, _until_a_page(clone)) for what in REACH]


def _until_a_page(clone: Path) -> float:
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
    for what, seconds in measure():
        print(f"{what}: {seconds:.1f} s (reach {REACH[what]:.0f})")


if __name__ == "__main__":
    sys.exit(main())
