"""All profiles of an area side by side: 500 roles with 40 requirements each, in one page, through Django's test client.

Run: python -m bench.side_by_side [roles] [requirements]. The first visit after a change puts all together; the next ones read what is kept.
Half of the profiles are approved, and read from their frozen words.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from typing import Any

TODAY = date(2026, 11, 20)
REACH = {"ms": 300.0, "queries": 12}
ROUNDS = 5


def prepare(roles: int, requirements: int) -> tuple[object, str]:
    """An area with so many roles. Returns HR's login and the area's key."""
    from django.core.management import call_command  # noqa: PLC0415 - once Django stands
    from django.utils import timezone  # noqa: PLC0415

    from stigar.areas.actions.map import draw_map  # noqa: PLC0415
    from stigar.areas.models import Area, Map, Task  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.library.models import Competence, CompetenceModel  # noqa: PLC0415
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.models import Identity, Role  # noqa: PLC0415
    from stigar.profiles.models import Approval, Profile, Requirement, Version  # noqa: PLC0415
    from stigar.profiles.queries.profiles import content  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    hr = found_organisation(
        name="Stor", key="stor", language="sv", time_zone="Europe/Stockholm", today=TODAY, founder=Founder("1", "H", "S", "h@stor.example"),
    )  # fmt: skip
    with inside(hr.organisation_id):
        hr.identity = Identity.objects.create_user(hr.email)
        hr.save()
        bring_open_model(viewer=hr, today=TODAY)
        held = {"organisation_id": hr.organisation_id}
        for number in range(2):
            role = Role.objects.create(**held, title=f"Roll {number}", language="sv")
            Task.objects.bulk_create(
                [Task(**held, role=role, text=f"Svarar {what}", by=hr) for what in ("i telefon", "i chatt", "på brev")]
            )
        draw_map(viewer=hr, today=TODAY)
        made = [Role(**held, title=f"Roll {number}", language="sv") for number in range(2, roles)]
        Role.objects.bulk_create(made)
        drawn, key = Map.objects.get(), Area.objects.first().key
        _widen(drawn, key, [str(one.pk) for one in made])
        model = CompetenceModel.objects.get()
        rights = model.rights_id
        books = list(Competence.objects.values_list("pk", flat=True))
        more = [
            Competence(
                **held, model=model, key=f"mer-{number}", texts={"sv": {"name": f"Mer {number}"}}, rights_id=rights
            )
            for number in range(44)
        ]
        Competence.objects.bulk_create(more)
        books += [one.pk for one in more]
        now, dice = timezone.now(), random.Random(7)
        profiles = [Profile(**held, role=one, name=one.title, language="sv", made=TODAY) for one in Role.objects.all()]
        Profile.objects.bulk_create(profiles)
        Requirement.objects.bulk_create(
            [
                Requirement(
                    **held, profile=one, competence_id=key, level=dice.randint(1, 5), importance=dice.randint(1, 3), origin="base", at=now
                )
                for one in profiles
                for key in dice.sample(books, requirements)
            ],
            batch_size=500,
        )  # fmt: skip
        for one in profiles[::2]:
            version = Version.objects.create(
                **held, profile=one, number=1, content=content(one), digest="d" * 64, at=now
            )
            Approval.objects.create(**held, version=version, at=now)
        return hr.identity, key


def _widen(drawn: Any, key: str, roles: list[str]) -> None:
    """All other roles are in the area too: only the page is measured, not the drawing of the map."""
    answer = drawn.answer
    area = next(one for one in answer["areas"] if one["key"] == key)
    pattern = dict(area["roles"][0])
    facts = dict(answer["roles"][pattern["role"]])
    area["roles"] += [{**pattern, "role": role} for role in roles]
    answer["roles"] |= dict.fromkeys(roles, facts)
    drawn.save()


def measure(identity: object, key: str) -> int:
    """Print what the page takes; 1 when it takes more than it may."""
    from django.test import Client  # noqa: PLC0415 - once Django stands

    from bench.pages import _queries  # noqa: PLC0415
    from stigar.profiles.queries.profiles import side  # noqa: PLC0415

    browser, address = Client(), f"/profiles/areas/{key}/"
    browser.force_login(identity)  # type: ignore[arg-type]
    assert browser.get(address).status_code == 200
    times: dict[str, list[tuple[float, float]]] = {"the very first": [], "after a change": [], "kept": []}
    for name, told in times.items():
        for _ in range(ROUNDS):
            if name != "kept":
                side._beside.forget()
            if name == "the very first":
                side._frozen.clear()
            began, began_cpu = time.perf_counter(), time.process_time()
            answer = browser.get(address)
            told.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - began_cpu)))
    side._beside.forget()
    side._frozen.clear()
    asked = _queries(browser, address)
    print(
        f"{len(answer.content) / 1e6:.1f} MB, {asked} queries (at most {REACH['queries']}), goal {REACH['ms']:.0f} ms"
    )
    for name, told in times.items():
        wall, cpu = ([one[at] for one in told] for at in (0, 1))
        print(
            f"{name:16} median {statistics.median(wall):5.0f} ms, worst {max(wall):5.0f} ms; CPU {statistics.median(cpu):5.0f} ms"
        )
    return int(asked > REACH["queries"] or statistics.median(one for one, _ in times["after a change"]) > REACH["ms"])


def main() -> int:
    roles = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 500
    requirements = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory(prefix="stigar-side-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "STIGAR_FOLDER": folder,
            "STIGAR_TODAY": TODAY.isoformat(),
            "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
        }
        os.environ["STIGAR_HOSTS"] = '["testserver"]'
        import django  # noqa: PLC0415 - only after the folder is chosen

        django.setup()
        print(f"{roles} roles with {requirements} requirements each")
        return measure(*prepare(roles, requirements))


if __name__ == "__main__":
    sys.exit(main())
