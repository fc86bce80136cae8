"""Set before Django reads its settings: a folder of the tests' own, and the day held still. And which tests need one run only."""

import atexit
import importlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

importlib.import_module(
    "hypothesis.internal.conjecture.optimiser"
)  # else read deep within a test, where CPython 3.11 may refuse

_memory = Path("/dev/shm")  # a disk that need not be waited for
os.environ["STIGAR_FOLDER"] = tempfile.mkdtemp(prefix="stigar-test-", dir=_memory if _memory.is_dir() else None)
os.environ["STIGAR_SECRET_KEY"] = "only-for-tests"
os.environ["STIGAR_TODAY"] = "2026-11-20"

atexit.register(shutil.rmtree, os.environ["STIGAR_FOLDER"], ignore_errors=True)

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)  # before what is marked is chosen
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database is marked ``once``: on another database it would be the same test again."""
    for item in items:
        asks = DATABASE & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
        if not asks:
            item.add_marker("once")
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):  # the longest first: nobody waits for it at the end
        items.sort(key=lambda item: "test_routes.py" not in item.nodeid)
