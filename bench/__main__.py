"""``bin/bench``: every figure the project speaks of, with the starting line beside it. Each part is a program of its own.

``bin/bench --quick`` takes smaller samples; ``bin/bench areas pages`` runs only these parts; ``--keep`` writes what was printed, and on
which day, at the end of docs/figures.md, as ``bin/nightly`` does. The tables above it there are written by people.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
LAST_NIGHT = "\n## As measured last by `bin/nightly`\n"

PARTS = {
    "areas": ("bench.areas", ["--quick"]),
    "agreement": ("bench.agreement", ["--quick"]),
    "goals": ("bench.goals", []),
    "gaps": ("bench.gaps", ["--quick"]),
    "groups": ("bench.groups", ["2000"]),
    "careers": ("bench.careers", ["--quick"]),
    "vacancies": ("bench.vacancies", ["5000"]),
    "import": ("bench.import_people", ["5000"]),
    "levels": ("bench.levels_import", ["1000"]),
    "models": ("bench.models", []),
    "pages": ("bench.pages", ["5000"]),
    "board": ("bench.board", ["--quick"]),
    "side": ("bench.side_by_side", []),
    "matrix": ("bench.matrix", []),
    "round": ("bench.round", ["--quick"]),
    "install": ("bench.install", []),
}


def main() -> int:
    quick, keep = "--quick" in sys.argv, "--keep" in sys.argv
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(PARTS)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(machine)
    worst, told = 0, [machine]
    for name in wanted:
        module, smaller = PARTS[name]
        print(f"\n== {name}", flush=True)
        code, lines = _measured([sys.executable, "-m", module, *(smaller if quick else [])])
        worst |= code
        told += ["", f"== {name}" + (f" (ended with {code})" if code else ""), *lines]
    if keep:
        FIGURES.write_text(kept(FIGURES.read_text(), told, datetime.now(UTC)))
    return worst


def _measured(command: list[str]) -> tuple[int, list[str]]:
    """How it ended and what it said, shown while it says it."""
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return running.returncode, lines


def kept(text: str, told: list[str], at: datetime) -> str:
    """The page with these figures at its end, instead of those of the night before."""
    before = text.partition(LAST_NIGHT)[0].rstrip("\n")
    return "\n".join([before, LAST_NIGHT, f"{at:%Y-%m-%d %H:%M} UTC.", "", "```", *told, "```", ""])


if __name__ == "__main__":
    sys.exit(main())
