"""Figures of vacancies in an organisation of 100,000 people of whom 2,000 want one and nobody another: queries, server CPU and sizes of pages.

Run: python -m bench.vacancies [people]. Starting line: the best matches of one role over 100,000 people take SQLite 47 ms, PostgreSQL 120 ms.
"""

import os
import sys
import tempfile
from datetime import timedelta
from random import Random
from typing import Any

from bench.groups import NOW, _level, _median, pages
from bench.import_people import TODAY

GIVEN, FAMILY = (
    ("Anna", "Bo", "Åsa", "Örjan", "Cecilia", "Dag", "Eva"),
    ("Lind", "Berg", "Ström", "Dal", "Ny", "Ek", "Å", "Holm"),
)
ASKED, SEEN, WANT = (
    12,
    0.8,
    2000,
)  # competences that the role asks for; the share in which somebody has been seen; who wants it


def _staff(people: int) -> tuple[Any, Any, Any]:
    """An organisation with so many people in one role, the login of its HR, who is the viewer, and the role."""
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.models import Identity, Person, Position, Role, Unit  # noqa: PLC0415

    founder = found_organisation(
        name="Stor", key="stor", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Stor", "hedda@stor.example"),
    )  # fmt: skip
    held, luck = {"organisation_id": founder.organisation_id}, Random(5)
    with inside(founder.organisation_id):
        founder.identity = Identity.objects.create_user(founder.email)
        founder.save()
        role, unit = Role.objects.create(**held, title="Rådgivare"), Unit.objects.create(**held, code="A", name="Allt")
        names = [(luck.choice(GIVEN), f"{luck.choice(FAMILY)}{luck.choice(FAMILY).lower()}") for _ in range(people)]
        them = [Person(**held, number=f"n{at}", given=given, family=family) for at, (given, family) in enumerate(names)]
        Person.objects.bulk_create(them, batch_size=2000)
        begins = {"begins": TODAY - timedelta(days=900), "unit": unit, "role": role}
        Position.objects.bulk_create([Position(**held, person=one, **begins) for one in them], batch_size=2000)
    return founder.identity, founder, role


def _profile(viewer: Any, role: Any, luck: Random) -> tuple[Any, list[str]]:
    """An approved profile of the role. Returns its version and the competences it asks for."""
    from stigar.library.actions import bring_open_model  # noqa: PLC0415 - once Django stands
    from stigar.library.models import Competence  # noqa: PLC0415
    from stigar.profiles.models import Approval, Profile, Version  # noqa: PLC0415

    bring_open_model(viewer=viewer, today=TODAY)
    keys = luck.sample(sorted(str(key) for key in Competence.objects.values_list("pk", flat=True)), ASKED)
    asked = [
        {"competence": key, "name": key, "level": luck.randint(1, 4), "until": None, "importance": 2, "origin": "role", "top": 5}
        for key in keys
    ]  # fmt: skip
    held = {"organisation_id": viewer.organisation_id}
    profile = Profile.objects.create(**held, role=role, name=role.title, language="sv", made=TODAY)
    content = {"title": role.title, "name": role.title, "requirements": asked}
    version = Version.objects.create(**held, profile=profile, number=1, content=content, digest="1" * 64, at=NOW)
    Approval.objects.create(**held, version=version, at=NOW)
    return version, keys


def _assess(viewer: Any, people: list[Any], keys: list[str], luck: Random) -> int:
    """Levels of everybody in nearly all that is asked for. Returns how many."""
    from stigar.levels.models import Level  # noqa: PLC0415 - once Django stands

    made, rows = 0, []
    for at, person in enumerate(people, 1):
        day = TODAY - timedelta(days=luck.randrange(700))
        rows += [_level(viewer, person, key, luck.randint(1, 5), day) for key in keys if luck.random() < SEEN]
        if len(rows) > 20_000 or at == len(people):
            made += len(Level.objects.bulk_create(rows, batch_size=2000))
            rows.clear()
    return made


def _vacancies(viewer: Any, role: Any, people: list[Any], luck: Random) -> tuple[Any, Any]:
    """One that some want, and one that nobody wants."""
    from stigar.levels.actions.vacancies import open_vacancy  # noqa: PLC0415 - once Django stands
    from stigar.levels.models import OptIn  # noqa: PLC0415

    told = {"role": role.pk, "unit": None, "where": "", "words": "", "last_day": TODAY + timedelta(days=20)}
    wanted, other = (open_vacancy(**told, viewer=viewer, today=TODAY) for _ in range(2))
    held = {"organisation_id": viewer.organisation_id, "vacancy": wanted, "at": NOW, "last_day": wanted.last_day}
    OptIn.objects.bulk_create(
        [
            OptIn(**held, person_id=one, words="Jag vill gärna.")
            for one in luck.sample(people, min(WANT, len(people) // 2))
        ],
        batch_size=500,
    )
    return wanted, other


def matches(people: int) -> None:
    """What the page hands the engine, but with everybody in it."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    from stigar.engine.careers.matching import Matching  # noqa: PLC0415 - once Django stands

    luck = np.random.default_rng(1000)
    table = {f"c{at}": luck.integers(0, 6, people).astype(np.uint8) for at in range(ASKED)}
    needs, everybody = {name: int(luck.integers(1, 5)) for name in table}, np.ones(people, dtype=bool)
    spent = _median(lambda: Matching(top=5).of(needs, table, everybody))
    print(f"the page's engine over {people:,} people, {ASKED} requirements: {spent:.2f} ms CPU (goal 2)", flush=True)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    os.environ.update({
        "STIGAR_FOLDER": tempfile.mkdtemp(prefix="stigar-vacancies-"), "STIGAR_TODAY": TODAY.isoformat(),
        "STIGAR_HOSTS": '["testserver"]',
    })  # fmt: skip
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    import django  # noqa: PLC0415 - only after the folder is chosen
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    matches(people)
    _run(people)


def _run(people: int) -> None:
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.people.models import Person  # noqa: PLC0415

    luck = Random(7)
    identity, viewer, role = _staff(people)
    with inside(viewer.organisation_id):
        everybody = list(Person.objects.exclude(pk=viewer.pk).order_by("number").values_list("pk", flat=True))
        _version, keys = _profile(viewer, role, luck)
        levels = _assess(viewer, everybody, keys, luck)
        wanted, other = _vacancies(viewer, role, everybody, luck)
    print(
        f"{len(everybody) + 1:,} people, {levels:,} levels; {WANT:,} want the one vacancy and nobody the other",
        flush=True,
    )
    front = "/competence/vacancies/"
    pages(identity, {
        "all vacancies": front, "one that many want": f"{front}{wanted.pk}/", "saying yes": f"{front}{wanted.pk}/consideration/",
        "those who want it": f"{front}{wanted.pk}/people/", "nobody wants it": f"{front}{other.pk}/people/",
    })  # fmt: skip


if __name__ == "__main__":
    main()
