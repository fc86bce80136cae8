"""A workshop with three browsers at once: what one proposes all see, what was written without a connection is not lost."""

import pytest
from playwright.sync_api import expect

from stigar.profiles.models import Participant, Project, ProjectRole, Proposal, Requirement, Workshop
from tests.cast import TODAY
from tests.journeys.words import word
from tests.profiles import written

pytestmark = pytest.mark.journey


@pytest.fixture
def met(world) -> Workshop:
    """Hedda's project with Bo and Ada in it, and a workshop that Ada leads."""
    held = {"organisation": world.organisation}
    project = Project.objects.create(**held, name="Kundservice", owner=world.hedda, begun=TODAY)
    ProjectRole.objects.create(**held, project=project, role=world.adviser)
    for person in (world.bo, world.ada):
        Participant.objects.create(**held, project=project, person=person, part="participant", joined=TODAY)
    written.library(world)
    return written.workshop(world, project, written.profile(world, project))


def propose(page, text: str) -> None:
    page.locator("#proposal-text").fill(text)
    page.keyboard.press("Enter")


def test_three_make_a_requirement_together(world, enter, met):
    address = f"/profiles/workshops/{met.key}/"
    phone, leader, owner = (
        enter(person, language="sv", width=width, address=address)
        for person, width in ((world.bo, 390), (world.ada, 1280), (world.hedda, 1280))
    )

    propose(phone, "Möta arga kunder")
    propose(owner, "Hantera konflikter")
    for page in (phone, leader, owner):
        expect(page.locator(".board__group")).to_have_count(1)
        expect(page.locator(".board__said li")).to_have_count(2)
    leader.get_by_role("button", name=word("Go on: each judges alone", "sv")).click()
    for page, level in ((phone, 3), (owner, 4), (leader, 3)):
        group = page.locator("[data-group]").first
        group.locator("input[name^=importance][value='3']").check()
        group.locator(f"input[name^=level][value='{level}']").check()
        expect(group.locator("[data-kept]")).to_be_visible()
    leader.get_by_role("button", name=word("Show how all have judged", "sv")).click()
    for page in (phone, leader, owner):
        expect(page.locator(".spread-dot")).to_have_count(6)
    leader.locator(".board__lead a").click()
    leader.get_by_role("button", name=word("Make it a requirement", "sv")).click()

    expect(phone.locator(".board__group--settled")).to_have_count(1)
    row = Requirement.objects.get()
    assert (row.level, row.importance, sorted(row.sources.values_list("by__given", flat=True))) == (
        3,
        3,
        ["Bo", "Hedda"],
    )


def test_what_got_no_answer_is_sent_again_and_lands_once(world, enter, met):
    phone = enter(world.bo, language="sv", width=390, address=f"/profiles/workshops/{met.key}/")
    proposals = f"**/profiles/workshops/{met.key}/proposals/"
    phone.route(proposals, lambda route: route.fetch())  # it arrives, and the answer is lost

    for text in ("Kunna norska", "Förstå danska"):
        propose(phone, text)
    expect(phone.locator("[data-own] li[data-state=waiting]")).to_have_count(2)
    expect(phone.locator(".board__said li")).to_have_count(1)
    phone.unroute(proposals)
    phone.reload()

    expect(phone.locator(".board__said li")).to_have_count(2)
    expect(phone.locator("[data-own] li[data-state=waiting]")).to_have_count(0)
    assert sorted(Proposal.objects.values_list("text", flat=True)) == ["Förstå danska", "Kunna norska"]
