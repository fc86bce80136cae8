"""Figures of groups in an organisation of 20,000 people: what publishing costs, and what a unit's top gaps and the pages cost after it.

Run: python -m bench.groups [people]. Starting line: in a comparable product a unit's top gaps took 271 s.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bench.import_people import TODAY
from bench.pages import prepare

ASKED, SEEN, ROUNDS = 20, 0.8, 60  # competences that a role asks for; the share of them in which somebody has been seen
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def assess(viewer: Any, luck: Random) -> int:
    """Profiles for all roles, and levels for nearly all that is asked. Returns how many levels."""
    from stigar.levels.models import Level  # noqa: PLC0415 - once Django stands
    from stigar.levels.queries.groups.asked import asked_of_all  # noqa: PLC0415
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.library.models import Competence  # noqa: PLC0415

    bring_open_model(viewer=viewer, today=TODAY)
    keys = sorted(str(key) for key in Competence.objects.values_list("pk", flat=True))
    _approve(viewer, keys, luck)
    rows, made = [], 0
    for person, needs in asked_of_all(today=TODAY).needs.items():
        for competence, need in needs.items():
            if luck.random() < SEEN:
                level = max(0, min(5, need.level + luck.choice([-2, -1, 0, 0, 0, 1])))
                day = TODAY - timedelta(days=luck.randrange(700))
                rows.append(_level(viewer, person, competence, level, day))
        if len(rows) > 20_000:
            made += len(Level.objects.bulk_create(rows, batch_size=2000))
            rows.clear()
    return made + len(Level.objects.bulk_create(rows, batch_size=2000))


def _level(viewer: Any, person: Any, competence: Any, level: int, day: Any) -> Any:
    from stigar.levels.models import Level  # noqa: PLC0415 - once Django stands

    return Level(
        organisation_id=viewer.organisation_id, person_id=person, competence_id=competence, source=Level.MANAGER, level=level, on=day, at=NOW
    )  # fmt: skip


def _approve(viewer: Any, keys: list[str], luck: Random) -> None:
    from stigar.people.models import Role  # noqa: PLC0415 - once Django stands
    from stigar.profiles.models import Approval, Profile, Version  # noqa: PLC0415

    held = {"organisation_id": viewer.organisation_id}
    for role in Role.objects.all():
        profile = Profile.objects.create(**held, role=role, name=role.title, language="sv", made=TODAY)
        asked = [
            {
                "competence": key, "name": key, "level": luck.randint(1, 4), "until": None, "importance": luck.randint(1, 3),
                "origin": "role", "top": 5,
            }
            for key in luck.sample(keys, ASKED)
        ]  # fmt: skip
        content = {"title": role.title, "name": role.title, "requirements": asked}
        version = Version.objects.create(**held, profile=profile, number=1, content=content, digest="1" * 64, at=NOW)
        Approval.objects.create(**held, version=version, at=NOW)


def publish(luck: Random, viewer: Any, levels: int) -> None:
    """The first time, a night with nothing new, and one after two in a hundred have been seen anew."""
    from stigar.levels.actions.groups import count  # noqa: PLC0415 - once Django stands
    from stigar.levels.models import Level, Published  # noqa: PLC0415

    def told(what: str, today: Any) -> None:
        began, began_cpu = time.perf_counter(), time.process_time()
        found = count(today=today)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        spent, wall = time.process_time() - began_cpu, time.perf_counter() - began
        print(f"{what}: {spent:.0f} s CPU, {wall:.0f} s, peak of the process {peak:.0f} MiB; {found}", flush=True)

    told(f"published the first time, {levels:,} levels", TODAY)
    told("a night with nothing new", TODAY + timedelta(days=1))
    some = list(Level.objects.order_by("pk").values_list("person", "competence")[: levels // 50])
    fresh = [_level(viewer, person, one, luck.randint(0, 5), TODAY + timedelta(days=1)) for person, one in some]
    Level.objects.bulk_create(fresh, batch_size=2000)
    told(f"a night after {len(fresh):,} new levels", TODAY + timedelta(days=2))
    units = Published.objects.filter(group__startswith="unit:").values_list("figures", flat=True)
    cells = [cell for one in units for cell in one["of"].values() if cell["asked"][0] >= 5]
    shown = sum(cell["now"] is not None for cell in cells)
    print(f"figures shown: {shown:,} of {len(cells):,} cells where five or more are asked", flush=True)


def queries(top: Any) -> None:
    from stigar.levels.queries.groups.reading import closing, read  # noqa: PLC0415 - once Django stands

    def gaps() -> None:
        found = read([top], language="sv")
        for unit in found.units.values():
            assert unit.lacking
            assert closing(unit, found.programmes, "sv") is not None

    print(f"a unit's top gaps, read: {_median(gaps):.1f} ms CPU (goal 5)", flush=True)


def pages(identity: Any, addresses: dict[str, str]) -> None:
    from django.test import Client  # noqa: PLC0415 - once Django stands

    from bench.pages import _queries  # noqa: PLC0415

    browser = Client()
    browser.force_login(identity)
    for name, address in addresses.items():
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        asked, spent = _queries(browser, address), _median(lambda address=address: browser.get(address))
        print(f"{name}: {asked} queries, {spent:.1f} ms CPU, {len(answer.content):,} bytes", flush=True)


def _median(do: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        do()
        spent.append(1000 * (time.process_time() - began))
    return statistics.median(spent)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ.update({
        "STIGAR_FOLDER": tempfile.mkdtemp(prefix="stigar-groups-"), "STIGAR_TODAY": TODAY.isoformat(), "STIGAR_HOSTS": '["testserver"]',
    })  # fmt: skip
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    import django  # noqa: PLC0415 - only after the folder is chosen
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    identity, _ids = prepare(people)
    _run(identity, people)


def _run(identity: Any, people: int) -> None:
    from stigar.foundation.tenancy import everywhere, inside  # noqa: PLC0415 - once Django stands
    from stigar.levels.models import Published  # noqa: PLC0415
    from stigar.people.models import Person  # noqa: PLC0415
    from stigar.people.queries import tree  # noqa: PLC0415

    luck = Random(7)
    with everywhere():
        viewer = Person.objects.get(identity=identity)
    with inside(viewer.organisation_id):
        levels = assess(viewer, luck)
        units = tree()
        print(f"{people:,} people, {len(units):,} units, {ASKED} competences asked of each", flush=True)
        publish(luck, viewer, levels)
        queries(units[0].id)
        competence = next(iter(Published.objects.filter(group__startswith="over:"))).group.removeprefix("over:")
        deep = max(units, key=lambda one: one.depth).id
    front = "/competence/groups/"
    pages(identity, {
        "the whole": front, "the top unit": f"{front}{units[0].id}/", "a unit deep down": f"{front}{deep}/",
        "a competence over the units": f"{front}competences/{competence}/",
    })  # fmt: skip


if __name__ == "__main__":
    main()
