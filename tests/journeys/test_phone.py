"""On a train with a phone: a team one competence at a time, and a preparation that opens where the words are."""

import re

import pytest
from playwright.sync_api import expect

from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.levels.rules import team
from tests.journeys.between_two import leader_of
from tests.journeys.colleagues import Colleague
from tests.journeys.furnished import somebody
from tests.journeys.test_dialogue import begin

pytestmark = pytest.mark.journey
SMALL = "textarea[name='text-goals.small']"


def test_a_leader_finds_one_competence_with_the_thumb_or_the_keyboard(example, enter):
    employee = somebody("employee")
    with inside(employee.organisation_id):
        leader = leader_of(employee)
        names = [one.name for one in team(leader, today=clock.today())]
    page = enter(leader, width=390, address="/competence/team/")

    folded = page.locator(".team-phone details:not([open]) > summary").last
    folded.press("Enter")
    last = page.locator(".team-phone details").last
    expect(last.get_by_role("link")).to_have_count(len(names))
    assert not page.locator(".team-paper").is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 4000

    page.locator(".team-phone details").first.get_by_role("link").first.press("Enter")
    page.wait_for_url("**/competence/team/*-*/")
    assert page.locator("main .lines").get_by_role("link").count() > 0


def test_on_a_wide_screen_and_on_paper_it_is_the_table(example, enter):
    employee = somebody("employee")
    with inside(employee.organisation_id):
        leader = leader_of(employee)
    page = enter(leader, width=1280, address="/competence/team/")
    shown = [page.locator(part).is_visible() for part in (".team-paper", ".team-phone")]

    page.emulate_media(media="print")

    assert shown == [True, False]
    assert [page.locator(part).is_visible() for part in (".team-paper", ".team-phone")] == [True, False]


def test_the_table_is_one_stop_for_the_keyboard_and_arrows_go_from_cell_to_cell(example, enter):
    employee = somebody("employee")
    with inside(employee.organisation_id):
        leader = leader_of(employee)
    page = enter(leader, width=1280, address="/competence/team/")
    table = page.get_by_role("grid")
    cell = table.locator("tbody tr").nth(1).locator("td").nth(2)
    person = table.locator("thead th").nth(3).get_by_role("link").get_attribute("href")
    wanted = f"{person}{table.locator('tbody tr').nth(1).get_attribute('data-of')}/"
    expect(table.locator("td[tabindex='0']")).to_have_count(1)

    for key in (
        "ArrowRight",
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
        "ArrowLeft",
        "End",
        "Home",
        "ArrowRight",
        "ArrowDown",
    ):
        table.locator("td[tabindex='0']").press(key)
    expect(cell).to_be_focused()
    expect(table.locator("td[tabindex='0']")).to_have_count(1)
    cell.press("Enter")
    page.wait_for_url(f"**{wanted}")

    page.go_back()
    page.get_by_role("grid").locator("tbody tr").nth(1).locator("td").nth(2).click()
    page.wait_for_url(f"**{wanted}")


def test_words_that_never_got_through_are_in_sight_when_one_comes_back(world, enter):
    ada = Colleague(enter(world.ada, language="sv", width=1280, address="/home/"), world.ada, "sv")
    address = begin(ada, world.bo)
    bo = Colleague(enter(world.bo, language="nb", width=390, scheme="dark", address=address), world.bo, "nb")
    part = bo.page.locator(f"details:has({SMALL})")
    expect(bo.page.locator(SMALL)).not_to_be_visible()

    part.locator("summary").press("Enter")
    bo.page.context.set_offline(True)
    bo.page.locator(SMALL).fill("Ringe Siv i morgen")
    expect(part.locator("[data-answered]")).to_have_text(re.compile("^1 "))
    bo.sees("No connection. Your words are kept here and saved when it is back.")
    expect(bo.page.locator("[data-state]")).to_be_in_viewport()
    bo.page.context.set_offline(False)
    bo.go(address)

    expect(bo.page.locator(SMALL)).to_be_visible()
    expect(bo.page.locator(SMALL)).to_have_value("Ringe Siv i morgen")
