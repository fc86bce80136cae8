"""Reads what is handed in at the terminal: evidence, answers and vocabularies. Everything that is wrong is told at once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stigar.cli.areas import Asked, Wrong
from stigar.engine.areas import Answer, AreaFinder, AreaMap, Contradiction
from stigar.engine.areas.plain import Fault, Faults, answers_of, evidence_of
from stigar.engine.text.model import EDITION, TextModel, kept_model, model_called
from stigar.engine.vocabulary import Evidence
from stigar.library.readers import VocabularyFault, read_vocabularies
from stigar.library.readers.sentences import sentence
from stigar.people.readers.faults import FileFault, Unreadable
from stigar.people.readers.sentences import told
from stigar.people.readers.tables import Table, read_table

HEADINGS = ("role", "unit", "kind", "text", "weight")
ANSWER_HEADINGS = ("one", "other", "same")
PIECE = 1 << 20
OWN_REMEDY = (
    "wrong-kind",
    "old-workbook",
    "locked",
    "letters",
    "too-large",
    "too-many-rows",
    "too-many-columns",
    "too-many-cells",
)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, with what it was drawn from and the lines that must be printed where a vocabulary's texts are used."""

    map: AreaMap
    evidence: tuple[Evidence, ...]
    model: TextModel
    licences: tuple[str, ...]
    runs: int


def find(asked: Asked) -> Found:
    """Read it all and find the areas. Raises :class:`Wrong` with every fault."""
    evidence: tuple[Evidence, ...] = _rows(asked.file, HEADINGS, evidence_of)
    roles = {one.role for one in evidence}
    said: tuple[Answer, ...] = ()
    if asked.answers:
        said = _rows(asked.answers, ANSWER_HEADINGS, lambda rows: answers_of(rows, roles))
    model, licences = _model(asked)
    finder = AreaFinder() if asked.resolution is None else AreaFinder(resolution=asked.resolution)
    language = (get_language() or "en")[:2]
    try:
        found = finder.of(evidence, model=model, answers=said, language=language, ask=asked.ask, seed=asked.seed)
    except Contradiction as wrong:
        pair = _("The answers contradict each other: %(answers)s. Take one of them back.") % {"answers": wrong}
        raise Wrong(pair) from None
    return Found(found, evidence, model, licences, finder.runs)


def _rows(path: Path, headings: Sequence[str], read: Callable[[list[Mapping[str, Any]]], Any]) -> Any:
    try:
        table = read_table(path, path.name, known=lambda heading: heading.strip().lower() in headings)
    except OSError:
        raise Wrong(_("%(file)s: there is no such file, or it cannot be read.") % {"file": path}) from None
    except Unreadable as wrong:
        raise Wrong(*(_unreadable(path.name, fault, headings) for fault in wrong.faults)) from None
    names = [heading.strip().lower() for heading in table.headings]
    try:
        return read([dict(zip(names, cells, strict=False)) for _row, cells in table.rows])
    except Faults as wrong:
        raise Wrong(*(_told(table, fault) for fault in wrong.faults)) from None


def _unreadable(file: str, fault: FileFault, headings: Sequence[str]) -> str:
    if fault.code == "no-headings":
        words = _("No headings were recognised. The first row must say: %(headings)s.") % {
            "headings": ", ".join(headings)
        }
        return f"{file}: {words}"
    said = told(fault)
    remedy = said.remedy if fault.code in OWN_REMEDY else _("Correct the file and try again.")
    return ": ".join(part for part in (file, said.place, f"{said.what} {said.rule} {remedy}") if part)


def _told(table: Table, fault: Fault) -> str:
    """A fault in words: file, row as the spreadsheet counts, column, value, rule and what to do."""
    values = {"rule": ", ".join(fault.rule[1:]), "value": fault.value, "column": fault.column}
    words = {
        "no_rows": _("There is nothing under the headings. Add at least one row."),
        "missing_column": _("The column “%(column)s” is missing. Add a column with that heading."),
        "empty": _("This must be filled in."),
        "too_long": _("“%(value)s…” is longer than %(rule)s characters. Shorten it."),
        "unknown_kind": _("“%(value)s” is no kind of evidence. Write one of: %(rule)s."),
        "not_a_number": _("“%(value)s” is no number. Write a number from 0 to 100."),
        "out_of_range": _("“%(value)s” is too small or too large. Write a number from 0 to 100."),
        "unknown_role": _("The role “%(value)s” is not in the file of evidence. Use a role that is."),
        "not_yes_or_no": _("“%(value)s” is neither yes nor no. Write yes or no."),
        "same_role": _("“%(value)s” is compared with itself. Name two roles."),
    }[fault.code]  # fmt: skip
    return ": ".join(part for part in (table.file, _place(table, fault), words % values) if part)


def _place(table: Table, fault: Fault) -> str:
    """Where it stands: the engine counts rows under the headings, the spreadsheet counts them all."""
    if fault.row < 2:
        return ""
    row = table.rows[fault.row - 2][0]
    return _("row %(row)d, column %(column)s") % {"row": row, "column": fault.column}


def _model(asked: Asked) -> tuple[TextModel, tuple[str, ...]]:
    """What the vocabularies teach: as it is kept since last time, when the files are the same, else read and fitted."""
    if not asked.vocabularies:
        return TextModel.fit((), seed=asked.seed), ()
    note = asked.kept / f"read-{_mark(asked)}.json"
    with suppress(OSError, ValueError, KeyError):
        kept = json.loads(note.read_text(encoding="utf-8"))
        model = model_called(kept["model"], folder=asked.kept)
        if model is not None:
            return model, tuple(kept["licences"])
    try:
        lexicons = read_vocabularies(asked.vocabularies)
    except VocabularyFault as fault:
        raise Wrong(sentence(fault.told())) from None
    model = kept_model(lexicons, folder=asked.kept, seed=asked.seed)
    licences = tuple(lexicon.licence for lexicon in lexicons if lexicon.licence)
    _keep(note, {"model": model.fingerprint, "licences": licences})
    return model, licences


def _mark(asked: Asked) -> str:
    """Names the bytes of the vocabularies, so that the same files need not be read again."""
    digest = hashlib.sha256(f"{EDITION} {asked.seed}".encode())
    for path in asked.vocabularies:
        for file in _files(path):
            digest.update(f"\n{file.name} {file.stat().st_size}\n".encode("utf-8", "replace"))
            with file.open("rb") as content:
                while piece := content.read(PIECE):
                    digest.update(piece)
    return digest.hexdigest()[:40]


def _files(path: Path) -> Iterator[Path]:
    return (
        iter(sorted(one for one in path.rglob("*") if one.is_file()))
        if path.is_dir()
        else iter([path] * path.is_file())
    )


def _keep(note: Path, about: Mapping[str, Any]) -> None:
    """Whole or not at all; where it cannot be written the next run is only slower."""
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=note.parent, delete=False) as draft:
            json.dump(about, draft)
        Path(draft.name).replace(note)


def kept_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where fitted models lie: the product's own folder when it is named, else the user's cache.

    >>> kept_folder({"STIGAR_FOLDER": "/srv/stigar"}).as_posix(), kept_folder({"XDG_CACHE_HOME": "/c"}).as_posix()
    ('/srv/stigar/models', '/c/stigar')
    """
    if environment.get("STIGAR_FOLDER"):
        return Path(environment["STIGAR_FOLDER"]) / "models"
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stigar"
