"""The pages of the map: everyone here reads, HR decides, the stranger finds nothing, and showing a map costs little."""

import re
from datetime import date

import pytest

from stigar.areas.actions import decisions
from stigar.areas.actions import map as maps
from stigar.areas.models import Answer, Decision, Map, Skill, Task, Wave
from stigar.areas.queries.map import newest_map
from stigar.areas.queries.questions import open_questions
from stigar.foundation.tenancy import inside
from tests.areas.worked import tell_the_work, tell_what_lies_between
from tests.cast import TODAY

PAGES = ["", "questions/", "matrix/", "org-chart/", "start/", "history/"]
MEMBERS = ("hedda", "bo", "ada", "dag", "gro", "ulf", "rut", "siv")


@pytest.fixture
def drawn(cast):
    worked = tell_the_work(cast)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    return worked


def key_of(title):
    view = newest_map("sv")
    return next(area.key for area in view.areas if any(role.title == title for role in area.roles))


@pytest.fixture
def between(cast, drawn):
    """A role that could lie in either of two areas, on a new map."""
    role = tell_what_lies_between(cast, drawn)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    return role


@pytest.mark.parametrize("page", PAGES)
def test_everyone_in_the_organisation_reads_the_map(cast, drawn, visit, page):
    answers = [visit(getattr(cast, name)).get(f"/areas/{page}").status_code for name in MEMBERS]

    assert answers == [200] * len(MEMBERS)


def test_a_stranger_sees_nothing_of_the_map(cast, drawn, visit):
    eve, key, kept = visit(cast.eve), key_of("Ekonom"), Map.objects.get()

    assert "Controller" not in eve.get("/areas/").content.decode()
    assert [eve.get(address).status_code for address in (f"/areas/{key}/", f"/areas/history/{kept.pk}/")] == [404, 404]


def test_before_the_first_map_the_page_tells_how_to_begin(cast, visit):
    page = visit(cast.hedda).get("/areas/").content.decode()

    assert 'href="/work/"' in page


@pytest.mark.parametrize("page", ["questions/", "start/", "history/"])
def test_the_other_pages_stand_without_a_map_too(cast, visit, page):
    assert visit(cast.bo).get(f"/areas/{page}", follow=True).status_code == 200


def test_hr_draws_the_first_map_from_the_page(cast, visit):
    tell_the_work(cast)
    hedda = visit(cast.hedda)

    offered = 'action="/areas/runs/"' in hedda.get("/areas/").content.decode()
    answer = hedda.post("/areas/runs/")

    assert (offered, answer.status_code, answer.headers["Location"], Map.objects.count()) == (True, 302, "/areas/", 1)


def test_the_map_page_shows_every_area_and_role_in_picture_and_table(cast, drawn, visit):
    page = visit(cast.bo).get("/areas/").content.decode()

    view = newest_map("sv")
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="map') == 2
    assert [area.key for area in view.areas if f'href="/areas/{area.key}/"' not in page] == []
    assert [role.title for role in view.roles if f'<th scope="row">{role.title}</th>' not in page] == []


def test_showing_a_map_costs_the_same_with_fewer_roles_on_it(cast, drawn, visit, django_assert_num_queries):
    bo = visit(cast.bo)
    bo.get("/areas/")
    with django_assert_num_queries(5):
        bo.get("/areas/")

    for model in (Task, Skill):
        model.objects.filter(role__title__in=["Ekonom", "Lönespecialist", "Controller", "Testare"]).delete()
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    bo.get("/areas/")
    with django_assert_num_queries(5):
        bo.get("/areas/")


def test_showing_a_map_to_hr_costs_ten_queries_at_most(cast, between, visit, django_assert_max_num_queries):
    hedda = visit(cast.hedda)
    hedda.get("/areas/")

    with django_assert_max_num_queries(9):
        hedda.get("/areas/")


@pytest.mark.parametrize(
    ("page", "most"), [("questions/", 10), ("org-chart/", 8), ("history/", 8), ("matrix/", 10), ("start/", 10)]
)
def test_the_other_pages_cost_little_too(cast, drawn, visit, django_assert_max_num_queries, page, most):
    bo = visit(cast.bo)
    bo.get(f"/areas/{page}")

    with django_assert_max_num_queries(most):
        bo.get(f"/areas/{page}")


def test_an_area_tells_its_base_and_the_evidence_for_each_role(cast, drawn, visit):
    page = visit(cast.bo).get(f"/areas/{key_of('Kundrådgivare')}/").content.decode()

    assert "Bemöta kunder" in page
    assert "Svarar kunder i telefon om fakturor och betalningar" in page


