"""What is wrong with a file, in the reader's language: what was found, which rule it breaks, and what to do about it.

Every code has three sentences here; a test sees to it that none is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field

FIELD_WORDS: Mapping[str, Any] = {
    Field.NUMBER: gettext_lazy("Employee number"),
    Field.NAME: gettext_lazy("Name (whole)"),
    Field.GIVEN: gettext_lazy("Given name"),
    Field.FAMILY: gettext_lazy("Family name"),
    Field.EMAIL: gettext_lazy("E-mail"),
    Field.ROLE: gettext_lazy("Role (title)"),
    Field.UNIT_CODE: gettext_lazy("Unit code"),
    Field.UNIT: gettext_lazy("Unit"),
    Field.PARENT: gettext_lazy("Unit above"),
    Field.LEVEL: gettext_lazy("Unit, one level of several"),
    Field.MANAGER: gettext_lazy("Manager"),
    Field.SITE: gettext_lazy("Site"),
    Field.COUNTRY: gettext_lazy("Country"),
    Field.ZONE: gettext_lazy("Time zone"),
    Field.SHARE: gettext_lazy("Share of full time"),
    Field.STARTED: gettext_lazy("First day"),
    Field.ENDED: gettext_lazy("Last day"),
    Field.LANGUAGE: gettext_lazy("Language"),
    "position": gettext_lazy("Position from"),
}
_N = gettext_noop
_EXPORT_AGAIN = _N("Export the list again from your HR system and bring the new file.")
_SAVE_XLSX = _N("Open it in your spreadsheet program, save it as XLSX and bring that file.")
_SPLIT_FILE = _N("Take away what is not needed, or part the file in several and bring them one at a time.")
_CORRECT = _N("Correct it in the HR system or in the file, and bring the file again.")

# code: what was found, the rule, what to do
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "empty": (_N("The file is empty."), _N("A file needs a row of headings and at least one row below it."), _EXPORT_AGAIN),
    "no-rows": (
        _N("There are headings but nothing below them."), _N("A file needs a row of headings and at least one row below it."),
        _EXPORT_AGAIN,
    ),
    "wrong-kind": (_N("This is not a table that can be read."), _N("XLSX, ODS and CSV files can be read."), _SAVE_XLSX),
    "old-workbook": (
        _N("This is a workbook of the old kind (.xls)."), _N("XLSX, ODS and CSV files can be read."), _SAVE_XLSX,
    ),
    "locked": (
        _N("The workbook is protected with a password."), _N("A file must be open to be read."),
        _N("Take the password away in your spreadsheet program, save and bring the file again."),
    ),
    "damaged": (_N("The file is damaged."), _N("The whole file must be readable."), _EXPORT_AGAIN),
    "cut": (_N("The file ends in the middle."), _N("The whole file must be there."), _EXPORT_AGAIN),
    "letters": (
        _N("Some letters cannot be read: “%(value)s”."), _N("A text file is written in UTF-8 or Windows-1252."),
        _N("Save the file as “CSV UTF-8” or as XLSX and bring it again."),
    ),
    "too-large": (_N("The file is too large."), _N("A file may be at most %(most)s MB."), _SPLIT_FILE),
    "too-many-rows": (_N("The file has too many rows."), _N("A file may have at most %(most)s rows."), _SPLIT_FILE),
    "too-many-columns": (_N("The file has too many columns."), _N("A file may have at most %(most)s columns."), _SPLIT_FILE),
    "too-many-cells": (_N("The file has too many cells."), _N("A file may have at most %(most)s cells."), _SPLIT_FILE),
    "no-such-sheet": (
        _N("There is no sheet called “%(value)s”."), _N("The sheet must be in the workbook: %(names)s."), _N("Choose another sheet."),
    ),
    "no-headings": (
        _N("No headings were recognised. The first row says: %(value)s."),
        _N("One of the first rows must hold headings, such as Employee number and Name."),
        _N("Add a row of headings above the values and bring the file again."),
    ),
    "merged-heading": (
        _N("Cells %(value)s are merged among the headings."), _N("Every column needs a heading of its own, in one row."),
        _N("Unmerge the cells, give every column its heading and bring the file again."),
    ),
    "merged": (
        _N("Cells %(value)s are merged."), _N("Every row needs its own values; merged cells hide which row a value belongs to."),
        _N("Unmerge the cells, fill in the value on every row and bring the file again."),
    ),
    "same-heading": (
        _N("The heading “%(value)s” stands in column %(other)s too."), _N("Every heading may stand only once."),
        _N("Rename or remove one of the columns and bring the file again."),
    ),
    "no-heading": (
        _N("“%(value)s” stands in a column that has no heading."), _N("Every column with values needs a heading."),
        _N("Give the column a heading, or empty it, and bring the file again."),
    ),
    "short-row": (
        _N("The row has %(cells)s cells, but there are %(headings)s headings."), _N("Every row has as many cells as there are headings."),
        _N("Look for a line break or a missing separator on the row, or save the list as XLSX."),
    ),
    "no-value": (
        _N("The cell holds a formula that has not been worked out."), _N("Every formula needs its answer saved with it."),
        _N("Open the file in your spreadsheet program, save it there and bring it again."),
    ),
    "wrong-value": (
        _N("The cell holds an error instead of a value."), _N("Formulas must give a value."),
        _N("Correct the formula, or write the value in its place, and bring the file again."),
    ),
    "missing-column": (
        _N("No column says %(about)s."), _N("A file of people needs an employee number and a name for everybody."),
        _N("Choose which column it is, or add the column and bring the file again."),
    ),
    "column-twice": (
        _N("Both “%(other)s” and “%(column)s” are read as %(about)s."), _N("Each kind of information comes from one column."),
        _N("Choose something else for one of the columns."),
    ),
    "missing": (_N("%(about)s is missing."), _N("Everybody needs an employee number and a name."), _CORRECT),
    "too-long": (_N("The text is too long: “%(value)s”."), _N("At most %(most)s characters have room here."), _CORRECT),
    "bad-date": (
        _N("“%(value)s” is not understood as a date."),
        _N("A date is written 2026-11-21, 21.11.2026, 21/11/2026 or 20261121, with the day before the month."), _CORRECT,
    ),
    "date-order": (
        _N("The last day, %(value)s, comes before the first day, %(started)s."), _N("Employment ends on or after its first day."),
        _CORRECT,
    ),
    "bad-share": (
        _N("“%(value)s” is not understood as a share of full time."),
        _N("The share is over 0 and at most 100 per cent, such as 80, 80 %% or 0.8."),
        _N("Correct it, or leave the cell empty for full time, and bring the file again."),
    ),
    "bad-email": (
        _N("“%(value)s” is not an e-mail address."), _N("An address has one @ and a domain, such as anna@company.example."),
        _N("Correct the address, or leave the cell empty, and bring the file again."),
    ),
    "same-number": (
        _N("Employee number %(value)s stands on row %(other)s too (%(name)s)."), _N("An employee number belongs to one person, on one row."),
        _N("Keep one row for each person. For somebody with two positions, keep the main one."),
    ),
    "same-email": (
        _N("%(value)s stands on row %(other)s too (%(name)s)."), _N("An e-mail address belongs to one person."),
        _N("Correct one of the addresses, or leave it empty, and bring the file again."),
    ),
    "taken-email": (
        _N("%(value)s belongs to %(name)s, who has employee number %(number)s."), _N("An e-mail address belongs to one person."),
        _N("If it is the same person, use the same employee number; else correct the address."),
    ),
    "unknown-language": (
        _N("“%(value)s” is not a language that Stigar speaks."), _N("Swedish, Norwegian bokmål and English can be chosen."),
        _N("Write one of them (sv, nb, en), or leave the cell empty, and bring the file again."),
    ),
    "unknown-country": (
        _N("“%(value)s” is not understood as a country."), _N("A country is written with its two letters (SE) or its name."), _CORRECT,
    ),
    "unknown-zone": (
        _N("“%(value)s” is not understood as a time zone."), _N("A time zone is written as Europe/Oslo, or as the name of its city."), _CORRECT,
    ),
    "no-manager": (
        _N("The manager “%(value)s” is not in the file and not among the people here."),
        _N("A manager is told by employee number, e-mail address or name, and is one of the people."),
        _N("Add the manager to the file, correct the cell, or leave it empty."),
    ),
    "manager-self": (
        _N("%(name)s is given as manager of %(name)s."), _N("Nobody leads themselves. Whoever has no manager has an empty cell."),
        _N("Correct the cell, or leave it empty, and bring the file again."),
    ),
    "manager-loop": (
        _N("The line of managers leads back to where it began: %(loop)s."), _N("A line of managers ends with somebody who has no manager."),
        _N("Correct the manager of one of them and bring the file again."),
    ),
    "manager-two": (
        _N("%(count)s people are called “%(value)s” (%(numbers)s)."), _N("A manager's name must be only one person's."),
        _N("Write the manager's employee number or e-mail address instead of the name."),
    ),
    "unit-two-names": (
        _N("Unit %(thing)s is called “%(value)s” here and “%(first)s” on row %(other)s."), _N("A unit code has one name."), _CORRECT,
    ),
    "unit-two-parents": (
        _N("Unit %(thing)s lies under “%(value)s” here and under “%(first)s” on row %(other)s."), _N("A unit lies under one unit."), _CORRECT,
    ),
    "unit-loop": (
        _N("The units lie within each other in a ring: %(loop)s."), _N("Every unit lies under another, up to one at the top."), _CORRECT,
    ),
    "unit-which": (
        _N("%(count)s units are called “%(value)s”."), _N("It must be clear which unit is meant."),
        _N("Add a column with unit codes, or write the whole path, such as Sweden / Support."),
    ),
    "site-two-countries": (
        _N("Site %(thing)s is in %(value)s here and in %(first)s on row %(other)s."), _N("A site is in one country."), _CORRECT,
    ),
    "site-two-clocks": (
        _N("Site %(thing)s has time zone %(value)s here and %(first)s on row %(other)s."), _N("A site has one time zone."), _CORRECT,
    ),
    "yourself-missing": (
        _N("You (%(name)s, %(value)s) are not in the file."),
        _N("When a file is complete, everybody who is missing has left, and nobody can end their own employment."),
        _N("Bring a file with everybody in it, or do not end those who are missing."),
    ),
    "ground-moved": (
        _N("Something has changed here since you saw what the file would do."), _N("Only what you have seen is applied."),
        _N("Look at the new preview, and apply it if it is right."),
    ),
    "nothing-to-change": (
        _N("Nothing would change: everything in the file is here already."), _N("An import changes something."),
        _N("You need do nothing."),
    ),
    "disk-full": (
        _N("There is no room left on the server's disk. Nothing was changed."), _N("An import is written whole or not at all."),
        _N("Ask whoever runs Stigar to make room, and try again."),
    ),
    "refused": (
        _N("The file is no longer here, or you may no longer import people."), _N("Files are kept for a day, and HR imports people."),
        _N("Import the file again, or ask a colleague in HR."),
    ),
    "broke": (
        _N("Something went wrong on our side. Nothing was changed."), _N("An import is written whole or not at all."),
        _N("Try again. If it happens again, tell whoever runs Stigar."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in words: where, what was found, the rule, and what to do."""

    place: str
    what: str
    rule: str
    remedy: str

    @property
    def words(self) -> str:
        """All but the place."""
        return f"{self.what} {self.rule} {self.remedy}"

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words


