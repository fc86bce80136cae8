"""The command itself: options, where the answer goes, and what is said when something is wrong."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stigar.cli import speaking
from stigar.cli.areas import FAULTS, Asked, Wrong


class Form(StrEnum):
    """How the answer is told."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


File = Annotated[
    Path, typer.Argument(help="CSV, XLSX or ODS with the headings role, unit, kind, text and (if you like) weight.")
]
Told = Annotated[Form, typer.Option("--format", help="How the answer is told.")]
Output = Annotated[Path | None, typer.Option(help="The file to write; the terminal without.")]
Resolution = Annotated[
    float | None, typer.Option(min=0.05, max=20, help="Higher gives finer areas; as measured best without.")
]
Vocabulary = Annotated[
    list[Path] | None, typer.Option(help="An ESCO zip, an O*NET folder or a JobTech file; may be given again.")
]
Answers = Annotated[Path | None, typer.Option(help="CSV with one, other, same (yes/no): what people have answered.")]
Ask = Annotated[int, typer.Option(min=0, max=200, help="How many questions to propose.")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="The same seed gives the same answer.")]
Picture = Annotated[Path | None, typer.Option(help="Also draw the landscape, as SVG.")]


def areas(
    file: File, form: Told = Form.TEXT, output: Output = None, resolution: Resolution = None, vocabulary: Vocabulary = None,
    answers: Answers = None, ask: Ask = 10, seed: Seed = 7, picture: Picture = None,
) -> None:  # fmt: skip
    """Find the competence areas in a plain file, with no database."""
    speaking.speak_alone()
    from stigar.cli.areas.reading import kept_folder  # noqa: PLC0415 - heavy: only when asked for

    asked = Asked(file, kept_folder(), resolution, tuple(vocabulary or ()), answers, ask, seed)
    try:
        if form is Form.XLSX and output is None and sys.stdout.isatty():
            raise Wrong(_needs_output())
        _answer(asked, form, output, picture)
    except Wrong as wrong:
        for sentence in wrong.sentences:
            typer.echo(sentence, err=True)
        raise typer.Exit(FAULTS) from None


def _answer(asked: Asked, form: Form, output: Path | None, picture: Path | None) -> None:
    """Think first, then write: when something is wrong nothing is written."""
    from rich.console import Console  # noqa: PLC0415 - heavy: only when asked for

    from stigar.cli.areas import telling  # noqa: PLC0415
    from stigar.cli.areas.reading import find  # noqa: PLC0415

    found, today = find(asked), date.today()
    drawn = telling.as_picture(found, asked.file) if picture else b""
    if form is Form.TEXT and output is None:
        _write(picture, drawn)
        telling.show(found, asked.file, today, Console(highlight=False))
        return
    made = {
        Form.TEXT: lambda: telling.as_text(found, asked.file, today), Form.JSON: lambda: telling.as_data(found),
        Form.XLSX: lambda: telling.as_workbook(found, asked.file, today),
    }[form]()  # fmt: skip
    _write(picture, drawn)
    _write(output, made)
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


def _write(path: Path | None, content: bytes) -> None:
    """A file whole or not at all."""
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once it is ready to speak

    if path is None:
        return
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                Path(draft.name).chmod(0o644)
                Path(draft.name).replace(path)
            except OSError:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as problem:
        raise Wrong(
            _("%(file)s cannot be written: %(problem)s.") % {"file": path, "problem": problem.strerror}
        ) from None


def _needs_output() -> str:
    from django.utils.translation import gettext as _  # noqa: PLC0415 - once it is ready to speak

    return _("A workbook cannot be shown in a terminal. Say where it is to lie: --output areas.xlsx")
