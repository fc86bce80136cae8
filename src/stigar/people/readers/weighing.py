"""Weighs a workbook before it is opened: how many rows, columns and cells it would unfold to, and which cells hold no value.

A file of 5 MB can hold a million rows, and two cells far apart can ask for more memory than there is.
So the sheet's own text is counted while it unpacks, and counting stops where the limit is passed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from stigar.people.readers.faults import unreadable

PIECE = 1 << 20
LARGEST_PART = 256 << 20  # bytes of a sheet once unpacked
LARGEST_STRINGS = 64 << 20
LARGEST_INDEX = 4 << 20
MOST_NOTED = 200  # cells without a value or merged that are told one by one
_ROW = re.compile(rb"<(?:\w{1,20}:)?row[\s>/]")
# Inside a mark is never another "<", and never more than a few hundred letters: so no text makes the search slow.
_CELL = re.compile(rb"<(?:\w{1,20}:)?c(?=[\s>/])(?:[^<>]{0,300}?\sr=[\"']([A-Z]{1,4})(\d{1,9})[\"'])?")
_UNANSWERED = re.compile(
    rb"<(?:\w{1,20}:)?c\s(?![^<>]{0,300}t=[\"']str)[^<>]{0,300}?r=[\"']([A-Z]{1,4})(\d{1,9})[\"'][^<>]{0,300}>"
    rb"<(?:\w{1,20}:)?f(?:\s[^<>]{0,300})?(?:/>|>[^<]*</(?:\w{1,20}:)?f>)(?!<(?:\w{1,20}:)?v>[^<])"
)
_WRONG = re.compile(rb"<(?:\w{1,20}:)?c\s(?=[^<>]{0,300}\st=[\"']e[\"'])[^<>]{0,300}?r=[\"']([A-Z]{1,4})(\d{1,9})[\"']")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a file may hold. ``bytes`` is the file as it lies; the others what it unfolds to."""

    bytes: int = 30 << 20
    rows: int = 200_000
    columns: int = 200
    cells: int = 2_000_000


@dataclass(slots=True)
class Weight:
    """What a sheet unfolds to. Cells are (row, column), counted from 1."""

    rows: int = 0
    columns: int = 0
    unanswered: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)

    def keep_within(self, limits: Limits, file: str) -> None:
        """Raise as soon as the sheet is larger than it may be."""
        if self.rows > limits.rows:
            raise unreadable("too-many-rows", file, more={"most": limits.rows})
        if self.columns > limits.columns:
            raise unreadable("too-many-columns", file, more={"most": limits.columns})
        if self.rows * self.columns > limits.cells:
            raise unreadable("too-many-cells", file, more={"most": limits.cells})


def weigh_sheet(book: zipfile.ZipFile, part: str, limits: Limits, file: str) -> Weight:
    """One sheet of an XLSX workbook. Raises ``Unreadable`` past the limits."""
    _count_roughly(book, part, limits, file)
    weight, running = Weight(), 0
    for text in _whole_rows(book, part, file):
        running += len(_ROW.findall(text))
        places = _CELL.findall(text)
        weight.rows = max(weight.rows, running, max((int(row) for _, row in places if row), default=0))
        widest = max((number_of(name.decode()) for name in {name for name, _ in places}), default=0)
        weight.columns = max(weight.columns, widest, *([_fullest_row(text)] if any(not n for n, _ in places) else []))
        weight.keep_within(limits, file)
        _note_empty_answers(weight, text)
    return weight


def weigh_the_rest(book: zipfile.ZipFile, sheets: Collection[str], file: str) -> None:
    """Every part of a workbook but its sheets: shared texts, looks, whatever else is unpacked. No part stands there twice."""
    parts = book.namelist()
    if len(set(parts)) != len(parts):
        raise unreadable("damaged", file)
    for part in parts:
        if part not in sheets:
            for _ in _pieces(book, part, LARGEST_STRINGS, file):
                pass


def weigh_ods(book: zipfile.ZipFile, limits: Limits, file: str) -> dict[str, Weight]:
    """Every sheet of an ODS workbook, by name."""
    scale = _OdsScale(limits, file)
    for piece in _pieces(book, "content.xml", LARGEST_PART, file):
        scale.put(piece)
    scale.put(b"", last=True)
    return scale.weights


