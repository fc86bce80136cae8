"""Writes a company as its HR system would export it, so that the import can be tried on something real.

Two files: a workbook, and a semicolon-separated list in Windows-1252 as older
Swedish systems still write it. Both hold the same people under Swedish headings.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from stigar.cli.example.rows import Company, Person

HEADINGS = (
    "Anställningsnummer", "Förnamn", "Efternamn", "E-post", "Befattning", "Enhetskod", "Enhet", "Överordnad enhet",
    "Chefens anställningsnummer", "Ort", "Land", "Tidszon", "Sysselsättningsgrad", "Anställd från", "Anställd till",
    "Språk",
)  # fmt: skip
WORDS = {"sv": "svenska", "nb": "norska", "en": "engelska"}

Cell = str | int | date | None


def write_hr_export(company: Company, path: Path) -> tuple[Path, Path]:
    """Writes ``path`` twice, ending in .xlsx and .csv, and returns both paths.

    Example: ``write_hr_export(alvbro(), Path("export/personal"))``. Raises ``OSError`` when the folder cannot be written.
    """
    rows = [_cells(company, person) for person in company.people]
    workbook, listing = path.with_suffix(".xlsx"), path.with_suffix(".csv")
    _write_workbook(rows, workbook)
    _write_listing(rows, listing)
    return workbook, listing


def _cells(company: Company, person: Person) -> list[Cell]:
    units = {unit.code: unit for unit in company.units}
    site = next(site for site in company.sites if site.key == person.site)
    unit = units[person.unit]
    return [
        person.number, person.given, person.family, person.email, person.title, unit.code, unit.name, unit.parent,
        person.manager, site.name, site.country, site.time_zone, person.share, person.start, person.end,
        WORDS[person.language],
    ]  # fmt: skip


def _write_workbook(rows: list[list[Cell]], path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 heavy: only when asked for

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"title": "Personallista", "created": datetime(2026, 1, 1)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Personal")
        sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True}))
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(line, column, cell)


def _write_listing(rows: list[list[Cell]], path: Path) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADINGS)
        writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
