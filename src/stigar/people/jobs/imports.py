"""Imports in the background: look at a file, work out a plan, apply it. Run twice, each does no harm."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from functools import partial

from django.db import OperationalError

from stigar.foundation import clock
from stigar.foundation.jobs import Fault, errand, once, tell
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import Refused
from stigar.people.actions import imports
from stigar.people.models import Person
from stigar.people.queries import colleague
from stigar.people.readers.faults import FileFault, Unreadable

MOST_TOLD = 1_000  # faults that an errand tells; a plan tells them all
DISK_FULL = ("disk is full", "disk I/O error", "No space left")


@errand("people.look_at_import")
def look_at_import(asked: Errand) -> None:
    """Which columns the file has, and what they seem to be."""
    with _told(), once(asked) as result:
        tell(asked, 0, 0, "Reading the file")
        result.update(imports.look_at_file(_upload(asked)))


@errand("people.plan_import")
def plan_import(asked: Errand) -> None:
    """What the file would do."""
    with _told():
        upload, viewer = _upload(asked), _viewer(asked)
        plan = imports.plan_of(imports.brought(upload), viewer=viewer, progress=partial(tell, asked))
        with once(asked) as result:
            result.update(imports.keep_preview(plan, upload, viewer))


@errand("people.apply_import")
def apply_import(asked: Errand) -> None:
    """Bring the people in. The effect and the errand's end are one transaction."""
    with _told():
        upload, viewer = _upload(asked), _viewer(asked)
        brought, progress = imports.brought(upload), partial(tell, asked)
        staff = imports.staff_of(brought, progress=progress)
        with once(asked) as result:
            made = imports.apply_import(
                brought=brought, staff=staff, viewer=viewer, today=clock.today(viewer.organisation.time_zone),
                digest=asked.given["digest"], key=upload.pk, progress=progress,
            )  # fmt: skip
            result["import"] = str(made.pk)
        imports.clear_away(upload)


@contextmanager
def _told() -> Iterator[None]:
    """What can go wrong, as data for the page."""
    try:
        yield
    except Unreadable as unreadable:
        faults = [fault.told() for fault in unreadable.faults[:MOST_TOLD]]
        raise Fault({"code": "faults", "faults": faults}) from unreadable
    except imports.GroundMoved as moved:
        raise _fault("ground-moved") from moved
    except imports.NothingToChange as nothing:
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


def _upload(asked: Errand) -> Upload:
    upload: Upload = Upload.objects.get(pk=asked.given["upload"])
    return upload


def _viewer(asked: Errand) -> Person:
    """Who asked, if that person is still let in: an errand that waited does nothing for somebody who has left."""
    viewer: Person | None = colleague(asked.by, today=clock.today())
    if viewer is None:
        raise Refused("import people")
    return viewer
