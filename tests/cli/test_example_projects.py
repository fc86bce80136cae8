"""Alvbro's profile projects: one finished, one with a workshop open, one just begun; believable, and true to their own rules."""

import re
from collections import Counter

import pytest
from django.db import connection

from stigar.cli.example import alvbro, reading
from stigar.foundation import clock
from stigar.foundation.tenancy import everywhere, inside
from stigar.people.models import DemoVisitor, Organisation
from stigar.profiles.models import Profile, Project, Version, Vote, Workshop
from stigar.profiles.queries import following
from stigar.profiles.queries.approvals import agreement_of, digest_of
from stigar.profiles.queries.architecture import breaches, rules_of
from stigar.profiles.queries.profiles import content
from stigar.profiles.queries.projects import current, steps
from stigar.profiles.rules import may_take_part
from tests.journeys import worlds

SERVICE, FRAUD, PLATFORM = (
    "Kundservice, samma vem som än svarar",
    "De som stoppar bedrägerierna",
    "Vi som bygger betalplattformen",
)
FILES = sorted((reading.HERE / "alvbro" / "projects").rglob("*.toml"))


@pytest.fixture(scope="module")
def example(tmp_path_factory, django_db_setup, django_db_blocker):
    """Alvbro as ``stigar demo`` brings it; nothing here changes it."""
    if connection.vendor != "sqlite":
        pytest.skip(
            "The company is made once as a file and copied, so it is looked at on SQLite; loading is tried on both"
        )
    shelf = worlds.shelf_of(tmp_path_factory)
    with django_db_blocker.unblock():
        file = worlds.copied(shelf, "example.sqlite3", worlds.make_example, tmp_path_factory.mktemp("example"))
        with worlds.living_in(file):
            with everywhere():
                company = Organisation.objects.get(key="alvbro")
            with inside(company.id):
                yield company


def project(name: str) -> Project:
    return Project.objects.get(name=name)


def somebody(kind: str):
    number = next(face.person for face in alvbro(today=clock.today()).cast if face.key == kind)
    return DemoVisitor.objects.select_related("person").get(person__number=number).person


def test_one_project_is_finished_one_makes_its_profiles_and_one_has_just_begun(example):
    today = clock.today()

    found = {one.name: (current(steps(one, today=today)).number, bool(one.ended)) for one in Project.objects.all()}

    assert found == {SERVICE: (9, True), FRAUD: (6, False), PLATFORM: (1, False)}


def test_every_step_of_the_finished_project_is_done(example):
    found = [step.state for step in steps(project(SERVICE), today=clock.today())]

    assert found == ["done"] * 9


def test_what_the_approved_profiles_require_in_number(example):
    found = {
        one.name: one.requirements.count()
        for one in Profile.objects.filter(project=project(SERVICE), versions__approval__isnull=False)
    }

    assert found == {
        "Kundrådgivare": 8, "Kundrådgivare handel": 8, "Inkassohandläggare": 8, "Kundeveileder": 8, "Butikkrådgiver": 7,
        "Inkassorådgiver": 7, "Oslo": 2, "Inkasso per telefon": 1,
    }  # fmt: skip


def test_no_approved_profile_breaks_the_rules_of_its_project(example):
    approved = Profile.objects.filter(versions__approval__isnull=False).select_related("project", "core")

    assert {
        one.name: breaches(one, rules_of(one.project)) for one in approved if breaches(one, rules_of(one.project))
    } == {}


def test_what_was_approved_is_what_stands(example):
    versions = Version.objects.filter(approval__isnull=False).select_related("profile__role", "profile__core")

    assert [one.digest for one in versions] == [digest_of(content(one.profile)) for one in versions]


def test_one_not_yet_was_said_with_its_reason_and_that_was_not_enough_to_stop_it(example):
    found = Counter(Vote.objects.values_list("yes", flat=True))

    against = Vote.objects.get(yes=False)
    assert found == {True: 31, False: 1}
    assert (against.version.profile.name, bool(against.words)) == ("Inkasso per telefon", True)


def test_judges_agree_about_some_things_and_not_about_others(example):
    found = {
        one.verdict
        for profile in Profile.objects.filter(project=project(SERVICE), core=None)
        for one in agreement_of(profile, "sv").requirements
    }

    assert {"agree", "apart"} < found


def test_ten_have_said_how_secure_they_feel_and_nothing_has_changed_since(example):
    today = clock.today()
    told = following.rounds(project(SERVICE), today=today)[0]

    changed = [
        one.profile.name
        for one in following.followed(project(SERVICE), today=today)
        if one.work_changed or one.map_changed
    ]

    assert (told.people, told.reached, changed) == (10, True, [])


@pytest.mark.parametrize("kind", ["team-leader", "merchant-adviser"])
def test_visitors_can_propose_in_the_workshop_that_is_open_now(example, kind: str):
    workshop = Workshop.objects.get(project__name=FRAUD, name="Vad krävs för att se bluffen i tid?")

    takes_part = may_take_part(somebody(kind), workshop, today=clock.today())

    assert (workshop.stage, workshop.proposals.count(), takes_part) == ("propose", 16, True)


def test_what_happened_happened_in_order(example):
    for one in Project.objects.all():
        records = list(one.records.order_by("at").values_list("step", "kind"))

        finished = [step for step, kind in records if kind == "done"]
        assert finished == sorted(finished)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everybody_in_a_project_works_at_alvbro(file):
    company = alvbro()
    known = {f"{one.given} {one.family}" for one in company.people if one.end is None} | {
        face.key for face in company.cast
    }

    named = set(
        re.findall(r'\b(?:who|by|answered_by|ended_by|led_by|owner|spoken_for) = "([^"]+)"', file.read_text("utf-8"))
    )

    assert named <= known


def test_norwegian_profiles_are_written_in_norwegian():
    for file in FILES:
        told = reading.read("alvbro", "projects", *file.relative_to(reading.HERE / "alvbro" / "projects").parts)
        if file.parent.name == "projects" or told["language"] != "nb":
            continue
        texts = [told["purpose"], *(line["why"] for kind in ("written", "settled") for line in told.get(kind, ()))]

        assert not set("".join(texts)) & set("äö"), file.name


def test_no_two_requirements_give_the_same_reason():
    reasons = [
        line["why"]
        for file in FILES
        for kind in ("written", "settled")
        for line in reading.read(
            "alvbro", "projects", *file.relative_to(reading.HERE / "alvbro" / "projects").parts
        ).get(kind, ())
    ]

    assert [why for why, times in Counter(reasons).items() if times > 1] == []
