"""After a dialogue: four questions, answered once, told of five people at a time and never of anybody alone."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.dialogues import privacy
from stigar.dialogues.actions import signing, talks, worth
from stigar.dialogues.models import Answered, Signature, Talk, Worth
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.waiting import ToWrite, waits_between_two
from stigar.dialogues.queries.worth import ASKED, may_answer, may_see, read, voiced, voices_of, worth_by_year, written
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.people.models import Person, Position
from tests.cast import TODAY

SPRING = date(2026, 4, 1)
OVER = date(2027, 1, 8)  # the last answers of the year can be changed no more
A_WEEK_ON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=8)


@pytest.fixture
def talk(cast):
    return signed_by_two(cast)


def signed_by_two(cast):
    """The dialogue of Bo and Ada, signed by both on the day."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.ada, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    signing.write_summary(talk=made, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=made, digest=signing.digest_of(made), viewer=viewer, today=TODAY)
    Talk.objects.update(closed_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    made.refresh_from_db()
    return made


def _answer(talk, viewer, today=TODAY, **told):
    return worth.answer(talk=talk, viewer=viewer, today=today, **{"worth": 4, **told})


def _voice(cast, name, day=SPRING, **told):
    """An answer that lies there; nobody in particular gave it."""
    figures = [{"worth": 3, **told}.get(question) for question in ASKED]
    Worth.objects.create(organisation=cast.organisation, voice=f"{name}", year=day.year, day=day, told=written(figures))


def _crowd(cast, *values, day=SPRING, question="worth"):
    """So many people's answers, one a day."""
    for place, value in enumerate(values):
        _voice(cast, f"c{question}{place}", day + timedelta(days=place), **{question: value})


def once_more(talk):
    """Another dialogue of the same two, signed by both."""
    another = Talk.objects.get(pk=talk.pk)
    another.pk = None
    another.save(force_insert=True)
    for one in Signature.objects.filter(talk=talk):
        one.pk, one.talk = None, another
        one.save(force_insert=True)
    return another


def _told(today=TODAY):
    years = worth_by_year.ask(today=today)
    return {(one.year, said.question): (said.people, said.mean, dict(said.shown)) for one in years for said in one.said}


def _figures(viewer):
    return [read(one.told) for one in voiced(viewer.pk)]


def test_both_are_asked_when_both_have_signed(cast, talk):
    assert {who: waits_between_two(getattr(cast, who), today=TODAY).worth for who in ("bo", "ada", "cai", "hedda", "gro")} == {
        "bo": (ToWrite(talk.pk, "Ada Test", None),), "ada": (ToWrite(talk.pk, "Bo Test", None),), "cai": (), "hedda": (), "gro": (),
    }  # fmt: skip


def test_nobody_is_asked_of_a_dialogue_that_was_closed_without_signatures(cast):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.ada, today=TODAY
    )
    signing.close_unsigned(talk=made, viewer=cast.bo, today=TODAY)

    assert waits_between_two(cast.bo, today=TODAY).worth == ()
    with pytest.raises(Refused):
        worth.answer(talk=made, worth=4, viewer=cast.bo, today=TODAY)


def test_one_is_asked_once_whether_one_answers_or_would_rather_not(cast, talk):
    _answer(talk, cast.bo)
    _answer(talk, cast.ada, worth=None)

    assert [waits_between_two(one, today=TODAY).worth for one in (cast.bo, cast.ada)] == [(), ()]
    assert [may_see(one, today=TODAY) for one in (cast.bo, cast.ada)] == [True, False]


def test_nobody_is_asked_after_a_month(cast, talk):
    assert may_answer(cast.bo, talk, today=TODAY + timedelta(days=30)) == "ask"
    assert may_answer(cast.bo, talk, today=TODAY + timedelta(days=31)) == ""


def test_an_answer_is_changed_for_a_week_and_stands_then(cast, talk):
    _answer(talk, cast.bo, worth=2)
    _answer(talk, cast.bo, worth=5, glad=5, today=A_WEEK_ON)

    with pytest.raises(worth.TooLate):
        _answer(talk, cast.bo, worth=1, today=LATER)

    assert _figures(cast.bo) == [(5, None, None, 5)]
    assert [(one.day, one.year) for one in Worth.objects.all()] == [(TODAY, 2026)]  # when it was first given


