"""``bin/bench``: every figure the project speaks of, with the starting line beside it. Each part is a program of its own.

``bin/bench --quick`` takes smaller samples; ``bin/bench areas pages`` runs only these parts.
"""

import os
import platform
import subprocess
import sys

PARTS = {
    "areas": ("bench.areas", ["--quick"]),
    "agreement": ("bench.agreement", ["--quick"]),
    "goals": ("bench.goals", []),
    "gaps": ("bench.gaps", ["--quick"]),
    "groups": ("bench.groups", ["2000"]),
    "careers": ("bench.careers", ["--quick"]),
    "import": ("bench.import_people", ["5000"]),
    "models": ("bench.models", []),
    "pages": ("bench.pages", ["5000"]),
    "board": ("bench.board", ["--quick"]),
    "side": ("bench.side_by_side", []),
    "install": ("bench.install", []),
}


def main() -> int:
    quick = "--quick" in sys.argv
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(PARTS)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    worst = 0
    for name in wanted:
        module, smaller = PARTS[name]
        print(f"\n== {name}", flush=True)
        worst |= subprocess.run([sys.executable, "-m", module, *(smaller if quick else [])], check=False).returncode
    return worst


if __name__ == "__main__":
    sys.exit(main())
