"""Wishes: yours alone; together from five people, beside what the work needs, so that nobody can be recognised."""

from datetime import timedelta

import pytest

from stigar.areas import queries, rules
from stigar.areas.actions import wishes as actions
from stigar.areas.models import Area, Map, Skill, Survey, Wish
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from tests.cast import TODAY


def test_one_survey_at_a_time_is_held_by_hr(cast):
    actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.SurveyOpen):
        actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)
    with pytest.raises(Refused):
        actions.hold_survey(closes=None, viewer=cast.ulf, today=TODAY)


def test_a_survey_is_open_through_its_last_day(cast):
    survey = actions.hold_survey(closes=TODAY + timedelta(days=7), viewer=cast.hedda, today=TODAY)

    assert [rules.is_open(survey, today=TODAY + timedelta(days=days)) for days in (-1, 0, 7, 8)] == [
        False,
        True,
        True,
        False,
    ]


def test_closing_by_hand_closes_at_once(cast):
    survey = actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)
    wish = _wish(cast.bo, "Norska")

    actions.close_survey(survey=survey, viewer=cast.hedda, today=TODAY)

    assert queries.open_survey(today=TODAY) is None
    with pytest.raises(actions.SurveyClosed):
        _wish(cast.bo, "Danska")
    wish.refresh_from_db()
    with pytest.raises(actions.SurveyClosed):
        actions.withdraw_wish(wish=wish, viewer=cast.bo, today=TODAY)


def test_five_wishes_are_the_most_and_each_is_told_once(cast, survey):
    for number in range(5):
        _wish(cast.bo, f"Önskan {number}")

    with pytest.raises(actions.TooManyWishes):
        _wish(cast.bo, "En till")
    with pytest.raises(actions.WishedAlready):
        _wish(cast.bo, "önskan 1")


@pytest.mark.parametrize("somebody", ["cai", "ada", "gro", "hedda", "ulf", "rut", "siv"])
def test_nobody_else_sees_or_takes_back_your_wish(cast, survey, somebody):
    wish = _wish(cast.bo, "Norska")
    other = getattr(cast, somebody)

    assert list(rules.visible_wishes(other, today=TODAY)) == []
    with pytest.raises(Refused):
        actions.withdraw_wish(wish=wish, viewer=other, today=TODAY)


def test_what_is_wished_stays_out_of_the_journal(cast, survey):
    _wish(cast.bo, "Byta till ekonomi", why="Min chef är omöjlig")

    noted = JournalEntry.objects.get(verb="made a wish")

    assert (noted.actor, noted.thing_name, noted.details, noted.about) == (None, "", {}, None)


def test_under_five_people_nothing_is_told_together(cast, survey):
    for person in (cast.bo, cast.cai, cast.ada, cast.dag):
        _wish(person, "Norska")

    assert queries.together(survey, today=TODAY, language="sv") == queries.Together(None, (), False)


def test_five_people_are_told_beside_what_the_work_needs(cast, survey):
    Skill.objects.create(organisation=cast.organisation, role=cast.adviser, text="hantera klagomål")
    _wish(cast.bo, "Norska")
    _wish(cast.cai, "Danska")
    for number, person in enumerate((cast.bo, cast.cai, cast.ada, cast.dag, cast.gro)):
        _wish(person, "Hantera klagomål" if number else "att hantera klagomål!")

    told = queries.together(survey, today=TODAY, language="sv")

    assert (told.people, told.others) == (5, True)
    assert [(row.name, row.wishers, row.wish_share, row.roles, row.people) for row in told.rows] == [
        ("Hantera klagomål", 5, 1.0, 1, 2)
    ]


def test_an_area_is_wished_by_its_name_in_the_reader_s_language_beside_the_people_in_it(cast, survey):
    area = _area(cast)
    for person in (cast.bo, cast.cai, cast.ada, cast.dag, cast.gro):
        actions.make_wish(area_id=area.pk, language="sv", viewer=person, today=TODAY)

    told = [queries.together(survey, today=TODAY, language=language).rows for language in ("sv", "nb")]

    assert [[(row.name, row.wishers, row.roles, row.people) for row in rows] for rows in told] == [
        [("Möta kunder", 5, 1, 2)],
        [("Møte kunder", 5, 1, 2)],
    ]


def test_an_area_that_is_not_on_the_map_cannot_be_wished(cast, survey):
    with pytest.raises(actions.NothingWished):
        actions.make_wish(area_id=cast.adviser.pk, viewer=cast.bo, today=TODAY)


def test_two_looks_never_differ_by_one_person(cast, survey):
    everyone = [cast.bo, cast.cai, cast.ada, cast.dag, cast.gro, cast.ulf]
    for person in everyone[:5]:
        _wish(person, "Norska")
    before = queries.together(survey, today=TODAY, language="sv")

    _wish(everyone[5], "Norska")

    assert queries.together(survey, today=TODAY, language="sv") == before


def test_what_somebody_counted_wishes_later_waits_for_the_next_five_or_for_the_end(cast, survey):
    for person in (cast.bo, cast.cai, cast.ada, cast.dag, cast.gro):
        _wish(person, "Norska")
    before = queries.together(survey, today=TODAY, language="sv")

    for person in (cast.gro, cast.dag, cast.ada, cast.cai, cast.bo):
        _wish(person, "Danska")
    open_still = queries.together(survey, today=TODAY, language="sv")
    actions.close_survey(survey=survey, viewer=cast.hedda, today=TODAY)
    closed = queries.together(survey, today=TODAY, language="sv")

    assert (open_still, [(row.name, row.wishers) for row in before.rows]) == (before, [("Norska", 5)])
    assert [(row.name, row.wishers) for row in closed.rows] == [("Danska", 5), ("Norska", 5)]


