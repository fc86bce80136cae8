"""Attempts to learn who wants a vacancy, who did, or who said no: by trying, guessing, counting, comparing and being quick."""

import re
from datetime import timedelta

import pytest

from stigar.foundation import clock
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.levels import privacy
from stigar.levels.actions import vacancies as actions
from stigar.levels.actions.careers import be_interested
from stigar.levels.models import OptIn, Recruiter, Vacancy
from stigar.levels.queries import vacancies as queries
from stigar.levels.queries.vacancies_news import to_tell
from stigar.levels.rules import vacancies as rules
from stigar.people.actions.oneself import make_token
from stigar.people.models import Duty, Person, Position, Unit
from tests.cast import LONG_AGO, TODAY
from tests.levels.groups import advisers
from tests.levels.test_team import level

LIST, LAST, API = "/competence/vacancies/", TODAY + timedelta(days=20), "/api/v1/vacancies"
SECRET = "lyktgubbe-9013"
YESTERDAY = TODAY - timedelta(days=1)
OTHERS = ("gro", "ada", "cai", "ulf", "rut", "siv", "eve")


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def vacancy(cast, approved) -> Vacancy:
    """An adviser is wanted in customer service, Dag recruits, and Bo has said yes."""
    made = _opened(cast, unit=cast.service.pk)
    actions.name_recruiter(vacancy=made, person=cast.dag, viewer=cast.hedda, today=TODAY)
    _say_yes(made, cast.bo)
    return made


@pytest.fixture
def machine(client):
    """Ask as a program of somebody's: ``machine(cast.bo, "get", "/people")``."""

    def ask(person, method, path="", body=None):
        with inside(person.organisation_id):
            token = make_token(name=f"program {clock.now()}", viewer=person, today=TODAY)[1]
        sent = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {token}"}}
        return getattr(client, method)(f"{API}{path}", **sent, **({"data": body} if body is not None else {}))

    return ask


def _opened(cast, *, unit, viewer=None):
    told = {"role": cast.adviser.pk, "where": "", "words": "", "last_day": LAST, "today": TODAY}
    return actions.open_vacancy(unit=unit, viewer=viewer or cast.hedda, **told)


def _mark(vacancy, person):
    said = queries.own_opt_in(vacancy, person, today=TODAY)
    return queries.shown_to(vacancy, person, said, today=TODAY).mark


def _say_yes(vacancy, person, *, words=SECRET):
    return actions.opt_in(vacancy=vacancy, words=words, seen_by=_mark(vacancy, person), viewer=person, today=TODAY)


def _hr_in(cast, person, unit, **more):
    return Duty.objects.create(
        organisation=cast.organisation, person=person, kind=Duty.HR, unit=unit, begins=LONG_AGO, **more
    )


def _people(vacancy):
    return f"{LIST}{vacancy.pk}/people/"


def _text(answer):
    page = answer.content.decode()
    return " ".join(re.sub("<[^>]*>", " ", page[max(0, page.find("<main")) :]).split())


def test_hr_who_wants_it_too_cannot_find_out_who_else_does_by_naming_them(cast, visit, vacancy):
    _say_yes(vacancy, cast.hedda)
    hedda = visit(cast.hedda)

    tried = [
        hedda.post(f"{LIST}{vacancy.pk}/recruiters/", {"email": one.email}) for one in (cast.bo, cast.gro, cast.dag)
    ]

    assert [one.status_code for one in tried] == [404] * 3
    assert len({_text(one) for one in tried}) == 1
    assert "Name somebody" not in _text(hedda.get(_people(vacancy)))


def test_hr_who_wants_it_too_brings_no_recruiter_back(cast, vacancy):
    row = Recruiter.objects.get()
    actions.name_no_more(recruiter=row, viewer=cast.hedda, today=TODAY)
    _say_yes(vacancy, cast.hedda)

    with pytest.raises(Refused):
        actions.name_again(recruiter=row, viewer=cast.hedda, today=TODAY)


@pytest.mark.parametrize("who", OTHERS)
def test_direct_requests_of_who_is_not_named_find_nothing(cast, visit, vacancy, who):
    viewer, row = getattr(cast, who), Recruiter.objects.get()
    browser, at = visit(viewer), f"{LIST}{vacancy.pk}/"

    tried = [
        browser.get(f"{at}people/"), browser.get(f"{at}people/?page=1"), browser.get(f"{at}interested/"),
        browser.post(f"{at}recruiters/", {"email": viewer.email}), browser.post(f"{at}recruiters/{row.pk}/removal/"),
        browser.post(f"{at}recruiters/{row.pk}/return/"), browser.post(f"{at}consideration/removal/"),
        browser.post(f"{at}consideration/return/"), browser.post(f"{at}consideration/news/removal/"), browser.post(f"{at}end/"),
    ]  # fmt: skip

    assert [one.status_code for one in tried] == [404] * len(tried)
    assert not any(SECRET in one.content.decode() or "Bo Test" in one.content.decode() for one in tried)
    assert (OptIn.objects.get().taken_back_at, Recruiter.objects.get().stopped_at) == (None, None)


