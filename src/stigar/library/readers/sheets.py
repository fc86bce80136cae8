"""Whatever was handed in (folder, zip, gzip, CSV, text, workbook, JSON) as named sheets and documents.

Only the first line is looked at until somebody asks for the rows, so the many files of a
release that we have no use for cost nothing. Names inside an archive are only names: nothing
is ever unpacked to disk, and what an archive would grow to is read before it is opened.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from .faults import Rule, VocabularyFault

LARGEST_FILE = 160 * 2**20
LARGEST_WHOLE = 800 * 2**20
MOST_FILES = 500
PEEK = 64 * 1024
TABLES = (".csv", ".txt", ".tsv")
BOOKS = (".xlsx", ".ods")
DAMAGES = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError)


@dataclass(frozen=True)
class Member:
    """One file of what was handed in: its name, and how to read at most so many bytes of it."""

    name: str
    within: str
    read: Callable[[int], bytes]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).name.removesuffix(".gz")

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.stem).suffix.lower()

    def whole(self) -> bytes:
        content = self.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise VocabularyFault(Rule.TOO_LARGE, file=self.name, most=LARGEST_FILE // 2**20)
        return content


@dataclass(frozen=True)
class Sheet:
    """A table: the file it stands in, its headings, and its rows when asked for (heading is row 1)."""

    file: str
    within: str
    columns: tuple[str, ...]
    lines: Callable[[], Iterator[Sequence[str]]]

    def has(self, *columns: str) -> bool:
        return set(columns) <= set(self.columns)

    def rows(self, *, padded: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
        """Every row with its number; a row with fewer cells than headings is a fault, not a guess.

        ``padded`` is for the one official file whose rows stop after their last filled cell.
        """
        wide = len(self.columns)
        for number, line in enumerate(self.lines(), start=2):
            if not any(line):
                continue
            if padded:
                line = [*line, *[""] * (wide - len(line))]
            if len(line) < wide:
                raise VocabularyFault(Rule.SHORT_ROW, file=self.file, row=number, value=" ".join(line)[:80])
            yield number, dict(zip(self.columns, line, strict=False))


def members(path: Path, name: str = "") -> list[Member]:
    """All files in a folder, an archive, or the single file itself, in the order of their names.

    An archive inside a folder is opened; an archive inside an archive is not.
    """
    if not path.exists():
        raise VocabularyFault(Rule.MISSING, file=name or path.name)
    if path.is_dir():
        found = [one for child in sorted(path.iterdir()) if child.is_file() for one in members(child)]
    elif zipfile.is_zipfile(path) and not (name or path.name).lower().endswith(BOOKS):
        found = _archived(path, name or path.name)
    else:
        found = [_single(path, name or path.name)]
    if len(found) > MOST_FILES:
        raise VocabularyFault(Rule.TOO_MANY, file=name or path.name, most=MOST_FILES)
    return found


def sheet_of(member: Member) -> Sheet | None:
    """The member as a table, or None when it is no table. Only its headings are read now."""
    if member.suffix in BOOKS:
        return _from_workbook(member)
    if member.suffix not in TABLES:
        return None
    text = _decoded(member, member.read(PEEK), cut=True)
    dialect = _delimiter(text)
    columns = next(csv.reader(io.StringIO(text, newline=""), delimiter=dialect), [])
    return Sheet(member.name, member.within, tuple(c.strip() for c in columns), lambda: _from_text(member, dialect))


def _single(path: Path, name: str) -> Member:
    if path.stat().st_size == 0:
        raise VocabularyFault(Rule.EMPTY, file=name)

    def read(most: int) -> bytes:
        try:
            with gzip.open(path) if name.lower().endswith(".gz") else path.open("rb") as source:
                return source.read(most)
        except DAMAGES as problem:
            raise VocabularyFault(Rule.DAMAGED, file=name) from problem

    return Member(name, "", read)


def _archived(path: Path, name: str) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
    except DAMAGES as problem:
        raise VocabularyFault(Rule.DAMAGED, file=name) from problem
    if any(one.flag_bits & 1 for one in entries):
        raise VocabularyFault(Rule.LOCKED, file=name)
    if sum(one.file_size for one in entries) > LARGEST_WHOLE:
        raise VocabularyFault(Rule.TOO_LARGE, file=name, most=LARGEST_WHOLE // 2**20)
    plain = [one for one in entries if _stays_inside(one.filename)]
    return [Member(PurePosixPath(one.filename).name, name, _entry(path, one)) for one in plain]


def _entry(path: Path, entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        try:
            with zipfile.ZipFile(path) as archive, archive.open(entry) as source:
                if not entry.filename.lower().endswith(".gz"):
                    return source.read(most)
                with gzip.GzipFile(fileobj=source) as unpacked:
                    return unpacked.read(most)
        except DAMAGES as problem:
            raise VocabularyFault(Rule.DAMAGED, file=entry.filename) from problem

    return read


def _stays_inside(name: str) -> bool:
    """Names that climb out, and the shadow files some computers add, are not part of a release."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not (name.startswith(("/", "\\")) or ".." in parts or "__MACOSX" in parts or parts[-1].startswith("."))


def _decoded(member: Member, content: bytes, *, cut: bool = False) -> str:
    """UTF-8, with or without a mark at the start. ``cut`` forgives a last letter that was cut in two."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        if cut and problem.start >= len(content) - 3:
            return content[: problem.start].decode("utf-8-sig")
        row = content.count(b"\n", 0, problem.start) + 1
        raise VocabularyFault(Rule.NOT_UTF8, file=member.name, row=row) from problem


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max("\t,;", key=heading.count)


def _from_text(member: Member, delimiter: str) -> Iterator[Sequence[str]]:
    text = _decoded(member, member.whole())
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    row = 0
    try:
        for row, line in enumerate(lines, start=1):
            if row > 1:
                yield line
    except csv.Error as problem:
        raise VocabularyFault(Rule.DAMAGED, file=member.name, row=row + 1) from problem


def _from_workbook(member: Member) -> Sheet | None:
    """The first sheet of a workbook. What it unpacks to is checked before it is parsed."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - heavy: only when asked for

    content = member.whole()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > 2 * LARGEST_FILE:
                raise VocabularyFault(Rule.TOO_LARGE, file=member.name, most=2 * LARGEST_FILE // 2**20)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except (*DAMAGES, CalamineError) as problem:
        raise VocabularyFault(Rule.DAMAGED, file=member.name) from problem
    columns = [_cell(value) for value in next(iter(book.iter_rows()), [])]
    lines = lambda: ([_cell(value) for value in row] for row in islice(book.iter_rows(), 1, None))  # noqa: E731
    return Sheet(member.name, member.within, tuple(columns), lines)


def _cell(value: object) -> str:
    """A workbook's cell as the text files have it: whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
