"""What happens in the background: files of levels are looked at, planned and written. Run twice, each does no harm."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from django.db import OperationalError

from stigar.foundation import clock, files
from stigar.foundation.jobs import Fault, errand, once, tell
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import Refused
from stigar.levels.actions import bringing
from stigar.people.queries import colleague
from stigar.people.readers.faults import FileFault, Unreadable

MOST_TOLD = 1_000
DISK_FULL = ("disk is full", "disk I/O error", "No space left")


@errand(bringing.LOOK)
def look_at_levels(asked: Errand) -> None:
    """The file's shape, its columns and its values, as they seem to be."""
    with _told(), once(asked) as result:
        tell(asked, 0, 0, "Reading the file")
        upload, viewer, today = _of(asked)
        result.update(bringing.look_at(upload, viewer, language=upload.reading["language"], today=today))


@errand(bringing.PLAN)
def plan_levels(asked: Errand) -> None:
    """What the file would write."""
    with _told():
        plan = _plan(asked)
        with once(asked) as result:
            result.update(plan.shown())


@errand(bringing.APPLY)
def apply_levels(asked: Errand) -> None:
    """Write the levels. The effect and the errand's end are one transaction."""
    with _told():
        upload, viewer, today = _of(asked)
        plan = _plan(asked)
        with once(asked) as result:
            made = bringing.apply_plan(
                plan=plan, digest=asked.given["digest"], name=upload.file_name, mark=upload.sha256, import_key=upload.pk, viewer=viewer,
                today=today, progress=partial(tell, asked),
            )  # fmt: skip
            result["import"] = str(made.pk)
        bringing.clear_away(upload)


def _plan(asked: Errand) -> bringing.Plan:
    upload, viewer, today = _of(asked)
    return bringing.plan_of(
        files.place(upload), upload.file_name, bringing.chosen_of(upload), sheet=upload.reading.get("sheet", ""),
        language=upload.reading["language"], viewer=viewer, today=today, progress=partial(tell, asked),
    )  # fmt: skip


def _of(asked: Errand) -> tuple[Upload, Any, date]:
    """The file, who brought it (if still let in) and the day it is where they are."""
    upload = Upload.objects.get(pk=asked.given["upload"])
    viewer = colleague(asked.by, today=clock.today())
    if viewer is None:
        raise Refused("import levels")
    return upload, viewer, clock.today(viewer.organisation.time_zone)


@contextmanager
def _told() -> Iterator[None]:
    """What can go wrong, as data for the page."""
    try:
        yield
    except Unreadable as unreadable:
        faults = [fault.told() for fault in unreadable.faults[:MOST_TOLD]]
        raise Fault({"code": "faults", "faults": faults}) from unreadable
    except bringing.GroundMoved as moved:
        raise _fault("ground-moved") from moved
    except bringing.NothingToChange as nothing:
        raise _fault("nothing-to-change") from nothing
    except (Refused, Upload.DoesNotExist) as gone:
        raise _fault("refused") from gone
    except (OSError, OperationalError) as problem:
        if not any(words in str(problem) for words in DISK_FULL):
            raise
        raise _fault("disk-full") from problem


def _fault(code: str) -> Fault:
    return Fault({"code": code, "faults": [FileFault(code).told()]})
