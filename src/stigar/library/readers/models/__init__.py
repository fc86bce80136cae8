"""Competence models as others hand them to us: a spreadsheet in our layout, a framework with behaviour per level, or CASE.

Hand over one file, or a framework together with what its roles are expected to be able to do. What is wrong is told all at
once, with row and column; what is only odd is read, and told beside the answer. Nothing is ever half read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stigar.library.readers.models import case, expectations, layout
from stigar.library.readers.models.headings import column_of
from stigar.library.readers.told import ModelTold
from stigar.people.readers.faults import FileFault, Unreadable, unreadable
from stigar.people.readers.tables import Table, read_table

__all__ = ["Reading", "read_model"]

MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A model as the files tell it, and what is odd but did not stop us. Its rights are the file's own word, or empty."""

    told: ModelTold
    warnings: tuple[FileFault, ...] = ()


def read_model(files: Sequence[tuple[Path, str]], *, language: str = "") -> Reading:
    """The model in ``files`` (path, and what the person calls it). ``language`` is that of headings that do not say.

    Raises ``Unreadable`` with every fault when anything at all is wrong.
    """
    first = files[0][1] if files else ""
    if not 0 < len(files) <= MOST_FILES:
        raise unreadable("too-many-files", first, more={"most": MOST_FILES})
    packages = [one for one in files if case.looks_like(one[0])]
    if packages:
        if len(files) > 1:
            raise unreadable("one-at-a-time", packages[0][1])
        reading = case.read(*packages[0])
    else:
        reading = _from_tables([read_table(path, name, known=_known) for path, name in files], language)
    return replace(reading, told=replace(reading.told, fingerprint=_fingerprint(files), file_name=_names(files)))


def _from_tables(tables: Sequence[Table], language: str) -> Reading:
    roles = [table for table in tables if expectations.is_one(table)]
    models = [table for table in tables if table not in roles]
    if not models:
        raise unreadable("only-expectations", roles[0].file)
    if len(models) > 1:
        raise unreadable("one-at-a-time", models[1].file)
    told, warnings, faults = layout.read(models[0], language)
    for table in roles:
        found, wrong = expectations.read(table, told)
        told = replace(told, expectations=(*told.expectations, *found))
        faults += wrong
    if faults:
        raise Unreadable(faults)
    return Reading(told, tuple(warnings))


def _known(heading: str) -> bool:
    return column_of(heading) is not None


def _fingerprint(files: Iterable[tuple[Path, str]]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path, _name in files)).hexdigest()


def _names(files: Iterable[tuple[Path, str]]) -> str:
    return ", ".join(name or path.name for path, name in files)[:200]
