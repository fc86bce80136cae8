"""Reading the library: by family, by words, by what is hard right now, on one page, and two models beside each other."""

import pytest

from stigar.library import actions
from stigar.library.models import Crosswalk, Item
from stigar.library.queries import activities_for, challenges_like, questions_for, side_by_side
from stigar.library.queries.shelf import shelf
from stigar.library.readers.told import CompetenceTold
from tests.cast import TODAY
from tests.library.told import brought


@pytest.fixture
def library(cast):
    actions.bring_open_model(viewer=cast.hedda, today=TODAY)
    return cast


def named(kept, name):
    return next(one for one in kept if one.name == name)


def test_everybody_reads_the_library_by_family_in_their_language(library, visit):
    page = visit(library.bo).get("/library/").content.decode()

    assert "36 kompetenser att läsa" in page
    assert page.index("Möta kunden") < page.index("Lösa ärendet") < page.index("Hålla svåra samtal som chef")


def test_an_organisation_without_a_model_is_offered_the_open_one(cast, visit):
    offered, told = (visit(who).get("/library/").content.decode() for who in (cast.hedda, cast.bo))
    visit(cast.hedda).post("/library/open-model/")

    assert ("/library/open-model/" in offered, "/library/open-model/" in told) == (True, False)
    assert "36 kompetenser" in visit(cast.bo).get("/library/").content.decode()


def test_only_hr_brings_the_open_model(cast, visit):
    assert [visit(who).post("/library/open-model/").status_code for who in (cast.bo, cast.ada, cast.siv, cast.ulf)] == [
        404
    ] * 4


def test_words_find_competences_by_anything_written_in_them(library, visit):
    page = visit(library.bo).get("/library/?q=kunder+blir+arga").content.decode()

    assert "Möta upprörda kunder" in page
    assert "Kunder blir arga på mig i telefonen" in page


def test_a_kind_leaves_out_the_other_kinds(library, visit):
    page = visit(library.bo).get("/library/?discipline=communication").content.decode()

    assert ("Tala tydligt" in page, "Felsöka" in page) == (True, False)


def test_what_is_hard_leads_to_a_few_questions_about_it(library, visit):
    one = named(shelf("sv"), "Möta upprörda kunder")
    hard = one.challenges[0]

    page = visit(library.bo).get(f"/library/challenges/{hard.id}/").content.decode()

    assert page.count("<li lang") - len(one.challenges) + 1 == 3
    assert questions_for(one, hard, most=3)[0].tie == hard.key
    assert all(question.text in page for question in questions_for(one, hard, most=3))


def test_every_challenge_has_a_question_of_its_own_or_of_its_competence(library):
    kept = shelf("nb")

    assert [hard.key for one in kept for hard in one.challenges if len(questions_for(one, hard, most=3)) < 3] == []


def test_own_words_bring_challenges_to_mind(library):
    kept = shelf("sv")

    found = [item.text for _, item in challenges_like(kept, "arga kunder", language="sv")]

    assert found[0] == "Kunder blir arga på mig i telefonen"


def test_something_hard_wants_something_small(library):
    hours = [item.hours for item in activities_for(named(shelf("sv"), "Lyssna"), most=3)]

    assert hours == sorted(hours)


def test_a_page_of_a_competence_costs_the_same_however_much_is_written(library, visit, django_assert_num_queries):
    one = named(shelf("sv"), "Lyssna")
    browser = visit(library.bo)
    browser.get(f"/library/competences/{one.id}/")
    with django_assert_num_queries(6):
        browser.get(f"/library/competences/{one.id}/")
    for number in range(3):
        actions.add_item(
            competence=Item.objects.get(pk=one.items[0].id).competence, kind="question", language="sv",
            texts={"text": f"Fråga {number}?"}, viewer=library.hedda, today=TODAY,
        )  # fmt: skip
    browser.get(f"/library/competences/{one.id}/")

    with django_assert_num_queries(6):
        page = browser.get(f"/library/competences/{one.id}/").content.decode()
    assert "Fråga 2?" in page


@pytest.mark.parametrize("path", ["", "sheet/"])
def test_a_stranger_does_not_find_a_competence(library, visit, path):
    one = named(shelf("sv"), "Lyssna")

    assert visit(library.bo).get(f"/library/competences/{one.id}/{path}").status_code == 200
    assert visit(library.eve).get(f"/library/competences/{one.id}/{path}").status_code == 404
    assert visit(library.eve).get(f"/library/challenges/{one.challenges[0].id}/").status_code == 404


def test_two_models_are_told_beside_each_other(library, visit):
    actions.keep_model(told=brought(), viewer=library.hedda, today=TODAY)
    kept = shelf("en")
    one, other = (next(model for model in kept.models if model.key == key) for key in ("dummy", "stigar"))

    pairs = [
        (pair.one.name if pair.one else "", pair.other.name if pair.other else "", pair.why)
        for pair in side_by_side(kept, one, other)
    ]

    assert pairs[:2] == [("Listening", "Listening", "name"), ("Juggling", "", "")]
    assert len(pairs) == 37
    assert "Juggling" in visit(library.bo).get("/library/comparison/?one=dummy&other=stigar").content.decode()


def test_what_people_have_tied_stands_before_names(library):
    actions.keep_model(told=brought(), viewer=library.hedda, today=TODAY)
    kept = shelf("en")
    juggling, projects = named(kept, "Juggling"), next(one for one in kept if one.key == "projects")
    Crosswalk.objects.create(
        organisation=library.organisation, one_id=juggling.id, other_id=projects.id, kind="close", by=library.hedda, at="2026-11-20T10:00Z"
    )  # fmt: skip

    pairs = side_by_side(kept, juggling.model, projects.model)

    assert [(pair.other.key, pair.why) for pair in pairs if pair.one == juggling] == [("projects", "walk")]


def test_a_newer_version_keeps_addresses_and_retires_what_is_gone(library):
    actions.keep_model(told=brought(), viewer=library.hedda, today=TODAY)
    before = {one.key: one.id for one in shelf("en")}
    newer = brought(
        version="2",
        competences=(CompetenceTold("d1", {"en": {"name": "Hearing", "definition": "To hear.", "not": ""}}),),
    )

    actions.keep_model(told=newer, viewer=library.hedda, today=TODAY)
    after = {one.key: (one.id, one.name) for one in shelf("en")}

    assert after["d1"] == (before["d1"], "Hearing")
    assert "d2" not in after


def test_the_same_model_again_changes_nothing(library):
    newest = Item.objects.order_by("pk").values_list("pk", "texts")
    before = list(newest)

    actions.bring_open_model(viewer=library.hedda, today=TODAY)

    assert list(newest.all()) == before
