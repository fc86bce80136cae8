"""What happens by itself: files of vocabularies and competence models are read and kept in the background."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils.translation import gettext_noop

from stigar.foundation import clock, files, jobs
from stigar.foundation.models import Errand
from stigar.library import actions, queries
from stigar.library.actions import model_files
from stigar.library.actions.models import AnotherKind
from stigar.library.readers import VocabularyFault, read_vocabularies
from stigar.library.readers.told import RightsTold
from stigar.people.actions import left_files
from stigar.people.queries import colleague
from stigar.people.readers.faults import Unreadable

MOST_FAULTS = 200
for kind in (actions.ERRAND, model_files.KEEP):
    left_files.after(kind)


@jobs.errand(actions.ERRAND)
def import_vocabularies(asked: Errand) -> None:
    """Read the files an errand was given and import every vocabulary in them: all, or nothing."""
    today = clock.today()
    viewer, uploads = colleague(asked.by, today=today), actions.brought_files(asked)
    if viewer is None or not uploads:
        raise jobs.Fault({"code": "gone"})
    names = {files.place(upload): upload.file_name for upload in uploads}
    jobs.tell(asked, 0, 0, gettext_noop("Reading the files"))
    try:
        lexicons = read_vocabularies(list(names), names=names)
    except VocabularyFault as fault:
        raise jobs.Fault(fault.told()) from fault
    with jobs.once(asked) as result:
        result["imported"] = [
            actions.import_vocabulary(
                lexicon=lexicon, file_names=list(names.values()), viewer=viewer, today=today,
                tell=lambda done, total, stage: jobs.tell(asked, done, total, stage),
            )
            for lexicon in lexicons
        ]  # fmt: skip
    for upload in uploads:
        files.drop(upload)
    queries.make_ready()


@jobs.errand(model_files.READ)
def read_model_files(asked: Errand) -> None:
    """Read the files of a competence model, and tell what keeping them would do."""
    with _brought(asked):
        reading, known = model_files.read_brought(asked)
        shown = model_files.shown_of(reading, known)
    with jobs.once(asked) as result:
        result.update(shown)


@jobs.errand(model_files.KEEP)
def keep_model_files(asked: Errand) -> None:
    """Keep a competence model under the rights that somebody has said, exactly as it was shown."""
    viewer, told = colleague(asked.by, today=clock.today()), asked.given
    rights = {**told["rights"], "ends": date.fromisoformat(told["rights"]["ends"]) if told["rights"]["ends"] else None}
    with _brought(asked):
        reading, known = model_files.read_brought(asked)
        with jobs.once(asked) as result:
            model = model_files.keep_read(
                reading=reading, known=known, name=told["name"], own=told["own"], rights=RightsTold(**rights), viewer=viewer,
                today=clock.today(), expected=told["counts"],
            )  # fmt: skip
            result["model"] = str(model.pk)
    for upload in model_files.uploads_of(asked):
        files.drop(upload)


@contextmanager
def _brought(asked: Errand) -> Iterator[None]:
    """What can be wrong with an errand about a model's files, told as data."""
    viewer = colleague(asked.by, today=clock.today())
    if viewer is None or len(model_files.uploads_of(asked)) != len(asked.given["uploads"]):
        raise jobs.Fault({"code": "gone"})
    jobs.tell(asked, 0, 0, gettext_noop("Reading the files"))
    try:
        yield
    except Unreadable as wrong:
        faults = [fault.told() for fault in wrong.faults[:MOST_FAULTS]]
        raise jobs.Fault({"code": "unreadable", "faults": faults, "count": len(wrong.faults)}) from wrong
    except AnotherKind as wrong:
        raise jobs.Fault({"code": "another-kind"}) from wrong
    except model_files.GroundMoved as wrong:
        raise jobs.Fault({"code": "ground-moved"}) from wrong
