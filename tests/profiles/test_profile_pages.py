"""Profiles on their pages: who reads what, two people at once, undo, and an area's profiles side by side."""

import re

import pytest

from stigar.areas.actions.map import draw_map
from stigar.areas.models import Area, Task
from stigar.foundation import clock
from stigar.profiles.actions import profiles as actions
from stigar.profiles.models import Approval, Profile, Project, Requirement, Source, Version
from stigar.profiles.queries import profiles as queries
from tests.cast import TODAY, Cast
from tests.profiles import written


@pytest.fixture
def books(cast: Cast) -> dict:
    return written.library(cast)


@pytest.fixture
def begun(cast: Cast, project: Project, books: dict) -> Profile:
    made = written.profile(cast, project)
    written.require(cast, made, books["writing"], why="Alla mejlar")
    return made


def approve(cast: Cast, profile: Profile) -> Version:
    held = {"organisation": cast.organisation}
    version = Version.objects.create(
        **held, profile=profile, number=1, content=queries.content(profile), digest="d" * 64, at=clock.now()
    )
    Approval.objects.create(**held, version=version, at=clock.now())
    return version


def test_a_profile_on_the_way_is_for_those_in_the_project(cast: Cast, begun: Profile, visit) -> None:
    address = f"/profiles/{begun.pk}/"

    seen = {
        name: visit(getattr(cast, name)).get(address).status_code
        for name in ("hedda", "bo", "ada", "cai", "dag", "siv", "eve")
    }

    assert seen == {"hedda": 200, "bo": 200, "ada": 200, "cai": 200, "dag": 404, "siv": 404, "eve": 404}


def test_everybody_reads_the_approved_words_while_new_ones_are_written(
    cast: Cast, begun: Profile, books: dict, visit
) -> None:
    approve(cast, begun)
    row = begun.requirements.get()
    actions.change_requirement(
        requirement=row,
        wanted=actions.Wanted(books["writing"], 5, why="Nya ord"),
        seen=1,
        viewer=cast.hedda,
        today=TODAY,
    )

    outside, inside = (visit(who).get(f"/profiles/{begun.pk}/").content.decode() for who in (cast.dag, cast.bo))

    assert ("Alla mejlar" in outside, "Nya ord" in outside) == (True, False)
    assert ("Alla mejlar" in inside, "Nya ord" in inside) == (False, True)


def test_who_asked_is_seen_by_the_project_only(
    cast: Cast, project: Project, begun: Profile, books: dict, visit
) -> None:
    Source.objects.create(
        organisation=cast.organisation,
        requirement=begun.requirements.get(),
        text="Skriv kort",
        by=cast.bo,
        at=clock.now(),
    )
    approve(cast, begun)

    outside, inside = (visit(who).get(f"/profiles/{begun.pk}/").content.decode() for who in (cast.dag, cast.ada))

    assert ("Bo Test" in outside, "Skriv kort" in outside) == (False, False)
    assert ("Bo Test" in inside, "Skriv kort" in inside) == (True, True)


def test_only_those_who_write_see_the_page_for_writing(cast: Cast, begun: Profile, visit) -> None:
    pages = [f"/profiles/{begun.pk}/writing/", f"/profiles/requirements/{begun.requirements.get().pk}/"]

    seen = {
        name: [visit(getattr(cast, name)).get(page).status_code for page in pages]
        for name in ("hedda", "bo", "dag", "eve")
    }

    assert seen == {"hedda": [200, 200], "bo": [404, 404], "dag": [404, 404], "eve": [404, 404]}


