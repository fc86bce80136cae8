"""Sealed words: what people write in confidence lies in the database as a cipher, and the key lies outside it.

A copy of the database alone, a backup that went astray or a curious administrator of it reads nothing. The keys stand in
``seal.keys`` beside the database, one a line: the first seals, all of them open, so a new one can be put on top at any time.
Source: Fernet (AES-128 in CBC mode with HMAC-SHA256), https://github.com/fernet/spec.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class CannotOpen(Exception):
    """The key that sealed these words is not in the folder: put ``seal.keys`` back from the backup."""


def seal(words: str) -> str:
    """The cipher of ``words``; nothing stays nothing, so that empty is not mistaken for written."""
    return _keys().encrypt(words.encode()).decode() if words else ""


def opened(cipher: str) -> str:
    """The words again. Raises :class:`CannotOpen` when no key fits."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - heavy: only when asked for

    if not cipher:
        return ""
    try:
        return _keys().decrypt(cipher.encode()).decode()
    except InvalidToken as wrong:
        raise CannotOpen from wrong


def voices(*who: object) -> tuple[str, ...]:
    """What somebody is called where no name may stand: one for each key, the first for what is new. Only who has the keys can tell."""
    told = ":".join(map(str, who)).encode()
    return tuple(hmac.digest(key.encode(), told, "sha256").hex() for key in _kept_keys())


class SealedText(models.TextField[str, str]):
    """A text that is sealed on its way to the database and opened on its way out. It can be neither searched nor sorted."""

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else seal(str(value))

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return value if value is None else opened(value)


@lru_cache(maxsize=1)
def _keys() -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - heavy: only when asked for

    return MultiFernet([Fernet(line.encode()) for line in _kept_keys()])


def _kept_keys() -> list[str]:
    """The keys of the folder. The first is made when there is none: whole or not at all, and by one process only."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - heavy: only when asked for

    file = Path(settings.STIGAR.folder) / "seal.keys"
    if not file.exists():
        with NamedTemporaryFile("w", dir=file.parent) as made:
            made.write(Fernet.generate_key().decode() + "\n")
            made.flush()
            with suppress(FileExistsError):
                file.hardlink_to(made.name)
    return file.read_text().split()
