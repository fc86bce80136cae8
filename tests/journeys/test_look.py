"""The guide to how pages look, in a real browser: every part, both colour schemes, desk and phone, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LISTEN = "addEventListener('securitypolicyviolation', event => (window.broken ??= []).push(event.violatedDirective))"

pytestmark = pytest.mark.journey


@pytest.fixture
def open_guide(chromium, live_server, settings):
    settings.STIGAR = settings.STIGAR.model_copy(update={"demo": True})
    opened = []

    def guide(*, width=1280, scheme="light"):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="sv-SE")
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.goto(f"{live_server.url}/look/", wait_until="networkidle")
        opened.append(context)
        return page

    yield guide
    for context in opened:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_part_can_be_used_by_everyone(open_guide, width, scheme):
    page = open_guide(width=width, scheme=scheme)

    faults = [
        (fault["id"], [node["html"] for node in fault["nodes"]]) for fault in Axe().run(page).response["violations"]
    ]

    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("window.broken ?? []") == []


def test_a_skill_is_found_and_taken_with_the_keyboard_alone(open_guide):
    page = open_guide()

    box = page.get_by_role("combobox", name="Sök medan du skriver")
    box.fill("hant")
    page.locator("#skill_list [role=option]").first.wait_for()
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")

    assert box.input_value() == "hantera kontanter"
    assert box.get_attribute("aria-expanded") == "false"


def test_the_slider_tells_in_words_where_it_stands(open_guide):
    page = open_guide()

    page.wait_for_load_state("networkidle")
    slider = page.get_by_role("slider")
    slider.press("ArrowLeft")

    expect(slider).to_have_attribute("aria-valuetext", "4 områden")
    expect(page.locator("#slider-words")).to_have_text("4 områden")


def test_a_dialog_opens_takes_the_keyboard_and_closes_with_escape(open_guide):
    page = open_guide()

    page.get_by_role("button", name="Ta bort ordlistan").click()
    inside = page.evaluate("document.querySelector('#sure').contains(document.activeElement)")
    page.keyboard.press("Escape")

    assert inside
    assert not page.locator("#sure").is_visible()


def test_on_the_phone_what_a_thumb_must_hit_is_large_enough(open_guide):
    page = open_guide(width=390)

    small = page.evaluate(
        """[...document.querySelectorAll('main .ds-button, main .ds-input:not([type=checkbox],[type=radio]), summary, .bar a, .bar button')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"""
    )

    assert small == []
