"""Kills with -9 whoever writes a file of levels, at a random moment, and lets it be done again.

Run as ``python -m tests.levels.killed_bringing [times]``. The levels, what stands of the file, the lines of the journal and the errand's
end are there together or not at all; done again nothing is there twice.
"""

import random
import shutil
import sys
from collections import Counter

from tests.killing import folder_of_its_own, killed, timed

PEOPLE = 1_500  # several batches


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with folder_of_its_own() as folder:
        write, seen = _prepared(folder), Counter()
        before, takes = _look(), timed(write)
        after = _look()
        assert after != before
        for _ in range(times):
            shutil.rmtree(f"{folder}/live")
            shutil.copytree(f"{folder}/kept", f"{folder}/live")
            seen[killed(write, random.uniform(0, takes * 1.1), _look, before, after)] += 1
    print(f"killed {times} times: wrong {seen['wrong']}, before {seen['before']}, after {seen['after']}")
    return seen["wrong"]


def _prepared(folder):
    """A file that is looked at and planned, and that Hedda has asked to be written; gives what writes it. Kept aside as it is."""
    from django.apps import apps  # noqa: PLC0415 - once Django stands
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, connections  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from stigar.foundation import jobs  # noqa: PLC0415
    from stigar.foundation.models import Errand  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from tests.cast import assemble  # noqa: PLC0415
    from tests.levels.test_files import brought, chosen  # noqa: PLC0415
    from tests.profiles.written import library  # noqa: PLC0415

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # tables straight from the models
    setup_test_environment()  # pages tell what they show
    call_command("migrate", run_syncdb=True, verbosity=0)
    cast = assemble()
    with inside(cast.organisation.pk):
        library(cast)
        people, browser = _many(cast), Client()
        browser.force_login(cast.hedda.identity)
        rows = [
            ["Medarbetare", "Lyssna på kunden", "Skriva tydligt"],
            *([one, 1 + at % 5, 3] for at, one in enumerate(people)),
        ]
        address = brought(browser, "\n".join(";".join(map(str, row)) for row in rows).encode(), "matris.csv")
        told = chosen(browser, address).context["result"]
        assert told["of_faults"] == 0, told["faults"][:3]
        browser.post(f"{address}application/", {"digest": told["digest"]})
        asked = Errand.objects.get(kind="levels.apply_import")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copytree(folder / "live", folder / "kept")
    return lambda: jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))


def _many(cast) -> list[str]:
    from stigar.people.models import Person, Position  # noqa: PLC0415 - once Django stands
    from tests.cast import LONG_AGO  # noqa: PLC0415

    held = {"organisation": cast.organisation}
    people = Person.objects.bulk_create(
        Person(**held, number=f"n{at}", given=f"N{at}", family="Test", started=LONG_AGO) for at in range(PEOPLE)
    )
    Position.objects.bulk_create(
        Position(**held, person=one, role=cast.adviser, unit=cast.service, manager=cast.ada, begins=LONG_AGO)
        for one in people
    )
    return [one.name for one in people]


def _look():
    """Levels, people who have one, files that stand, errands that have ended well and badly, and lines of the journal."""
    from django.db import connections  # noqa: PLC0415 - once Django stands

    from stigar.foundation.models import Errand, JournalEntry  # noqa: PLC0415
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415
    from stigar.levels.models import Level, LevelImport  # noqa: PLC0415

    with everywhere():
        ended = Errand.objects.filter(kind="levels.apply_import").exclude(ended_at=None)
        found = (
            Level.objects.count(), Level.objects.values("person").distinct().count(), LevelImport.objects.count(),
            ended.filter(fault__isnull=True).count(), ended.exclude(fault__isnull=True).count(), JournalEntry.objects.count(),
        )  # fmt: skip
    connections.close_all()
    return found


if __name__ == "__main__":
    sys.exit(main())
