"""What shows a level: a text, an address or a file, put there by the person or the manager, and taken away again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written, one_line
from stigar.foundation import clock, files, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.models import Evidence
from stigar.library.queries.shelf import shelf

if TYPE_CHECKING:
    from stigar.foundation.models import Upload
    from stigar.people.models import Person

LARGEST = 10 << 20  # bytes
BEGINS = {  # the kinds of file that may be kept, and how each begins
    ".pdf": (b"%PDF",), ".png": (b"\x89PNG",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",),
    ".docx": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".txt": (b"",),
}  # fmt: skip


class WrongFile(Exception):
    """Not a kind of file that is kept, or not what its name says."""


class TooLarge(Exception):
    """The file is larger than ten megabytes."""


class NothingThere(Exception):
    """Evidence has a name, and a text, an address or a file."""


@transaction.atomic
def show(
    *, person: Person, competence: UUID, title: str, text: str, address: str, file: IO[bytes] | None, file_name: str,
    viewer: Person, today: date,
) -> Evidence:  # fmt: skip
    """Put evidence there. Raises :class:`NothingThere`, :class:`WrongFile`, :class:`TooLarge`."""
    if (
        not rules.grounds(viewer, person, today=today) & {Ground.SELF, Ground.MANAGER}
        or competence not in shelf("en").by_id
    ):
        raise Refused("judge a level")
    name, said = one_line(title, 160), as_written(text, 4000)
    if not name or not (said or address or file):
        raise NothingThere
    upload = kept_file(file, file_name, viewer) if file else None
    kind = Evidence.FILE if upload else Evidence.LINK if address else Evidence.TEXT
    made: Evidence = Evidence.objects.create(
        organisation_id=viewer.organisation_id, person=person, competence_id=competence, kind=kind, title=name, text=said,
        address=address, upload=upload, on=today, by=viewer, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("put evidence of a level there"), made, about=person.pk)
    return made


@transaction.atomic
def take_away(*, evidence: Evidence, viewer: Person, today: date) -> None:
    """The person, or whoever put it there, takes it away; a file is gone with it."""
    now = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if viewer.pk not in (now.person_id, now.by_id) or not rules.may_towards(
        viewer, now.person, "see a person's levels", today=today
    ):
        raise Refused("judge a level")
    journal.note(viewer, gettext_noop("took evidence of a level away"), now, about=now.person_id)
    upload = now.upload
    now.delete()
    if upload:
        files.drop(upload)


def kept_file(file: IO[bytes], name: str, viewer: Person) -> Upload:
    """The file, when it is what its name says and not too large. Raises :class:`WrongFile`, :class:`TooLarge`."""
    ending = Path(name).suffix.lower()
    begins = file.read(8)
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if ending not in BEGINS or not begins.startswith(BEGINS[ending]):
        raise WrongFile
    if size > LARGEST:
        raise TooLarge
    return files.keep(file, name, kind="evidence", by=viewer, stays=True)