@pytest.mark.parametrize("who", [*OTHERS, "bo"])
def test_a_machine_finds_no_more_than_a_page(cast, machine, vacancy, who):
    viewer = getattr(cast, who)
    at = f"/{vacancy.pk}"

    tried = [machine(viewer, "get", f"{at}/people"), machine(viewer, "get", at), machine(viewer, "get")]

    assert tried[0].status_code == 404
    own = who == "bo"
    assert any(SECRET in one.content.decode() for one in tried) is own
    assert any("Bo Test" in one.content.decode() for one in tried) is False


def test_by_machine_one_says_yes_sees_it_and_takes_it_back(cast, machine, vacancy):
    at = f"/{vacancy.pk}"
    read = machine(cast.cai, "get", at).json()

    stale = machine(cast.cai, "put", f"{at}/consideration", {"words": "Gärna", "seen_by": "x"})
    said = machine(cast.cai, "put", f"{at}/consideration", {"words": "Gärna", "seen_by": read["seen_by"]})
    own = machine(cast.cai, "get", at).json()["said"]
    seen = machine(cast.dag, "get", f"{at}/people").json()
    back = [machine(cast.cai, "delete", f"{at}/consideration").status_code for _ in range(2)]

    assert (read["hr"], read["recruiters"], read["said"]) == (["Hedda Test"], ["Dag Test"], None)
    assert (stale.status_code, said.status_code, back) == (409, 204, [204, 404])
    assert (own["words"], own["seen_by"], own["not_seen_by"]) == ("Gärna", ["Dag Test"], [])
    assert own["seen_until"] == (LAST + timedelta(days=60)).isoformat()
    assert (seen["count"], [one["name"] for one in seen["others"]]) == (2, ["Bo Test", "Cai Test"])
    looks = JournalEntry.objects.looks().filter(actor=cast.dag.pk)
    assert sorted(str(one.about) for one in looks) == sorted(str(one.pk) for one in (cast.bo, cast.cai))


def test_the_machines_list_tells_everybody_of_their_own_alone(cast, machine, vacancy):
    told = {who: machine(getattr(cast, who), "get").json() for who in ("bo", "dag", "hedda", "ada", "ulf")}

    assert {who: [(one["wanted"], one["recruits"], one["holds"]) for one in rows] for who, rows in told.items()} == {
        "bo": [(True, False, False)], "dag": [(False, True, False)], "hedda": [(False, False, True)],
        "ada": [(False, False, False)], "ulf": [(False, False, False)],
    }  # fmt: skip


def test_hr_of_another_unit_sees_who_wants_nothing(cast, visit, vacancy):
    _hr_in(cast, cast.cai, cast.merchants)
    browser = visit(Person.objects.get(pk=cast.cai.pk))

    tried = [browser.get(f"{LIST}{vacancy.pk}/{rest}") for rest in ("people/", "interested/", "change/")]
    page = browser.get(LIST).content.decode()

    assert [one.status_code for one in tried] == [404] * 3
    assert _people(vacancy) not in page


def test_a_vacancy_of_the_whole_is_not_held_by_hr_of_a_unit(cast, visit, vacancy):
    whole = _opened(cast, unit=None)
    _say_yes(whole, cast.bo)
    _hr_in(cast, cast.ada, cast.service)

    statuses = [visit(Person.objects.get(pk=cast.ada.pk)).get(_people(one)).status_code for one in (vacancy, whole)]

    assert statuses == [200, 404]


def test_whose_duty_has_ended_sees_nothing_from_the_next_request(cast, visit, vacancy):
    duty = _hr_in(cast, cast.ada, cast.service)
    browser = visit(Person.objects.get(pk=cast.ada.pk))
    before = browser.get(_people(vacancy))
    Duty.objects.filter(pk=duty.pk).update(ends=YESTERDAY)
    after = browser.get(_people(vacancy))

    assert (SECRET in before.content.decode(), after.status_code) == (True, 404)


def test_a_recruiter_named_anew_sees_only_who_says_yes_from_then_on(cast, visit, vacancy):
    visit(cast.hedda).post(f"{LIST}{vacancy.pk}/recruiters/{Recruiter.objects.get().pk}/removal/")
    visit(cast.hedda).post(f"{LIST}{vacancy.pk}/recruiters/", {"email": cast.dag.email})
    _say_yes(vacancy, cast.cai)

    page = visit(cast.dag).get(_people(vacancy)).content.decode()

    assert ("Bo Test" in page, "Cai Test" in page) == (False, True)


