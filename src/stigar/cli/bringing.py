"""``stigar import work`` and ``stigar import vocabulary``: the same checks and actions as on the pages, from the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import translation
from django.utils.translation import gettext as _

from stigar.cli import imports, speaking

FAULTS, REFUSED = imports.FAULTS, imports.REFUSED
AS_DOWNLOADED = "As downloaded: ESCO (zip), O*NET (folder or zip), JobTech (JSON)."
Files = Annotated[list[Path], typer.Argument(exists=True, readable=True, help=AS_DOWNLOADED)]
Answers = Annotated[str, typer.Option(help="Employee number or e-mail of the person in HR who answers for it.")]


def work(file: imports.File, by: Answers, organisation: imports.Key = "") -> None:
    """Bring everyday tasks, skills and traits from a file: everything or nothing."""
    language = speaking.speak_from_the_house()
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands

    where, _own = imports._organisation(organisation)
    with translation.override(language), inside(where):
        _bring_work(file, imports._viewer(by))


def _bring_work(file: Path, viewer: Any) -> None:
    from stigar.areas.actions.work_import import import_work, plan_import  # noqa: PLC0415 - once Django stands
    from stigar.areas.readers.sentences import told  # noqa: PLC0415
    from stigar.foundation import clock, files  # noqa: PLC0415
    from stigar.foundation.policy import Refused  # noqa: PLC0415
    from stigar.people.readers.faults import Unreadable  # noqa: PLC0415

    today = clock.today(viewer.organisation.time_zone)
    try:
        with imports._progress() as bar:
            line = bar.add_task(_("Reading the file"), total=None)
            plan = plan_import(file, file.name, viewer=viewer, today=today)
            with file.open("rb") as content:
                upload = files.keep(content, file.name, kind="work", by=viewer)
            counts = import_work(
                table=plan.table, upload=upload, viewer=viewer, today=today,
                tell=lambda done, total: bar.update(line, completed=done, total=total, description=_("Adding everyday work")),
            )  # fmt: skip
            files.drop(upload)
    except Unreadable as wrong:
        raise stop(*(f"{file.name}: {told(fault)}" for fault in wrong.faults)) from None
    except Refused:
        raise stop(_("%(who)s may not import everyday work here.") % {"who": viewer}, code=REFUSED) from None
    say(_("%(added)s added, %(already)s told already, in %(roles)s roles.") % counts)


def vocabulary(files: Files, organisation: imports.Key = "") -> None:
    """Bring vocabularies: ESCO in any language, O*NET, JobTech. Several languages of one come best together."""
    language = speaking.speak_from_the_house()
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands

    where, _own = imports._organisation(organisation)
    with translation.override(language), inside(where):
        _bring_vocabularies(files)


def _bring_vocabularies(paths: Sequence[Path]) -> None:
    from stigar.foundation import clock  # noqa: PLC0415 - once Django stands
    from stigar.library.actions import import_vocabulary  # noqa: PLC0415
    from stigar.library.readers import VocabularyFault, read_vocabularies  # noqa: PLC0415
    from stigar.library.readers.sentences import sentence  # noqa: PLC0415

    with imports._progress() as bar:
        line = bar.add_task(_("Reading the files"), total=None)
        try:
            lexicons = read_vocabularies(paths)
        except VocabularyFault as fault:
            raise stop(sentence(fault.told())) from None
        made = [
            (lexicon, import_vocabulary(
                lexicon=lexicon, file_names=[path.name for path in paths], viewer=None, today=clock.today(),
                tell=lambda done, total, stage: bar.update(line, completed=done, total=total or None, description=_(stage)),
            ))
            for lexicon in lexicons
        ]  # fmt: skip
    for lexicon, counts in made:
        name = f"{lexicon.source} {lexicon.version}".strip()
        say(_("%(name)s: %(added)s added, %(changed)s changed, %(retired)s retired.") % {"name": name, **counts})
        say(lexicon.licence)


def say(words: str) -> None:
    """A line on the terminal, as it stands."""
    typer.echo(words)


def stop(*sentences: str, code: int = FAULTS) -> typer.Exit:
    """What is wrong, a line each, on the other output; nothing was written."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    return typer.Exit(code)
