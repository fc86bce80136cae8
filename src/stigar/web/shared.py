"""What the web's processes keep together: how often an address has tried to log in, and which codes have been used.

A limit holds for the whole house, however many processes answer. It lies in small files beside the database, so that it waits for
no writer there; adding and counting are done by one process at a time. No ordinary page asks for anything here.
"""

import fcntl
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class Shared(FileBasedCache):
    """Django's cache in files, in which what two do at once counts twice."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Put it there unless it is there; of two who try at once, one does."""
        with self._one_at_a_time():
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on, until the time when what is counted was to go; counting does not put that off. ValueError when it is gone."""
        with self._one_at_a_time():
            ends = self._ends(self._key_to_file(key, version))
            counted = self.get(key, version=version)
            if counted is None:
                raise ValueError(key)
            self.set(key, counted + delta, None if ends is None else ends - time.time(), version)
        return int(counted) + delta

    def let_go(self) -> int:
        """Remove what has had its time. Returns how many."""
        ends = {file: self._ends(file) for file in self._list_cache_files()}
        return sum(self._delete(file) for file, end in ends.items() if end is not None and end < time.time())

    def _cull(self) -> None:
        """When it is full, what has had its time goes first: a limit is not to be got rid of by trying more."""
        if len(self._list_cache_files()) >= self._max_entries and not self.let_go():
            super()._cull()

    @staticmethod
    def _ends(file: str) -> float | None:
        """When it is to go: seconds since 1970; 0 when it is gone, None for never."""
        with suppress(FileNotFoundError, EOFError), Path(file).open("rb") as kept:
            ends: float | None = pickle.load(kept)
            return ends
        return 0.0

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        self._createdir()
        with (Path(self._dir) / "lock").open("w") as file:  # let go when closed, also when the process dies
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
