"""What happens in the background: a file of everyday work is taken in; the map of areas is drawn."""

from stigar.areas.actions import map as maps
from stigar.areas.actions import taking
from stigar.areas.actions.work_import import IMPORT_WORK, import_work, plan_import
from stigar.areas.writers.report import NoPrinter
from stigar.foundation import clock, files, jobs
from stigar.foundation.models import Errand, Upload
from stigar.people.actions import left_files
from stigar.people.queries import colleague
from stigar.people.readers.faults import Unreadable

left_files.after(IMPORT_WORK)


@jobs.errand(IMPORT_WORK)
def import_a_file_of_work(asked: Errand) -> None:
    """Everything in the file or nothing; started again after a crash it has happened once."""
    today = clock.today()
    viewer, upload = colleague(asked.by, today=today), Upload.objects.filter(pk=asked.given["upload"]).first()
    if viewer is None or upload is None:
        raise jobs.Fault({"code": "gone"})
    try:
        plan = plan_import(files.place(upload), upload.file_name, viewer=viewer, today=today)
    except Unreadable as wrong:
        raise jobs.Fault({"code": "unreadable"}) from wrong
    with jobs.once(asked) as result:
        counts = import_work(
            table=plan.table, upload=upload, viewer=viewer, today=today,
            tell=lambda done, total: jobs.tell(asked, done, total, "Adding everyday work"),
        )  # fmt: skip
        result.update(counts)
    files.drop(upload)


@jobs.errand(maps.ERRAND)
def draw_the_map(asked: Errand) -> None:
    """The map of areas, drawn anew; started again after a crash, or twice, it is kept once."""
    today = clock.today()
    viewer = colleague(asked.by, today=today)
    if viewer is None:
        raise jobs.Fault({"code": "gone"})
    try:
        maps.draw_for(asked, by=viewer, today=today)
    except (maps.NothingTold, maps.Overtaken) as wrong:
        raise jobs.Fault({"code": type(wrong).__name__}) from wrong


@jobs.errand(taking.ERRAND)
def write_the_result(asked: Errand) -> None:
    """A workbook or a report of a large organisation; started again after a crash it is kept once."""
    today = clock.today()
    viewer = colleague(asked.by, today=today)
    if viewer is None:
        raise jobs.Fault({"code": "gone"})
    try:
        taking.take_in_the_background(asked, viewer=viewer, today=today)
    except taking.NoMap as none:
        raise jobs.Fault({"code": "gone"}) from none
    except NoPrinter as missing:
        raise jobs.Fault({"code": "no-printer"}) from missing
