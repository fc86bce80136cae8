"""The live board as phones meet it: one small answer when nothing is new, and no proposal lost or doubled."""

import re
from uuid import uuid4

import pytest

from stigar.profiles.models import Estimate, Group, Profile, Project, Proposal, Workshop
from tests.cast import TODAY, Cast
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

    with django_assert_num_queries(3):  # the visitor takes two, the board one
        same = phone.get(address, HTTP_IF_NONE_MATCH=mark)
    written.say(met, begun, cast.ada, "Kunna norska")
    changed = phone.get(address, HTTP_IF_NONE_MATCH=mark)

    assert (same.status_code, same.content, same.headers["X-Stage"]) == (304, b"", "propose")
    assert (changed.status_code, "Kunna norska" in changed.content.decode()) == (200, True)


def test_what_is_new_costs_a_phone_no_more_than_what_is_not(
    cast: Cast, met: Workshop, begun: Profile, visit, django_assert_num_queries
) -> None:
    address = f"/profiles/workshops/{met.key}/board/"
    written.say(met, begun, cast.bo, "Kunna norska")
    first, phone = visit(cast.ada).get(address).content, visit(cast.bo)  # who asks first makes the text

    with django_assert_num_queries(3):
        told = phone.get(address).content

    assert told == first


def test_a_proposal_is_written_with_few_questions_also_on_a_full_board(
    cast: Cast, met: Workshop, begun: Profile, visit, django_assert_max_num_queries
) -> None:
    phone, address = visit(cast.bo), f"/profiles/workshops/{met.key}/proposals/"
    for number in range(12):
        written.say(met, begun, cast.ada, f"Kunna sak {number}")

    with django_assert_max_num_queries(15):  # the visitor takes two, the transaction two
        answer = phone.post(address, told(begun, "Möta arga kunder"), **PHONE)

    assert (answer.status_code, answer.content) == (201, b"")


def test_ways_to_decide_are_on_the_board_of_who_leads_only(cast: Cast, met: Workshop, begun: Profile, visit) -> None:
    written.say(met, begun, cast.bo, "Kunna norska")
    address = f"/profiles/workshops/{met.key}/board/?leads"

    boards = {name: visit(getattr(cast, name)).get(address).content.decode() for name in ("ada", "hedda", "bo")}

    assert {name: "/groups/" in board for name, board in boards.items()} == {"ada": True, "hedda": True, "bo": False}


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


def test_in_a_project_that_has_ended_a_workshop_is_only_read(
    cast: Cast, project: Project, met: Workshop, begun: Profile, visit
) -> None:
    norska = written.say(met, begun, cast.bo, "Kunna norska")
    project.ended = TODAY
    project.save()
    leader, phone, address = visit(cast.ada), visit(cast.bo), f"/profiles/workshops/{met.key}/"

    answers = [
        leader.post(f"{address}stage/", {"stage": "estimate", "seen": "propose"}),
        leader.post(f"{address}groups/{norska.group_id}/competence/", {"competence": uuid4()}),
        phone.post(f"{address}proposals/", told(begun)),
        phone.post(f"{address}proposals/{norska.key}/removal/"),
        phone.post(f"{address}proposals/{norska.pk}/", {"group": ""}),
        visit(cast.hedda).post(f"/profiles/{begun.pk}/versions/"),
    ]
    late = phone.post(f"{address}proposals/", told(begun, "Kunna danska"), **PHONE)
    page = leader.get(address).content.decode()

    assert [answer.status_code for answer in answers] == [409] * 6
    assert (late.status_code, late.json()["code"], Proposal.objects.count()) == (409, "ended", 1)
    assert ["Kunna norska" in page, "data-propose" in page, "board__move" in page, "/groups/" in page] == [
        True, False, False, False,
    ]  # fmt: skip


def test_a_stranger_is_not_told_that_a_project_has_ended(cast: Cast, project: Project, met: Workshop, visit) -> None:
    project.ended = TODAY
    project.save()

    answers = [visit(who).post(f"/profiles/workshops/{met.key}/stage/", {}) for who in (cast.dag, cast.cai, cast.eve)]

    assert [answer.status_code for answer in answers] == [404] * 3


@pytest.mark.parametrize(("judges", "shown"), [(2, False), (3, True)])
def test_how_a_group_was_judged_is_shown_from_three_judges_on(
    cast: Cast, met: Workshop, begun: Profile, visit, judges: int, shown: bool
) -> None:
    group = written.say(met, begun, cast.bo, "Möta arga kunder").group
    go(met, cast.ada, "estimate")
    for who in (cast.bo, cast.hedda, cast.ada)[:judges]:
        visit(who).post(
            f"/profiles/workshops/{met.key}/estimates/", {f"importance-{group.pk}": 3, f"level-{group.pk}": 5}
        )
    go(met, cast.ada, "talk")
    leader, address = visit(cast.ada), f"/profiles/workshops/{met.key}/"

    board, settling = (leader.get(f"{address}{page}").content.decode() for page in ("board/", f"groups/{group.pk}/"))

    assert ["spread-dot" in page for page in (board, settling)] == [shown, shown]
    assert ["Färre än tre" in page for page in (board, settling)] == [not shown, not shown]
    assert (
        bool(re.search(r'name="level" value="5"[^>]*checked', settling)) is shown
    )  # what they judged is not proposed either
