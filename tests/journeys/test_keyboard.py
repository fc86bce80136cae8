"""With the keyboard alone: past the menu, to the main action, always seeing where one is."""

import pytest

from stigar.areas.models import Task
from tests.journeys.furnished import somebody

pytestmark = pytest.mark.journey
WHERE = """() => {
    const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        what: one.outerHTML.slice(0, 100), inMain: !!one.closest('main'), main: one.matches('main .ds-button:not([data-variant])'),
        seen: (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== 'none',
        there: box.width > 0 && box.height > 0,
    };
}"""
PAGES = ["/home/", "/areas/", "/areas/start/", "/people/imports/", "/work/", "/wishes/", "/account/held/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_main_action_is_reached_and_one_sees_where_one_is(example, enter, address):
    page = enter(somebody("hr"), address=address)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    walked = []
    for _ in range(40):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(WHERE))
        if walked[-1]["main"] or not walked[-1]["inMain"]:
            break

    assert [step["what"] for step in walked if not (step["seen"] and step["there"])] == []
    assert walked[0]["inMain"]
    assert walked[-1]["main"] or page.locator("main .ds-button:not([data-variant])").count() == 0


def test_a_task_is_told_without_touching_the_mouse(world, enter):
    page = enter(world.bo, address=f"/work/{world.adviser.pk}/")

    page.locator("[name=text]").focus()
    page.keyboard.type("Skriver brev till kunder")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[type=submit]')"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("listitem").filter(has_text="Skriver brev till kunder").first.wait_for()

    assert Task.objects.filter(text="Skriver brev till kunder", by=world.bo).count() == 1


def test_what_was_taken_away_comes_back_with_control_z(world, enter):
    page = enter(world.bo, address=f"/work/{world.adviser.pk}/")
    page.locator("[name=text]").fill("Ringer tillbaka till kunder")
    page.keyboard.press("Tab")
    page.locator("form:has([name=text]) [type=submit]").press("Enter")
    told = page.get_by_role("listitem").filter(has_text="Ringer tillbaka till kunder").first
    told.wait_for()

    told.locator("button[type=submit]").press("Enter")
    page.locator("[data-undo]").wait_for()
    page.keyboard.press("Control+z")
    told.wait_for()

    assert Task.objects.filter(text="Ringer tillbaka till kunder", by=world.bo).count() == 1
