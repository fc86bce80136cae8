"""Roles within reach of oneself, ways there, and who knows of an interest."""

import re

import pytest

from stigar.levels import rules
from stigar.levels.actions import careers, seen
from stigar.levels.models import CareerInterest
from stigar.levels.queries import careers as queries
from tests.cast import TODAY

SECRET = "zqx-hemligt"
ALL = ("ada", "cai", "gro", "dag", "hedda", "ulf", "rut", "siv", "eve")


@pytest.fixture
def interest(cast, approved):
    """Dag, who leads merchants, would like to be an adviser: nobody else knows."""
    return careers.be_interested(role=cast.adviser.pk, audience="mine", why=SECRET, viewer=cast.dag, today=TODAY)


def _have(cast, who):
    levels = rules.visible_levels(who, who, today=TODAY)
    return queries.have_of(levels, [cast.leader.pk], (), today=TODAY)


def test_what_makes_a_role_near_adds_up_to_its_score(cast, approved, books):
    seen.observe(
        person=cast.dag, competence=books["listening"], level=4, on=TODAY, words="x", viewer=cast.gro, today=TODAY
    )

    (found,) = queries.reach(_have(cast, cast.dag), {}, language="sv", today=TODAY)

    assert (found.title, sum(one.points for one in found.told)) == ("Kundrådgivare", found.score)
    assert [(one.name, one.have, one.required) for one in found.missing] == [("Skriva tydligt", None, 3)]


def test_a_step_is_no_larger_than_one_chooses(cast, approved, books):
    have = _have(cast, cast.dag)

    found = {
        cap: queries.ways_there(cast.adviser.pk, have, cap=cap, taken=(), language="sv", today=TODAY) for cap in (6, 8)
    }

    assert [(cap, len(one.ways), one.why, one.smallest) for cap, one in found.items()] == [
        (6, 0, "too far", 7), (8, 1, "", None),
    ]  # fmt: skip


def test_nobody_having_chosen_the_steps_are_as_small_as_lead_there_and_the_page_says_so(cast, visit, approved, books):
    have = _have(cast, cast.dag)

    found = queries.ways_there(cast.adviser.pk, have, cap=None, taken=(), language="sv", today=TODAY)
    page = visit(cast.dag).get(f"/competence/roles/{cast.adviser.pk}/").content.decode()

    assert (len(found.ways), found.cap, found.raised) == (1, 7, True)
    assert re.search(r'<option value="7" selected>', page)


def test_small_steps_that_lead_there_are_not_made_larger(cast, approved, books):
    for competence in books.values():
        seen.observe(person=cast.dag, competence=competence, level=3, on=TODAY, words="x", viewer=cast.gro, today=TODAY)

    found = queries.ways_there(cast.adviser.pk, _have(cast, cast.dag), cap=None, taken=(), language="sv", today=TODAY)

    assert (len(found.ways), found.cap, found.raised) == (1, 4, False)


def test_the_page_tells_what_it_would_take(cast, visit, approved, books):
    page = visit(cast.dag).get(f"/competence/roles/{cast.adviser.pk}/?cap=6").content.decode()

    assert ("/competence/?profile=" in page, "?cap=7" in page) == (True, True)


def test_ones_own_role_and_one_without_a_profile_are_no_goal(cast, visit, approved):
    answers = [
        visit(who).get(f"/competence/roles/{role.pk}/").status_code
        for who, role in ((cast.bo, cast.adviser), (cast.dag, cast.merchant_adviser))
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize(("audience", "seers"), [("mine", set()), ("manager", {"gro"}), ("mobility", {"gro", "hedda"})])
def test_the_person_chooses_who_knows(cast, visit, approved, audience, seers):
    visit(cast.dag).post(f"/competence/roles/{cast.adviser.pk}/interest/", {"audience": audience, "why": SECRET})

    asked = {who for who in ALL if who != "dag" and rules.visible_interests(getattr(cast, who), cast.dag, today=TODAY)}
    read = {
        who for who in ALL
        if who != "dag" and SECRET in visit(getattr(cast, who)).get(f"/competence/people/{cast.dag.pk}/").content.decode()
    }  # fmt: skip

    assert (asked, read) == (seers, seers)


def test_a_secret_interest_is_seen_nowhere(cast, visit, interest):
    addresses = [
        "/competence/", "/competence/roles/", f"/competence/roles/{cast.adviser.pk}/", f"/competence/people/{cast.dag.pk}/", "/journal/",
        f"/people/{cast.dag.pk}/",
    ]  # fmt: skip

    telling = [
        (who, address) for who in (*ALL, "bo") for address in addresses
        if who != "dag" and SECRET in visit(getattr(cast, who)).get(address).content.decode()
    ]  # fmt: skip

    assert telling == []
    assert SECRET in visit(cast.dag).get(f"/competence/roles/{cast.adviser.pk}/").content.decode()


def test_an_interest_taken_back_is_gone(cast, visit, interest):
    visit(cast.dag).post(f"/competence/roles/{cast.adviser.pk}/interest/removal/")

    assert not CareerInterest.objects.exists()


def test_an_interest_is_a_part_of_its_own_in_the_sum(cast, approved):
    levels = rules.visible_levels(cast.dag, cast.dag, today=TODAY)
    have = queries.have_of(levels, [cast.leader.pk], {str(cast.adviser.pk)}, today=TODAY)

    (found,) = queries.reach(have, {}, language="sv", today=TODAY)

    assert ("interest", 150) in [(one.signal, one.points) for one in found.told]


def test_an_audience_that_is_none_is_said_at_its_place(cast, visit, approved):
    answer = visit(cast.dag).post(f"/competence/roles/{cast.adviser.pk}/interest/", {"audience": "everybody"})

    assert (answer.status_code, CareerInterest.objects.count()) == (422, 0)
