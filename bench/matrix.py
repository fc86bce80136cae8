"""One person's competence against forty requirements, and a hundred people side by side: queries and the server's processor.

Run: python -m bench.matrix [people]. Starting line: in a comparable product one person's page took 716 ms.
"""

import os
import sys
import tempfile
from datetime import timedelta
from random import Random
from typing import Any

from bench.groups import NOW, _level, pages
from bench.import_people import TODAY

ASKED, SEEN, LED = 40, 0.8, 100


def prepare(people: int) -> tuple[dict[str, Any], str]:
    """A leader with so many advisers, one profile of forty requirements, four in five of them seen. Gives the visitors, and one adviser."""
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.levels.models import Level  # noqa: PLC0415
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.library.models import Competence  # noqa: PLC0415
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.models import Identity, Person, Position, Role  # noqa: PLC0415
    from stigar.profiles.models import Approval, Profile, Version  # noqa: PLC0415

    boss, luck = found_organisation(
        name="Stor", key="stor", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Stor", "hedda@stor.example"),
    ), Random(7)  # fmt: skip
    held = {"organisation_id": boss.organisation_id}
    with inside(boss.organisation_id):
        bring_open_model(viewer=boss, today=TODAY)
        keys = sorted(Competence.objects.values_list("pk", flat=True))
        asked = keys[:ASKED]
        role = Role.objects.create(**held, title="Rådgivare", language="sv")
        profile = Profile.objects.create(**held, role=role, name=role.title, language="sv", made=TODAY)
        needs = [
            {"competence": str(key), "name": "x", "level": luck.randint(2, 4), "until": None, "importance": luck.randint(1, 3),
             "origin": "role", "top": 5}
            for key in asked
        ]  # fmt: skip
        content = {"title": role.title, "name": role.title, "requirements": needs}
        version = Version.objects.create(**held, profile=profile, number=1, content=content, digest="1" * 64, at=NOW)
        Approval.objects.create(**held, version=version, at=NOW)
        staff = Person.objects.bulk_create(
            Person(**held, number=f"p{number}", given=f"P{number}", family=f"F{number:03}", language="sv", started=TODAY.replace(year=2020))
            for number in range(people)
        )  # fmt: skip
        Position.objects.bulk_create(
            Position(**held, person=one, role=role, manager=boss, begins=TODAY.replace(year=2020)) for one in staff
        )
        Level.objects.bulk_create(
            [
                _level(boss, one.pk, key, luck.randint(0, 5), TODAY - timedelta(days=luck.randrange(700)))
                for one in staff for key in asked if luck.random() < SEEN
            ],
            batch_size=2000,
        )  # fmt: skip
        for one in (boss, staff[0]):
            one.identity = Identity.objects.create_user(f"{one.number}@stor.example")
            one.save()
    print(f"{people} people x {len(asked)} requirements", flush=True)
    return {"leader": boss.identity, "one": staff[0].identity}, str(staff[1].pk)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else LED
    with tempfile.TemporaryDirectory(prefix="stigar-matrix-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "STIGAR_FOLDER": folder, "STIGAR_TODAY": TODAY.isoformat(), "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
            "STIGAR_HOSTS": '["testserver"]',
        }  # fmt: skip
        import django  # noqa: PLC0415 - only after the folder is chosen
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        who, other = prepare(people)
        print("goal: at most 10 queries and 5 ms for one person, 15 ms for the matrix")
        pages(who["one"], {"one's own page": "/competence/"})
        pages(who["leader"], {"one of the team": f"/competence/people/{other}/", "the matrix": "/competence/team/"})


if __name__ == "__main__":
    main()
