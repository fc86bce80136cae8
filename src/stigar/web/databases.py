"""SQLite by default, PostgreSQL by ``DATABASE_URL``.

SQLite: WAL, synchronous=FULL (a power cut loses nothing that was acknowledged) and IMMEDIATE
transactions (writers queue for their turn instead of failing). What is erased is written over with zeros (secure_delete).
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

WAIT_SECONDS = 20


def from_url(url: str, folder: Path) -> dict[str, Any]:
    """The database setting for an address such as ``postgresql://user:word@host:5432/stigar``; empty is SQLite in the folder.

    >>> from_url("postgresql://ada@localhost/stigar", Path("var"))["NAME"]
    'stigar'
    """
    if not url or url.startswith("sqlite"):
        return _sqlite(Path(unquote(urlsplit(url).path)) if url else folder / "stigar.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL begins with {parts.scheme!r}; use postgresql:// or sqlite:///")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "stigar.web.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": path.parent / "test.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; "
            "PRAGMA secure_delete=ON;",
        },
    }
