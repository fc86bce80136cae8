"""What happens by itself: vocabulary files are read in the background."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from stigar.foundation import clock, files, jobs
from stigar.foundation.models import Errand
from stigar.library import actions, queries
from stigar.library.readers import VocabularyFault, read_vocabularies
from stigar.people.queries import colleague


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
