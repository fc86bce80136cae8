"""Closed words on paper: a page printed in the browser shows whose they are, and none of them."""

import re

import pytest

from stigar.foundation import journal
from stigar.foundation.tenancy import inside
from stigar.library.models import CompetenceModel, Rights
from stigar.profiles.models import Participant, Project, ProjectRole
from tests.cast import TODAY
from tests.journeys.between_two import leader_of
from tests.journeys.furnished import somebody
from tests.profiles import finished

pytestmark = pytest.mark.journey
WORDS = ("Lyssna på kunden", "Skriva tydligt", "Att hör", "Skriver korta svar")


@pytest.fixture
def closed(world):
    """A finished profile whose competences have come under closed rights: what may be printed, and its pages."""
    held = {"organisation": world.organisation}
    project = Project.objects.create(**held, name="Kundservice", owner=world.hedda, begun=TODAY)
    ProjectRole.objects.create(**held, project=project, role=world.adviser)
    for person, part in (
        (world.bo, Participant.PARTICIPANT), (world.ada, Participant.AMBASSADOR), (world.cai, Participant.REFERENCE),
        (world.ulf, Participant.REFERENCE),
    ):  # fmt: skip
        Participant.objects.create(**held, project=project, person=person, part=part, joined=TODAY)
    version = finished.approved(world, project)
    Rights.objects.update(may_pass_on=False, holder="Bokförlaget", terms="Bara för oss.")
    model = CompetenceModel.objects.get()
    journal.note(world.hedda, "changed the rights", model)
    start, one = f"/profiles/{version.profile_id}/", model.competences.get(key="listening")
    pages = (
        f"/library/competences/{one.pk}/",
        start,
        f"{start}versions/{version.number}/",
        f"{start}guide/",
        "/library/",
    )
    return world, pages


def test_closed_words_are_on_the_screen_and_not_on_the_paper(closed, enter):
    world, pages = closed
    page = enter(world.gro)

    for address in pages:
        page.goto(address)
        seen = page.locator("main").inner_text()
        page.emulate_media(media="print")
        printed = page.locator("main").inner_text()
        page.emulate_media(media="screen")

        assert "Lyssna på kunden" in seen, address
        assert [word for word in WORDS if word in printed] == [], address
        assert "Bokförlaget" in printed, address


def test_open_words_are_printed(closed, enter):
    world, pages = closed
    Rights.objects.update(may_pass_on=True)
    journal.note(world.hedda, "changed the rights", CompetenceModel.objects.get())
    page = enter(world.gro)

    for address in pages[:4]:
        page.goto(address)
        page.emulate_media(media="print")

        assert "Lyssna på kunden" in page.locator("main").inner_text(), address


CONTROLS = """() => [...document.querySelectorAll('nav, button, input:not([type=hidden]), select, textarea, .next-step, .ds-button')]
    .filter((one) => one.getClientRects().length && !one.closest('.toasts'))
    .map((one) => one.outerHTML.slice(0, 80))"""
BROKEN = """() => [...document.querySelectorAll('main th')]
    .filter((one) => one.getClientRects().length && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""


@pytest.mark.parametrize(
    ("kind", "address", "first"),
    [
        ("employee", "/competence/", ""), ("employee", "/competence/plan/", ""), ("employee", "/account/held/", ""),
        ("employee", "/dialogues/goals/", "/dialogues/goals/"), ("leader", "/competence/team/", ""), ("hr", "/areas/", ""),
        ("hr", "/dialogues/rounds/", "/dialogues/rounds/"), ("hr", "/library/", "/library/competences/"),
        ("hr", "/profiles/", "/profiles/"),
    ],
)  # fmt: skip
def test_on_paper_there_is_nothing_to_press_and_no_way_on(example, enter, kind, address, first):
    page = enter(_reader(kind), width=700, address=address)
    if first:
        page.goto(_way_to_one(page, first))

    page.emulate_media(media="print")

    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(BROKEN) == []


def _reader(kind):
    if kind != "leader":
        return somebody(kind)
    employee = somebody("employee")
    with inside(employee.organisation_id):
        return leader_of(employee)


def _way_to_one(page, begins):
    """The first link from here to one thing of that kind."""
    ways = page.locator(f"main a[href^='{begins}']").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    return next(way for way in ways if re.fullmatch(rf"{begins}[0-9a-f-]{{36}}/", way))