def index_part(book: zipfile.ZipFile, part: str, file: str) -> bytes:
    """A small part that tells what is where."""
    if part not in book.namelist():
        return b""
    text = b"".join(_pieces(book, part, LARGEST_INDEX, file))
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise unreadable("damaged", file)
    return text


def number_of(letters: str) -> int:
    """A column's number from its letters, counted from 1.

    >>> number_of("A"), number_of("AB"), number_of("")
    (1, 28, 0)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letter_of(number: int) -> str:
    """A column's letters from its number, counted from 1.

    >>> letter_of(1), letter_of(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _pieces(book: zipfile.ZipFile, part: str, most: int, file: str) -> Iterator[bytes]:
    """The part's bytes as they unpack, with its checksum checked at the end, and never more than ``most``."""
    if book.getinfo(part).file_size > most:
        raise unreadable("too-large", file, more={"most": most >> 20})
    with book.open(part) as source:
        while piece := source.read(PIECE):
            yield piece


def _whole_rows(book: zipfile.ZipFile, part: str, file: str) -> Iterator[bytes]:
    rest = b""
    for piece in _pieces(book, part, LARGEST_PART, file):
        text = rest + piece
        cut = max(text.rfind(b"</row>"), text.rfind(b":row>"))
        if cut < 0 and len(text) > 8 * PIECE:
            raise unreadable("damaged", file)
        yield text[: max(cut, 0)]
        rest = text[max(cut, 0) :]
    yield rest


def _count_roughly(book: zipfile.ZipFile, part: str, limits: Limits, file: str) -> None:
    """Rows and cells by their marks alone: quick, so that what is far too large is refused at once."""
    rows = cells = 0
    for piece in _pieces(book, part, LARGEST_PART, file):
        rows += piece.count(b"<row ") + piece.count(b"<row>") + piece.count(b":row ")
        cells += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b":c ")
        if rows > limits.rows:
            raise unreadable("too-many-rows", file, more={"most": limits.rows})
        if cells > limits.cells:
            raise unreadable("too-many-cells", file, more={"most": limits.cells})


def _fullest_row(text: bytes) -> int:
    """For sheets whose cells do not say where they stand: the most cells in one row."""
    return max((len(_CELL.findall(row)) for row in _ROW.split(text)), default=0)


def _note_empty_answers(weight: Weight, text: bytes) -> None:
    if len(weight.unanswered) < MOST_NOTED and (b"<f" in text or b":f" in text):
        weight.unanswered += [(int(row), number_of(name.decode())) for name, row in _UNANSWERED.findall(text)]
    if len(weight.wrong) < MOST_NOTED and (b't="e"' in text or b"t='e'" in text):
        weight.wrong += [(int(row), number_of(name.decode())) for name, row in _WRONG.findall(text)]


class _OdsScale:
    """Listens to an ODS file's text: rows and cells may be told once and meant a million times."""

    def __init__(self, limits: Limits, file: str) -> None:
        self.limits, self.file = limits, file
        self.weights: dict[str, Weight] = {}
        self.now = Weight()
        self.row = self.column = self.filled = self.waiting = self.repeat = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.StartDoctypeDeclHandler = self._refuse

    def put(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError as problem:
            raise unreadable("damaged", self.file) from problem

    def _refuse(self, *_: object) -> None:
        raise unreadable("damaged", self.file)

    def _begins(self, name: str, about: dict[str, str]) -> None:
        if name == "table:table":
            self.now = self.weights.setdefault(about.get("table:name", ""), Weight())
            self.row = self.waiting = 0
        elif name == "table:table-row":
            self.column = self.filled = 0
            self.repeat = int(about.get("table:number-rows-repeated", 1))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(about)

    def _cell(self, about: dict[str, str]) -> None:
        here = (self.row + self.waiting + 1, self.column + 1)
        self.column += int(about.get("table:number-columns-repeated", 1))
        formula, answer = "table:formula" in about, "office:value-type" in about
        if formula or answer:
            self.filled = self.column
        if formula and not answer:
            self.now.unanswered.append(here)
        down, across = int(about.get("table:number-rows-spanned", 1)), int(about.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.now.merged.append((here, (here[0] + down - 1, here[1] + across - 1)))

    def _ends(self, name: str) -> None:
        if name != "table:table-row":
            return
        self.waiting += self.repeat
        if self.filled:
            self.row, self.waiting = self.row + self.waiting, 0
            self.now.rows = self.row
            self.now.columns = max(self.now.columns, self.filled)
            self.now.keep_within(self.limits, self.file)
