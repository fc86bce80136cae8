"""How long it takes to bring 20,000 people from a workbook: read, checked, compared, journalled and written, on SQLite.

Run: python -m bench.import_people [people]. Starting line: 43 s of work (and 43 minutes of password hashing) in a comparable product.
"""

import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

STARTING_LINE, REACH = 43.0, 5.0  # CPU seconds
TODAY = date(2026, 11, 20)
GIVEN = (
    "Anna", "Åsa", "Bjørn", "Čeda", "Dorthe", "Erik", "Fatima", "Göran", "Hanne",
    "Ingrid", "Jörgen", "Kåre", "Lars", "Märta", "Nils", "Øystein", "Per", "Ragnhild", "Sven", "Tove",
)  # fmt: skip
FAMILY = (
    "Andersson", "Berg", "Çelik", "Dahl", "Ek", "Fjeld", "Grønli", "Håkansson", "Isaksen", "Jönsson", "Krog", "Lind",
    "Moen", "Nyström", "Öberg", "Pettersen", "Rask",
)  # fmt: skip
HEADINGS = (
    "Anställningsnummer", "Förnamn", "Efternamn", "E-post", "Befattning", "Enhet", "Chefens anställningsnummer", "Ort", "Land",
    "Sysselsättningsgrad", "Anställd från", "Språk",
)  # fmt: skip
SITES = (("Oslo", "NO", "norska"), ("Malmö", "SE", "svenska"), ("Riga", "LV", "engelska"), ("Bergen", "NO", "norska"))


def write_staff(path: Path, people: int, *, moved: int = 0) -> None:
    """A workbook as an HR system writes it: 12 columns, 60 titles, 200 units under 10, a manager for each 12 people.

    ``moved``: everybody has moved so many units on.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Personal")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, people + 1):
            site, country, language = SITES[number % 4]
            given, family = GIVEN[number % len(GIVEN)], FAMILY[number // 7 % len(FAMILY)]
            sheet.write_row(number, 0, [
                100_000 + number, given, family, f"p{number}@stor.example", f"Befattning {number % 60}",
                f"Stor / Division {(number + moved) % 10} / Enhet {(number + moved) % 200}", 100_000 + number // 12 if number > 11 else "",
                site, country, 100 if number % 9 else 80,
            ])  # fmt: skip
            sheet.write_datetime(number, 10, datetime(2005, 1, 1) + timedelta(days=number % 7000), day)
            sheet.write(number, 11, language)


def measure(people: int) -> list[tuple[str, float, str]]:
    """(what, CPU seconds, how many) for a first import, the same file again, and a file in which everybody has moved."""
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.people.actions.imports import Brought, NothingToChange, apply_import  # noqa: PLC0415
    from stigar.people.models import Organisation  # noqa: PLC0415

    file = Path(os.environ["STIGAR_FOLDER"]) / "staff.xlsx"
    write_staff(file, people)
    brought = Brought(file, file.name, sha256(file.read_bytes()).hexdigest(), TODAY)
    told = []
    with inside(Organisation.objects.create(name="Stor", key="stor").pk):
        began = time.process_time()
        made = apply_import(brought=brought, viewer=None, today=TODAY)
        told.append(("a first import", time.process_time() - began, f"{made.added} added"))
        began = time.process_time()
        try:
            apply_import(brought=brought, viewer=None, today=TODAY)
        except NothingToChange:
            told.append(("the same file again", time.process_time() - began, "0 changed"))
        write_staff(file, people, moved=1)
        began = time.process_time()
        made = apply_import(brought=replace(brought, valid_from=TODAY + timedelta(days=30)), viewer=None, today=TODAY)
        told.append(("everybody has moved", time.process_time() - began, f"{made.changed} changed"))
    return told


def main() -> None:
    """Measure in a folder of its own and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STIGAR_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "stigar.web.settings"}
        import django  # noqa: PLC0415 - the folder has to be set first
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        for what, seconds, count in measure(people):
            print(
                f"{what}, {people:,} people: {seconds:.2f} s CPU (reach {REACH:.0f}, starting line {STARTING_LINE:.0f}); {count}"
            )
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