def test_who_rather_would_not_may_answer_within_the_week_all_the_same_and_the_other_way_round(cast, talk):
    steps = []
    for told in ({"worth": None}, {"worth": 2}, {"worth": None}, {"worth": 4}):
        steps.append((_answer(talk, cast.bo, **told).how, _figures(cast.bo)))

    assert steps == [
        ("waived", []), ("counted", [(2, None, None, None)]), ("waived", []), ("counted", [(4, None, None, None)]),
    ]  # fmt: skip
    assert Answered.objects.count() == 1


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "hedda", "ulf", "rut", "siv"])
def test_only_the_two_answer(cast, talk, who):
    with pytest.raises(Refused):
        _answer(talk, getattr(cast, who))


def test_a_manager_who_no_longer_leads_answers_no_more(cast, talk):
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    with pytest.raises(Refused):
        _answer(talk, cast.ada)


def test_nothing_is_told_of_four(cast):
    _crowd(cast, 5, 5, 5, 5)

    assert _told()[2026, "worth"] == (0, None, {})


def test_people_are_counted_five_at_a_time(cast):
    _crowd(cast, 4, 4, 4, 4, 4, 1, 1, 1, 1)

    assert _told()[2026, "worth"] == (5, Decimal("4.0"), {})
    assert _told(OVER)[2026, "worth"] == (5, Decimal("4.0"), {4: 5})


def test_the_spread_is_not_shown_where_the_mean_would_tell_of_the_few(cast):
    _crowd(cast, *[5] * 8, 1, 2)

    assert _told(OVER)[2026, "worth"] == (10, Decimal("4.3"), {})


def test_the_spread_is_shown_once_when_the_year_is_over(cast):
    _crowd(cast, *[5] * 6, *[4] * 9)

    assert (_told(OVER - timedelta(days=1))[2026, "worth"][2], _told(OVER)[2026, "worth"][2]) == ({}, {4: 9, 5: 6})


def test_the_spread_is_not_shown_where_five_others_could_only_have_answered_in_one_way(cast):
    """Ten with a mean of 3.1, five of whom said 5: the others are four who said 1 and one who said 2, and nothing else."""
    _crowd(cast, *[5] * 5, *[1] * 4, 2)

    assert _told(OVER)[2026, "worth"] == (10, Decimal("3.1"), {})


def test_an_answer_counts_when_it_can_no_longer_be_changed(cast):
    _crowd(cast, *[4] * 5, day=date(2026, 11, 9))

    assert (_told(TODAY)[2026, "worth"][0], _told(TODAY + timedelta(days=1))[2026, "worth"][0]) == (0, 5)


def test_each_person_has_one_voice_a_year_the_first(cast, talk):
    _answer(talk, cast.bo, worth=2)
    another = once_more(talk)

    how = _answer(another, cast.bo, worth=5, today=A_WEEK_ON).how
    _answer(another, cast.bo, worth=4, today=LATER)

    assert (how, _figures(cast.bo)) == ("beside", [(2, None, None, None)])


def test_years_are_told_apart(cast):
    _crowd(cast, *[2] * 5, day=SPRING.replace(year=2025))
    _crowd(cast, *[4] * 5)

    told = _told()
    assert (told[2025, "worth"][1], told[2026, "worth"][1]) == (Decimal("2.0"), Decimal("4.0"))


def test_a_question_that_few_answer_is_not_told(cast):
    for place in range(5):
        _voice(cast, place, worth=4, glad=1 if place == 0 else None)

    assert (_told()[2026, "worth"][0], _told()[2026, "glad"]) == (5, (0, None, {}))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(values=st.lists(st.integers(1, 5), max_size=24))
def test_no_two_dates_tell_of_fewer_than_five(cast, values):
    """Whoever looks after each answer sees figures that move by whole fives only, and no count under five."""
    Worth.objects.all().delete()
    seen = []
    for place, value in enumerate(values):
        _voice(cast, place, SPRING + timedelta(days=place), worth=value)
        seen.append(_told()[2026, "worth"])
    people, _mean, spread = _told(OVER).get((2026, "worth"), (0, None, {}))

    assert all(people % 5 == 0 and not shown for people, _mean, shown in seen)
    assert min(spread.values(), default=5) >= 5
    assert not spread or people == sum(spread.values())
    for before, after in pairwise(seen):
        assert before == after or after[0] - before[0] == 5


