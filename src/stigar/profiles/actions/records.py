"""What leaves a line in the record of a project: a step begun, done, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.profiles.models import StepRecord

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Project

VERBS = {
    StepRecord.BEGUN: gettext_noop("began a step of a profile project"),
    StepRecord.DONE: gettext_noop("finished a step of a profile project"),
    StepRecord.AGAIN: gettext_noop("took up a step of a profile project again"),
}


def begun(project: Project, number: int, viewer: Person) -> None:
    """The first thing that happens in a step begins it; later ones leave no line."""
    if not StepRecord.objects.filter(project=project, step=number).exists():
        note_step(project, number, StepRecord.BEGUN, viewer)


def note_step(project: Project, number: int, kind: str, viewer: Person, said: str = "") -> StepRecord:
    """One line in the project's record, and one in the journal."""
    made: StepRecord = StepRecord.objects.create(
        organisation_id=viewer.organisation_id, project=project, step=number, kind=kind,
        said=one_line(said, 400), by=viewer, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, VERBS[kind], project, step=number)
    return made