def test_two_who_change_a_requirement_see_both_texts(cast: Cast, begun: Profile, visit) -> None:
    row, browser = begun.requirements.get(), visit(cast.hedda)
    told = {"level": 4, "until": "", "importance": 3, "origin": "base", "seen": 1}
    assert browser.post(f"/profiles/requirements/{row.pk}/", {**told, "why": "Den enas ord"}).status_code == 302

    answer = browser.post(f"/profiles/requirements/{row.pk}/", {**told, "level": 2, "why": "Den andras ord"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ("Den enas ord" in page, "Den andras ord" in page, 'name="seen" value="2"' in page) == (True, True, True)
    assert browser.post(f"/profiles/requirements/{row.pk}/", {**told, "seen": 2, "why": "Bådas ord"}).status_code == 302
    assert Requirement.objects.get().why == "Bådas ord"


def test_two_who_write_the_purpose_see_both_texts(cast: Cast, begun: Profile, visit) -> None:
    browser = visit(cast.hedda)
    browser.post(f"/profiles/{begun.pk}/purpose/", {"purpose": "Den enas ord", "seen": ""})

    answer = browser.post(f"/profiles/{begun.pk}/purpose/", {"purpose": "Den andras ord", "seen": ""})

    page = answer.content.decode()
    assert (answer.status_code, "Den enas ord" in page, "Den andras ord" in page) == (409, True, True)


def test_a_removal_is_undone_from_the_message(cast: Cast, begun: Profile, visit) -> None:
    row, browser = begun.requirements.get(), visit(cast.hedda)

    page = browser.post(f"/profiles/requirements/{row.pk}/removal/", follow=True).content.decode()
    (undo,) = re.findall(r'action="(/profiles/removals/[^"]+)"', page)

    assert begun.requirements.count() == 0
    browser.post(undo)
    assert begun.requirements.get().why == "Alla mejlar"


def test_a_requirement_is_added_from_a_sentence_of_the_work(cast: Cast, begun: Profile, books: dict, visit) -> None:
    browser, address = visit(cast.hedda), f"/profiles/{begun.pk}/requirements/"

    found = browser.get(address, {"q": "arga kunder"}).content.decode()
    form = browser.get(address, {"competence": books["conflict"]}).content.decode()
    told = {"competence": books["conflict"], "level": 3, "until": 2, "importance": 2, "origin": "base", "why": ""}

    assert (f"?competence={books['conflict']}" in found, "Håller sig lugn när någon är arg, nivå 3" in form) == (
        True,
        True,
    )
    assert browser.post(address, told).status_code == 422
    assert browser.post(address, {**told, "until": 5}).status_code == 302
    assert begun.requirements.get(competence=books["conflict"]).until == 5


def test_ticked_proposals_become_requirements(cast: Cast, begun: Profile, books: dict, visit) -> None:
    Task.objects.create(
        organisation=cast.organisation, role=cast.adviser, by=cast.bo, text="Möter arga kunder", frequency="daily"
    )
    browser = visit(cast.hedda)

    assert "Möter arga kunder" in browser.get(f"/profiles/{begun.pk}/writing/").content.decode()
    browser.post(f"/profiles/{begun.pk}/beginnings/", {"competence": [books["conflict"], books["listening"]]})

    assert [(row.competence_id, row.why) for row in begun.requirements.exclude(competence=books["writing"])] == [
        (books["conflict"], "Möter arga kunder")
    ]


def test_a_variant_is_begun_written_and_put_down(cast: Cast, begun: Profile, books: dict, visit) -> None:
    browser = visit(cast.hedda)
    browser.post(f"/profiles/{begun.pk}/variants/", {"difference": "place", "name": "Oslo"})
    oslo = Profile.objects.get(name="Oslo")
    browser.post(f"/profiles/{oslo.pk}/waivers/", {"competence": books["writing"]})

    assert "Skriva tydligt" in browser.get(f"/profiles/{oslo.pk}/writing/").content.decode()
    assert queries.standing(oslo) == []
    assert browser.post(f"/profiles/{begun.pk}/variants/", {"difference": "place", "name": "Oslo"}).status_code == 422
    browser.post(f"/profiles/{oslo.pk}/standing/")
    assert Profile.objects.get(name="Oslo").put_down is not None


def test_the_profiles_of_an_area_stand_side_by_side(
    cast: Cast, project: Project, begun: Profile, books: dict, visit
) -> None:
    for role, text in ((cast.adviser, "Svarar kunder"), (cast.merchant_adviser, "Svarar handlare")):
        for more in ("i telefon", "i chatt", "i mejl"):
            Task.objects.create(organisation=cast.organisation, role=role, by=cast.bo, text=f"{text} {more}")
    draw_map(viewer=cast.hedda, today=TODAY)
    key = Area.objects.first().key
    approve(cast, begun)

    page = visit(cast.dag).get(f"/profiles/areas/{key}/")

    assert page.status_code == 200
    assert "Skriva tydligt" in page.content.decode()
    assert visit(cast.eve).get(f"/profiles/areas/{key}/").status_code == 404


def test_the_profiles_of_a_project_are_begun_on_their_page(cast: Cast, project: Project, visit) -> None:
    browser, address = visit(cast.hedda), f"/profiles/projects/{project.pk}/profiles/"

    answer = browser.post(f"{address}new/", {"role": cast.adviser.pk})

    begun = Profile.objects.get()
    assert answer.headers["Location"] == f"/profiles/{begun.pk}/writing/"
    assert browser.post(f"{address}new/", {"role": cast.leader.pk}).status_code == 404
    assert [visit(who).get(address).status_code for who in (cast.bo, cast.cai, cast.dag, cast.eve)] == [
        200,
        200,
        404,
        404,
    ]