def told(fault: FileFault | Mapping[str, Any]) -> Told:
    """A fault in the reader's language; also from the plain data that was kept of it.

    >>> told(FileFault("cut", "staff.csv", row=7)).what
    'The file ends in the middle.'
    """
    kept = fault.told() if isinstance(fault, FileFault) else fault
    words = {name: _worded(name, value) for name, value in {**kept, **kept.get("more", {})}.items()}
    what, rule, remedy = (_(sentence) % words for sentence in SENTENCES.get(kept["code"], SENTENCES["broke"]))
    return Told(place_words(kept), what[:1].upper() + what[1:], rule, remedy)


def place_words(kept: Mapping[str, Any]) -> str:
    """Where in the file: "Row 7, column H (Startdatum)"."""
    column = f"{kept.get('letter', '')} ({kept['column']})" if kept.get("column") else kept.get("letter", "")
    if kept.get("row") and column:
        return _("Row %(row)s, column %(column)s") % {"row": kept["row"], "column": column}
    if kept.get("row"):
        return _("Row %(row)s") % {"row": kept["row"]}
    return _("Column %(column)s") % {"column": column} if column else ""


def _worded(name: str, value: Any) -> str:
    if name == "about":
        return str(FIELD_WORDS.get(value, value)).lower() if value != Field.EMAIL else str(FIELD_WORDS[value])
    if name == "most":
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
