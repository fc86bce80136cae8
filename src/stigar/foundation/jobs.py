"""Work in the background: one interface, whatever carries it. Progress is seen; a killed worker's errand is taken over; the effect happens once.

A room's ``jobs.py`` names an errand with ``@errand("people.import")``; a page starts it with ``start``.
A worker holds a lock for as long as it lives. When it dies the lock is let go, and ``take_over`` puts
its errand back in the queue. ``once`` ends the errand in the same transaction as its effect.
"""

import fcntl
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django_tasks import TaskResultStatus, task

from stigar.foundation import clock
from stigar.foundation.files import KEPT_HOURS
from stigar.foundation.journal import Somebody
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside, where_we_are

MOST_TRIES = 3
PROGRESS_SECONDS = 24 * 3600
_errands: dict[str, Callable[[Errand], None]] = {}


class AlreadyDone(Exception):
    """Another worker has finished this errand; what was done a second time is taken back."""


class Fault(Exception):
    """The errand cannot be done, for a reason that the person can mend. ``told`` is data for the door to put in words."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(str(told.get("code", "")))
        self.told = told


def errand(kind: str) -> Callable[[Callable[[Errand], None]], Callable[[Errand], None]]:
    """Name a function that does an errand of this ``kind``."""

    def named(function: Callable[[Errand], None]) -> Callable[[Errand], None]:
        _errands[kind] = function
        return function

    return named


def start(kind: str, /, *, by: Somebody | None, **given: Any) -> Errand:
    """Ask for an errand. It is queued in the caller's transaction, so it exists only if that succeeds."""
    asked = Errand.objects.create(
        organisation_id=by.organisation_id if by else where_we_are(),  # type: ignore[misc]  # None raises in the database
        kind=kind,
        by=by.id if by else None,
        given=given,
    )
    do_errand.enqueue(str(asked.organisation_id), str(asked.id))
    return asked


@task()
def do_errand(organisation_id: str, errand_id: str) -> None:
    """What a worker runs. Twice does no harm: an errand that has ended is left alone."""
    with inside(uuid.UUID(organisation_id)):
        asked = Errand.objects.get(pk=errand_id)
        if asked.ended_at:
            return
        try:
            _errands[asked.kind](asked)
        except AlreadyDone:
            return
        except Fault as fault:
            end_badly(asked, fault.told)
        except Exception:
            end_badly(asked, {"code": "broke"})
            raise


@contextmanager
def once(asked: Errand) -> Iterator[dict[str, Any]]:
    """One transaction that holds the effect and the errand's end; fill the dict with what the person shall see.

    Raises :class:`AlreadyDone` when another worker was quicker; then nothing of this try remains.
    """
    result: dict[str, Any] = {}
    with transaction.atomic():
        if not Errand.objects.filter(pk=asked.pk, ended_at=None).update(ended_at=clock.now()):
            raise AlreadyDone
        yield result
        Errand.objects.filter(pk=asked.pk).update(result=result)


def end_badly(asked: Errand, told: dict[str, Any]) -> None:
    """End the errand with a fault; an end that is already there stands."""
    Errand.objects.filter(pk=asked.pk, ended_at=None).update(ended_at=clock.now(), fault=told)


def forget_old() -> int:
    """What errands were given and found (names, addresses, values of a file) is let go of as the files are. Returns how many."""
    old = Errand.objects.filter(ended_at__lt=clock.now() - timedelta(hours=KEPT_HOURS)).exclude(given={}, result={})
    faulty = [errand for errand in old.exclude(fault=None) if set(errand.fault or {}) != {"code"}]
    for errand in faulty:
        errand.fault = {"code": (errand.fault or {}).get("code", "broke")}
    Errand.objects.bulk_update(faulty, ["fault"], batch_size=500)
    return old.update(given={}, result={})


def tell(asked: Errand, done: int, total: int, stage: str) -> None:
    """Say how far it has come. Kept beside the database, so that it is seen while the effect's transaction is open."""
    caches["progress"].set(str(asked.pk), (done, total, stage), PROGRESS_SECONDS)


def progress(asked: Errand) -> tuple[int, int, str]:
    """How far it has come: (done, total, what is being done in English); ``(0, 0, "")`` before it begins."""
    return caches["progress"].get(str(asked.pk)) or (0, 0, "")


@contextmanager
def alive(worker_id: str) -> Iterator[None]:
    """Hold this worker's lock for as long as the process lives: a file's lock, or PostgreSQL's own."""
    if connection.vendor == "postgresql":
        own = connection.copy()  # a connection of its own, that no request's tidying closes
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [worker_id])
        try:
            yield
        finally:
            own.close()
        return
    with _lock_file(worker_id).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    _lock_file(worker_id).unlink(missing_ok=True)


def take_over() -> int:
    """Put back in the queue what dead workers had in hand; give up what has failed ``MOST_TRIES`` times. Returns how many."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - a model: only once the apps are ready

    taken = 0
    for held in DBTaskResult.objects.running():
        if _is_alive(held.worker_ids[-1]):
            continue
        given_up = len(held.worker_ids) >= MOST_TRIES
        back = TaskResultStatus.FAILED if given_up else TaskResultStatus.READY
        taken += DBTaskResult.objects.running().filter(pk=held.pk, worker_ids=held.worker_ids).update(status=back)
        if given_up:
            _give_up(*held.args_kwargs["args"])
    return taken


def _give_up(organisation_id: str, errand_id: str) -> None:
    with inside(uuid.UUID(organisation_id)):
        end_badly(Errand.objects.get(pk=errand_id), {"code": "broke"})


def _is_alive(worker_id: str) -> bool:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [worker_id])
            free = bool(cursor.fetchone()[0])
            if free:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [worker_id])
        return not free
    with suppress(FileNotFoundError), _lock_file(worker_id).open("r+") as file:
        return not _let_go(file)
    return False


def _let_go(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(worker_id: str) -> Path:
    folder = Path(settings.STIGAR.folder) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{worker_id}.lock"
