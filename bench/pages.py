"""What pages cost in an organisation of 20,000 people: queries, server CPU and time, one visitor at a time, on SQLite.

Run: python -m bench.pages [people]. Starting line: in a comparable product the list took 3.5 s and a search 0.9 s.
"""

import os
import statistics
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.import_people import TODAY, write_staff

REACH = {"queries": 10, "cpu": 5.0, "p95": 25.0}  # queries, ms, ms
ROUNDS = 60
PAGES = {
    "home": "/home/",
    "directory": "/people/",
    "directory, page 300": "/people/?page=300",
    "search by name": "/people/?q=lind",
    "one unit": "/people/?unit={unit}",
    "one person": "/people/{person}/",
    "roles": "/roles/",
    "units": "/units/",
    "everyday work": "/work/",
    "work of a role": "/work/{role}/",
    "areas": "/areas/",
    "wishes": "/wishes/",
    "imports": "/people/imports/",
    "accounts": "/accounts/",
}


def prepare(people: int) -> tuple[object, dict[str, str]]:
    """An organisation with so many people, and the visitor: HR and administrator. Returns the visitor's login and ids for addresses."""
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.actions.imports import Brought, apply_import  # noqa: PLC0415
    from stigar.people.models import Identity, Person, Role, Unit  # noqa: PLC0415

    founder = found_organisation(
        name="Stor", key="stor", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Stor", "hedda@stor.example"),
    )  # fmt: skip
    with inside(founder.organisation_id), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff.xlsx"
        write_staff(path, people)
        apply_import(
            brought=Brought(path, path.name, sha256(path.read_bytes()).hexdigest(), TODAY), viewer=founder, today=TODAY
        )
        founder.identity = Identity.objects.create_user(founder.email)
        founder.save()
        role = Role.objects.order_by("title").first()
        _describe(role, founder)
        unit, person = Unit.objects.order_by("name").last(), Person.objects.order_by("number").last()
        return founder.identity, {"role": str(role.pk), "unit": str(unit.pk), "person": str(person.pk)}


def _describe(role, viewer) -> None:  # type: ignore[no-untyped-def]
    from stigar.areas.actions.work import tell_task  # noqa: PLC0415 - once Django stands

    for number in range(8):
        tell_task(role_id=role.pk, text=f"Svarar kunder om ärende nummer {number}", viewer=viewer, today=TODAY)


def measure(identity: object, ids: dict[str, str]) -> list[tuple[str, int, float, float]]:
    """(page, queries, median server CPU in ms, p95 of the time in ms)."""
    from django.test import Client  # noqa: PLC0415 - once Django stands

    browser = Client()
    browser.force_login(identity)  # type: ignore[arg-type]
    rows = []
    for name, address in PAGES.items():
        address = address.format(**ids)
        for _ in range(3):
            answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        queries = _queries(browser, address)
        cpu, wall = [], []
        for _ in range(ROUNDS):
            began, began_cpu = time.perf_counter(), time.process_time()
            browser.get(address)
            cpu.append(1000 * (time.process_time() - began_cpu))
            wall.append(1000 * (time.perf_counter() - began))
        rows.append((name, queries, statistics.median(cpu), sorted(wall)[int(0.95 * ROUNDS)]))
    return rows


def _queries(browser: Any, address: str) -> int:
    from django.db import connection  # noqa: PLC0415 - once Django stands

    asked = []

    def listen(run: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return run(sql, *rest)

    with connection.execute_wrapper(listen):
        browser.get(address)
    return len(asked)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ.update(
        {
            "STIGAR_FOLDER": tempfile.mkdtemp(prefix="stigar-pages-"),
            "STIGAR_TODAY": TODAY.isoformat(),
            "STIGAR_HOSTS": '["testserver"]',
        }
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    import django  # noqa: PLC0415 - only after the folder is chosen
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    rows = measure(*prepare(people))
    print(
        f"{people} people. Reach: at most {REACH['queries']} queries, {REACH['cpu']:.0f} ms CPU, p95 {REACH['p95']:.0f} ms"
    )
    for name, queries, cpu, p95 in rows:
        print(f"{name:24} {queries:3} queries  {cpu:6.1f} ms CPU  {p95:6.1f} ms p95")


if __name__ == "__main__":
    main()
