"""Reads the house's own source, for the tests that hold its rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
HOUSE = TOP / "src" / "stigar"


def source_files() -> list[Path]:
    """Every Python file that we wrote: migrations are made by the framework."""
    return sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted([*HOUSE.rglob("templates/**/*.html"), *HOUSE.rglob("jinja2/**/*.html")])


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def shown(path: Path) -> str:
    return str(path.relative_to(TOP))
