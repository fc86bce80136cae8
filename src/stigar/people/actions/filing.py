"""A file that goes in by steps, whatever it is about: kept, looked at, planned, and written when somebody has seen the plan.

How far it has come lies with the file (``Upload.reading``): the errands asked for, and what the person chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, EFBIG, ENOSPC
from typing import Any

from django.db import OperationalError, transaction

from stigar.foundation import files, jobs
from stigar.foundation.jobs import Fault
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import Refused
from stigar.people.models import Person
from stigar.people.queries.imports import APPLY, LOOK, PLAN
from stigar.people.readers.faults import FileFault, Unreadable

MOST_TOLD = 1_000  # faults that an errand tells; a plan tells them all
DISK_FULL = ("disk is full", "disk I/O error", "No space left")


class GroundMoved(Exception):
    """Something has changed since the plan was shown, so that writing it would now do something else."""


class NothingToChange(Exception):
    """The file says what is remembered already."""


@dataclass(frozen=True, slots=True)
class Way:
    """The errands that one kind of file goes by, and what was chosen that falls when it is looked at afresh."""

    look: str
    plan: str
    apply: str
    falls: tuple[str, ...] = ()

    def ask(self, kind: str, upload: Upload, viewer: Person, **given: Any) -> Errand:
        """Ask for one step; those after it are to be taken again."""
        asked = jobs.start(kind, by=viewer, upload=str(upload.pk), **given)
        step, later = {
            self.look: (LOOK, (PLAN, APPLY, *self.falls)), self.plan: (PLAN, (APPLY,)), self.apply: (APPLY, ()),
        }[kind]  # fmt: skip
        left = {key: value for key, value in upload.reading.items() if key not in later}
        upload.reading = left | {step: str(asked.pk)}
        upload.save()
        return asked

    @transaction.atomic
    def ask_to_apply(self, upload: Upload, digest: str, viewer: Person) -> Errand:
        """Ask for the plan that was shown to be written. Raises :class:`GroundMoved` when it is no longer the plan at hand."""
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if asked := upload.reading.get(APPLY):  # a second click: the same errand
            errand: Errand = Errand.objects.get(pk=asked)
            if errand.fault is None:
                return errand
        planned = Errand.objects.filter(pk=upload.reading.get(PLAN)).first()
        if not planned or not planned.result or planned.result["digest"] != digest or planned.result["faults"]:
            raise GroundMoved
        return self.ask(self.apply, upload, viewer, digest=digest)


def let_go(upload: Upload) -> None:
    """Let go of the file and of what was noted from it; the result is elsewhere, or not wanted."""
    noted = [upload.reading[step] for step in (LOOK, PLAN) if upload.reading.get(step)]
    Errand.objects.filter(pk__in=noted).update(result={}, fault=None)
    files.drop(upload)


@contextmanager
def told() -> Iterator[None]:
    """What can go wrong with a file in the background, as data for the page."""
    try:
        yield
    except Unreadable as unreadable:
        faults = [fault.told() for fault in unreadable.faults[:MOST_TOLD]]
        raise Fault({"code": "faults", "faults": faults}) from unreadable
    except GroundMoved as moved:
        raise _fault("ground-moved") from moved
    except NothingToChange as nothing:
        raise _fault("nothing-to-change") from nothing
    except (Refused, Upload.DoesNotExist, Person.DoesNotExist) as gone:
        raise _fault("refused") from gone
    except (OSError, OperationalError) as problem:
        if not _is_disk_full(problem):
            raise
        raise _fault("disk-full") from problem


def _fault(code: str) -> Fault:
    return Fault({"code": code, "faults": [FileFault(code).told()]})


def _is_disk_full(problem: Exception) -> bool:
    return getattr(problem, "errno", None) in (ENOSPC, EFBIG, EDQUOT) or any(
        words in str(problem) for words in DISK_FULL
    )
