"""An example file in the reader's language, for whoever wonders what a file of people looks like. It can be brought as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "sv": (
        "Anställningsnummer", "Förnamn", "Efternamn", "E-post", "Befattning", "Enhet", "Överordnad enhet", "Chef", "Ort", "Land",
        "Tidszon", "Sysselsättningsgrad", "Anställd från", "Anställd till", "Språk",
    ),
    "nb": (
        "Ansattnummer", "Fornavn", "Etternavn", "E-post", "Stilling", "Enhet", "Overordnet enhet", "Leder", "Arbeidssted", "Land",
        "Tidssone", "Stillingsprosent", "Ansatt fra", "Ansatt til", "Språk",
    ),
    "en": (
        "Employee number", "First name", "Last name", "E-mail", "Job title", "Unit", "Parent unit", "Manager", "Location", "Country",
        "Time zone", "FTE", "Start date", "End date", "Language",
    ),
}  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sv": (
        "Kundtjänstchef",
        "Kundrådgivare",
        "Kundservice",
        "Bolaget",
        "Malmö",
        "svenska",
        "personal.xlsx",
        "Personal",
    ),
    "nb": (
        "Kundeservicesjef",
        "Kunderådgiver",
        "Kundeservice",
        "Selskapet",
        "Oslo",
        "norsk",
        "ansatte.xlsx",
        "Ansatte",
    ),
    "en": (
        "Head of service",
        "Customer adviser",
        "Customer service",
        "The company",
        "Malmö",
        "English",
        "staff.xlsx",
        "Staff",
    ),
}
_PEOPLE = (
    ("1001", "Karin", "Åberg", 100, date(2018, 4, 1), None), ("1002", "Jonas", "Lie", 100, date(2021, 8, 16), None),
    ("1003", "Sara", "Öst", 80, date(2024, 2, 1), date(2027, 1, 31)),
)  # fmt: skip


def example_file(language: str) -> tuple[str, bytes]:
    """A file name and a workbook with three made-up people, a manager among them."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    chief, adviser, unit, above, town, spoken, name, sheet_name = _WORDS.get(language, _WORDS["en"])
    country, zone = ("NO", "Europe/Oslo") if language == "nb" else ("SE", "Europe/Stockholm")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(sheet_name)
        sheet.write_row(0, 0, HEADINGS.get(language, HEADINGS["en"]), bold)
        sheet.set_column(0, 14, 18)
        for row, (number, given, family, share, started, ended) in enumerate(_PEOPLE, start=1):
            manager = "" if row == 1 else "1001"
            title = chief if row == 1 else adviser
            email = f"{given}.{family}@example.com".lower().replace("å", "a").replace("ö", "o")
            line = (number, given, family, email, title, unit, above, manager, town, country, zone, share)
            for column, cell in enumerate((*line, started, ended, spoken)):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
                elif cell not in ("", None):
                    sheet.write(row, column, cell)
    return name, content.getvalue()
