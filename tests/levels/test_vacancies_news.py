"""Something is new in a vacancy that somebody wants: they are told at home and by letter, and it holds only if they say yes to it."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation import clock
from stigar.foundation.policy import Refused
from stigar.levels import jobs
from stigar.levels.actions import vacancies as actions
from stigar.levels.actions.vacancies_news import leave_as_it_was
from stigar.levels.models import OptIn, Recruiter, Vacancy
from stigar.levels.queries import vacancies as queries
from stigar.levels.rules import vacancies as rules
from stigar.people.models import Person
from tests.cast import TODAY

LIST, LAST = "/competence/vacancies/", TODAY + timedelta(days=20)
SECRET = "bryggvakt-5582"


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def vacancy(cast, approved) -> Vacancy:
    """An adviser is wanted, Dag recruits, and Bo has said yes two days ago."""
    made = actions.open_vacancy(
        role=cast.adviser.pk, unit=cast.service.pk, where="", words="", last_day=LAST, viewer=cast.hedda, today=TODAY
    )
    actions.name_recruiter(vacancy=made, person=cast.dag, viewer=cast.hedda, today=TODAY)
    _say_yes(made, cast.bo)
    Recruiter.objects.update(at=clock.now() - timedelta(days=3))
    OptIn.objects.update(at=clock.now() - timedelta(days=2))
    return made


def _say_yes(vacancy, person, *, today=TODAY):
    said = queries.own_opt_in(vacancy, person, today=today)
    mark = queries.shown_to(vacancy, person, said, today=today).mark
    return actions.opt_in(vacancy=vacancy, words=SECRET, seen_by=mark, viewer=person, today=today)


def _name(cast, vacancy, person, *, hours=2):
    """HR has named them, so many hours ago."""
    made = actions.name_recruiter(vacancy=vacancy, person=person, viewer=cast.hedda, today=TODAY)
    Recruiter.objects.filter(pk=made.pk).update(at=clock.now() - timedelta(hours=hours))
    return made


def _put_off(cast, vacancy, *, days, hours=2):
    told = {"where": "", "words": "", "viewer": cast.hedda, "today": TODAY}
    actions.change_vacancy(vacancy=vacancy, last_day=LAST + timedelta(days=days), **told)
    Vacancy.objects.filter(put_off_at__gt=clock.now() - timedelta(minutes=5)).update(
        put_off_at=clock.now() - timedelta(hours=hours)
    )
    vacancy.refresh_from_db()


def _seen(vacancy, viewer, *, today=TODAY):
    row = queries.vacancy_shown(viewer, vacancy.pk, today=today)
    towards = rules.grounds_in(viewer, row, today=today)
    return [one.person.given for one in rules.visible_opt_ins(viewer, row, today=today, towards=towards)]


def _asked(person):
    return [one.role for one in waits_between_two(person, today=TODAY).answers]


def test_bo_is_told_at_home_of_who_was_named_later_and_nobody_else_is(cast, visit, vacancy):
    _name(cast, vacancy, cast.gro)

    told = {who: _asked(getattr(cast, who)) for who in ("bo", "ada", "dag", "gro", "hedda", "ulf", "cai")}
    page = visit(cast.bo).get("/home/").content.decode()
    own = visit(cast.bo).get(f"{LIST}{vacancy.pk}/").content.decode()

    assert told == {who: ["Kundrådgivare"] if who == "bo" else [] for who in told}
    assert "Something is new in what you have said yes to" in page
    assert ("Gro Test" in own, "Leave it as it was" in own) == (True, True)
    assert _seen(vacancy, cast.gro) == []


def test_a_letter_tells_of_it_once_and_not_what_it_is_about(cast, vacancy):
    _name(cast, vacancy, cast.gro)

    sent = jobs.vacancies.write_of_news(), jobs.vacancies.write_of_news()
    letter = mail.outbox[0]

    assert (sent, letter.to) == ((1, 0), [cast.bo.email])
    assert [
        word
        for word in (SECRET, "Gro", "Dag", "Kundrådgivare", "vacan", "tjänst", "vakans")
        if word in letter.subject + letter.body
    ] == []
    assert letter.body.rstrip().endswith("/home/")


def test_who_is_named_after_the_letter_is_told_of_with_another(cast, vacancy):
    _name(cast, vacancy, cast.gro)
    jobs.vacancies.write_of_news()
    _name(cast, vacancy, cast.cai, hours=0)
    fresh = jobs.vacancies.write_of_news()
    OptIn.objects.update(told_until=clock.now() - timedelta(hours=3))
    Recruiter.objects.filter(person=cast.cai).update(at=clock.now() - timedelta(hours=2))

    assert (fresh, jobs.vacancies.write_of_news(), len(mail.outbox)) == (0, 1, 2)


def test_what_hr_undoes_within_the_hour_nobody_is_written_to_about(cast, vacancy):
    made = _name(cast, vacancy, cast.gro, hours=0)
    soon = jobs.vacancies.write_of_news()
    actions.name_no_more(recruiter=made, viewer=cast.hedda, today=TODAY)
    Recruiter.objects.filter(pk=made.pk).update(at=clock.now() - timedelta(hours=2))

    assert (soon, jobs.vacancies.write_of_news(), _asked(cast.bo)) == (0, 0, [])


def test_a_letter_that_could_not_go_goes_the_next_night(cast, vacancy, settings):
    _name(cast, vacancy, cast.gro)
    settings.EMAIL_BACKEND = "tests.levels.deaf.EmailBackend"
    first = jobs.vacancies.write_of_news()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert (first, jobs.vacancies.write_of_news()) == (0, 1)


def test_who_says_yes_again_is_seen_by_the_new_one_and_asked_no_more(cast, vacancy):
    _name(cast, vacancy, cast.gro)

    _say_yes(vacancy, cast.bo)

    assert (_seen(vacancy, cast.gro), _asked(cast.bo), jobs.vacancies.write_of_news()) == (["Bo"], [], 0)


def test_who_leaves_it_as_it_was_is_seen_by_those_before_and_asked_no_more(cast, visit, vacancy):
    _name(cast, vacancy, cast.gro)

    answer = visit(cast.bo).post(f"{LIST}{vacancy.pk}/consideration/news/removal/")
    again = [_asked(cast.bo), jobs.vacancies.write_of_news()]
    page = visit(cast.bo).get(f"{LIST}{vacancy.pk}/").content.decode()
    seen = [_seen(vacancy, who) for who in (cast.dag, cast.hedda, cast.gro)]
    _name(cast, vacancy, cast.cai, hours=-1)

    assert (answer.status_code, again, seen) == (302, [[], 0], [["Bo"], ["Bo"], []])
    assert ("Leave it as it was" in page, "Gro Test" in page) == (False, True)
    assert _asked(cast.bo) == ["Kundrådgivare"]


def test_nobody_reads_that_he_left_it_as_it_was(cast, visit, vacancy):
    _name(cast, vacancy, cast.gro)
    before = {who: _pages(visit, vacancy, getattr(cast, who)) for who in ("hedda", "dag", "gro", "ada", "ulf")}

    leave_as_it_was(vacancy=vacancy, viewer=cast.bo, today=TODAY)

    assert {who: _pages(visit, vacancy, getattr(cast, who)) for who in before} == before


def _pages(visit, vacancy, viewer):
    browser = visit(viewer)
    pages = [browser.get(at) for at in (LIST, f"{LIST}{vacancy.pk}/", f"{LIST}{vacancy.pk}/people/")]
    return [(one.status_code, _shown(one.content.decode())) for one in pages]


def _shown(page):
    """The words on it."""
    return " ".join(re.sub("<[^>]*>", " ", page[page.index("<main") :]).split())


@pytest.mark.parametrize("who", ["ada", "dag", "hedda", "gro", "ulf"])
def test_who_has_not_said_yes_has_nothing_to_leave(cast, visit, vacancy, who):
    viewer = getattr(cast, who)

    assert visit(viewer).post(f"{LIST}{vacancy.pk}/consideration/news/removal/").status_code == 404
    with pytest.raises(Refused):
        leave_as_it_was(vacancy=vacancy, viewer=viewer, today=TODAY)
    assert OptIn.objects.get().left_at is None


def test_a_later_last_day_does_not_hold_for_him_until_he_says_so(cast, visit, vacancy):
    _put_off(cast, vacancy, days=90)
    own = visit(cast.bo).get(f"{LIST}{vacancy.pk}/").content.decode()
    promised, after = LAST + timedelta(days=60), LAST + timedelta(days=61)

    assert (_asked(cast.bo), jobs.vacancies.write_of_news()) == (["Kundrådgivare"], 1)
    assert "The last day has been moved to" in own
    assert [_seen(vacancy, cast.hedda, today=day) for day in (promised, after)] == [["Bo"], []]
    assert [actions.erase_what_has_ended(today=day) for day in (promised, after)] == [0, 1]


def test_who_says_yes_to_the_later_day_is_seen_until_then(cast, vacancy):
    _put_off(cast, vacancy, days=90)

    _say_yes(vacancy, cast.bo)

    assert (_asked(cast.bo), _seen(vacancy, cast.hedda, today=LAST + timedelta(days=61))) == ([], ["Bo"])


def test_a_last_day_that_is_moved_and_moved_back_asks_nobody(cast, vacancy):
    _put_off(cast, vacancy, days=9)
    _put_off(cast, vacancy, days=0)

    assert (_asked(cast.bo), jobs.vacancies.write_of_news()) == ([], 0)


def test_an_earlier_last_day_holds_for_everybody(cast, vacancy):
    _put_off(cast, vacancy, days=-10)

    assert _seen(vacancy, cast.hedda, today=LAST + timedelta(days=51)) == []
    assert _asked(cast.bo) == []


def test_of_what_has_ended_or_was_taken_back_nobody_is_told(cast, vacancy):
    _name(cast, vacancy, cast.gro)
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)
    taken_back = _asked(cast.bo), jobs.vacancies.write_of_news()
    actions.opt_in_again(vacancy=vacancy, viewer=cast.bo, today=TODAY)
    actions.end_vacancy(vacancy=vacancy, viewer=cast.hedda, today=TODAY)

    assert taken_back == ([], 0)
    assert (_asked(cast.bo), jobs.vacancies.write_of_news()) == ([], 0)


def test_who_has_left_or_has_no_address_gets_no_letter(cast, vacancy):
    _name(cast, vacancy, cast.gro)
    Person.objects.filter(pk=cast.bo.pk).update(email="")
    without = jobs.vacancies.write_of_news()
    Person.objects.filter(pk=cast.bo.pk).update(email="bo@alvbro.example", ended=TODAY - timedelta(days=1))

    assert (without, jobs.vacancies.write_of_news(), mail.outbox) == (0, 0, [])


def test_a_recruiter_who_has_left_is_no_news(cast, vacancy):
    _name(cast, vacancy, cast.gro)
    Person.objects.filter(pk=cast.gro.pk).update(ended=TODAY - timedelta(days=1))

    assert (_asked(cast.bo), jobs.vacancies.write_of_news()) == ([], 0)