def test_only_hr_is_offered_to_change_an_area(cast, drawn, visit):
    address = f"/areas/{key_of('Ekonom')}/"

    offered = [f'action="{address}name/"' in visit(getattr(cast, who)).get(address).content.decode() for who in MEMBERS]

    assert offered == [who == "hedda" for who in MEMBERS]


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "rut", "siv"])
def test_only_hr_asks_for_a_new_map(cast, drawn, visit, somebody):
    assert visit(getattr(cast, somebody)).post("/areas/runs/").status_code == 404


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "rut", "siv", "eve"])
def test_who_may_not_decide_is_answered_as_if_nothing_were_there(cast, drawn, visit, somebody):
    key, browser = key_of("Ekonom"), visit(getattr(cast, somebody))

    answers = [
        browser.post(f"/areas/{address}", {"seen": 0}).status_code
        for address in (f"{key}/name/", f"{key}/merge/", f"{key}/parts/", f"{key}/lock/", "fineness/", "start/waves/",
                        "start/weights/", "start/figures/", f"start/waves/{key}/removal/")
    ]  # fmt: skip

    assert set(answers) == {404}
    assert not Decision.objects.exists()


def test_hr_names_an_area_and_takes_it_back(cast, drawn, visit):
    key, hedda = key_of("Kundrådgivare"), visit(cast.hedda)

    page = hedda.post(f"/areas/{key}/name/", {"name": "Kundmöte", "seen": 0}, follow=True).content.decode()
    made = Decision.objects.get()
    named = newest_map("sv").area(key).name
    hedda.post(f"/areas/decisions/{made.pk}/undoing/")

    assert (named, f"/areas/decisions/{made.pk}/undoing/" in page) == ("Kundmöte", True)
    assert newest_map("sv").area(key).name != "Kundmöte"


def test_moving_a_role_draws_the_map_again_at_once(cast, drawn, visit):
    to = key_of("Utvecklare")

    visit(cast.hedda).post("/areas/placements/", {"role": drawn["Controller"].pk, "to": to, "seen": 0})

    assert key_of("Controller") == to
    assert Map.objects.count() == 2


def test_the_second_of_two_decisions_is_told_that_somebody_else_was_quicker(cast, drawn, visit):
    key, hedda = key_of("Kundrådgivare"), visit(cast.hedda)
    hedda.post(f"/areas/{key}/name/", {"name": "Kundmöte", "seen": 0}, follow=True)

    answer = hedda.post(f"/areas/{key}/name/", {"name": "Kundkontakt", "seen": 0}, follow=True)

    assert answer.status_code == 200
    assert newest_map("sv").area(key).name == "Kundmöte"


@pytest.mark.parametrize(
    "rubbish", [{}, {"role": "x", "to": "y", "seen": "z"}, {"role": "0" * 32, "to": "area-0", "seen": "-1"}]
)
def test_rubbish_decides_nothing(cast, drawn, visit, rubbish):
    assert visit(cast.hedda).post("/areas/placements/", rubbish).status_code in (302, 404)
    assert not Decision.objects.exists()


def test_another_step_of_the_slider_is_looked_at_by_anyone_and_kept_by_hr(cast, between, visit):
    steps = newest_map("sv").steps
    other = next(at for at, step in enumerate(steps) if step.areas != 3)

    looked = visit(cast.bo).get("/areas/", {"step": other}, headers={"HX-Request": "true"})
    visit(cast.hedda).post("/areas/fineness/", {"step": other, "seen": 0})

    assert looked.status_code == 200
    assert len(newest_map("sv").areas) == steps[other].areas


@pytest.mark.parametrize("step", ["99", "-1", "x", ""])
def test_a_step_that_is_not_there_shows_the_map_that_is_kept(cast, drawn, visit, step):
    assert visit(cast.bo).get("/areas/", {"step": step}).status_code == 200


def test_a_question_is_answered_by_who_has_the_role_and_the_map_follows(cast, drawn, visit):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk}

    answer = visit(cast.bo).post("/areas/answers/", {**pair, "answer": "no"})

    assert answer.status_code == 302
    assert key_of("Kundrådgivare") != key_of("Chattrådgivare")


def test_by_htmx_the_answer_comes_back_with_what_moved(cast, drawn, visit):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk}

    answer = visit(cast.hedda).post("/areas/answers/", {**pair, "answer": "no"}, headers={"HX-Request": "true"})

    assert 'role="status"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_dont_know_is_not_asked_again_and_moves_nothing(cast, between, visit):
    view, maps_before = newest_map("sv"), Map.objects.count()
    first = open_questions(view, viewer=cast.hedda, today=TODAY)[0]

    visit(cast.hedda).post("/areas/answers/", {"one": first.one.id, "other": first.other.id, "answer": "unknown"})

    left = [(one.one.id, one.other.id) for one in open_questions(view, viewer=cast.hedda, today=TODAY)]
    assert (first.one.id, first.other.id) not in left
    assert Map.objects.count() == maps_before


