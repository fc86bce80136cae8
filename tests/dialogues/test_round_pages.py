"""A round on screen: what HR, the union, managers and everybody else get; and that nobody reads there what the two write."""

import re
from datetime import timedelta

import pytest

from stigar.dialogues.actions import moving, rounds, signing, talks
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Booking, Pairing, Round, Talk
from stigar.dialogues.queries.coverage import coverage_of, shared_line, state_of
from stigar.foundation import clock
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY

SECRET = "kanarie"
ENDS = TODAY + timedelta(days=30)
FORM = {
    "name": "Höstens samtal", "begins": TODAY.isoformat(), "ends": ENDS.isoformat(), "whom": "everyone", "template": "yearly",
    "reminders": ["14", "3"],
}  # fmt: skip


@pytest.fixture
def row(cast):
    """A round under way, in which Bo and Ada have come all the way and Cai has written something."""
    planned = rounds.Planned("Hösten", "yearly", TODAY, ENDS, False, (14, 3), {"kind": "everyone"})
    made = rounds.make_round(planned=planned, viewer=cast.hedda, today=TODAY)
    open_the_dialogues(rounds.start_round(row=made, viewer=cast.hedda, today=TODAY))
    _all_the_way(Talk.objects.get(round=made, person=cast.bo), cast.bo, cast.ada)
    cais = Talk.objects.get(round=made, person=cast.cai)
    talks.save_answer(talk=cais, question="back.hard", text=SECRET, turn=0, viewer=cast.cai, today=TODAY)
    talks.hand_in(talk=cais, viewer=cast.cai, today=TODAY)
    return Round.objects.get(pk=made.pk)


def _all_the_way(talk, person, reviewer):
    both = {"talk": talk, "today": TODAY}
    talks.save_answer(question="back.hard", text=SECRET, turn=0, viewer=person, **both)
    for viewer in (person, reviewer):
        talks.hand_in(viewer=viewer, **both)
        talks.write_note(block="", text=SECRET, shared=True, viewer=viewer, **both)
    talks.agree(who=person, text=SECRET, by_day=None, viewer=person, **both)
    signing.write_summary(text=SECRET, turn=0, viewer=person, **both)
    for viewer in (person, reviewer):
        signing.sign(digest=signing.digest_of(talk), viewer=viewer, **both)


def test_hr_plans_looks_changes_starts(cast, visit):
    browser = visit(cast.hedda)
    made = browser.post("/dialogues/rounds/new/", FORM)
    page = browser.get(made.url).content.decode()
    assert ("Höstens samtal" in page, "Gro Test" in page) == (True, True)
    key = made.url.split("/")[-2]

    browser.post(f"/dialogues/rounds/{key}/pairs/{cast.gro.pk}/", {"reviewer": str(cast.hedda.pk)})
    browser.post(f"/dialogues/rounds/{key}/start/")
    asked = rounds.go_on(row=Round.objects.get(), viewer=cast.hedda, today=TODAY)
    open_the_dialogues(asked)

    assert Talk.objects.filter(round=key).count() == 9
    assert Talk.objects.get(round=key, person=cast.gro).reviewer == cast.hedda


def test_on_a_phone_a_line_of_a_round_is_told_in_words(cast, row, visit):
    shown = visit(cast.hedda).get(f"/dialogues/rounds/{row.pk}/").content.decode()

    told = re.findall(r'<span class="round-words" aria-hidden="true">(.*?)</span>', shown)

    assert (len(told) > 0, [one for one in told if not re.fullmatch(r"\d+ samtal: \d+ .+", one)]) == (True, [])


def test_undone_somebody_else_is_who_it_was(cast, visit):
    browser = visit(cast.hedda)
    key = browser.post("/dialogues/rounds/new/", FORM).url.split("/")[-2]
    address = f"/dialogues/rounds/{key}/pairs/{cast.bo.pk}/"
    undos = [
        next(iter(browser.post(address, sent, follow=True).context["messages"]))
        .extra_tags.removeprefix("undo:")
        .split()[0]
        for sent in ({"reviewer": str(cast.dag.pk)}, {"choice": "out"}, {"reviewer_name": "Gro Test"})
    ]

    told = []
    for undo in reversed(undos):
        browser.post(undo)
        told.append(Pairing.objects.values_list("reviewer__given", "left_out").first())

    assert told == [(None, True), ("Dag", False), None]