def test_no_count_tells_a_later_recruiter_of_those_who_have_not_answered(cast, visit, machine, vacancy):
    actions.name_recruiter(vacancy=vacancy, person=cast.gro, viewer=cast.hedda, today=TODAY)
    with_one = _text(visit(cast.gro).get(_people(vacancy))), machine(cast.gro, "get", f"/{vacancy.pk}/people").json()
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)
    without = _text(visit(cast.gro).get(_people(vacancy))), machine(cast.gro, "get", f"/{vacancy.pk}/people").json()

    assert with_one == without
    assert (with_one[1]["count"], with_one[1]["others"]) == (0, [])


def test_pages_of_everybody_are_the_same_whether_somebody_wants_it_or_nobody(cast, visit, vacancy):
    told = {who: _read(visit, vacancy, getattr(cast, who)) for who in ("gro", "ada", "cai", "ulf", "rut", "siv")}
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)

    assert {who: _read(visit, vacancy, getattr(cast, who)) for who in told} == told


def _read(visit, vacancy, viewer):
    browser, at = visit(viewer), f"{LIST}{vacancy.pk}/"
    return [_text(browser.get(one)) for one in (LIST, at, f"{at}consideration/", "/home/", "/account/looks/")]


def test_hr_reads_no_day_on_which_anybody_said_yes(cast, visit, vacancy):
    OptIn.objects.update(at=clock.now() - timedelta(days=11))
    page = visit(cast.hedda).get(_people(vacancy))
    OptIn.objects.update(at=clock.now() - timedelta(days=3))

    assert _text(page) == _text(visit(cast.hedda).get(_people(vacancy)))


def test_who_took_it_back_is_not_told_apart_from_who_never_wanted_it(cast, visit, vacancy):
    for who in (cast.bo, cast.cai):
        be_interested(role=cast.adviser.pk, audience="mobility", why="", viewer=who, today=TODAY)
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)

    text = _text(visit(cast.hedda).get(f"{LIST}{vacancy.pk}/interested/"))

    assert text.count("Bo Test") == text.count("Cai Test") == 1
    assert text.replace("Bo Test", "X").replace("Cai Test", "X").count("X") == 2


def test_the_journal_is_for_the_auditor_and_has_no_words(cast, visit, vacancy):
    statuses = {
        who: visit(getattr(cast, who)).get("/journal/").status_code
        for who in ("hedda", "dag", "siv", "ulf", "ada", "rut")
    }
    page = visit(cast.rut).get("/journal/").content.decode()

    assert {who for who, status in statuses.items() if status == 200} == {"rut"}
    assert SECRET not in page


def test_who_moves_to_another_unit_is_seen_all_the_same_and_their_new_manager_sees_nothing(cast, visit, vacancy):
    Position.objects.filter(person=cast.bo).update(ends=YESTERDAY)
    Position.objects.create(
        organisation=cast.organisation,
        person=cast.bo,
        unit=cast.merchants,
        role=cast.adviser,
        manager=cast.gro,
        begins=TODAY,
    )

    assert SECRET in visit(cast.dag).get(_people(vacancy)).content.decode()
    assert visit(cast.gro).get(_people(vacancy)).status_code == 404
    assert "Bo Test" not in _text(visit(cast.gro).get(f"{LIST}{vacancy.pk}/"))


def test_who_leaves_or_is_erased_is_gone_from_every_page(cast, visit, machine, vacancy):
    Person.objects.filter(pk=cast.bo.pk).update(ended=YESTERDAY)
    left = [visit(one).get(_people(vacancy)).content.decode() for one in (cast.hedda, cast.dag)]
    counted = machine(cast.dag, "get", f"/{vacancy.pk}/people").json()["count"]
    privacy.forget(Person.objects.get(pk=cast.bo.pk), today=TODAY)

    assert [SECRET in page or "Bo Test" in page for page in left] == [False, False]
    assert (counted, OptIn.objects.count()) == (0, 0)


def test_who_has_left_says_neither_yes_nor_no(cast, vacancy):
    Person.objects.filter(pk=cast.bo.pk).update(ended=YESTERDAY)
    bo = Person.objects.get(pk=cast.bo.pk)

    for doing in (actions.opt_out, actions.opt_in_again):
        with pytest.raises(Refused):
            doing(vacancy=vacancy, viewer=bo, today=TODAY)
    with pytest.raises(Refused):
        _say_yes(vacancy, bo)
    assert OptIn.objects.get().taken_back_at is None