def test_a_contradiction_is_explained_with_the_answers_in_it(cast, drawn, visit):
    a, b, c = (drawn[title].pk for title in ("Kundrådgivare", "Chattrådgivare", "Handlarsupport"))
    hedda = visit(cast.hedda)
    for one, other in ((a, b), (b, c)):
        hedda.post("/areas/answers/", {"one": one, "other": other, "answer": "yes"})

    answer = hedda.post("/areas/answers/", {"one": a, "other": c, "answer": "no"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert [str(one.pk) for one in Answer.objects.all() if f"/areas/answers/{one.pk}/removal/" not in page] == []


def test_others_answers_are_not_named_to_colleagues(cast, drawn, visit):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk, "answer": "yes"}
    visit(cast.bo).post("/areas/answers/", pair)

    to_cai, to_hedda = (visit(who).get("/areas/questions/").content.decode() for who in (cast.cai, cast.hedda))

    assert ("Bo Test" in to_cai, "Bo Test" in to_hedda) == (False, True)


def test_only_its_author_and_hr_take_an_answer_back(cast, drawn, visit):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk, "answer": "yes"}
    visit(cast.bo).post("/areas/answers/", pair)
    address = f"/areas/answers/{Answer.objects.get().pk}/removal/"

    assert [visit(who).post(address).status_code for who in (cast.cai, cast.ada, cast.eve)] == [404, 404, 404]
    assert visit(cast.bo).post(address).status_code == 302
    assert not Answer.objects.exists()


def test_the_matrix_counts_who_shares_what(cast, drawn, visit):
    page = visit(cast.bo).get("/areas/matrix/", {"area": key_of("Kundrådgivare")}).content.decode()

    row = page[page.index('<th scope="row">Bemöta kunder') :]
    assert row[: row.index("</tr>")].count('<span class="dot"></span>') == 3


@pytest.mark.parametrize(
    "asked", [{"area": "all"}, {"kind": "traits"}, {"area": "nowhere", "kind": "nothing"}, {"single": "all"}]
)
def test_the_matrix_stands_whatever_is_asked(cast, drawn, visit, asked):
    assert visit(cast.bo).get("/areas/matrix/", asked).status_code == 200


def test_hr_starts_with_a_pilot_and_everyone_sees_the_plan(cast, drawn, visit):
    key = key_of("Ekonom")

    visit(cast.hedda).post(
        "/areas/start/waves/", {"key": key, "seen": 0, "begins": "2027-01-11", "weeks": 8, "why": "Bokslutet"}
    )

    page = visit(cast.bo).get("/areas/start/").content.decode()
    wave = Wave.objects.get()
    assert (wave.number, wave.begins, wave.weeks) == (1, date(2027, 1, 11), 8)
    assert "Bokslutet" in page


@pytest.mark.parametrize("wrong", [{"begins": "igår", "weeks": 8}, {"begins": "2027-01-11", "weeks": 0}, {}])
def test_a_plan_that_cannot_be_read_says_so_and_starts_nothing(cast, drawn, visit, wrong):
    answer = visit(cast.hedda).post("/areas/start/waves/", {"key": key_of("Ekonom"), "seen": 0, **wrong})

    assert answer.status_code == 422
    assert not Wave.objects.exists()


def test_the_order_follows_the_weights(cast, drawn, visit):
    hedda, books = visit(cast.hedda), key_of("Ekonom")
    told = {"people": 0, "need": 5, "common": 0, "wishes": 0, "coordination": 0, f"need-{books}": 5}

    hedda.post("/areas/start/weights/", told)
    page = hedda.get("/areas/start/").content.decode()

    first = page[page.index('<ol class="order">') :]
    assert first.index(f"/areas/{books}/") < first.index(f"/areas/{key_of('Utvecklare')}/")


def test_the_hours_are_counted_from_the_figures_people_enter(cast, drawn, visit):
    hedda, key = visit(cast.hedda), key_of("Kundrådgivare")
    told = {
        "hours": "8",
        "preparation_hours": "100",
        "group_size": 12,
        "trainers": 1,
        "coordination_hours": "3",
        "area": key,
    }

    hedda.post("/areas/start/figures/", told)
    page = hedda.get("/areas/start/", {"area": key}).content.decode()

    assert re.search(r'<td class="number"[^>]*>200</td>', page)


def test_another_organisation_has_a_map_of_its_own(cast, drawn):
    with inside(cast.elsewhere.id):
        assert newest_map("nb") is None


def test_an_earlier_map_is_still_there_to_read(cast, drawn, visit):
    kept = Map.objects.get()
    decisions.rename_area(key=key_of("Ekonom"), name="Siffror", seen=0, viewer=cast.hedda, today=TODAY)

    page = visit(cast.bo).get(f"/areas/history/{kept.pk}/").content.decode()

    assert "Siffror" in page


def test_a_new_name_stands_on_the_picture_too_and_everything_stays_put(cast, drawn, visit):
    key, hedda = key_of("Kundrådgivare"), visit(cast.hedda)
    before = hedda.get("/areas/").content.decode()

    hedda.post(f"/areas/{key}/name/", {"name": "Kundmöte", "seen": 0})
    after = hedda.get("/areas/").content.decode()

    assert [">Kundmöte</tspan>" in page for page in (before, after)] == [False, True]
    assert dots(before) == dots(after)


def dots(page):
    return sorted(re.findall(r'<circle cx="[\d.]+" cy="[\d.]+" r="[\d.]+" class="map-dot"/>', page))
