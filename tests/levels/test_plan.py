"""A plan: what helps with each gap, what one decides to do, and who sees it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import offers, plan, seen, sharing
from stigar.levels.models import Activity, Offer
from stigar.levels.queries import plan as queries
from stigar.library.actions.wording import add_item
from stigar.library.models import Item
from stigar.library.queries.shelf import shelf
from stigar.library.rules import visible_competences
from stigar.people.models import Position
from tests.cast import TODAY

SECRET = "zqx-hemligt"
ALL = ("ada", "cai", "gro", "dag", "hedda", "ulf", "rut", "siv", "eve")


@pytest.fixture
def activities(cast, books):
    """Three activities for listening: for levels 1-2, 3, and 4-5."""
    return {
        name: add_item(
            competence=visible_competences(cast.hedda, today=TODAY).get(pk=books["listening"]), kind="activity", language="sv",
            texts={"name": name, "text": f"{name}, så här"}, level=level, until=until, hours=2, viewer=cast.hedda, today=TODAY,
        )
        for name, level, until in (("Lyssna med", 1, 2), ("Egen återblick", 3, 3), ("Lär en annan", 4, 5))
    }  # fmt: skip


@pytest.fixture
def gap(cast, approved, books, activities):
    """Bo has been seen listening at level 2; the profile asks for 4."""
    return seen.observe(
        person=cast.bo, competence=books["listening"], level=2, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )


@pytest.fixture
def own(cast, books):
    """Something of Bo's own, for listening at level 3."""
    return plan.add_own(
        planned=plan.Planned(name="Ringa tillbaka", text="En kund om dagen"), competence=books["listening"], toward=3, viewer=cast.bo,
        today=TODAY,
    )  # fmt: skip


def _take(cast, item, toward=3):
    return plan.take(item=item.pk, toward=toward, reason="urgent", language="sv", viewer=cast.bo, today=TODAY)


def test_the_lowest_level_comes_first_and_what_is_reached_is_gone(books, activities):
    found = queries.way(shelf("sv").by_id[books["listening"]], 2, 4)

    assert [(rung.level, [one.title for one in rung.items]) for rung in found.rungs] == [
        (3, ["Egen återblick"]), (4, ["Lär en annan"]),
    ]  # fmt: skip


def test_what_is_in_the_plan_is_proposed_no_more(cast, visit, gap, activities):
    before = visit(cast.bo).get("/competence/plan/").content.decode()
    item = str(activities["Egen återblick"].pk)
    visit(cast.bo).post("/competence/plan/takings/", {"item": item, "toward": "3", "reason": "attractive"})
    visit(cast.bo).post("/competence/plan/takings/", {"item": item, "toward": "3", "reason": "attractive"})

    after = visit(cast.bo).get("/competence/plan/").content.decode()
    assert (item in before, item in after, Activity.objects.get().reason) == (True, False, "attractive")
    assert [len(re.findall(r"<h1>[^<]+</h1>", page)) for page in (before, after)] == [1, 1]


def test_an_activity_whose_level_is_reached_stands_apart(cast, gap, activities, books):
    made = _take(cast, activities["Egen återblick"])
    rows = rules.visible_activities(cast.bo, cast.bo, today=TODAY)

    levels = ({books["listening"]: 2}, {books["listening"]: 3})
    found = [(queries.plan(rows, one).open, queries.plan(rows, one).reached) for one in levels]

    assert found == [((made,), ()), ((), (made,))]


def test_by_what_attracts_shows_the_same_in_another_order(cast, visit, gap, books, activities):
    seen.observe(
        person=cast.bo, competence=books["writing"], level=1, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )
    seen.tell_experience(competence=books["writing"], interest=3, years=None, used=None, viewer=cast.bo, today=TODAY)

    pages = [visit(cast.bo).get(f"/competence/plan/?by={by}").content.decode() for by in ("urgent", "attractive")]

    places = [[page.index(f"for-{books[name]}") for name in ("listening", "writing")] for page in pages]
    assert [first < second for first, second in places] == [True, False]


def test_words_hours_day_and_company_are_changed_as_one_likes(cast, visit, own, books):
    told = {
        "name": "Ringa i morgon", "text": "Två", "who": "Cai", "where": "Efter lunch", "hours": "1.5", "by_day": "2026-12-01",
        "competence": str(books["listening"]), "toward": "3", "reason": "urgent", "shared": "on",
    }  # fmt: skip

    answer = visit(cast.bo).post(f"/competence/plan/{own.pk}/", told)

    now = Activity.objects.get()
    assert (answer.status_code, now.name, now.who, str(now.hours), str(now.by_day), now.shared) == (
        302, "Ringa i morgon", "Cai", "1.50", "2026-12-01", True,
    )  # fmt: skip


