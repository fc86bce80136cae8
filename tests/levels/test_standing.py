"""Exemptions, profiles that hold besides the role, and what comes first: kept, told in the arithmetic, contested and ended."""

from datetime import timedelta

import pytest
from django.db import connection

from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import sharing, standing
from stigar.levels.models import Exemption, HoldsFor, Prerequisite
from stigar.levels.queries.gaps import gap_picture
from stigar.levels.queries.required import role_and_required
from stigar.people.models import Role
from tests.cast import TODAY
from tests.web.plans import approve_profile

SECRET = "skonas-tills-vidare-4417"


@pytest.fixture
def exempted(cast, approved, books):
    """Bo need not have listening until next month."""
    return standing.exempt(
        person=cast.bo, competence=books["listening"], why=SECRET, ends=TODAY + timedelta(days=30), viewer=cast.ada, today=TODAY
    )  # fmt: skip


@pytest.fixture
def host(cast, books):
    """An approved profile of another role (Värd) that asks for listening at 3."""
    role = Role.objects.create(organisation=cast.organisation, title="Värd")
    approve_profile({"organisation_id": cast.organisation.pk}, role, str(books["listening"]))
    return role.profiles.get() if hasattr(role, "profiles") else _profile_of(role)


def _profile_of(role):
    from stigar.profiles.models import Profile  # noqa: PLC0415 - one look

    return Profile.objects.get(role=role)


def _states(cast, who="bo", on=TODAY):
    person = getattr(cast, who)
    _role, required = role_and_required(person, language="sv", today=on)
    picture = gap_picture(person, required, rules.visible_levels(person, person, today=on), today=on)
    return {row.asked.name: (row.state, [one.code for one in row.gap.why]) for row in picture.rows}


def test_what_need_not_hold_is_told_in_the_arithmetic_until_its_last_day(cast, visit, exempted, books):
    states = [next(iter(_states(cast, on=TODAY + timedelta(days=days)).values()))[0] for days in (0, 30, 31)]

    assert states == ["exempt", "exempt", "not known"]
    assert SECRET in visit(cast.bo).get("/competence/").content.decode()


def test_why_is_told_only_where_it_is_asked_for(cast, exempted):
    _role, required = role_and_required(cast.bo, language="sv", today=TODAY)
    levels = rules.visible_levels(cast.bo, cast.bo, today=TODAY)

    unasked, asked = (gap_picture(cast.bo, required, levels, today=TODAY, **told) for told in ({}, {"reasons": True}))

    assert (SECRET in str(unasked), SECRET in str(asked)) == (False, True)


def test_the_reason_lies_sealed(cast, exempted):
    with connection.cursor() as cursor:
        cursor.execute("SELECT why FROM levels_exemption")
        lies = cursor.fetchone()[0]

    assert SECRET not in lies


def test_bo_contests_ada_answers_and_ends_it_and_undoes_that(cast, visit, exempted):
    bo, ada = visit(cast.bo), visit(cast.ada)
    address = f"/competence/exemptions/{exempted.pk}/"

    bo.post(f"{address}replies/", {"words": "Jag vill kunna det"})
    ada.post(f"{address}replies/", {"words": "Då tar vi bort det"})
    page = bo.get("/competence/standing/").content.decode()
    ada.post(f"{address}end/")
    ended = Exemption.objects.get().ends
    ada.post(f"{address}return/?until={exempted.ends.isoformat()}")

    assert ("Jag vill kunna det" in page, "Då tar vi bort det" in page) == (True, True)
    assert (ended, Exemption.objects.get().ends) == (TODAY - timedelta(days=1), exempted.ends)


def test_an_exemption_ended_the_same_day_holds_no_more_that_day(cast, exempted):
    standing.end_exemption(exemption=exempted, viewer=cast.ada, today=TODAY)

    assert next(iter(_states(cast).values()))[0] == "not known"


def test_one_is_exempt_once_and_with_a_reason(cast, exempted, books):
    told = {"person": cast.bo, "viewer": cast.ada, "today": TODAY}
    with pytest.raises(standing.ThereAlready):
        standing.exempt(competence=books["listening"], why="Igen", ends=TODAY, **told)
    with pytest.raises(standing.NoReason):
        standing.exempt(competence=books["writing"], why="  ", ends=None, **told)
    with pytest.raises(standing.Behind):
        standing.exempt(competence=books["writing"], why="Så", ends=TODAY - timedelta(days=1), **told)


def test_nobody_exempts_themself_or_another_they_do_not_lead(cast, approved, books):
    for viewer in (cast.bo, cast.cai, cast.dag, cast.gro, cast.ulf, cast.eve):
        with pytest.raises(Refused):
            standing.exempt(
                person=cast.bo, competence=books["listening"], why="x", ends=None, viewer=viewer, today=TODAY
            )


def test_a_manager_makes_an_exemption_on_the_page(cast, visit, approved, books):
    address = f"/competence/people/{cast.bo.pk}/{books['listening']}/exemptions/new/"

    wrong = visit(cast.ada).post(address, {"why": "Bo tar över planeringen", "ends": "2020-01-01"})
    visit(cast.ada).post(address, {"why": "Bo tar över planeringen", "ends": "2027-01-31"})

    assert ("Bo tar över planeringen" in wrong.content.decode(), Exemption.objects.get().by) == (True, cast.ada)


