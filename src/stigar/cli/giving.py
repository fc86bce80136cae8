"""``stigar example FOLDER``: files to try on, from the example company: its people, its everyday work, its roles."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from stigar.cli import speaking
from stigar.cli.bringing import say, stop
from stigar.cli.example.rows import Company

Folder = Annotated[
    Path, typer.Argument(file_okay=False, help="Where the files are to lie; it is made when it is not there.")
]
WORK_HEADINGS = ("Roll", "Slag", "Uppgift", "Hur ofta", "Kanal", "Motpart", "Situation", "Vikt")
ROLE_HEADINGS = ("role", "unit", "kind", "text", "weight")
HOW_OFTEN = {"daily": "dagligen", "weekly": "varje vecka", "monthly": "varje månad", "seldom": "sällan"}
CHANNELS = {
    "phone": "telefon",
    "mail": "e-post",
    "chat": "chatt",
    "meeting": "möte",
    "system": "system",
    "post": "post",
    "": "",
}
COUNTERPARTS = {
    "consumer": "konsument", "merchant": "handlare", "colleague": "kollega", "leader": "chef", "authority": "myndighet",
    "supplier": "leverantör", "": "",
}  # fmt: skip
COUNTS = {"daily": 1.0, "weekly": 0.8, "monthly": 0.5, "seldom": 0.25, "essential": 1.0, "useful": 0.35}


def example(folder: Folder) -> None:
    """Write files of the example company, to try the imports and `stigar areas` on."""
    speaking.speak_alone()
    from stigar.cli.example import alvbro, write_hr_export  # noqa: PLC0415 - it reads many texts

    company = alvbro(today=date.today())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        people, listing = write_hr_export(company, folder / "personal")
        work, roles = write_work(company, folder / "arbetsuppgifter.csv"), write_roles(company, folder / "roller.csv")
    except OSError as problem:
        raise stop(
            _("%(file)s cannot be written: %(problem)s.") % {"file": folder, "problem": problem.strerror}
        ) from None
    say(f"{people}\n{listing}: " + _("people, as an HR system exports them (stigar import people)"))
    say(f"{work}: " + _("everyday work (stigar import work)"))
    say(f"{roles}: " + _("roles and their evidence (stigar areas)"))


def write_work(company: Company, path: Path) -> Path:
    """Tasks, skills and traits under Swedish headings, as ``stigar import work`` reads them."""
    rows = []
    for role in company.roles:
        rows += [
            (role.title, "uppgift", one.text, HOW_OFTEN[one.frequency], CHANNELS[one.channel], COUNTERPARTS[one.counterpart], one.situation, "")
            for one in role.tasks
        ]  # fmt: skip
        weight = {"essential": "nödvändig", "useful": "bra att ha"}
        rows += [(role.title, "färdighet", one.text, "", "", "", "", weight[one.importance]) for one in role.skills]
        rows += [(role.title, "egenskap", one.text, "", "", "", "", "") for one in role.traits]
    return _write(path, WORK_HEADINGS, rows)


def write_roles(company: Company, path: Path) -> Path:
    """The same in the form that ``stigar areas`` reads: role, unit, kind, text, weight."""
    names = {unit.code: unit.name for unit in company.units}
    rows: list[tuple[str, ...]] = []
    for role in company.roles:
        unit = names[role.department]
        rows += [(role.title, unit, "task", one.text, str(COUNTS[one.frequency])) for one in role.tasks]
        rows += [(role.title, unit, "skill", one.text, str(COUNTS[one.importance])) for one in role.skills]
        rows += [(role.title, unit, "trait", one.text, "1") for one in role.traits]
    return _write(path, ROLE_HEADINGS, rows)


def _write(path: Path, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)
    return path
