"""The live board as phones meet it: one small answer when nothing is new, and no proposal lost or doubled."""

from uuid import uuid4

import pytest

from stigar.profiles.models import Estimate, Group, Profile, Project, Proposal, Workshop
from tests.cast import Cast
from tests.profiles import written
from tests.profiles.test_workshops import go

PHONE = {"HTTP_X_BOARD": "yes"}


@pytest.fixture
def begun(cast: Cast, project: Project) -> Profile:
    written.library(cast)
    return written.profile(cast, project)


@pytest.fixture
def met(cast: Cast, project: Project, begun: Profile) -> Workshop:
    return written.workshop(cast, project, begun)


def told(begun: Profile, text: str = "Kunna norska") -> dict:
    return {"profile": begun.pk, "key": uuid4(), "text": text}


def test_the_link_opens_for_those_who_take_part(cast: Cast, met: Workshop, visit) -> None:
    pages = [f"/profiles/workshops/{met.key}/", f"/profiles/workshops/{met.key}/board/"]

    seen = {
        name: [visit(getattr(cast, name)).get(page).status_code for page in pages]
        for name in ("ada", "bo", "hedda", "cai", "dag", "eve")
    }

    assert seen == {name: [200, 200] if name in {"ada", "bo", "hedda"} else [404, 404] for name in seen}


def test_a_phone_learns_that_nothing_is_new(
    cast: Cast, met: Workshop, begun: Profile, visit, django_assert_num_queries
) -> None:
    phone, address = visit(cast.bo), f"/profiles/workshops/{met.key}/board/"
    mark = phone.get(address).headers["ETag"]

    with django_assert_num_queries(5):  # the visitor takes four, the board one
        same = phone.get(address, HTTP_IF_NONE_MATCH=mark)
    written.say(met, begun, cast.ada, "Kunna norska")
    changed = phone.get(address, HTTP_IF_NONE_MATCH=mark)

    assert (same.status_code, same.content, same.headers["X-Stage"]) == (304, b"", "propose")
    assert (changed.status_code, "Kunna norska" in changed.content.decode()) == (200, True)


def test_a_proposal_sent_twice_from_a_phone_lands_once(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    phone, address, said = visit(cast.bo), f"/profiles/workshops/{met.key}/proposals/", told(begun)

    answers = [phone.post(address, said, **PHONE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert (Proposal.objects.get().text, Proposal.objects.count()) == ("Kunna norska", 1)


def test_a_phone_is_told_why_a_proposal_was_not_taken(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    phone, address = visit(cast.bo), f"/profiles/workshops/{met.key}/proposals/"
    empty = phone.post(address, told(begun, " "), **PHONE)
    phone.post(address, told(begun), **PHONE)
    go(met, cast.ada, "estimate")

    late = phone.post(address, told(begun, "Kunna danska"), **PHONE)

    assert [(answer.status_code, answer.json()["code"]) for answer in (empty, late)] == [
        (422, "nothing_said"),
        (409, "too_late"),
    ]


def test_without_javascript_a_proposal_is_a_plain_form(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    browser = visit(cast.bo)

    page = browser.post(f"/profiles/workshops/{met.key}/proposals/", told(begun), follow=True)

    said = Proposal.objects.get()
    assert ("Kunna norska" in page.content.decode(), said.by) == (True, cast.bo)
    browser.post(f"/profiles/workshops/{met.key}/proposals/{said.key}/removal/")
    assert Proposal.objects.count() == 0


def test_a_proposal_is_moved_on_a_page_of_its_own(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    norska, danska = (written.say(met, begun, cast.bo, text) for text in ("Kunna norska", "Förstå danska"))
    browser, address = visit(cast.bo), f"/profiles/workshops/{met.key}/proposals/{danska.pk}/"

    assert "Kunna norska" in browser.get(address).content.decode()
    browser.post(address, {"group": norska.group_id})

    assert Group.objects.get().proposals.count() == 2
    assert visit(cast.dag).get(address).status_code == 404


def test_judging_is_kept_as_it_is_chosen(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    group = written.say(met, begun, cast.bo, "Kunna norska").group
    go(met, cast.ada, "estimate")
    phone, address = visit(cast.bo), f"/profiles/workshops/{met.key}/estimates/"

    assert phone.post(address, {f"importance-{group.pk}": 3, f"level-{group.pk}": 4}, **PHONE).status_code == 204
    assert phone.post(address, {f"importance-{group.pk}": 3}, **PHONE).status_code == 422
    assert list(Estimate.objects.values_list("person", "importance", "level")) == [(cast.bo.pk, 3, 4)]


def test_the_leader_settles_a_group_on_its_page(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    group = written.say(met, begun, cast.bo, "Möta arga kunder").group
    leader, address = visit(cast.ada), f"/profiles/workshops/{met.key}/"
    for stage, seen in (("estimate", "propose"), ("talk", "estimate")):
        leader.post(f"{address}stage/", {"stage": stage, "seen": seen})

    page = leader.get(f"{address}groups/{group.pk}/").content.decode()
    answer = leader.post(
        f"{address}groups/{group.pk}/", {"level": 3, "until": 4, "importance": 3, "origin": "base", "why": "Ofta"}
    )

    assert ("Möta arga kunder" in page, answer.status_code) == (True, 302)
    assert list(begun.requirements.values_list("level", "until", "why")) == [(3, 4, "Ofta")]
    assert visit(cast.bo).get(f"{address}groups/{group.pk}/").status_code == 404


def test_a_workshop_is_planned_by_who_leads_the_project(cast: Cast, project: Project, begun: Profile, visit) -> None:
    address = f"/profiles/projects/{project.pk}/workshops/"
    wanted = {
        "kind": "workshop", "name": "Första", "at": "2026-11-24T09:00", "place": "Malmö", "profiles": [str(begun.pk)],
        "led_by": str(cast.ada.pk), "talks_with": "",
    }  # fmt: skip

    answer = visit(cast.hedda).post(address, wanted)

    made = Workshop.objects.get()
    assert answer.headers["Location"] == f"/profiles/workshops/{made.key}/"
    assert visit(cast.hedda).post(address, {**wanted, "kind": "interview"}).status_code == 422
    assert [visit(who).get(address).status_code for who in (cast.bo, cast.cai, cast.dag, cast.eve)] == [
        404,
        404,
        404,
        404,
    ]