def test_a_reader_sees_that_one_is_exempt_and_never_why(cast, visit, exempted):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)
    address = f"/competence/people/{cast.bo.pk}/"

    seen = visit(cast.cai).get(address).content.decode()
    one = visit(cast.cai).get(f"{address}standing/")

    assert ("Undantag" in seen or "undantag" in seen, SECRET in seen, one.status_code) == (True, False, 404)


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "hedda", "ulf", "rut", "siv", "eve"])
def test_the_reason_is_nobody_elses(cast, visit, exempted, who):
    browser = visit(getattr(cast, who))

    pages = [
        browser.get(page)
        for page in (
            "/home/", "/competence/", "/competence/standing/", "/competence/team/", f"/competence/people/{cast.bo.pk}/",
            f"/competence/people/{cast.bo.pk}/standing/", f"/people/{cast.bo.pk}/", "/journal/",
        )
    ]  # fmt: skip

    assert [page.request["PATH_INFO"] for page in pages if SECRET in page.content.decode()] == []


def test_a_new_manager_reads_what_stands_and_the_old_one_nothing(cast, visit, exempted):
    cast.bo.positions.update(manager=cast.dag)

    seen = {
        who: visit(getattr(cast, who)).get(f"/competence/people/{cast.bo.pk}/standing/").status_code
        for who in ("ada", "dag")
    }

    assert seen == {"ada": 404, "dag": 200}


def test_a_profile_besides_the_role_adds_to_what_is_asked_and_taking_it_away_leaves_the_rest(
    cast, visit, approved, host, books
):
    hedda, address = visit(cast.hedda), f"/competence/profiles/{host.pk}/people/"
    before = _states(cast)

    hedda.post(address, {"who": "bo@alvbro.example"})
    held = HoldsFor.objects.get()
    page = visit(cast.bo).get("/competence/standing/").content.decode()
    hedda.post(f"{address}{held.pk}/removal/")
    after = _states(cast)
    hedda.post(f"{address}{held.pk}/return/")

    assert ("Värd" in page, before == after) == (True, True)
    assert HoldsFor.objects.get().ends is None


def test_hr_lets_a_profile_hold_for_nobody_outside_the_scope(cast, visit, host):
    hedda, address = visit(cast.hedda), f"/competence/profiles/{host.pk}/people/"

    answers = [
        hedda.post(address, {"who": who}).status_code for who in ("eve@havre.example", "hedda@alvbro.example", "x")
    ]

    assert (answers, HoldsFor.objects.count()) == ([422] * 3, 0)


def test_a_manager_lets_a_profile_hold_and_takes_it_back(cast, visit, approved, host):
    ada, address = visit(cast.ada), f"/competence/people/{cast.bo.pk}/standing/profiles/"

    ada.post(address, {"profile": str(host.pk)})
    twice = ada.post(address, {"profile": str(host.pk)}).status_code
    held = HoldsFor.objects.get()
    ada.post(f"{address}{held.pk}/removal/")

    held.refresh_from_db()
    assert (twice, held.ends) == (422, TODAY - timedelta(days=1))


def test_what_comes_first_is_told_where_something_is_missing(cast, visit, approved, books):
    visit(cast.hedda).post(f"/competence/first/{books['listening']}/", {"needs": str(books["writing"]), "level": "2"})

    codes = next(codes for state, codes in _states(cast).values() if state == "not known")

    assert "first" in codes


def test_a_circle_is_refused_with_its_names(cast, visit, books):
    hedda = visit(cast.hedda)
    hedda.post(f"/competence/first/{books['listening']}/", {"needs": str(books["writing"]), "level": "2"})

    answer = hedda.post(f"/competence/first/{books['writing']}/", {"needs": str(books["listening"]), "level": "2"})

    with pytest.raises(standing.RoundInCircles) as circle:
        standing.need_first(
            competence=books["writing"], needs=books["listening"], level=2, viewer=cast.hedda, today=TODAY
        )
    assert (answer.status_code, Prerequisite.objects.count()) == (422, 1)
    assert circle.value.way == (books["listening"], books["writing"])


def test_what_came_first_is_taken_away_and_put_back(cast, visit, books):
    hedda, address = visit(cast.hedda), f"/competence/first/{books['listening']}/"
    hedda.post(address, {"needs": str(books["writing"]), "level": "2"})

    answer = hedda.post(f"{address}{Prerequisite.objects.get().pk}/removal/", follow=True)
    undo = f"{address}return/?needs={books['writing']}&level=2"
    gone = Prerequisite.objects.count()
    hedda.post(undo)

    assert (gone, Prerequisite.objects.get().level, answer.status_code) == (0, 2, 200)


@pytest.mark.parametrize("who", ["ada", "bo", "cai", "ulf", "rut", "siv", "eve"])
def test_only_hr_keeps_what_comes_first_and_for_whom_a_profile_holds(cast, visit, books, host, who):
    browser = visit(getattr(cast, who))

    first = browser.post(f"/competence/first/{books['listening']}/", {"needs": str(books["writing"]), "level": "2"})
    holds = browser.post(f"/competence/profiles/{host.pk}/people/", {"who": "bo@alvbro.example"})

    assert (first.status_code, holds.status_code) == (404, 404)
    assert (Prerequisite.objects.count(), HoldsFor.objects.count()) == (0, 0)
