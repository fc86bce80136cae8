"""Imports go down, never up and never sideways; the engine knows no framework; nothing heavy is imported at start-up."""

import os
import re
import subprocess
import sys

from tests.house.tree import TOP, shown, source_files

HEAVY = ("numpy", "scipy", "igraph", "sklearn", "typst", "python_calamine", "xlsxwriter", "rapidfuzz")
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "util", "helper", "service", "manager", "misc", "common"}


def test_every_import_keeps_to_the_floor_plan():
    linter = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=TOP, env={**os.environ, "PYTHONPATH": "src"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert linter.returncode == 0, linter.stdout[-3000:] + linter.stderr[-2000:]


def test_starting_the_web_brings_in_nothing_heavy():
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "stigar.web.settings"}

    started = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, env=environment, capture_output=True, text=True, check=False
    )

    assert started.stdout.strip() == "[]", started.stderr[-2000:]


def test_no_room_has_a_drawer_for_odds_and_ends():
    assert [shown(path) for path in source_files() if path.stem in FORBIDDEN_NAMES] == []


def test_every_file_of_ours_opens_with_what_it_is_for():
    silent = [
        shown(path)
        for path in source_files()
        if (text := path.read_text(encoding="utf-8").strip()) and not text.startswith(('"""', 'r"""', "#!"))
    ]

    assert silent == []


def test_nothing_is_left_half_done():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK|NotImplemented" + r"Error|lorem" + r" ipsum)\b")

    assert [
        f"{shown(path)}: {found.group()}" for path in source_files() if (found := mark.search(path.read_text()))
    ] == []