def test_ids_of_another_organisation_open_nothing(cast, visit, machine, vacancy):
    with inside(cast.elsewhere.pk):
        eve = cast.eve
        assert queries.vacancy_shown(eve, vacancy.pk, today=TODAY) is None
        assert to_tell(before=clock.now() + timedelta(days=1), today=TODAY) == []
    tried = [machine(cast.eve, "get", f"/{vacancy.pk}{rest}").status_code for rest in ("", "/people")]
    tried.append(
        machine(
            cast.eve, "put", f"/{vacancy.pk}/consideration", {"words": "", "seen_by": _mark(vacancy, cast.bo)}
        ).status_code
    )

    assert tried == [404, 404, 404]


def test_a_recruiter_of_one_vacancy_is_nothing_to_another(cast, visit, vacancy):
    other = _opened(cast, unit=cast.service.pk)
    _say_yes(other, cast.cai)
    row = Recruiter.objects.get()

    crossed = [
        visit(cast.dag).get(_people(other)),
        visit(cast.hedda).post(f"{LIST}{other.pk}/recruiters/{row.pk}/removal/"),
    ]

    assert [one.status_code for one in crossed] == [404, 404]
    assert Recruiter.objects.get().stopped_at is None


def test_putting_back_what_was_taken_back_shows_it_to_nobody_new(cast, vacancy):
    actions.opt_out(vacancy=vacancy, viewer=cast.bo, today=TODAY)
    actions.name_recruiter(vacancy=vacancy, person=cast.gro, viewer=cast.hedda, today=TODAY)
    actions.opt_in_again(vacancy=vacancy, viewer=cast.bo, today=TODAY)

    row = queries.vacancy_shown(cast.gro, vacancy.pk, today=TODAY)
    towards = rules.grounds_in(cast.gro, row, today=TODAY)

    assert list(rules.visible_opt_ins(cast.gro, row, today=TODAY, towards=towards)) == []


def test_a_profile_that_is_laid_anew_shows_nothing_more_of_him(cast, visit, vacancy, books):
    level(cast, cast.bo, books["listening"], 4)
    before = _text(visit(cast.dag).get(_people(vacancy)))
    version = vacancy.version
    harder = [{**one, "level": 5} for one in version.content["requirements"]]
    more = {**version.content, "requirements": harder}
    newer = type(version).objects.create(
        organisation=cast.organisation, profile=version.profile, number=2, content=more, digest="2" * 64, at=clock.now()
    )
    assert newer.pk != vacancy.version_id

    assert _text(visit(cast.dag).get(_people(vacancy))) == before


def test_of_many_fifty_are_shown_at_a_time_and_only_they_are_told_of_it(cast, visit, machine, vacancy):
    for one in advisers(cast, cast.service, cast.ada, 60):
        _say_yes(vacancy, one, words="")

    first = _text(visit(cast.dag).get(_people(vacancy)))
    looked = JournalEntry.objects.looks().filter(actor=cast.dag.pk).count()
    parts = [machine(cast.hedda, "get", f"/{vacancy.pk}/people?page={page}").json() for page in (1, 2, 3)]
    odd = [visit(cast.dag).get(f"{_people(vacancy)}?page={page}").status_code for page in ("0", "-1", "x", "9" * 5000)]

    assert ("61 want to be considered" in first, looked) == (True, 50)
    assert [(one["count"], one["page"], one["pages"], len(one["others"])) for one in parts] == [
        (61, 1, 2, 50), (61, 2, 2, 11), (61, 2, 2, 11),
    ]  # fmt: skip
    assert odd == [200] * 4


def test_a_union_representative_sees_which_there_are_and_how_they_stand_and_nobody_in_them(
    cast, visit, machine, vacancy
):
    decided, ended = (_opened(cast, unit=cast.service.pk) for _ in range(2))
    for one in (decided, ended):
        _say_yes(one, cast.bo)
    Vacancy.objects.filter(pk=decided.pk).update(last_day=YESTERDAY)
    actions.end_vacancy(vacancy=ended, viewer=cast.hedda, today=TODAY)

    states = {who: [one["state"] for one in machine(getattr(cast, who), "get").json()] for who in ("ulf", "ada")}
    page = visit(cast.ulf).get(LIST).content.decode()

    assert states == {"ulf": ["open", "being decided", "ended"], "ada": ["open"]}
    assert ("Bo Test" in page, "/people/" in page.split("<main")[1]) == (False, False)
    assert "neither who wants it nor how many" in visit(cast.ulf).get(f"{LIST}{vacancy.pk}/").content.decode()


def test_a_unit_that_moves_takes_its_hr_along_and_leaves_the_old_one_out(cast, vacancy):
    _hr_in(cast, cast.ada, cast.merchants)
    ada = Person.objects.get(pk=cast.ada.pk)
    before = vacancy in rules.held_vacancies(ada, today=TODAY)
    Unit.objects.filter(pk=cast.service.pk).update(parent=cast.merchants)

    assert (before, vacancy in rules.held_vacancies(Person.objects.get(pk=cast.ada.pk), today=TODAY)) == (False, True)
