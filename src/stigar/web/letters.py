"""Letters: sent by SMTP when the operator has given an address, else kept in the folder, where the demo's outbox page reads them."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LINE = b"-" * 79


def mail_settings(mail_url: str, folder: Path) -> tuple[str, str, SplitResult]:
    """The backend, the folder of kept letters and the parts of the address for Django's settings."""
    backend = "smtp" if mail_url else "filebased"
    return f"django.core.mail.backends.{backend}.EmailBackend", str(folder / "outbox"), urlsplit(mail_url)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its receiver would read it."""

    to: str
    subject: str
    text: str
    at: datetime | None


def kept_letters(folder: Path, *, most: int = 50) -> list[Letter]:
    """The letters kept in the folder, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[:most]
    letters = [_read(raw) for file in files for raw in file.read_bytes().split(LINE) if raw.strip()]
    return letters[:most]


def drop_letters_to(addresses: set[str], folder: Path) -> None:
    """Take the letters to these addresses out of the folder."""
    for file in folder.glob("*.log"):
        letters = [raw for raw in file.read_bytes().split(LINE) if raw.strip()]
        left = [raw for raw in letters if _read(raw).to.casefold() not in addresses]
        if not left:
            file.unlink()
        elif len(left) < len(letters):
            file.write_bytes(LINE.join((*left, b"\n")))


def _read(raw: bytes) -> Letter:
    message = message_from_bytes(raw.strip(), _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    date = message["date"]
    return Letter(
        str(message["to"]), str(message["subject"]), body.get_content() if body else "", date.datetime if date else None
    )