def test_what_is_wrong_is_said_and_nothing_is_lost(cast, visit, books):
    told = {"name": " ", "text": "Det här skrev jag", "competence": str(books["listening"]), "toward": "9"}

    answer = visit(cast.bo).post("/competence/plan/new/", told)

    assert (answer.status_code, "Det här skrev jag" in answer.content.decode(), Activity.objects.count()) == (
        422,
        True,
        0,
    )


def test_done_tells_of_what_use_it_was_and_is_taken_back(cast, visit, own):
    bo, address = visit(cast.bo), f"/competence/plan/{own.pk}/done/"

    ahead = bo.post(address, {"on": str(TODAY + timedelta(days=400))})
    bo.post(address, {"on": str(TODAY), "use": "3"})
    done = Activity.objects.values_list("done_on", "use").get()
    bo.post(f"{address}removal/")

    assert (ahead.status_code, done) == (422, (TODAY, 3))
    assert Activity.objects.values_list("done_on", "use").get() == (None, None)


def test_what_is_dropped_comes_back(cast, visit, own):
    bo = visit(cast.bo)

    bo.post(f"/competence/plan/{own.pk}/removal/")
    gone = list(rules.visible_activities(cast.bo, cast.bo, today=TODAY))
    bo.post(f"/competence/plan/{own.pk}/return/")

    assert (gone, list(rules.visible_activities(cast.bo, cast.bo, today=TODAY))) == ([], [own])


def test_the_manager_sees_what_is_shared_and_nobody_else_does(cast, visit, own):
    plan.share(activity=own, shared=True, viewer=cast.bo, today=TODAY)

    seers = {who for who in ALL if rules.visible_activities(getattr(cast, who), cast.bo, today=TODAY).exists()}

    assert seers == {"ada"}
    assert "Ringa tillbaka" in visit(cast.ada).get(f"/competence/people/{cast.bo.pk}/").content.decode()


def test_a_coach_the_person_shares_with_sees_what_is_shared_of_the_plan_too(cast, own):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)
    before = rules.visible_activities(cast.cai, cast.bo, today=TODAY).exists()

    plan.share(activity=own, shared=True, viewer=cast.bo, today=TODAY)

    assert (before, rules.visible_activities(cast.cai, cast.bo, today=TODAY).exists()) == (False, True)


def test_when_one_leads_no_more_one_sees_no_more(cast, own):
    plan.share(activity=own, shared=True, viewer=cast.bo, today=TODAY)
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert not rules.visible_activities(cast.ada, cast.bo, today=TODAY).exists()


def test_nobody_changes_somebody_elses_plan(cast, visit, own):
    plan.share(activity=own, shared=True, viewer=cast.bo, today=TODAY)
    addresses = [
        f"/competence/plan/{own.pk}/{rest}" for rest in ("", "done/", "removal/", "sharing/", "offer/", "return/")
    ]

    answers = {
        visit(getattr(cast, who)).post(address, {"name": "x"}).status_code for who in ALL for address in addresses
    }

    assert answers == {404}


def test_a_secret_in_a_plan_is_seen_by_the_person_alone(cast, visit, approved, books):
    made = plan.add_own(
        planned=plan.Planned(name=SECRET, text=SECRET, who=SECRET, where=SECRET), competence=books["listening"], toward=3,
        viewer=cast.bo, today=TODAY,
    )  # fmt: skip
    plan.do(activity=made, on=TODAY, use=2, viewer=cast.bo, today=TODAY)
    sharing.open_for_hr(person=cast.bo, why="Omplacering på gång", viewer=cast.hedda, today=TODAY)
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)
    addresses = [
        "/competence/", "/competence/plan/", "/competence/offers/", "/competence/roles/", f"/competence/plan/{made.pk}/",
        f"/competence/people/{cast.bo.pk}/", f"/competence/people/{cast.bo.pk}/{books['listening']}/",
        f"/competence/plan/ways/{books['listening']}/",
        "/journal/", f"/people/{cast.bo.pk}/", "/home/",
    ]  # fmt: skip

    telling = [
        (who, address)
        for who in ALL
        for address in addresses
        if SECRET in visit(getattr(cast, who)).get(address).content.decode()
    ]

    assert telling == []
    assert SECRET in visit(cast.bo).get("/competence/plan/").content.decode()


def test_hr_takes_an_offered_activity_into_the_library_without_a_name(cast, visit, own):
    offers.offer(activity=own, viewer=cast.bo, today=TODAY)
    hr = visit(cast.hedda)

    queue = hr.get("/competence/offers/").content.decode()
    hr.post(f"/competence/offers/{Offer.objects.get().pk}/answer/", {"answer": "take"})

    item = Item.objects.get(kind="activity")
    assert ("Ringa tillbaka" in queue, item.texts["sv"]["name"], item.level) == (True, "Ringa tillbaka", 3)
    assert "Ringa tillbaka" in visit(cast.cai).get(f"/library/competences/{own.competence_id}/").content.decode()
    assert "Ringa tillbaka" not in hr.get("/competence/offers/").content.decode()


