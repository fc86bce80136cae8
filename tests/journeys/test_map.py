"""The map: look coarser and finer, answer, decide and undo, start with one area and take the result along; in three languages."""

import io
import json
import zipfile

import pytest
from playwright.sync_api import expect

from stigar.areas.actions.start import park_area
from stigar.areas.models import Answer, Decision, Map, Wave
from stigar.areas.queries.map import newest_map
from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from tests.journeys.furnished import somebody
from tests.journeys.turns import in_turn
from tests.journeys.words import word

pytestmark = pytest.mark.journey
LANGUAGES = in_turn("sv")


@pytest.fixture
def hr(example):
    person = somebody("hr")
    with inside(person.organisation_id):
        yield person


@LANGUAGES
def test_anyone_looks_through_anyones_eyes(example, enter, language):
    page = enter(language=language, address="/account/login/")
    cast = page.locator(".cast__people button")
    assert cast.count() >= 8

    cast.filter(has_text=somebody("hr").name).click()
    page.wait_for_url("**/home/")
    expect(page.locator("h1")).to_be_visible()
    page.goto("/outbox/")

    expect(page.locator("h1")).to_be_visible()


@LANGUAGES
def test_the_slider_looks_and_an_answer_counts_at_once(hr, enter, language):
    page = enter(hr, language=language, address="/areas/")
    slider = page.get_by_role("slider")
    before, maps, answers = newest_map(language), Map.objects.count(), Answer.objects.count()

    slider.focus()
    slider.press("End")
    page.get_by_role("link", name=word("Back to the kept map", language)).wait_for()
    assert Map.objects.count() == maps
    page.goto("/areas/questions/")
    page.get_by_role("button", name=word("Yes", language), exact=True).click()
    page.get_by_role("status").filter(has=page.locator("p")).first.wait_for()

    assert Answer.objects.count() == answers + 1
    assert newest_map(language).id != before.id


@LANGUAGES
def test_a_role_is_moved_an_area_named_and_both_undone(hr, enter, language):
    first, second = newest_map(language).areas[:2]
    role = first.roles[0]
    page = enter(hr, language=language, address=f"/areas/{first.key}/")

    page.get_by_text(word("Move a role", language), exact=True).first.click()
    page.locator("#move-role").select_option(role.id)
    page.locator("#move-to").select_option(second.key)
    page.get_by_role("button", name=word("Move the role", language)).click()
    page.get_by_role("button", name=word("Undo", language)).last.wait_for()
    assert newest_map(language).area_of(role.id).key == second.key
    page.locator("[data-toast]").get_by_role("button", name=word("Undo", language)).click()
    page.wait_for_load_state()
    assert newest_map(language).area_of(role.id).key == first.key
    page.goto(f"/areas/{first.key}/")
    page.get_by_text(word("Give it another name", language), exact=True).click()
    page.locator("#area-new-name").fill("Mötet med kunden")
    page.get_by_role("button", name=word("Use the name", language)).click()
    expect(page.locator("h1")).to_have_text("Mötet med kunden")
    page.locator("[data-toast]").get_by_role("button", name=word("Undo", language)).click()
    page.wait_for_load_state()

    assert {area.name for area in newest_map(language).areas}.isdisjoint({"Mötet med kunden"})
    assert [one.undone_at is not None for one in Decision.objects.order_by("-at")[:2]] == [True, True]


@LANGUAGES
def test_the_org_chart_and_the_matrix_stand_beside_the_map(hr, enter, language):
    page = enter(hr, language=language, address="/areas/org-chart/")

    assert page.locator(".map-wide svg title, .map-wide svg desc").count() >= 1
    expect(page.locator("table tbody tr").first).to_be_visible()
    page.goto("/areas/matrix/")
    page.locator("#matrix-area").select_option(index=1)
    page.wait_for_url("**area=area-*")

    expect(page.locator(".table--matrix tbody tr").first).to_be_visible()


@LANGUAGES
def test_one_area_is_adopted_as_pilot_and_parked_again(hr, enter, language):
    view, today = newest_map("sv"), clock.today()
    park_area(key=view.started[0].key, seen=view.turn, viewer=hr, today=today)  # the company has chosen one already
    page = enter(hr, language=language, address="/areas/start/")

    page.get_by_role("button", name=word("Make it the pilot", language)).click()
    page.locator("[data-toast]").wait_for()
    assert [wave.number for wave in Wave.objects.all()] == [1]
    page.locator("[data-toast]").get_by_role("button", name=word("Undo", language)).click()
    page.wait_for_load_state()

    assert Wave.objects.count() == 0
    expect(page.get_by_role("button", name=word("Make it the pilot", language))).to_be_visible()


@LANGUAGES
def test_the_result_is_taken_along(hr, enter, language):
    page = enter(hr, language=language, address="/areas/")
    taken = {}

    for kind in ("report", "workbook", "json"):
        with page.expect_download() as download:
            page.locator(f"a[href='/areas/{kind}/']").click()
        taken[kind] = download.value.path().read_bytes()

    assert taken["report"][:5] == b"%PDF-"
    with zipfile.ZipFile(io.BytesIO(taken["workbook"])) as book:
        assert book.testzip() is None
    told = json.loads(taken["json"])
    assert [area["name"] for area in told["areas"]] == [area.name for area in newest_map(language).areas]
    assert len([role for area in told["areas"] for role in area["roles"]]) == len(newest_map(language).roles)
