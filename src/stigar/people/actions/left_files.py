"""Files that a killed process left behind: what was in them is written, or nobody had noted yet that they are there.

An errand ends in the same transaction as its effect, and lets go of its file after that. Killed between the two it is not begun again,
so the worker looks for such files when it starts, and every half hour.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from stigar.foundation import files
from stigar.foundation.models import Errand, Upload

IN_HAND_SECONDS = 3600  # whoever keeps a file notes it well within this
_after: dict[str, Callable[[Upload], None]] = {}


def after(kind: str, let_go: Callable[[Upload], None] = files.drop) -> None:
    """Name how the file of an errand of this ``kind`` is let go of when the errand has ended well."""
    _after[kind] = let_go


def let_go_of_left() -> int:
    """Let go of what was left, in every organisation. Returns how many files."""
    gone = 0
    for upload, let_go in _written():
        let_go(upload)
        gone += 1
    for path in _unknown():
        with suppress(FileNotFoundError):
            path.unlink()
            gone += 1
    return gone


def _written() -> Iterator[tuple[Upload, Callable[[Upload], None]]]:
    """Files whose errand has ended well."""
    kinds = {
        upload: kind
        for kind, given in Errand.objects.filter(kind__in=_after, fault__isnull=True).exclude(ended_at=None).values_list("kind", "given")
        for upload in (given.get("upload"), *given.get("uploads", ())) if upload
    }  # fmt: skip
    for upload in Upload.objects.filter(pk__in=kinds, stays=False):
        yield upload, _after[kinds[str(upload.pk)]]


def _unknown() -> Iterator[Path]:
    """Bytes that no file of the organisation has, nor is just about to have."""
    old = time.time() - IN_HAND_SECONDS  # the disk goes by the machine's clock
    for folder in (Path(settings.STIGAR.folder) / "uploads").glob("[0-9a-f]" * 32):
        known = set(Upload.objects.filter(organisation=UUID(folder.name)).values_list("sha256", flat=True))
        for path in folder.iterdir():
            if path.name not in known and _kept_at(path) < old:
                yield path


def _kept_at(path: Path) -> float:
    """When; a file that went meanwhile is nobody's to take."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
