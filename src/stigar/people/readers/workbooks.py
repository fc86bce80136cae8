"""Workbooks (XLSX and ODS): weighed first, then opened sheet by sheet. What a formula last answered is what is read.

Hidden sheets are left alone unless there is nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree

from stigar.people.readers.faults import unreadable
from stigar.people.readers.weighing import Limits, Weight, index_part, weigh_ods, weigh_sheet, weigh_the_rest

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")
EPOCH, EPOCH_MAC = date(1899, 12, 30), date(1904, 1, 1)
DAMAGES = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, KeyError, ValueError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it lies: its rows with their numbers, and what was noted while it was weighed."""

    name: str
    rows: list[tuple[int, list[Any]]]
    weight: Weight
    epoch: date = EPOCH


def is_workbook(content: bytes) -> bool:
    """Whether these bytes begin as a workbook does, new, old or locked."""
    return content.startswith((b"PK", OLD_OFFICE))


def read_workbook(content: bytes, limits: Limits, file: str) -> Iterator[Sheet]:
    """Its sheets, in their order. Raises ``Unreadable`` for what is locked, old, cut, damaged or too large."""
    if content.startswith(OLD_OFFICE):
        raise unreadable("locked" if LOCKED_INSIDE in content else "old-workbook", file)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise unreadable("cut", file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            weights, epoch = _weighed(book, limits, file)
        yield from _sheets(content, weights, epoch, file)
    except DAMAGES as problem:
        raise unreadable("damaged", file) from problem


def _weighed(book: zipfile.ZipFile, limits: Limits, file: str) -> tuple[dict[str, Weight], date]:
    names = set(book.namelist())
    if any(entry.flag_bits & 1 for entry in book.infolist()):
        raise unreadable("locked", file)
    if "xl/workbook.xml" in names:
        return _weighed_xlsx(book, limits, file)
    if "content.xml" in names and b"opendocument.spreadsheet" in index_part(book, "mimetype", file):
        if b"encryption-data" in index_part(book, "META-INF/manifest.xml", file):
            raise unreadable("locked", file)
        weigh_the_rest(book, ["content.xml"], file)
        return weigh_ods(book, limits, file), EPOCH
    raise unreadable("wrong-kind", file)


def _weighed_xlsx(book: zipfile.ZipFile, limits: Limits, file: str) -> tuple[dict[str, Weight], date]:
    index = index_part(book, "xl/workbook.xml", file)
    parts = {
        about["Id"]: _part(about["Target"])
        for _, about in _elements(index_part(book, "xl/_rels/workbook.xml.rels", file), "Relationship", file)
    }
    weigh_the_rest(book, [part for part in parts.values() if "worksheets/" in part], file)
    weights = {}
    for _, about in _elements(index, "sheet", file):
        part = parts.get(next((value for name, value in about.items() if name.endswith("}id")), ""), "")
        if "worksheets/" in part and part in book.namelist():
            weights[about["name"]] = weigh_sheet(book, part, limits, file)
    mac = re.search(rb"date1904=[\"'](?:1|true)[\"']", index)
    return weights, EPOCH_MAC if mac else EPOCH


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _elements(text: bytes, name: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        for element in ElementTree.fromstring(text).iter():
            if element.tag.rpartition("}")[2] == name:
                yield name, element.attrib
    except ElementTree.ParseError as problem:
        raise unreadable("damaged", file) from problem


def _sheets(content: bytes, weights: dict[str, Weight], epoch: date, file: str) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum  # noqa: PLC0415 - heavy: only when asked for

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in shown or book.sheet_names:
            if name in weights:
                yield _opened(book.get_sheet_by_name(name), weights[name], epoch)
    except PasswordError as problem:
        raise unreadable("locked", file) from problem
    except CalamineError as problem:
        raise unreadable("damaged", file) from problem


def _opened(sheet: Any, weight: Weight, epoch: date) -> Sheet:
    weight.merged += [
        ((begin[0] + 1, begin[1] + 1), (end[0] + 1, end[1] + 1)) for begin, end in sheet.merged_cell_ranges or ()
    ]
    lines = sheet.to_python(skip_empty_area=False)
    return Sheet(
        sheet.name, [(number, line) for number, line in enumerate(lines, start=1) if any_value(line)], weight, epoch
    )


def any_value(line: list[Any]) -> bool:
    """Whether a row says anything at all."""
    return any(cell != "" for cell in line)
