"""Who writes waits for their turn, also between processes.

SQLite lets one write at a time. Who comes second asks again after ever longer pauses, up to a tenth of a second; who has just
come is then served before who has waited for long, and a few in every hundred wait for seconds. So there is a lock beside the
database that all ask for equally often before they begin. The system lets it go when a process dies.
"""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from typing import IO

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE_SECONDS = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that stands in the queue before each transaction, and leaves it when that has ended, however it ends."""

    _turn: IO[bytes] | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            self._turn = self._wait_for_turn(Path(f"{self.settings_dict['NAME']}-turn"))
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._let_go()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._let_go()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._let_go()

    def _wait_for_turn(self, place: Path) -> IO[bytes]:
        until = time.monotonic() + self.settings_dict["OPTIONS"]["timeout"]
        turn = place.open("wb")
        while True:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    turn.close()
                    raise OperationalError("database is locked") from None
                time.sleep(PAUSE_SECONDS)
            else:
                return turn

    def _let_go(self) -> None:
        if self._turn:
            self._turn.close()
            self._turn = None
