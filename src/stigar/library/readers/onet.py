"""O*NET, the American description of occupations: what people do there and what it takes.

A release is a folder or zip of text files, CSV or workbooks. From 30.3 files and columns have other
names (Alternate Titles became Job Titles; Skills became Essential and Transferable Skills; Technology
Skills became Software Skills; DWA ID became DWA Element ID), so everything is known by its
headings and by the place of an element in the content model, which did not move.
"""

from __future__ import annotations

import re

from stigar.engine.vocabulary import Lexicon

from .faults import Rule, VocabularyFault
from .gathering import Draft, Gathering, Place, name_at
from .sheets import Sheet

LICENCE = (
    "This service includes information from the O*NET Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA."
)
CODE = "O*NET-SOC Code"
PAGE = "https://www.onetonline.org/link/summary/"
ELEMENT = "https://www.onetonline.org/find/descriptor/result/"
KIND_OF_ELEMENT = {"2.A": "skill", "2.B": "skill", "2.C": "skill", "1.C": "trait", "1.D": "trait"}
VERSION = (re.compile(r"O\*NET\D{0,3} (\d+\.\d+) Database"), re.compile(r"db_(\d+_\d+)"))
IMPORTANT, ESSENTIAL = 3.0, 3.75  # of 5 on the importance scale: listed at all, counted in full


def knows(sheet: Sheet) -> bool:
    """True for sheets about occupations, and for the lists that describe elements and activities."""
    return any(sheet.has(*names) for names, _reader in READERS)


def read(sheets: list[Sheet], notes: list[str]) -> Lexicon:
    """Occupations with all their titles, tasks, activities, skills, knowledge, tools and work styles.

    ``notes`` are file names and the read-me, where the number of the release stands.
    """
    found = Gathering(versions=_version(notes))
    for names, reader in READERS:
        for sheet in sheets:
            if sheet.has(*names):
                reader(sheet, found)
    if not found.drafts:
        raise VocabularyFault(Rule.NO_CONCEPTS, file=sheets[0].within or sheets[0].file)
    return found.lexicon("onet", LICENCE)


def _version(notes: list[str]) -> set[str]:
    told = (found[1] for pattern in VERSION for note in notes if (found := pattern.search(note)))
    return {version.replace("_", ".") for version in list(told)[:1]}


def _occupations(sheet: Sheet, found: Gathering) -> None:
    for row, cells in sheet.rows():
        draft = _occupation(cells, found, Place(sheet.file, row, CODE))
        draft.called("en", [name_at(cells["Title"], Place(sheet.file, row, "Title"))])
        draft.description = cells["Description"].strip()


def _titles(sheet: Sheet, found: Gathering) -> None:
    """Alternate, job and reported titles: other names people use for the occupation."""
    column = next(name for name in ("Alternate Title", "Job Title", "Reported Job Title") if sheet.has(name))
    for row, cells in sheet.rows():
        draft = found.drafts.get(PAGE + cells[CODE].strip())
        if draft is not None:
            draft.called("en", [name_at(cells[column], Place(sheet.file, row, column))])


def _tasks(sheet: Sheet, found: Gathering) -> None:
    if sheet.has("Scale ID"):
        return
    for row, cells in sheet.rows():
        at = Place(sheet.file, row, "Task")
        uri = f"urn:onet:task:{_needed(cells, 'Task ID', sheet, row)}"
        found.concept(uri, "task", at).called("en", [name_at(cells["Task"], at)])
        found.link(PAGE + cells[CODE].strip(), uri, essential=cells["Task Type"].strip() == "Core")


def _activities(sheet: Sheet, found: Gathering) -> None:
    """Tasks to detailed work activities: what many occupations do, each in its own words."""
    number, title = ("DWA ID", "DWA Title") if sheet.has("DWA ID") else ("DWA Element ID", "DWA Element Name")
    for row, cells in sheet.rows():
        uri = f"urn:onet:dwa:{_needed(cells, number, sheet, row)}"
        at = Place(sheet.file, row, title)
        if cells.get(title, "").strip():
            found.concept(uri, "activity", at).called("en", [name_at(cells[title], at).rstrip(".")])
        if sheet.has(CODE, "Task ID"):
            found.link(PAGE + cells[CODE].strip(), uri, essential=True)


def _ratings(sheet: Sheet, found: Gathering) -> None:
    """Skills, knowledge and work styles. A file holds one domain: others are left at the first row."""
    for row, cells in sheet.rows():
        kind = KIND_OF_ELEMENT.get(cells["Element ID"][:3])
        if kind is None:
            return
        at = Place(sheet.file, row, "Element Name")
        element = found.concept(ELEMENT + cells["Element ID"].strip(), kind, at)
        if not element.labels:
            element.called("en", [name_at(cells["Element Name"], at)])
        if kind == "skill" and cells["Scale ID"].strip() == "IM":
            _weigh(cells, element, found, Place(sheet.file, row, "Data Value"))


def _weigh(cells: dict[str, str], element: Draft, found: Gathering, at: Place) -> None:
    try:
        value = float(cells["Data Value"])
    except ValueError as problem:
        raise at.fault(Rule.BAD_NUMBER, cells["Data Value"]) from problem
    if value >= IMPORTANT and cells.get("Recommend Suppress", "").strip() != "Y":
        found.link(PAGE + cells[CODE].strip(), element.uri, essential=value >= ESSENTIAL)


def _tools(sheet: Sheet, found: Gathering) -> None:
    """Software and technology: useful to find, never what makes two occupations alike."""
    column = "Workplace Example" if sheet.has("Workplace Example") else "Example"
    for row, cells in sheet.rows():
        at = Place(sheet.file, row, column)
        name = name_at(cells[column], at)
        uri = "urn:onet:tool:" + "-".join(re.findall(r"[a-z0-9]+|[+#]", name.lower()))[:200]
        found.concept(uri, "tool", at).called("en", [name])
        found.link(PAGE + cells[CODE].strip(), uri, essential=False)


def _descriptions(sheet: Sheet, found: Gathering) -> None:
    for _row, cells in sheet.rows():
        draft = found.drafts.get(ELEMENT + cells["Element ID"].strip())
        if draft is not None:
            draft.description = cells["Description"].strip()


def _occupation(cells: dict[str, str], found: Gathering, at: Place) -> Draft:
    code = cells[CODE].strip()
    if not re.fullmatch(r"\d{2}-\d{4}(?:\.\d{2})?", code):
        raise at.fault(Rule.BAD_URI if code else Rule.NO_URI, code)
    return found.concept(PAGE + code, "occupation", at)


def _needed(cells: dict[str, str], column: str, sheet: Sheet, row: int) -> str:
    if not cells[column].strip():
        raise VocabularyFault(Rule.NO_URI, file=sheet.file, row=row, column=column)
    return cells[column].strip()


READERS = (
    ((CODE, "Title", "Description"), _occupations),
    ((CODE, "Alternate Title"), _titles),
    ((CODE, "Job Title"), _titles),
    ((CODE, "Reported Job Title"), _titles),
    ((CODE, "Task ID", "Task", "Task Type"), _tasks),
    (("DWA ID", "DWA Title"), _activities),
    (("DWA Element ID",), _activities),
    ((CODE, "Element ID", "Element Name", "Scale ID", "Data Value"), _ratings),
    ((CODE, "Workplace Example"), _tools),
    ((CODE, "Example", "Commodity Title"), _tools),
    (("Element ID", "Element Name", "Description"), _descriptions),
)