def test_hr_says_why_not_in_words_the_person_reads(cast, visit, own):
    offers.offer(activity=own, viewer=cast.bo, today=TODAY)
    address = f"/competence/offers/{Offer.objects.get().pk}/answer/"

    empty = visit(cast.hedda).post(address, {"answer": "no", "words": " "})
    visit(cast.hedda).post(address, {"answer": "no", "words": "Det finns redan en sådan"})

    page = visit(cast.bo).get("/competence/plan/").content.decode()
    assert (empty.status_code, "Det finns redan en sådan" in page) == (422, True)


def test_words_that_lie_with_hr_are_not_changed_under_them(cast, own, books):
    offers.offer(activity=own, viewer=cast.bo, today=TODAY)

    with pytest.raises(plan.Waiting):
        plan.change(
            activity=own,
            planned=plan.Planned(name=SECRET),
            competence=books["listening"],
            toward=3,
            viewer=cast.bo,
            today=TODAY,
        )
    offers.take_back(activity=own, viewer=cast.bo, today=TODAY)

    assert queries.offers_waiting() == []


def test_hr_does_not_take_in_what_is_their_own(cast, books):
    made = plan.add_own(
        planned=plan.Planned(name="Mitt"), competence=books["listening"], toward=3, viewer=cast.hedda, today=TODAY
    )
    offered = offers.offer(activity=made, viewer=cast.hedda, today=TODAY)

    with pytest.raises(Refused):
        offers.take_in(offer=offered, viewer=cast.hedda, today=TODAY)


def test_only_hr_has_the_queue(cast, visit, own):
    offers.offer(activity=own, viewer=cast.bo, today=TODAY)

    answers = {who: visit(getattr(cast, who)).get("/competence/offers/").status_code for who in (*ALL, "bo")}

    assert {who for who, status in answers.items() if status == 200} == {"hedda", "eve"}
    assert "Ringa tillbaka" not in visit(cast.eve).get("/competence/offers/").content.decode()


def test_my_page_leads_to_the_plan_when_something_is_missing(cast, visit, gap, books):
    seen.observe(
        person=cast.bo, competence=books["writing"], level=3, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )

    assert 'class="ds-button" href="/competence/plan/"' in visit(cast.bo).get("/competence/").content.decode()


def test_three_activities_cost_as_many_queries_as_one(cast, visit, gap, own, books):
    bo = visit(cast.bo)
    bo.get("/competence/plan/")

    with CaptureQueriesContext(connection) as one:
        bo.get("/competence/plan/")
    for name in ("Två", "Tre"):
        plan.add_own(
            planned=plan.Planned(name=name), competence=books["listening"], toward=3, viewer=cast.bo, today=TODAY
        )
    with CaptureQueriesContext(connection) as three:
        bo.get("/competence/plan/")

    assert len(one) == len(three)


def test_a_wish_that_no_gap_asks_for_is_seen_with_what_it_is_for_the_role(cast, visit, gap, books, activities):
    for competence in (books["listening"], books["writing"], books["conflict"]):
        seen.tell_experience(competence=competence, interest=3, years=None, used=None, viewer=cast.bo, today=TODAY)
    seen.observe(
        person=cast.bo, competence=books["writing"], level=3, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )

    found = {
        by: {(one.competence.id, one.have, one.target, one.row and one.row.state) for one in page.context["wishes"]}
        for by in ("urgent", "attractive")
        if (page := visit(cast.bo).get(f"/competence/plan/?by={by}"))
    }

    beyond = {(books["writing"], 3, 4, "meets"), (books["conflict"], 0, 1, None)}
    assert found == {"urgent": beyond, "attractive": beyond}


def test_a_wish_is_seen_by_nobody_else(cast, visit, gap, books):
    seen.tell_experience(competence=books["conflict"], interest=3, years=None, used=None, viewer=cast.bo, today=TODAY)

    pages = [visit(getattr(cast, who)).get("/competence/plan/") for who in ("ada", "hedda", "cai")]

    assert [page.context["wishes"] for page in pages] == [[], [], []]


def test_what_is_known_besides_the_role_is_not_learnt_again(cast, visit, books, activities):
    seen.observe(
        person=cast.bo, competence=books["listening"], level=3, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )
    address = f"/competence/plan/ways/{books['listening']}/"

    ways = [
        visit(cast.bo).get(f"{address}{asked}").context["way"] for asked in ("", "?level=4", "?level=2", "?level=x")
    ]

    assert [(one.have, one.target) for one in ways] == [(3, 5), (3, 4), (3, 5), (3, 5)]


def test_a_level_with_nothing_of_its_own_repeats_what_leads_there_too(books, activities):
    found = queries.way(shelf("sv").by_id[books["listening"]], 0, 2)

    assert [(rung.level, [one.title for one in rung.items]) for rung in found.rungs] == [
        (1, ["Lyssna med"]), (2, ["Lyssna med"]),
    ]  # fmt: skip
