"""Files that people bring: kept under their hash, in the organisation's own folder, until they are used or a day has passed."""

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from stigar.foundation import clock
from stigar.foundation.journal import Somebody
from stigar.foundation.models import Upload

KEPT_HOURS = 24
PIECE = 1 << 20


def keep(file: IO[bytes], name: str, *, kind: str, by: Somebody, stays: bool = False) -> Upload:
    """Store a file whole or not at all. The same bytes are stored once; a full disk raises ``OSError`` and leaves nothing.

    What ``stays`` is not dropped by age: whatever it belongs to drops it.
    """
    folder = _folder(by.organisation_id.hex)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as kept:
        try:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += kept.write(piece)
            kept.flush()
            Path(kept.name).replace(folder / digest.hexdigest())
        except BaseException:
            Path(kept.name).unlink(missing_ok=True)
            raise
    return Upload.objects.create(
        organisation_id=by.organisation_id,
        by=by.id,
        kind=kind,
        file_name=Path(name).name[:200],
        sha256=digest.hexdigest(),
        size=size,
        stays=stays,
    )


def place(upload: Upload) -> Path:
    """Where the bytes are."""
    return _folder(upload.organisation_id.hex) / upload.sha256


def drop(upload: Upload) -> None:
    """Forget the file; the bytes go when no other upload of the organisation has the same."""
    path, sha256 = place(upload), upload.sha256
    upload.delete()
    if not Upload.objects.filter(organisation=upload.organisation_id, sha256=sha256).exists():
        path.unlink(missing_ok=True)


def drop_old() -> int:
    """Forget what nobody came back for within a day. Returns how many."""
    old = list(Upload.objects.filter(stays=False, at__lt=clock.now() - timedelta(hours=KEPT_HOURS)))
    for upload in old:
        drop(upload)
    return len(old)


def let_go() -> None:
    """What was erased leaves the disk: SQLite's log of changes goes into the database file and is cut to nothing.

    When somebody reads just then it is left for the next time; the worker does it every half hour. PostgreSQL minds its own.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _folder(organisation: str) -> Path:
    folder = Path(settings.STIGAR.folder) / "uploads" / organisation
    folder.mkdir(parents=True, exist_ok=True)
    return folder