def test_who_is_forgotten_leaves_the_figures_as_they_were(cast, talk):
    _answer(talk, cast.bo, worth=5, glad=2)
    _answer(talk, cast.ada, worth=1)
    for place, value in enumerate((1, 2, 3, 4)):
        _voice(cast, place, worth=value, glad=value)
    before, kept = _told(OVER), Worth.objects.get(voice=voices_of(cast.bo.pk)[0]).pk

    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))
    cast.bo.refresh_from_db()
    privacy.forget(cast.bo, today=TODAY)

    assert before[2026, "worth"][0] == 5
    assert (_told(OVER), Talk.objects.exists()) == (before, False)
    assert (_figures(cast.bo), read(Worth.objects.get(pk=kept).told)) == ([], (5, None, None, 2))
    assert (Answered.objects.exists(), _figures(cast.ada)) == (False, [(1, None, None, None)])


def test_the_journal_never_says_who_answered(cast, talk):
    _answer(talk, cast.bo)

    line = JournalEntry.objects.get(verb="answered what a dialogue was worth")
    said = json.dumps([line.details, line.thing, str(line.thing_id), line.thing_name])
    assert (line.actor, line.about, str(cast.bo.pk) in said, str(talk.pk) in said) == (None, None, False, False)


PLACES = ("/home/", "/dialogues/", "/dialogues/pulse/", "/account/held/", "/account/held/file/", "/people/")


def test_nobody_sees_the_answer_of_one(cast, talk, visit):
    """Figures that stand out are looked for on every page where dialogues are told of, as everybody but the one."""
    _answer(talk, cast.bo, worth=1, professional=1, engaging=1, glad=1)
    Worth.objects.update(day=date(2026, 1, 2))

    for who in ("ada", "cai", "gro", "hedda", "ulf", "rut", "siv", "eve"):
        for place in (*PLACES, f"/dialogues/{talk.pk}/", f"/dialogues/{talk.pk}/worth/"):
            answer = visit(getattr(cast, who)).get(place)
            said = [answer.context.get(name) for name in ("years", "latest")] if answer.context else []
            assert not any(said) or all(not one["row"].people for one in said[0]), (who, place)


def test_ones_own_answer_is_not_shown_on_the_page_either(cast, talk, visit):
    browser = visit(cast.bo)
    browser.post(f"/dialogues/{talk.pk}/worth/", {"worth": "2", "glad": "1"})

    page = browser.get(f"/dialogues/{talk.pk}/worth/").content.decode()

    assert ("checked" in page, "Du har svarat" in page) == (False, True)


@pytest.mark.parametrize(
    ("who", "status"),
    [("hedda", 200), ("ulf", 200), ("bo", 200), ("ada", 404), ("cai", 404), ("gro", 404), ("rut", 404), ("siv", 404)],
)
def test_the_figures_are_for_hr_the_union_and_who_has_answered(cast, talk, visit, who, status):
    _answer(talk, cast.bo)

    assert visit(getattr(cast, who)).get("/dialogues/pulse/").status_code == status


def test_hr_elsewhere_sees_their_own(cast, visit):
    _crowd(cast, *[5] * 10)

    page = visit(cast.eve).get("/dialogues/pulse/")

    assert (page.status_code, page.context["years"]) == (200, [])


def test_the_page_shows_the_figures_as_picture_and_table(cast, visit):
    _crowd(cast, *[4] * 6, *[5] * 5)

    page = visit(cast.hedda).get("/dialogues/pulse/").content.decode()

    assert ('class="pulse"' in page, "4,4" in page or "4,5" in page) == (True, True)


def test_wrong_figures_are_not_taken(cast, talk, visit):
    browser = visit(cast.bo)

    statuses = {
        browser.post(f"/dialogues/{talk.pk}/worth/", {"worth": value}).status_code for value in ("0", "6", "x", "")
    }

    assert (statuses, Worth.objects.exists()) == ({422}, False)


def test_home_asks_once_and_stays_within_ten_queries(cast, talk, visit, django_assert_max_num_queries):
    browser = visit(cast.bo)
    asked = f"/dialogues/{talk.pk}/worth/"
    before = browser.get("/home/").content.decode()
    with django_assert_max_num_queries(10):
        browser.get("/home/")

    browser.post(f"{asked}waiving/")

    assert (asked in before, asked in browser.get("/home/").content.decode()) == (True, False)


def test_the_figures_cost_few_queries(cast, visit, django_assert_max_num_queries):
    _crowd(cast, *[4] * 20)
    browser = visit(cast.hedda)
    browser.get("/dialogues/pulse/")

    with django_assert_max_num_queries(7):
        browser.get("/dialogues/pulse/")
