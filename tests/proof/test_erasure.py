"""Somebody who has left is erased: then the database file, its log of changes and the folder are searched, byte by byte.

Bo has a secret word in every field of his: register, wishes, levels, assessments, dialogues, goals, reflections, plan, journal, letters
and files. What lies sealed cannot be found by its words, so the very ciphers are searched for instead.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.test import Client

from stigar.dialogues.models import Talk
from stigar.foundation import journal
from stigar.foundation.sealing import CannotOpen, opened
from stigar.foundation.tenancy import inside
from stigar.levels.models import Level
from stigar.people.actions.oneself import ask_for_erasure
from stigar.people.models import Person
from tests.areas.worked import tell_the_work
from tests.cast import TODAY, assemble
from tests.journeys.worlds import living_in
from tests.proof.between import plant_between
from tests.proof.secrets import plant
from tests.proof.secrets import word as of_employment

pytestmark = pytest.mark.once
SECRETS = (b"kanaritva", b"kanaribo")  # in what is between two; in what the register and the wishes hold of Bo
OF_THE_ORGANISATION = (
    b"kanariboearlierunit",
    b"kanariboearlierrole",
)  # what a unit and a role are called, whoever was there
SEALED = b"gAAAA"  # what every cipher begins with


@pytest.fixture
def house(tmp_path, settings, django_db_blocker):
    """The house in a database file of its own, with the settings of a real one, and the cast in it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks after its own files")
    settings.STIGAR = settings.STIGAR.model_copy(update={"folder": tmp_path})
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # tables straight from the models
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    with django_db_blocker.unblock(), living_in(tmp_path / "stigar.sqlite3"):
        call_command("migrate", run_syncdb=True, verbosity=0)
        cast = assemble()
        with inside(cast.organisation.pk):
            yield tmp_path, cast


def test_nothing_of_who_was_erased_is_left_on_the_disk(house):
    folder, cast = house
    ciphers = _written(cast)
    assert [one for one in SECRETS if one not in _bytes(folder)] == []
    assert len(ciphers) > 30

    _erased(cast)

    left = _bytes(folder)
    for one in OF_THE_ORGANISATION:
        left = left.replace(one, b"")
    assert [one for one in SECRETS if one in left] == []
    assert [one for one in ciphers if one in left] == []
    assert [file.name for file in (folder / "uploads").rglob("*") if file.is_file()] == []


def test_what_others_have_of_their_own_is_still_there(house):
    _folder, cast = house
    _written(cast)
    mine = Level.objects.create(
        organisation=cast.organisation, person=cast.cai, competence_id=Level.objects.first().competence_id, source="peer", level=3,
        on=TODAY, words="Cai lyssnar", by=cast.bo, at=journal.clock.now(),
    )  # fmt: skip

    _erased(cast)

    mine.refresh_from_db()
    assert (mine.level, mine.words, mine.by) == (3, "Cai lyssnar", None)
    assert Talk.objects.filter(person=cast.bo).count() == 0


def _written(cast) -> list[bytes]:
    """Everything of Bo's, letters and the journal too; and an employment that has ended. Gives the ciphers that hold secrets."""
    plant(cast)
    tell_the_work(cast)
    plant_between(cast)
    Person.objects.filter(pk=cast.bo.pk).update(family=of_employment("bo", "family"))
    bo = Person.objects.get(pk=cast.bo.pk)
    ask_for_erasure(viewer=bo, today=TODAY)
    journal.note(cast.hedda, "changed a person", bo, about=bo.pk, family=bo.family)
    EmailMessage(subject=of_employment("bo", "letter"), body="Hej!", to=[bo.email]).send()
    Person.objects.filter(pk=bo.pk).update(ended=TODAY - timedelta(days=1))
    return [cipher for cipher in _ciphers() if any(one in _told(cipher) for one in SECRETS)]


def _ciphers() -> list[bytes]:
    """Every sealed value of every table."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                str(value).encode()
                for row in cursor.fetchall()
                for value in row
                if str(value).startswith(SEALED.decode())
            ]
    return found


def _told(cipher: bytes) -> bytes:
    try:
        return opened(cipher.decode()).encode()
    except CannotOpen:
        return b""


def _erased(cast) -> None:
    """As the administrator does it, by the door."""
    browser = Client()
    browser.force_login(cast.siv.identity)
    assert browser.post(f"/accounts/{cast.bo.pk}/erasure/").status_code == 302


def _bytes(folder: Path) -> bytes:
    """All that lies in the folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
