"""What happens in the background: files of levels are looked at, planned and written. Run twice, each does no harm."""

from datetime import date
from functools import partial
from typing import Any

from stigar.foundation import clock, files
from stigar.foundation.jobs import errand, once, tell
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import Refused
from stigar.levels.actions import bringing
from stigar.people.actions import filing, left_files
from stigar.people.queries import colleague

left_files.after(bringing.APPLY, filing.let_go)


@errand(bringing.LOOK)
def look_at_levels(asked: Errand) -> None:
    """The file's shape, its columns and its values, as they seem to be."""
    with filing.told(), once(asked) as result:
        tell(asked, 0, 0, "Reading the file")
        upload, viewer, today = _of(asked)
        result.update(bringing.look_at(upload, viewer, language=upload.reading["language"], today=today))


@errand(bringing.PLAN)
def plan_levels(asked: Errand) -> None:
    """What the file would write."""
    with filing.told():
        plan = _plan(asked)
        with once(asked) as result:
            result.update(plan.shown())


@errand(bringing.APPLY)
def apply_levels(asked: Errand) -> None:
    """Write the levels. The effect and the errand's end are one transaction."""
    with filing.told():
        upload, viewer, today = _of(asked)
        plan = _plan(asked)
        with once(asked) as result:
            made = bringing.apply_plan(
                plan=plan, digest=asked.given["digest"], name=upload.file_name, mark=upload.sha256, import_key=upload.pk, viewer=viewer,
                today=today, progress=partial(tell, asked),
            )  # fmt: skip
            result["import"] = str(made.pk)
        filing.let_go(upload)


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