def test_a_name_that_is_nobodys_is_answered_in_words(cast, visit):
    browser = visit(cast.hedda)
    key = browser.post("/dialogues/rounds/new/", FORM).url.split("/")[-2]

    answer = browser.post(f"/dialogues/rounds/{key}/pairs/{cast.bo.pk}/", {"reviewer_name": "Ingen Alls"}, follow=True)

    assert (answer.status_code, Pairing.objects.count()) == (200, 0)


@pytest.mark.parametrize("who", ["hedda", "ulf", "gro", "dag", "rut", "siv", "ada"])
def test_no_page_of_a_round_has_a_word_of_what_the_two_write(cast, visit, row, who):
    browser = visit(getattr(cast, who))
    talk = Talk.objects.get(round=row, person=cast.cai)

    seen = [
        browser.get(f"/dialogues/rounds/{rest}").content.decode()
        for rest in ("", f"{row.pk}/", f"{row.pk}/people/", f"{row.pk}/mine/", f"{row.pk}/talks/{talk.pk}/", f"{row.pk}/?unit={cast.service.pk}")
    ]  # fmt: skip

    assert [SECRET in page for page in (*seen, browser.get("/home/").content.decode())] == [False] * 7


def test_hr_does_not_see_which_of_the_two_has_handed_in(cast, visit, row):
    browser = visit(cast.hedda)
    before = browser.get(f"/dialogues/rounds/{row.pk}/people/?q=Cai").content
    talks.take_back(talk=Talk.objects.get(round=row, person=cast.cai), viewer=cast.cai, today=TODAY)

    after = browser.get(f"/dialogues/rounds/{row.pk}/people/?q=Cai").content

    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page):
    return [line for line in page.decode().splitlines() if "csrf" not in line.lower()]


def test_the_union_sees_the_whole_round_without_names(cast, visit, row):
    page = visit(cast.ulf).get(f"/dialogues/rounds/{row.pk}/").content.decode()

    assert "1 signed" in page or "1 underskriv" in page
    assert [name in page for name in ("Bo Test", "Ada Test", "Kundservice")] == [False] * 3


def test_the_union_sees_nothing_of_a_round_of_four(cast, row):
    Talk.objects.filter(round=row, reviewer=cast.gro).delete()
    Talk.objects.filter(round=row, reviewer=cast.hedda).delete()

    assert shared_line(row, today=TODAY) is None


def test_coverage_counts_units_with_their_parts_and_reviewers(cast, row):
    found = coverage_of(row, language="sv", today=TODAY)

    assert {line.name: dict(line.counts) for line in found.units} == {
        "Alvbro": {"waits": 7, "signed": 1}, "Kundservice": {"waits": 2, "signed": 1}, "Handlare": {"waits": 1},
    }  # fmt: skip
    assert [(line.name, line.in_order) for line in found.managers] == [
        ("Ada Test", (1, 0, 0, 1, 0)), ("Gro Test", (0, 0, 0, 6, 0)),
    ]  # fmt: skip
    assert [(one.person.name, one.why) for one in found.lacking] == [("Gro Test", "none")]


def test_who_has_left_is_counted_nowhere(cast, row):
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    found = coverage_of(row, language="sv", today=TODAY)

    assert (found.gone, found.whole.all, found.whole.counts.get("signed", 0)) == (1, 7, 0)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, "waits"), ({"met": True}, "waits"), ({"revealed": True}, "prepared"), ({"revealed": True, "met": True}, "held"),
        ({"revealed": True, "written": True}, "held"), ({"revealed": True, "closed": True, "signatures": 2}, "signed"),
        ({"revealed": True, "closed": True, "signatures": 1}, "held"),
    ],
)  # fmt: skip
def test_how_far_a_dialogue_has_come(told, state):
    nothing = {"revealed": False, "closed": False, "signatures": 0, "written": False, "met": False}

    assert state_of(**{**nothing, **told}) == state


def test_a_manager_sees_their_own_people_and_whose_turn_it_is(cast, visit, row):
    page = visit(cast.ada).get(f"/dialogues/rounds/{row.pk}/mine/")

    assert [(one.name, one.state, one.mine) for one in page.context["own"].talks] == [
        ("Bo Test", "signed", False), ("Cai Test", "waits", True),
    ]  # fmt: skip
    assert f"/dialogues/rounds/{row.pk}/mine/" in visit(cast.ada).get("/dialogues/").content.decode()
    assert [
        visit(getattr(cast, who)).get(f"/dialogues/rounds/{row.pk}/mine/").status_code for who in ("bo", "dag", "eve")
    ] == [404] * 3


