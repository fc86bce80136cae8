"""``stigar import people FILE``: bring people from the terminal, with the same checks, plan and history as on the page."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import django
import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from stigar.people.actions.imports import Brought, Plan
    from stigar.people.readers.faults import FileFault

FAULTS, REFUSED = 2, 3  # exit codes: something to correct in the file; not allowed or not found
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="XLSX, ODS or CSV.")]
Key = Annotated[
    str, typer.Option("--organisation", "-o", help="The organisation's key; not needed when there is only one.")
]
By = Annotated[
    str,
    typer.Option(help="Employee number or e-mail of the person in HR who answers for it; the terminal itself without."),
]
Day = Annotated[str, typer.Option(help="The day from which changes apply, as 2026-11-21; today without.")]
Missing = Annotated[bool, typer.Option("--ends-missing", help="The file is complete: whoever is not in it has left.")]
Sheet = Annotated[str, typer.Option(help="The sheet to read, when a workbook has several.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")]


def import_people(
    file: File, organisation: Key = "", by: By = "", valid_from: Day = "", ends_missing: Missing = False, sheet: Sheet = "",
    dry_run: Dry = False,
) -> None:  # fmt: skip
    """Bring people from a file: everything or nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    django.setup()
    from django.utils import translation  # noqa: PLC0415 - once Django stands

    from stigar.foundation import clock  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.people.actions.imports import Brought  # noqa: PLC0415

    where, language = _organisation(organisation)
    day = date.fromisoformat(valid_from) if valid_from else clock.today()
    digest = sha256(file.read_bytes()).hexdigest()
    with translation.override(language), inside(where):
        _bring(Brought(file, file.name, digest, day, ends_missing, sheet), by=by, dry_run=dry_run)


def _bring(brought: Brought, *, by: str, dry_run: bool) -> None:
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once Django stands

    from stigar.foundation import clock  # noqa: PLC0415
    from stigar.foundation.policy import Refused  # noqa: PLC0415
    from stigar.people.actions import imports  # noqa: PLC0415
    from stigar.people.readers.faults import Unreadable  # noqa: PLC0415

    viewer = _viewer(by)
    try:
        with _progress() as bar:
            line = bar.add_task(brought.name, total=None)

            def show(done: int, total: int, stage: str) -> None:
                bar.update(line, completed=done, total=total or None, description=_(stage))

            if dry_run:
                plan = imports.plan_of(brought, viewer=viewer, progress=show)
            else:
                made = imports.apply_import(brought=brought, viewer=viewer, today=clock.today(), progress=show)
    except Unreadable as wrong:
        raise _told(wrong.faults, brought.name) from None
    except imports.NothingToChange:
        typer.echo(_("Nothing changes: everything in the file is here already."))
    except Refused:
        typer.echo(_("%(who)s may not import people here.") % {"who": by}, err=True)
        raise typer.Exit(REFUSED) from None
    else:
        if dry_run:
            _tell_plan(plan, brought.name)
        else:
            typer.echo(_figures(made.added, made.changed, made.ended, made.unchanged))


def _tell_plan(plan: Plan, name: str) -> None:
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once Django stands

    if plan.faults:
        raise _told(plan.faults, name)
    counts = plan.counts()
    figures = _figures(*(counts[kind] for kind in ("added", "changed", "ended", "unchanged")))
    typer.echo(f"{figures} {_('Nothing has been saved.')}")


def _told(faults: tuple[FileFault, ...] | list[FileFault], name: str) -> typer.Exit:
    """Print every fault with its place, what is wrong, the rule and what to do; the exit that follows."""
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once Django stands
    from django.utils.translation import ngettext  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415 - heavy: only when asked for
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from stigar.people.readers.sentences import told  # noqa: PLC0415

    console = Console(stderr=True)
    words = ngettext(
        "%(n)s thing to correct in %(file)s. Nothing has been saved.",
        "%(n)s things to correct in %(file)s. Nothing has been saved.",
        len(faults),
    )
    console.print(words % {"n": len(faults), "file": escape(name)}, style="bold")
    table = Table(_("Where"), _("What is wrong"), _("What to do"), box=None, show_edge=False, pad_edge=False)
    for fault in faults:
        sentences = told(fault)
        table.add_row(escape(sentences.place), escape(f"{sentences.what} {sentences.rule}"), escape(sentences.remedy))
    console.print(table)
    return typer.Exit(FAULTS)


def _figures(added: int, changed: int, ended: int, unchanged: int) -> str:
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once Django stands

    words = _("%(added)s added, %(changed)s changed, %(ended)s ended, %(unchanged)s as before.")
    return words % {"added": added, "changed": changed, "ended": ended, "unchanged": unchanged}


def _organisation(key: str) -> tuple[Any, str]:
    """The organisation that is meant; it must be clear which."""
    from stigar.people.queries.imports import organisation_called, organisation_keys  # noqa: PLC0415 - once Django stands

    keys = organisation_keys()
    found = organisation_called(key or (keys[0] if len(keys) == 1 else ""))
    if found is None:
        typer.echo(f"Which organisation? --organisation {' | '.join(keys) or '(there is none yet)'}", err=True)
        raise typer.Exit(REFUSED)
    return found


def _viewer(by: str) -> Any:
    """The person who answers for the import, or None for the terminal itself."""
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once Django stands

    from stigar.people.queries.imports import person_called  # noqa: PLC0415

    viewer = person_called(by) if by else None
    if by and viewer is None:
        typer.echo(_("Nobody here has employee number or e-mail address %(who)s.") % {"who": by}, err=True)
        raise typer.Exit(REFUSED)
    return viewer


def _progress() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - heavy: only when asked for
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    return Progress(*columns, console=Console(stderr=True), transient=True)
