"""A vacancy: HR opens it, everybody reads it, who wants to be considered says so themself, and nobody is found or ranked otherwise."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation import clock, journal
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.levels import jobs, privacy
from stigar.levels.actions import vacancies as actions
from stigar.levels.actions.careers import be_interested
from stigar.levels.models import Certificate, Level, OptIn, Recruiter, Vacancy
from stigar.levels.queries import vacancies as queries
from stigar.levels.rules import vacancies as rules
from stigar.people.models import Duty, Person, Unit
from stigar.profiles.models import Profile
from tests.cast import LONG_AGO, TODAY
from tests.levels.groups import advisers
from tests.levels.test_team import level

SECRET, LAST = "kallskuret-4471", TODAY + timedelta(days=20)
LIST = "/competence/vacancies/"
EVERYBODY = ("gro", "ada", "bo", "cai", "dag", "hedda", "ulf", "rut", "siv", "eve")


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def vacancy(cast, approved) -> Vacancy:
    """An adviser is wanted in customer service; Dag recruits."""
    made = actions.open_vacancy(
        role=cast.adviser.pk, unit=cast.service.pk, where="Malmö", words="Från våren", last_day=LAST, viewer=cast.hedda, today=TODAY
    )  # fmt: skip
    actions.name_recruiter(vacancy=made, person=cast.dag, viewer=cast.hedda, today=TODAY)
    return made


def _mark(vacancy, person):
    return queries.shown_to(vacancy, person, queries.own_opt_in(vacancy, person, today=TODAY), today=TODAY).mark


def _opt_in(vacancy, person, *, words="", today=TODAY):
    return actions.opt_in(vacancy=vacancy, words=words, seen_by=_mark(vacancy, person), viewer=person, today=today)


def _seen(vacancy, viewer):
    """The three sets as the viewer sees them, by name, with how many things each lacks."""
    row = queries.vacancy_shown(viewer, vacancy.pk, today=TODAY)
    if row is None:
        return [[], [], []]
    seen = queries.considered(viewer, row, _asked(row), language="sv", today=TODAY, towards=_towards(row, viewer))
    return [[(one.person.given, len(one.missing)) for one in some] for some in (seen.all, seen.but_one, seen.others)]


def _asked(vacancy):
    return queries.asked_for(vacancy, language="sv")[1]


def _towards(vacancy, viewer):
    row = queries.vacancy_shown(viewer, vacancy.pk, today=TODAY)
    return rules.grounds_in(viewer, row, today=TODAY)


def _people(vacancy):
    return f"{LIST}{vacancy.pk}/people/"


def test_hr_opens_one_and_everybody_reads_it(cast, visit, approved):
    hedda = visit(cast.hedda)
    told = {
        "role": str(cast.adviser.pk),
        "unit": str(cast.service.pk),
        "where": " Malmö ",
        "words": SECRET,
        "last_day": LAST,
    }

    answer = hedda.post(f"{LIST}new/", told)
    made = Vacancy.objects.get()

    assert (answer.status_code, made.where, made.unit, made.opened_by) == (302, "Malmö", cast.service, cast.hedda)
    for who in EVERYBODY[:-1]:
        browser = visit(getattr(cast, who))
        assert SECRET in browser.get(f"{LIST}{made.pk}/").content.decode()
        assert "Kundrådgivare" in browser.get(LIST).content.decode()
    assert visit(cast.eve).get(f"{LIST}{made.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["gro", "ada", "bo", "ulf", "rut", "siv", "eve"])
def test_who_is_not_hr_opens_changes_and_ends_nothing(cast, visit, vacancy, who):
    viewer, told = getattr(cast, who), {"role": str(cast.adviser.pk), "last_day": LAST}
    browser, at = visit(viewer), f"{LIST}{vacancy.pk}/"

    tried = [
        browser.get(f"{LIST}new/"), browser.post(f"{LIST}new/", told), browser.get(f"{at}change/"), browser.post(f"{at}change/", told),
        browser.post(f"{at}end/"), browser.post(f"{at}return/"), browser.post(f"{at}recruiters/", {"email": cast.bo.email}),
        browser.get(f"{at}people/"),
    ]  # fmt: skip

    assert [one.status_code for one in tried] == [
        *((200, 422) if who == "eve" else (404, 404)),
        *[404] * 6,
    ]  # Eve is HR elsewhere
    with pytest.raises(Refused):
        actions.end_vacancy(vacancy=vacancy, viewer=viewer, today=TODAY)


def test_hr_of_a_unit_opens_in_that_unit_and_holds_what_lies_there(cast, vacancy):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.ada, kind=Duty.HR, unit=cast.service, begins=LONG_AGO
    )
    ada = Person.objects.get(pk=cast.ada.pk)
    told = {"role": cast.adviser.pk, "where": "", "words": "", "last_day": LAST, "viewer": ada, "today": TODAY}

    made = actions.open_vacancy(unit=cast.service.pk, **told)

    assert set(rules.held_vacancies(ada, today=TODAY)) == {vacancy, made}
    for unit in (cast.merchants.pk, None):
        with pytest.raises(Refused):
            actions.open_vacancy(unit=unit, **told)
    elsewhere = actions.open_vacancy(unit=cast.merchants.pk, **{**told, "viewer": cast.hedda})
    assert rules.may_see_considered(elsewhere, _towards(elsewhere, ada), today=TODAY) is False


def test_a_vacancy_needs_an_approved_profile_and_a_day_that_lies_ahead(cast, visit, approved):
    told = {"unit": None, "where": "", "words": "", "viewer": cast.hedda, "today": TODAY}

    with pytest.raises(actions.NoProfile):
        actions.open_vacancy(role=cast.leader.pk, last_day=LAST, **told)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=400)):
        with pytest.raises(actions.NotSoLong):
            actions.open_vacancy(role=cast.adviser.pk, last_day=day, **told)
    behind = visit(cast.hedda).post(
        f"{LIST}new/", {"role": str(cast.adviser.pk), "last_day": TODAY - timedelta(days=1)}
    )
    assert (behind.status_code, "Choose a day from today" in behind.content.decode()) == (422, True)
    assert Vacancy.objects.count() == 0


def test_bo_sees_what_he_has_and_to_whom_it_is_shown_before_he_says_yes(cast, visit, vacancy, books):
    level(cast, cast.bo, books["listening"], 4)
    level(cast, cast.bo, books["writing"], 2, source="self")
    page = visit(cast.bo).get(f"{LIST}{vacancy.pk}/consideration/").content.decode()

    assert [
        words in page for words in ("Hedda Test", "Dag Test", "level 4", "you say level 2", "as asked", "not known yet")
    ] == [True] * 6
    assert ("Ada Test" in page, OptIn.objects.count()) == (False, 0)


def test_who_says_yes_is_seen_by_hr_and_the_recruiter_and_by_nobody_else(cast, visit, vacancy):
    answer = visit(cast.bo).post(
        f"{LIST}{vacancy.pk}/consideration/", {"words": SECRET, "seen_by": _mark(vacancy, cast.bo)}
    )
    pages = {
        who: " ".join(
            visit(getattr(cast, who)).get(at).content.decode()
            for at in (LIST, f"{LIST}{vacancy.pk}/", _people(vacancy), "/home/")
        )
        for who in EVERYBODY
    }

    assert answer.status_code == 302
    assert sorted(who for who, text in pages.items() if SECRET in text) == ["bo", "dag", "hedda"]
    assert sorted(who for who, text in pages.items() if "Bo Test" in text and who != "bo") == ["dag", "hedda"]


def _interested(vacancy):
    return f"{LIST}{vacancy.pk}/interested/"


def test_who_has_not_said_yes_is_seen_by_nobody(cast, vacancy, books):
    for who in (cast.bo, cast.cai):
        level(cast, who, books["listening"], 4)
    _opt_in(vacancy, cast.bo)

    assert [_seen(vacancy, who) for who in (cast.hedda, cast.dag)] == [[[], [("Bo", 1)], []]] * 2
    assert _seen(vacancy, cast.ada) == [[], [], []]


def test_there_are_three_sets_each_by_name_and_no_order_of_worth(cast, vacancy, books):
    advisers(cast, cast.service, cast.ada, 2)
    more = list(Person.objects.exclude(given__in=[name.title() for name in EVERYBODY]).order_by("pk"))
    for who, listening, writing in ((cast.cai, 5, 5), (cast.bo, 4, 3), (more[0], 4, 0), (more[1], 1, 1)):
        level(cast, who, books["listening"], listening)
        level(cast, who, books["writing"], writing)
        _opt_in(vacancy, who)
    _opt_in(vacancy, cast.ulf)

    everything, but_one, others = _seen(vacancy, cast.hedda)

    assert everything == [("Bo", 0), ("Cai", 0)]
    assert but_one == [(more[0].given, 1)]
    assert others == sorted([(more[1].given, 2), ("Ulf", 2)])


def test_the_latest_that_others_have_seen_counts_and_a_certificate_that_has_ended_does_not(cast, vacancy, books):
    level(cast, cast.bo, books["listening"], 5, on=TODAY - timedelta(days=9))
    level(cast, cast.bo, books["listening"], 3)
    level(cast, cast.bo, books["writing"], 5, source="self")
    level(cast, cast.cai, books["listening"], 4, source="certificate")
    Certificate.objects.create(
        organisation=cast.organisation, person=cast.cai, name="x", competence_id=books["listening"], level=4, begins=LONG_AGO,
        ends=TODAY - timedelta(days=1), by=cast.ada, confirmed_by=cast.ada, confirmed_at=clock.now(), at=clock.now(),
    )  # fmt: skip

    found = queries.stands([cast.bo.pk, cast.cai.pk], _asked(vacancy), today=TODAY)

    assert [(one.asked.competence, one.level, one.own, one.state) for one in found[cast.bo.pk]] == [
        (books["listening"], 3, None, "below"), (books["writing"], None, 5, "not known"),
    ]  # fmt: skip
    assert [(one.state, one.counts) for one in found[cast.cai.pk]] == [("expired", 3), ("not known", 0)]


def test_words_of_those_who_have_seen_him_and_who_they_are_stay_out(cast, visit, vacancy, books):
    level(cast, cast.bo, books["listening"], 2)
    Level.objects.update(words=SECRET, by=cast.cai)
    _opt_in(vacancy, cast.bo)

    page = visit(cast.dag).get(_people(vacancy)).content.decode()

    assert (SECRET in page, "Cai Test" in page, "level 2" in page) == (False, False, True)


def test_that_it_was_read_is_told_once_a_day(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo)
    for _ in range(3):
        visit(cast.dag).get(_people(vacancy))

    looks = JournalEntry.objects.looks().filter(about=cast.bo.pk)

    assert [(one.actor, one.verb) for one in looks] == [(cast.dag.pk, "saw who wants to be considered for a vacancy")]
    assert "Dag Test" in visit(cast.bo).get("/account/looks/").content.decode()


def test_it_is_taken_back_with_one_press_and_said_again_with_another(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo, words=SECRET)
    bo, at = visit(cast.bo), f"{LIST}{vacancy.pk}/consideration/"

    bo.post(f"{at}removal/")
    gone = _seen(vacancy, cast.hedda), SECRET in visit(cast.hedda).get(_people(vacancy)).content.decode()
    bo.post(f"{at}return/")

    assert gone == ([[], [], []], False)
    assert OptIn.objects.get().words == SECRET
    assert _seen(vacancy, cast.hedda) == [[], [], [("Bo", 2)]]


def test_whoever_is_named_later_sees_nothing_of_him_until_he_says_yes_to_it(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo)
    actions.name_recruiter(vacancy=vacancy, person=cast.gro, viewer=cast.hedda, today=TODAY)
    before = _seen(vacancy, cast.gro)
    told = "Gro Test" in visit(cast.bo).get(f"{LIST}{vacancy.pk}/").content.decode()

    _opt_in(vacancy, cast.bo)

    assert (before, told) == ([[], [], []], True)
    assert [_seen(vacancy, who) for who in (cast.gro, cast.dag)] == [[[], [], [("Bo", 2)]]] * 2


def test_who_recruits_has_changed_while_he_looked_so_nothing_is_saved(cast, visit, vacancy):
    seen_by = _mark(vacancy, cast.bo)
    actions.name_recruiter(vacancy=vacancy, person=cast.gro, viewer=cast.hedda, today=TODAY)

    answer = visit(cast.bo).post(f"{LIST}{vacancy.pk}/consideration/", {"words": SECRET, "seen_by": seen_by})
    page = answer.content.decode()

    assert (answer.status_code, OptIn.objects.count()) == (409, 0)
    assert ("HR has changed who recruits" in page, SECRET in page, _mark(vacancy, cast.bo) in page) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("how", ["ended", "too late"])
def test_who_comes_too_late_is_told_so(cast, visit, vacancy, how):
    if how == "ended":
        actions.end_vacancy(vacancy=vacancy, viewer=cast.hedda, today=TODAY)
    else:
        Vacancy.objects.update(last_day=TODAY - timedelta(days=1))
    vacancy.refresh_from_db()

    answer = visit(cast.bo).post(f"{LIST}{vacancy.pk}/consideration/", {"seen_by": _mark(vacancy, cast.bo)})

    assert (answer.status_code, "It came too late" in answer.content.decode(), OptIn.objects.count()) == (409, True, 0)
    with pytest.raises(actions.Ended):
        _opt_in(vacancy, cast.bo)


def test_pressed_twice_it_is_said_once(cast, vacancy):
    for words in ("Först", "Sen"):
        _opt_in(vacancy, cast.bo, words=words)

    assert [one.words for one in OptIn.objects.all()] == ["Sen"]


def test_after_the_last_day_words_can_be_changed_and_it_is_decided(cast, vacancy):
    _opt_in(vacancy, cast.bo)
    later = LAST + timedelta(days=5)
    _opt_in(vacancy, cast.bo, words="Mer", today=later)

    towards, over = _towards(vacancy, cast.hedda), vacancy.gone_after + timedelta(days=1)
    seen = [rules.visible_opt_ins(cast.hedda, vacancy, today=day, towards=towards).count() for day in (later, over)]
    assert seen == [1, 0]


def test_a_recruiter_who_wants_it_themself_sees_nobody_else(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo)
    _opt_in(vacancy, cast.dag)
    page = visit(cast.dag).get(_people(vacancy)).content.decode()

    assert ("You want to be considered yourself" in page, "Bo Test" in page) == (True, False)
    assert _seen(vacancy, cast.hedda) == [[], [], [("Bo", 2), ("Dag", 2)]]


def test_hr_who_wants_it_themself_sees_nobody_else(cast, vacancy):
    _opt_in(vacancy, cast.bo)
    _opt_in(vacancy, cast.hedda)

    assert (_seen(vacancy, cast.hedda), _seen(vacancy, cast.dag)[2]) == ([[], [], []], [("Bo", 2), ("Hedda", 2)])


def test_who_wants_it_is_not_named_to_recruit(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo)

    answer = visit(cast.hedda).post(f"{LIST}{vacancy.pk}/recruiters/", {"email": cast.bo.email})

    assert (answer.status_code, "cannot recruit to it" in answer.content.decode()) == (422, True)


def test_a_recruiter_who_leaves_or_is_taken_away_sees_nothing(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo)
    row = Recruiter.objects.get()
    at = f"{LIST}{vacancy.pk}/recruiters/{row.pk}/"

    visit(cast.hedda).post(f"{at}removal/")
    gone = visit(cast.dag).get(_people(vacancy)).status_code
    visit(cast.hedda).post(f"{at}return/")
    back = _seen(vacancy, cast.dag)
    Person.objects.filter(pk=cast.dag.pk).update(ended=TODAY - timedelta(days=1))

    assert (gone, back) == (404, [[], [], [("Bo", 2)]])
    assert _seen(vacancy, Person.objects.get(pk=cast.dag.pk)) == [[], [], []]
    assert queries.recruiters_of(vacancy, today=TODAY) == []


def test_who_leaves_the_organisation_is_not_considered(cast, vacancy):
    _opt_in(vacancy, cast.bo)
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    assert _seen(vacancy, cast.hedda) == [[], [], []]


def test_hr_ends_it_and_it_goes_on_again(cast, visit, vacancy):
    _opt_in(vacancy, cast.bo, words=SECRET)
    hedda, at = visit(cast.hedda), f"{LIST}{vacancy.pk}/"

    hedda.post(f"{at}end/")
    ended = [SECRET in visit(getattr(cast, who)).get(_people(vacancy)).content.decode() for who in ("hedda", "dag")]
    twice = hedda.post(f"{at}end/").status_code
    hedda.post(f"{at}return/")

    assert (ended, twice) == ([False, False], 302)
    assert _seen(vacancy, cast.hedda) == [[], [], [("Bo", 2)]]


def test_a_day_after_it_has_ended_everybody_is_gone(cast, vacancy):
    other = actions.open_vacancy(
        role=cast.adviser.pk, unit=None, where="", words="", last_day=LAST, viewer=cast.hedda, today=TODAY
    )
    for one in (vacancy, other):
        _opt_in(one, cast.bo)
    actions.end_vacancy(vacancy=vacancy, viewer=cast.hedda, today=TODAY)
    same_day = jobs.vacancies.erase_what_has_ended()
    Vacancy.objects.filter(pk=vacancy.pk).update(ended_at=clock.now() - timedelta(days=2))

    erased = jobs.vacancies.erase_what_has_ended(), jobs.vacancies.erase_what_has_ended()

    assert (same_day, erased) == (0, (2, 0))
    assert [one.vacancy for one in OptIn.objects.all()] == [other]
    assert (Recruiter.objects.count(), Vacancy.objects.count()) == (0, 2)


def test_what_nobody_has_ended_is_gone_sixty_days_after_the_last_day(cast, vacancy):
    _opt_in(vacancy, cast.bo)

    gone = [
        actions.erase_what_has_ended(today=vacancy.gone_after),
        actions.erase_what_has_ended(today=vacancy.gone_after + timedelta(days=1)),
    ]

    assert gone == [0, 2]


def test_what_was_taken_back_is_gone_the_next_night(cast, vacancy):
    _opt_in(vacancy, cast.bo)
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)
    OptIn.objects.update(taken_back_at=clock.now() - timedelta(days=2))

    assert (actions.erase_what_has_ended(today=TODAY), OptIn.objects.count()) == (1, 0)


def test_who_let_hr_know_of_an_interest_is_asked_and_not_counted_as_wanting_it(cast, visit, vacancy):
    for who, audience in ((cast.ulf, "mobility"), (cast.rut, "manager"), (cast.siv, "mine")):
        be_interested(role=cast.adviser.pk, audience=audience, why=f"{SECRET}{who.given}", viewer=who, today=TODAY)
    page = visit(cast.hedda).get(_interested(vacancy)).content.decode()

    assert [f"{SECRET}{name}" in page for name in ("Ulf", "Rut", "Siv")] == [True, False, False]
    assert _seen(vacancy, cast.hedda) == [[], [], []]
    assert {
        who: visit(getattr(cast, who)).get(_interested(vacancy)).status_code for who in ("dag", "ada", "ulf", "rut")
    } == dict.fromkeys(("dag", "ada", "ulf", "rut"), 404)
    assert JournalEntry.objects.looks().filter(about=cast.ulf.pk, actor=cast.hedda.pk).count() == 1


def test_home_tells_of_it_to_who_has_said_that_the_role_interests_them_and_to_nobody_else(cast, visit, vacancy):
    be_interested(role=cast.adviser.pk, audience="mine", why="", viewer=cast.ulf, today=TODAY)
    told = {
        who: "Vacancies in roles that interest you" in visit(getattr(cast, who)).get("/home/").content.decode()
        for who in EVERYBODY
    }
    _opt_in(vacancy, cast.ulf)

    assert [who for who, there in told.items() if there] == ["ulf"]
    assert waits_between_two(cast.ulf, today=TODAY).vacancies == ()


def test_what_it_asks_for_stays_when_the_profile_changes(cast, visit, vacancy):
    before = _asked(vacancy)
    Profile.objects.filter(core=None).update(put_down=TODAY)
    journal.note(cast.hedda, "put down a profile", Profile.objects.get(core=None))

    page = visit(cast.bo).get(f"{LIST}{vacancy.pk}/").content.decode()

    assert _asked(vacancy) == before
    assert len(before) == 2
    assert "What stands here still counts for this vacancy." in page


def test_all_of_it_is_told_and_forgotten(cast, vacancy):
    _opt_in(vacancy, cast.bo, words=SECRET)
    told = str(privacy.tell(cast.bo))
    recruits = str(privacy.tell(cast.dag))

    privacy.forget(cast.bo, today=TODAY)
    privacy.forget(cast.dag, today=TODAY)

    assert (SECRET in told, SECRET in recruits) == (True, False)
    assert (OptIn.objects.count(), Recruiter.objects.count()) == (0, 0)


def test_the_words_are_sealed_and_stay_out_of_the_journal(cast, vacancy):
    _opt_in(vacancy, cast.bo, words=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM levels_optin")
        kept = cursor.fetchall()

    assert SECRET not in str(kept)
    assert SECRET not in str(list(JournalEntry.objects.values()))


@pytest.mark.parametrize(("who", "most"), [("hedda", 10), ("dag", 10)])
def test_the_page_asks_as_much_of_twenty_as_of_two(cast, visit, vacancy, books, who, most):
    them = advisers(cast, cast.service, cast.ada, 20)
    browser, asked = visit(getattr(cast, who)), []
    for some in (them[:2], them):
        for one in some:
            level(cast, one, books["listening"], 4)
            _opt_in(vacancy, one)
        browser.get(_people(vacancy))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(_people(vacancy)).status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
    assert asked[0] <= most, "\n".join(one["sql"][:160] for one in seen)


@pytest.mark.parametrize("page", [LIST, LIST + "{}/", LIST + "{}/consideration/"])
def test_the_pages_of_everybody_ask_little(cast, visit, vacancy, page):
    bo, at = visit(cast.bo), page.format(vacancy.pk)
    bo.get(at)
    with CaptureQueriesContext(connection) as seen:
        assert bo.get(at).status_code == 200

    assert len(seen) <= 10, "\n".join(one["sql"][:160] for one in seen)


def test_a_unit_that_is_no_more_leaves_the_vacancy_to_hr_of_the_whole(cast, vacancy):
    lone = Unit.objects.create(organisation=cast.organisation, code="Z", name="Tillfällig")
    made = actions.open_vacancy(
        role=cast.adviser.pk, unit=lone.pk, where="", words="", last_day=LAST, viewer=cast.hedda, today=TODAY
    )
    lone.delete()
    made.refresh_from_db()

    assert (made.unit, made in rules.held_vacancies(cast.hedda, today=TODAY)) == (None, True)
