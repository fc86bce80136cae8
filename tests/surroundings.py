"""Set before Django reads its settings: a folder of the tests' own, and the day held still."""

import atexit
import importlib
import os
import shutil
import tempfile
from pathlib import Path

importlib.import_module(
    "hypothesis.internal.conjecture.optimiser"
)  # else read deep within a test, where CPython 3.11 may refuse

_memory = Path("/dev/shm")  # a disk that need not be waited for
os.environ["STIGAR_FOLDER"] = tempfile.mkdtemp(prefix="stigar-test-", dir=_memory if _memory.is_dir() else None)
os.environ["STIGAR_SECRET_KEY"] = "only-for-tests"
os.environ["STIGAR_TODAY"] = "2026-11-20"

atexit.register(shutil.rmtree, os.environ["STIGAR_FOLDER"], ignore_errors=True)
