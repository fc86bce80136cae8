"""Hired with something to learn: held against the role and the profile of that day, not against what is asked today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stigar.dialogues.models import Talk
from stigar.dialogues.queries import situations
from stigar.levels.models import HoldsFor
from stigar.people.models import Position, Role
from stigar.people.queries.hired import hired_to
from stigar.profiles.models import Approval, Profile, Version
from stigar.profiles.queries.profiles.asking import askings
from tests.cast import TODAY
from tests.profiles import written

STARTED = date(2024, 3, 1)


@pytest.fixture
def books(cast):
    return written.library(cast)


def _approved(cast, books, role, level, day, *, number=1, profile=None, core=None, name=""):
    """The role asks for listening at the level, approved that day."""
    held = {"organisation_id": cast.organisation.pk}
    profile = profile or Profile.objects.create(
        **held,
        role=role,
        core=core,
        name=name or role.title,
        difference="place" if core else "",
        language="sv",
        made=day,
    )
    asked = {
        "competence": str(books["listening"]), "name": "Lyssna", "level": level, "until": None, "importance": 2, "origin": "role", "top": 5,
    }  # fmt: skip
    content = {"title": role.title, "name": name or role.title, "requirements": [asked]}
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    version = Version.objects.create(
        **held, profile=profile, number=number, content=content, digest=f"{number}" * 64, at=at
    )
    Approval.objects.create(**held, version=version, at=at)
    askings.forget()
    return profile


def _hired(cast, role, *, started=STARTED, begins=STARTED, ends=TODAY - timedelta(days=1)):
    """Bo was hired to the role, and has had his own since."""
    cast.bo.started = started
    cast.bo.save(update_fields=["started"])
    Position.objects.filter(person=cast.bo).update(begins=ends + timedelta(days=1))
    return Position.objects.create(
        organisation=cast.organisation, person=cast.bo, role=role, unit=cast.service, manager=cast.ada, begins=begins, ends=ends
    )  # fmt: skip


@pytest.fixture
def first(cast):
    return Role.objects.create(organisation=cast.organisation, title="Kundvärd")


def _start(cast):
    return situations.start(Talk.HIRED, cast.bo, viewer=cast.bo, chosen=None, sees=True, language="sv", today=TODAY)


def _told(start):
    return [(one.asking.title, one.asking.number, one.approved, one.later) for one in start.since.then]


def test_the_role_of_the_first_day_counts_by_the_version_that_held_then(cast, books, first):
    profile = _approved(cast, books, first, 2, date(2024, 1, 10))
    _approved(cast, books, first, 5, date(2025, 1, 10), number=2, profile=profile)
    _approved(cast, books, cast.adviser, 4, date(2024, 1, 10))
    _hired(cast, first)

    start = _start(cast)

    assert (start.heading, start.since.hired.on) == ("Kundvärd", STARTED)
    assert _told(start) == [("Kundvärd", 1, date(2024, 1, 10), False)]
    assert [row.asked.level for row in start.rows] == [2]


def test_a_profile_that_was_approved_later_is_the_nearest_and_that_is_said(cast, books, first, visit):
    profile = _approved(cast, books, first, 2, date(2024, 9, 1))
    _approved(cast, books, first, 5, date(2025, 1, 10), number=2, profile=profile)
    _hired(cast, first)

    assert _told(_start(cast)) == [("Kundvärd", 1, date(2024, 9, 1), True)]
    assert "Kundvärd" in visit(cast.ada).get(f"/dialogues/people/{cast.bo.pk}/start/hired/").content.decode()


def test_approved_on_the_very_day_holds_that_day(cast, books, first):
    _approved(cast, books, first, 2, STARTED)
    _hired(cast, first)

    assert _told(_start(cast)) == [("Kundvärd", 1, STARTED, False)]


def test_a_role_without_a_profile_falls_back_on_what_is_asked_today(cast, books, first):
    _approved(cast, books, cast.adviser, 4, date(2024, 1, 10))
    _hired(cast, first)

    start = _start(cast)

    assert (start.since.hired.title, start.since.then) == ("Kundvärd", ())
    assert [row.asked.level for row in start.rows] == [4]


def test_the_first_position_may_begin_after_the_first_day_and_one_before_it_is_of_another_time(cast, books, first):
    old = Role.objects.create(organisation=cast.organisation, title="Sommarvikarie")
    _hired(cast, first, begins=STARTED + timedelta(days=14))
    Position.objects.create(
        organisation=cast.organisation, person=cast.bo, role=old, unit=cast.service, begins=date(2020, 6, 1), ends=date(2020, 8, 31)
    )  # fmt: skip

    found = hired_to(cast.bo)

    assert (found.title, found.on) == ("Kundvärd", STARTED + timedelta(days=14))


def test_somebody_without_any_role_here_is_told_so(cast, books):
    Position.objects.filter(person=cast.bo).update(role=None)

    assert hired_to(cast.bo) is None
    assert _start(cast).since is None


def test_a_variant_that_held_then_stands_instead_of_the_core(cast, books, first):
    core = _approved(cast, books, first, 2, date(2024, 1, 10))
    variant = _approved(cast, books, first, 3, date(2024, 1, 10), core=core, name="Natt")
    HoldsFor.objects.create(
        organisation=cast.organisation, person=cast.bo, profile=variant, begins=STARTED, ends=TODAY, at="2024-03-01T08:00:00Z"
    )  # fmt: skip
    _hired(cast, first)

    assert [one.asking.heading for one in _start(cast).since.then] == ["Kundvärd, Natt"]


def test_the_other_situations_begin_in_today_s_role_as_before(cast, books, first):
    _approved(cast, books, first, 2, date(2024, 1, 10))
    _approved(cast, books, cast.adviser, 4, date(2024, 1, 10))
    _hired(cast, first)

    start = situations.start(Talk.CHANGED, cast.bo, viewer=cast.bo, chosen=None, sees=True, language="sv", today=TODAY)

    assert ([row.asked.level for row in start.rows], start.since) == ([4], None)
