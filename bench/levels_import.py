"""How long it takes to bring 200,000 levels from a workbook: read, understood, checked and written, on SQLite.

Run: python -m bench.levels_import [people]. Half as people x competences, half as one level a row. Starting line: 88 s in a comparable product.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.import_people import write_staff

STARTING_LINE, REACH = 88.0, 5.0  # CPU seconds
TODAY = date(2026, 11, 20)
COMPETENCES = 40
LEVELS = ("Ny", "Van", "Trygg", "Säker", "Vägvisande")


def prepare(people: int) -> tuple[object, dict[str, object]]:
    """An organisation with so many people and 40 competences. Returns HR, and the competences by name."""
    from hashlib import sha256  # noqa: PLC0415 - with the rest

    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.library.actions.models import keep_model  # noqa: PLC0415
    from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold  # noqa: PLC0415
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.actions.imports import Brought, apply_import  # noqa: PLC0415

    founder = found_organisation(
        name="Stor", key="stor", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Stor", "hedda@stor.example"),
    )  # fmt: skip
    path = Path(os.environ["STIGAR_FOLDER"]) / "staff.xlsx"
    write_staff(path, people)
    with inside(founder.organisation_id):
        mark = sha256(path.read_bytes()).hexdigest()
        apply_import(brought=Brought(path, path.name, mark, TODAY), viewer=founder, today=TODAY)
        names = [f"Kompetens nummer {number:02}" for number in range(COMPETENCES)]
        told = tuple(
            CompetenceTold(
                key=f"k{number}", texts={"sv": {"name": name, "definition": "Det som visas."}},
                items=(ItemTold("behaviour", f"k{number}-1", {"sv": {"text": "Gör det"}}, level=1),),
            )
            for number, name in enumerate(names)
        )  # fmt: skip
        model = keep_model(
            told=ModelTold(
                key="stor", kind="own", names={"sv": "Vår"}, about={}, version="1", scale=tuple({"sv": name} for name in LEVELS),
                rights=RightsTold("Stor", "egen", attribution="Egna ord."), families=(), competences=told, fingerprint="f",
            ),
            viewer=founder, today=TODAY,
        )  # fmt: skip
        of_key = dict(model.competences.values_list("key", "pk"))
    return founder, {name: of_key[f"k{number}"] for number, name in enumerate(names)}


def write_matrix(path: Path, people: int, names: list[str], *, long: bool) -> None:
    """A matrix with a column for each competence, or a list with one level a row."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("Matris")
        page.write_row(
            0, 0, ["Anställningsnummer", "Kompetens", "Nivå", "Datum"] if long else ["Anställningsnummer", *names]
        )
        row = 0
        for number in range(1, people + 1):
            levels = [(number * 7 + place * 3) % 6 for place in range(len(names))]
            if not long:
                page.write_row(number, 0, [100_000 + number, *levels])
                continue
            for name, level in zip(names, levels, strict=True):
                row += 1
                page.write_row(row, 0, [100_000 + number, name, level, "2026-10-01"])


def measure(people: int) -> list[tuple[str, float, float, int]]:
    """(what, CPU seconds for all of it, of which to look at it and to plan it once before, how many levels)."""
    from stigar.foundation import files  # noqa: PLC0415 - once Django stands
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.levels.actions import bringing  # noqa: PLC0415
    from stigar.levels.readers.matrix import Choice  # noqa: PLC0415
    from stigar.levels.readers.shape import Shape  # noqa: PLC0415

    founder, competences = prepare(people)
    told = []
    for what, long in (("people x competences", False), ("one level a row", True)):
        path = Path(os.environ["STIGAR_FOLDER"]) / f"{long}.xlsx"
        write_matrix(path, people, list(competences), long=long)
        with inside(founder.organisation_id), path.open("rb") as file:  # type: ignore[attr-defined]
            upload = files.keep(file, path.name, kind=bringing.KIND, by=founder)  # type: ignore[arg-type]
            began = time.process_time()
            look = bringing.look_at(upload, founder, language="sv", today=TODAY)  # type: ignore[arg-type]
            looked = time.process_time() - began
            values = {one["value"]: one["level"] for one in look["values"]}
            choice = Choice(Shape.kept(look["shape"]), competences, values, TODAY)  # type: ignore[arg-type]
            began = time.process_time()
            made = bringing.bring(path, path.name, choice, language="sv", viewer=founder, today=TODAY)  # type: ignore[arg-type]
            told.append((what, time.process_time() - began, looked, made.added))
    return told


def main() -> None:
    """Measure in a folder of its own and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STIGAR_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "stigar.web.settings"}
        import django  # noqa: PLC0415 - the folder has to be set first
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        for what, seconds, looked, count in measure(people):
            print(
                f"{what}: {seconds:.2f} s CPU read, checked and written (reach {REACH:.0f}, starting line {STARTING_LINE:.0f});"
                f" looked at before that {looked:.2f} s; {count:,} levels"
            )
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
