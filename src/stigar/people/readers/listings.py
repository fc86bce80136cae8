"""Text files with columns: what parts them (semicolon, comma, tab or bar) and which letters they are written in is found out.

UTF-8 with or without a mark at the start, UTF-16 with one, and Windows-1252 as older systems still write.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from stigar.people.readers.faults import unreadable
from stigar.people.readers.weighing import Limits

PARTERS = ";\t,|"
FIRST_LINES = 20
PARTERS_SEEN = 64 << 10  # characters looked at to find what parts the columns
_NOT_A_LIST = (
    b"%PDF",
    b"{\\rtf",
    b"<",
    b"{",
    b"[{",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
_TWICE_WRITTEN = re.compile("Ã[¥¤¶¸¦©…„–˜†]")  # å ä ö ø æ é Å Ä Ö Ø Æ read with the wrong letters


def read_listing(content: bytes, limits: Limits, file: str) -> list[tuple[int, list[str]]]:
    """Every line with a value as (row number, cells). Raises ``Unreadable``.

    >>> read_listing("Namn;Ort\\nÅsa;Malmö\\n".encode("cp1252"), Limits(), "staff.csv")
    [(1, ['Namn', 'Ort']), (2, ['Åsa', 'Malmö'])]
    """
    text = _letters(content, file)
    parter, text = _parter(text)
    rows = list(_lines(text, parter, limits, file))
    if len(rows) > 1 and not text.endswith(("\n", "\r")) and len(rows[-1][1]) < len(rows[-2][1]):
        raise unreadable("cut", file, row=rows[-1][0], value=parter.join(rows[-1][1])[-80:])
    return rows


def _letters(content: bytes, file: str) -> str:
    if content.lstrip()[:8].startswith(_NOT_A_LIST):
        raise unreadable("wrong-kind", file)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16", file)
    if b"\0" in content[:4096]:
        raise unreadable("wrong-kind", file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        if problem.start >= len(content) - 3 and any(byte > 127 for byte in content[: problem.start]):
            raise unreadable("cut", file, row=content.count(b"\n") + 1) from problem
    text = _decoded(content, "cp1252", file)
    if found := _TWICE_WRITTEN.search(text):
        row = text.count("\n", 0, found.start()) + 1
        raise unreadable("letters", file, row=row, value=text[max(0, found.start() - 20) : found.end() + 20])
    return text


def _decoded(content: bytes, letters: str, file: str) -> str:
    try:
        return content.decode(letters)
    except UnicodeDecodeError as problem:
        row = content.count(b"\n", 0, problem.start) + 1
        raise unreadable(
            "letters", file, row=row, value=repr(content[problem.start : problem.start + 1])[2:-1]
        ) from problem


def _parter(text: str) -> tuple[str, str]:
    """What parts the columns, and the text after a first line ``sep=;`` that some programs write."""
    if found := re.match(r"sep=(.)\r?\n", text):
        return found.group(1), "\n" + text[found.end() :]
    begin = "\n".join(text[:PARTERS_SEEN].splitlines()[:FIRST_LINES])
    return max(PARTERS, key=lambda parter: _widths(begin, parter)), text


def _widths(text: str, parter: str) -> tuple[int, int]:
    """How many lines are parted in two or more, and how wide the widest is."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=parter)
    widths = [len(line) for line in islice(lines, FIRST_LINES) if any(line)]
    return sum(width > 1 for width in widths), max(widths, default=0)


def _lines(text: str, parter: str, limits: Limits, file: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=parter, strict=True)
    row = cells = 0
    try:
        for row, line in enumerate(lines, start=1):
            if any(cell.strip() for cell in line):
                cells += len(line)
                _keep_within(row, len(line), cells, limits, file)
                yield row, line
    except csv.Error as problem:
        code = "cut" if "unexpected end" in str(problem) else "damaged"
        raise unreadable(code, file, row=row + 1) from problem


def _keep_within(row: int, width: int, cells: int, limits: Limits, file: str) -> None:
    if row > limits.rows:
        raise unreadable("too-many-rows", file, more={"most": limits.rows})
    if width > limits.columns:
        raise unreadable("too-many-columns", file, row=row, more={"most": limits.columns})
    if cells > limits.cells:
        raise unreadable("too-many-cells", file, more={"most": limits.cells})