def test_own_words_beside_an_area_are_not_its_name_when_the_area_has_gone_from_the_map(cast, survey):
    area = _area(cast)
    for person in (cast.bo, cast.cai, cast.ada, cast.dag, cast.gro):
        actions.make_wish(area_id=area.pk, text=f"Bort från {person.given}", viewer=person, today=TODAY)
    Map.objects.all().delete()

    told = queries.together(survey, today=TODAY, language="sv")

    assert "Bort" not in str(told.rows)


def test_reasons_are_read_only_where_five_have_let_theirs_be(cast, survey):
    everyone = [cast.bo, cast.cai, cast.ada, cast.dag, cast.gro]
    for number, person in enumerate(everyone):
        _wish(person, "Norska", why=f"Skäl {number}", why_shared=number > 0)
    assert queries.reasons(survey, today=TODAY, language="sv") == []

    own = Wish.objects.get(person=cast.bo)
    actions.change_wish(wish=own, why="Skäl 0", why_shared=True, viewer=cast.bo, today=TODAY)

    assert queries.reasons(survey, today=TODAY, language="sv") == [
        queries.Reasons("Norska", ("Skäl 0", "Skäl 1", "Skäl 2", "Skäl 3", "Skäl 4"))
    ]


def test_everyone_wishes_on_their_own_page(cast, survey, visit):
    browser = visit(cast.bo)

    answer = browser.post("/wishes/", {"text": "Norska", "why": "Kunderna"})

    assert answer.status_code == 302
    assert "Norska" in browser.get("/wishes/").content.decode()
    assert "Norska" not in visit(cast.ada).get("/wishes/").content.decode()


def test_an_empty_wish_says_what_is_missing(cast, survey, visit):
    assert visit(cast.bo).post("/wishes/", {"text": " "}).status_code == 422
    assert Wish.objects.count() == 0


def test_a_wish_taken_back_is_made_again_from_the_message(cast, survey, visit):
    wish, browser = _wish(cast.bo, "Norska", why="Kunderna"), visit(cast.bo)

    page = browser.post(f"/wishes/{wish.pk}/removal/", follow=True).content.decode()
    assert f'action="/wishes/removals/{wish.pk}/return/"' in page
    browser.post(f"/wishes/removals/{wish.pk}/return/")

    assert [(one.text, one.why) for one in Wish.objects.all()] == [("Norska", "Kunderna")]


@pytest.mark.parametrize("somebody", ["cai", "ada", "hedda", "eve"])
def test_another_s_wish_is_not_there(cast, survey, visit, somebody):
    wish, browser = _wish(cast.bo, "Norska"), visit(getattr(cast, somebody))

    assert browser.get(f"/wishes/{wish.pk}/").status_code == 404
    assert browser.post(f"/wishes/{wish.pk}/removal/").status_code == 404


@pytest.mark.parametrize(
    ("somebody", "together", "reasons"),
    [("hedda", 200, 200), ("ulf", 200, 404), ("ada", 404, 404), ("bo", 404, 404), ("rut", 404, 404), ("siv", 404, 404)],
)
def test_hr_and_the_representative_see_what_many_wish_and_only_hr_reads_why(
    cast, survey, visit, somebody, together, reasons
):
    browser = visit(getattr(cast, somebody))

    assert browser.get("/wishes/together/").status_code == together
    assert browser.get("/wishes/reasons/").status_code == reasons


def test_reading_why_is_noted_for_everybody_to_see(cast, survey, visit):
    visit(cast.hedda).get("/wishes/reasons/")

    assert [(line.verb, line.actor, line.about) for line in JournalEntry.objects.looks()] == [
        ("read reasons for wishes that their writers let HR read, without names", cast.hedda.pk, None)
    ]


def test_the_stranger_meets_only_their_own_world(cast, survey, visit):
    _wish(cast.bo, "Norska")

    assert "Norska" not in visit(cast.eve).get("/wishes/together/").content.decode()
    assert visit(cast.eve).post(f"/wishes/surveys/{survey.pk}/closing/").status_code == 404


def test_hr_opens_and_closes_the_survey_from_the_page(cast, visit):
    browser = visit(cast.hedda)

    browser.post("/wishes/surveys/", {"closes": "2026-12-01"})
    survey = Survey.objects.get()
    browser.post(f"/wishes/surveys/{survey.pk}/closing/")

    assert [(one.opens, one.closes) for one in Survey.objects.all()] == [(TODAY, TODAY - timedelta(days=1))]
    assert visit(cast.ulf).post("/wishes/surveys/", {}).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_picture_costs_the_same_for_one_wish_and_three(cast, survey, many, visit, django_assert_num_queries):
    for person in (cast.bo, cast.cai, cast.ada, cast.dag, cast.gro):
        for number in range(many):
            _wish(person, f"Norska{number}")
    browser = visit(cast.hedda)

    with django_assert_num_queries(10):
        browser.get("/wishes/together/")


@pytest.fixture
def survey(cast):
    return actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)


def _area(cast):
    drawn = {"key": "k1", "name": "meet customers", "names": {"sv": "Möta kunder", "nb": "Møte kunder"}}
    answer = {"areas": [{**drawn, "roles": [{"role": str(cast.adviser.pk)}]}]}
    Map.objects.create(organisation=cast.organisation, resolution=1.0, fingerprint="x", answer=answer)
    return Area.objects.create(organisation=cast.organisation, key="k1")


def _wish(person, text, **why):
    return actions.make_wish(text=text, viewer=person, today=TODAY, **why)