def test_home_tells_hr_what_waits_for_a_decision(cast, visit, row):
    talk = Talk.objects.get(round=row, person=cast.cai)
    talks.hand_in(talk=talk, viewer=cast.ada, today=TODAY)
    before = visit(cast.hedda).get("/home/").context["rounds"]
    Position.objects.filter(person=cast.cai).update(manager=cast.dag)

    after = visit(cast.hedda).get("/home/").context["rounds"]

    assert ([one.decisions for one in before], [one.decisions for one in after]) == ([0], [1])
    assert visit(cast.dag).get("/home/").context["rounds"] == []


def test_the_two_buttons_decide_and_are_undone(cast, visit, row):
    talk = Talk.objects.get(round=row, person=cast.cai)
    talks.hand_in(talk=talk, viewer=cast.ada, today=TODAY)
    Position.objects.filter(person=cast.cai).update(manager=cast.dag)
    browser = visit(cast.hedda)
    page = browser.get(f"/dialogues/rounds/{row.pk}/").content.decode()
    address = f"/dialogues/rounds/{row.pk}/talks/{talk.pk}/"
    assert (f"{address}staying/" in page, f"{address}beginning/" in page) == (True, True)

    browser.post(f"{address}staying/")
    browser.post(f"{address}staying/removal/")
    browser.post(f"{address}beginning/")
    fresh = Talk.objects.get(round=row, person=cast.cai)
    browser.post(f"/dialogues/rounds/{row.pk}/talks/{fresh.pk}/beginning/removal/")

    assert Talk.objects.get(round=row, person=cast.cai, put_down_at=None).pk == talk.pk


def test_away_is_kept_as_a_day_and_taken_back(cast, visit, row):
    talk = Talk.objects.get(round=row, person=cast.cai)
    browser, address = visit(cast.hedda), f"/dialogues/rounds/{row.pk}/talks/{talk.pk}/absence/"
    browser.post(address, {"until": ENDS.isoformat()})
    away = [one.person.name for one in coverage_of(row, language="sv", today=TODAY).away]

    browser.post(f"{address}?until=")

    talk.refresh_from_db()
    assert (away, talk.away_until) == (["Cai Test"], None)


def test_rows_and_questions_are_the_same_for_one_and_for_many(cast, visit, row, django_assert_num_queries):
    browser = visit(cast.hedda)
    address = f"/dialogues/rounds/{row.pk}/"
    browser.get(address)
    browser.get("/dialogues/rounds/")

    with django_assert_num_queries(9):
        browser.get(address)
    with django_assert_num_queries(9):
        browser.get(f"{address}people/")
    with django_assert_num_queries(3):
        browser.get("/dialogues/rounds/")
    for number in range(3):
        new = Person.objects.create(organisation=cast.organisation, number=f"n{number}", given="Nya", started=LONG_AGO)
        Position.objects.create(organisation=cast.organisation, person=new, manager=cast.ada, begins=LONG_AGO)
    open_the_dialogues(rounds.go_on(row=row, viewer=cast.hedda, today=TODAY))
    with django_assert_num_queries(9):
        browser.get(address)


def test_the_preview_asks_seven_questions(cast, visit, django_assert_num_queries):
    browser = visit(cast.hedda)
    address = browser.post("/dialogues/rounds/new/", FORM).url
    browser.get(address)

    with django_assert_num_queries(7):
        browser.get(address)


def test_a_booked_time_is_told_and_passed_it_is_held(cast, row):
    talk = Talk.objects.get(round=row, person=cast.cai)
    talks.hand_in(talk=talk, viewer=cast.ada, today=TODAY)
    Booking.objects.create(
        organisation=cast.organisation, talk=talk, begins=clock.now() - timedelta(hours=1), uid="x", by=cast.ada
    )

    states = {one.person.name: one.state for one in coverage_of(row, language="sv", today=TODAY).people}

    assert states["Cai Test"] == "held"
    assert moving.moved_in(row, language="sv", today=TODAY) == ()
