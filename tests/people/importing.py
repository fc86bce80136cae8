"""For tests of imports: bring a file of people to the company, and tell a plan as plain rows."""

from hashlib import sha256
from pathlib import Path

from stigar.people.actions.imports import Brought, apply_import, plan_of
from tests.cast import TODAY
from tests.people import corpus

CAST_HEAD = ("Anställningsnummer", "Förnamn", "Efternamn", "Befattning", "Enhetskod", "Chef", "Ort")
CAST = {
    "1": ("1", "Gro", "Test", "Teamledare", "A", "", "Malmö"),
    "2": ("2", "Ada", "Test", "Teamledare", "A1", "1", "Malmö"),
    "3": ("3", "Dag", "Test", "Teamledare", "A2", "1", "Malmö"),
    "4": ("4", "Bo", "Test", "Kundrådgivare", "A1", "2", "Malmö"),
    "5": ("5", "Cai", "Test", "Kundrådgivare", "A1", "2", "Malmö"),
    "6": ("6", "Hedda", "Test", "Stab", "A", "1", "Malmö"),
    "7": ("7", "Ulf", "Test", "Stab", "A", "1", "Malmö"),
    "8": ("8", "Rut", "Test", "Stab", "A", "1", "Malmö"),
    "9": ("9", "Siv", "Test", "Stab", "A", "1", "Malmö"),
}


def file_of(tmp_path: Path, rows, head=CAST_HEAD, **how) -> Brought:
    """A workbook with these rows, as it would be brought today."""
    path = corpus.workbook(tmp_path / "staff.xlsx", [head, *rows])
    return Brought(path, path.name, sha256(path.read_bytes()).hexdigest(), **({"valid_from": TODAY} | how))


def plan(tmp_path, rows, head=CAST_HEAD, *, viewer=None, **how):
    """The plan for these rows."""
    return plan_of(file_of(tmp_path, rows, head, **how), viewer=viewer)


def bring(tmp_path, rows, head=CAST_HEAD, *, viewer=None, **how):
    """Apply these rows."""
    return apply_import(brought=file_of(tmp_path, rows, head, **how), viewer=viewer, today=TODAY)


def told(plan):
    """Everybody in a plan: what happens, row, number, name, and each field from what to what."""
    return [
        (entry.kind.value, entry.row, entry.number, entry.name, [tuple(fact) for fact in entry.facts])
        for entry in plan.entries
    ]


def faults(plan):
    """Every fault: code, cell, and what its sentence needs."""
    return [(fault.code, fault.place, fault.value, dict(fault.more)) for fault in plan.faults]
