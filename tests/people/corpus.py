"""Files as people bring them, good and bad, made by the tests themselves."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

HEAD = (
    "Anställningsnummer",
    "Förnamn",
    "Efternamn",
    "E-post",
    "Befattning",
    "Enhet",
    "Chef",
    "Ort",
    "Land",
    "Omfattning",
    "Anställd från",
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
OLD_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)


def workbook(path: Path, rows: Iterable[Sequence[object]], *, sheet: str = "Personal") -> Path:
    """An XLSX with one sheet; dates are real dates."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        fill(book, sheet, rows)
    return path


def fill(book: xlsxwriter.Workbook, name: str, rows: Iterable[Sequence[object]]) -> xlsxwriter.workbook.Worksheet:
    """Another sheet in a workbook."""
    sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)
    return sheet


def listing(path: Path, rows: Iterable[Sequence[object]], *, parter: str = ";", letters: str = "utf-8") -> Path:
    """A text file with columns."""
    text = io.StringIO()
    csv.writer(text, delimiter=parter, lineterminator="\r\n").writerows(
        ["" if cell is None else cell for cell in row] for row in rows
    )
    path.write_bytes(text.getvalue().encode(letters))
    return path


def ods(path: Path, rows: Iterable[Sequence[object]], *, sheet: str = "Personal", manifest: str = "") -> Path:
    """An ODS as LibreOffice writes it, with a million empty rows said in one line at the end."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return ods_of(
        path, f"<table:table table:name={quoteattr(sheet)}>{body}{EMPTY_END}</table:table>", manifest=manifest
    )


EMPTY_END = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def ods_of(path: Path, tables: str, *, manifest: str = "") -> Path:
    """An ODS with these tables."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def _ods_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def sheet_of(path: Path, rows: str) -> Path:
    """An XLSX whose only sheet is written by hand."""
    workbook(path, [["x"]])
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    begin, _, _ = parts[name].partition(b"<sheetData>")
    parts[name] = begin + b"<sheetData>" + rows.encode() + b"</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for part, content in parts.items():
            file.writestr(part, content)
    return path
