"""HR of one unit holds rounds there, and follows wider ones for the people there: never a name, a number or a word of anybody else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from stigar.dialogues import rules
from stigar.dialogues.actions import moving, rounds, signing, talks
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Booking, Pairing, Round, RoundLetter, Talk
from stigar.dialogues.queries.coverage import coverage_of
from stigar.dialogues.queries.pairing import plan_of
from stigar.dialogues.queries.rounds import listed, steered
from stigar.foundation import clock
from stigar.foundation.policy import Refused
from stigar.people.models import Duty, Person, Position, Unit
from tests.cast import LONG_AGO, TODAY, moa_of

ENDS = TODAY + timedelta(days=30)
SECRET = "kanarie"
FORM = {
    "name": "Samtal i kundservice",
    "begins": TODAY.isoformat(),
    "ends": ENDS.isoformat(),
    "template": "yearly",
    "reminders": ["14"],
}


@pytest.fixture
def moa(cast):
    return moa_of(cast)


def _unit(unit):
    return {"kind": "unit", "key": str(unit.pk)}


def _planned(whom, name="Hösten"):
    return rounds.Planned(name, "yearly", TODAY, ENDS, False, (14,), whom)


def _begun(planned, viewer):
    made = rounds.make_round(planned=planned, viewer=viewer, today=TODAY)
    open_the_dialogues(rounds.start_round(row=made, viewer=viewer, today=TODAY))
    return Round.objects.get(pk=made.pk)


@pytest.fixture
def own(cast, moa):
    """A round for customer service, under way: Moa's to hold."""
    return _begun(_planned(_unit(cast.service)), moa)


@pytest.fixture
def wide(cast, moa):
    """A round for everybody, under way: Hedda's to hold."""
    return _begun(_planned({"kind": "everyone"}), cast.hedda)


def _coverage(row, viewer):
    holds = rules.may_be_for(viewer, row.whom, today=TODAY)
    reach = rules.hr_reach(viewer, today=TODAY)
    return coverage_of(row, language="sv", today=TODAY, reach=reach, holds=holds)


def _names(found):
    return {one.person.name.split()[0] for one in found.people}


def _moves(person, unit):
    """The person works somewhere else from today on, under the same manager."""
    Position.objects.filter(person=person).update(unit=unit)


def _both_handed_in(talk):
    for viewer in (talk.person, talk.reviewer):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)


def test_hr_of_a_unit_plans_previews_starts_follows_and_ends_a_round_there(cast, moa, visit):
    browser = visit(moa)
    made = browser.post("/dialogues/rounds/new/", {**FORM, "whom": f"unit:{cast.service.pk}"})
    preview = browser.get(made.url).content.decode()
    key = made.url.split("/")[-2]

    browser.post(f"/dialogues/rounds/{key}/pairs/{cast.bo.pk}/", {"reviewer": str(cast.dag.pk)})
    browser.post(f"/dialogues/rounds/{key}/start/")
    open_the_dialogues(rounds.go_on(row=Round.objects.get(), viewer=moa, today=TODAY))
    under_way = browser.get(made.url).content.decode()
    browser.post(f"/dialogues/rounds/{key}/ending/")

    assert ["Bo Test" in preview, "Siv Test" in preview, "Merchant" in preview] == [True, False, False]
    paired = dict(Talk.objects.filter(round=key).values_list("person__given", "reviewer__given"))
    assert paired == {"Ada": "Gro", "Bo": "Dag", "Cai": "Ada", "Moa": "Ada"}
    assert "0 av 4" in under_way
    assert Round.objects.get().ended_at is not None


def test_she_is_offered_her_unit_with_its_parts_and_nothing_else(cast, moa, visit):
    part = Unit.objects.create(organisation=cast.organisation, code="A11", name="Kväll", parent=cast.service)

    form = visit(moa).get("/dialogues/rounds/new/").context["form"]

    assert re.findall(r'value="([^"]+)"', str(form["whom"])) == [f"unit:{one.pk}" for one in (cast.service, part)]


@pytest.mark.parametrize("whom", ["everyone", "unit:merchants", "units:service,merchants"])
def test_a_round_that_reaches_beyond_the_unit_is_refused_at_every_door(cast, moa, visit, whom):
    told = whom.replace("merchants", str(cast.merchants.pk)).replace("service", str(cast.service.pk))
    kind, _colon, keys = told.partition(":")
    asked = {
        "everyone": {"kind": kind},
        "unit": {"kind": kind, "key": keys},
        "units": {"kind": kind, "keys": keys.split(",")},
    }
    draft = rounds.make_round(planned=_planned(_unit(cast.service)), viewer=moa, today=TODAY)

    answers = [
        visit(moa).post(path, {**FORM, "whom": told})
        for path in ("/dialogues/rounds/new/", f"/dialogues/rounds/{draft.pk}/plan/")
    ]

    assert [one.status_code for one in answers] == [422, 422]
    for act in (
        lambda: rounds.make_round(planned=_planned(asked[kind]), viewer=moa, today=TODAY),
        lambda: rounds.change_round(row=draft, planned=_planned(asked[kind]), viewer=moa, today=TODAY),
    ):
        with pytest.raises(Refused):
            act()
    assert Round.objects.get().whom == _unit(cast.service)


def test_who_is_hr_in_two_units_holds_one_round_for_both(cast, moa, visit):
    Duty.objects.create(organisation=cast.organisation, person=moa, kind=Duty.HR, unit=cast.merchants, begins=LONG_AGO)
    Position.objects.filter(person=cast.siv).update(unit=cast.merchants)
    browser = visit(moa)
    both = next(
        value
        for value, _label in browser.get("/dialogues/rounds/new/").context["form"].fields["whom"].choices
        if str(value).startswith("units:")
    )

    made = browser.post("/dialogues/rounds/new/", {**FORM, "whom": both})

    row = Round.objects.get()
    assert {pair.person.name.split()[0] for pair in plan_of(row, language="sv", today=TODAY).pairs} == {
        "Ada",
        "Bo",
        "Cai",
        "Moa",
        "Dag",
        "Siv",
    }
    assert all(words in browser.get(made.url).content.decode() for words in ("Kundservice", "Handlare"))
    assert browser.get(f"{made.url}plan/").context["form"].initial["whom"] == both


def test_hr_of_the_whole_changes_what_hr_of_two_units_planned(cast, moa, visit):
    both = {"kind": "units", "keys": [str(cast.service.pk), str(cast.merchants.pk)]}
    row = rounds.make_round(planned=_planned(both), viewer=cast.hedda, today=TODAY)
    told = f"units:{cast.service.pk},{cast.merchants.pk}"

    answer = visit(cast.hedda).post(f"/dialogues/rounds/{row.pk}/plan/", {**FORM, "whom": told, "name": "Ny"})

    row.refresh_from_db()
    assert (answer.status_code, row.name, row.whom) == (302, "Ny", both)


def test_another_units_hr_finds_neither_the_draft_nor_the_round(cast, moa, own, visit):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.dag, kind=Duty.HR, unit=cast.merchants, begins=LONG_AGO
    )
    draft = rounds.make_round(planned=_planned(_unit(cast.service), "Hemlig plan"), viewer=moa, today=TODAY)
    browser = visit(cast.dag)

    pages = [
        browser.get(f"/dialogues/rounds/{key}/{rest}").status_code
        for key in (own.pk, draft.pk)
        for rest in ("", "people/", "plan/")
    ]

    assert pages == [404] * 6
    assert "Hemlig plan" not in browser.get("/dialogues/rounds/").content.decode()
    assert all(row.name not in browser.get("/home/").content.decode() for row in (own, draft))


def test_of_a_wider_round_she_sees_the_rows_of_her_unit_and_decides_nothing(cast, moa, wide, visit):
    browser = visit(moa)

    page, people = (browser.get(f"/dialogues/rounds/{wide.pk}/{rest}").content.decode() for rest in ("", "people/"))

    assert [name in people for name in ("Ada Test", "Bo Test", "Cai Test", "Dag Test", "Siv Test", "Handlare")] == [
        True
    ] * 3 + [False] * 3
    assert "0 av 4" in page
    assert [word in page for word in ("period/", "ending/", "latecomers/", "Handlare", "Siv Test", "Dag Test")] == [
        False
    ] * 6
    acts = {
        "plan/": {},
        "start/": {},
        "latecomers/": {},
        "period/": {"ends": "2027-01-20"},
        "ending/": {},
        "ending/removal/": {},
        "opening/": {},
        f"pairs/{cast.bo.pk}/": {"choice": "out"},
    }
    talk = Talk.objects.get(round=wide, person=cast.bo)
    acts |= {
        f"talks/{talk.pk}/{rest}": {"reviewer": str(cast.dag.pk), "until": ""}
        for rest in ("", "absence/", "staying/", "beginning/")
    }
    assert {browser.post(f"/dialogues/rounds/{wide.pk}/{rest}", body).status_code for rest, body in acts.items()} <= {
        404,
        405,
    }
    assert (Pairing.objects.count(), Round.objects.get(pk=wide.pk).ended_at) == (0, None)


def test_no_number_of_a_wider_round_changes_with_what_happens_outside_her_unit(cast, moa, wide, visit):
    browser = visit(moa)
    addresses = [
        "",
        f"{wide.pk}/",
        f"{wide.pk}/people/",
        f"{wide.pk}/people/?unit={cast.merchants.pk}",
        f"{wide.pk}/?unit={cast.merchants.pk}",
    ]

    def seen():
        pages = [*(f"/dialogues/rounds/{rest}" for rest in addresses), "/home/", "/dialogues/"]
        return [
            [line for line in browser.get(page).content.decode().splitlines() if "csrf" not in line.lower()]
            for page in pages
        ]

    before = seen()
    dags = Talk.objects.get(round=wide, person=cast.dag)
    _both_handed_in(dags)
    Position.objects.filter(person=cast.dag).update(manager=cast.hedda)
    Talk.objects.filter(round=wide, person=cast.rut).update(put_down_at=clock.now())
    Talk.objects.filter(round=wide, person=cast.siv).update(away_until=ENDS)
    Person.objects.filter(pk=cast.ulf.pk).update(ended=TODAY - timedelta(days=1))
    Booking.objects.create(organisation=cast.organisation, talk=dags, begins=clock.now(), uid="x", by=cast.gro)

    assert seen() == before


def test_who_moves_out_stays_in_the_round_and_their_row_goes_to_hr_there(cast, moa, own, visit):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.dag, kind=Duty.HR, unit=cast.merchants, begins=LONG_AGO
    )
    bos = Talk.objects.get(round=own, person=cast.bo)
    _moves(cast.bo, cast.merchants)
    before = _coverage(own, moa)
    _both_handed_in(bos)
    after = _coverage(own, moa)

    there = _coverage(own, cast.dag)

    assert (_names(after), after.elsewhere, after.whole.all) == ({"Ada", "Cai", "Moa"}, 1, 3)
    assert (before.whole, before.managers, before.units) == (after.whole, after.managers, after.units)
    assert (_names(there), there.holds, there.elsewhere) == ({"Bo"}, False, 0)
    assert _names(_coverage(own, cast.hedda)) == {"Ada", "Bo", "Cai", "Moa"}
    assert Talk.objects.get(pk=bos.pk).round_id == own.pk
    pages = {
        who: visit(person).get(f"/dialogues/rounds/{own.pk}/people/").content.decode()
        for who, person in (("moa", moa), ("dag", cast.dag))
    }
    assert ["Bo Test" in pages["moa"], "Bo Test" in pages["dag"], "Cai Test" in pages["dag"]] == [False, True, False]


def test_what_becomes_of_who_has_moved_out_is_not_hers_to_decide(cast, moa, own):
    bos = Talk.objects.get(round=own, person=cast.bo)
    _both_handed_in(bos)
    _moves(cast.bo, cast.merchants)
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert [one.person.name for one in _coverage(own, moa).moved] == []
    assert [one.person.name for one in _coverage(own, cast.hedda).moved] == ["Bo Test"]
    assert [one.decisions for one in steered(moa, today=TODAY)] == [0]
    assert [one.decisions for one in steered(cast.hedda, today=TODAY)] == [1]
    with pytest.raises(Refused):
        moving.stay(row=own, talk=bos, stays=True, viewer=moa, today=TODAY)
    with pytest.raises(Refused):
        moving.set_away(row=own, talk=bos, until=ENDS, viewer=moa, today=TODAY)


def test_who_comes_into_the_unit_is_told_and_a_dialogue_opened_for_them(cast, moa, own, visit):
    _moves(cast.siv, cast.service)
    late = [pair.person.name for pair in _coverage(own, moa).late]

    open_the_dialogues(rounds.go_on(row=own, viewer=moa, today=TODAY))

    assert late == ["Siv Test"]
    assert Talk.objects.filter(round=own, person=cast.siv).count() == 1


def test_she_pairs_nobody_who_is_not_in_her_unit(cast, moa, visit):
    row = rounds.make_round(planned=_planned(_unit(cast.service)), viewer=moa, today=TODAY)
    address = f"/dialogues/rounds/{row.pk}/pairs/{cast.dag.pk}/"

    with pytest.raises(Refused):
        rounds.pair(row=row, person=cast.dag, reviewer=cast.gro, left_out=False, viewer=moa, today=TODAY)

    assert [visit(moa).get(address).status_code, visit(moa).post(address, {"choice": "out"}).status_code] == [404, 404]
    assert not Pairing.objects.exists()


def test_when_her_duty_has_ended_nothing_of_it_is_hers_and_no_dialogue_is_opened(cast, moa, visit):
    row = rounds.make_round(planned=_planned(_unit(cast.service)), viewer=moa, today=TODAY)
    asked = rounds.start_round(row=row, viewer=moa, today=TODAY)
    Duty.objects.filter(person=moa).update(ends=TODAY - timedelta(days=1))

    with pytest.raises(Refused):
        open_the_dialogues(asked)

    assert (Talk.objects.count(), RoundLetter.objects.count()) == (0, 0)
    assert [
        visit(moa).get(f"/dialogues/rounds/{rest}").status_code for rest in ("", "new/", f"{row.pk}/", "colleagues/")
    ] == [404] * 4


def test_levels_are_judged_too_in_a_round_of_a_unit_and_only_there(cast, moa):
    planned = replace(_planned(_unit(cast.service)), judges_levels=True)
    row = _begun(planned, moa)

    assert Talk.objects.filter(round=row).count() == 4


def test_who_speaks_for_the_employed_and_is_hr_of_a_unit_cannot_take_one_from_the_other(cast, moa, wide, visit):
    Duty.objects.create(organisation=cast.organisation, person=moa, kind=Duty.REPRESENTATIVE, begins=LONG_AGO)
    page = visit(moa).get(f"/dialogues/rounds/{wide.pk}/").content.decode()

    assert ("0 av 4" in page, "av 9" in page) == (True, False)


def test_the_union_sees_nothing_of_a_round_in_a_unit_of_four(cast, own, visit):
    page = visit(cast.ulf).get(f"/dialogues/rounds/{own.pk}/").content.decode()

    assert ("av 4" in page, "Bo Test" in page) == (False, False)


@pytest.mark.parametrize("which", ["own", "wide"])
def test_no_word_of_what_the_two_write_reaches_her(cast, moa, which, visit, request):
    row = request.getfixturevalue(which)
    bos = Talk.objects.get(round=row, person=cast.bo)
    talks.save_answer(talk=bos, question="back.hard", text=SECRET, turn=0, viewer=cast.bo, today=TODAY)
    _both_handed_in(bos)
    signing.write_summary(talk=bos, text=SECRET, turn=0, viewer=cast.bo, today=TODAY)
    talks.agree(talk=bos, who=cast.bo, text=SECRET, by_day=None, viewer=cast.bo, today=TODAY)
    browser = visit(moa)

    pages = [
        f"/dialogues/rounds/{rest}" for rest in ("", f"{row.pk}/", f"{row.pk}/people/", f"{row.pk}/talks/{bos.pk}/")
    ]
    seen = [
        browser.get(page) for page in (*pages, f"/dialogues/{bos.pk}/", f"/dialogues/{bos.pk}/summary/file/", "/home/")
    ]

    assert [SECRET in one.content.decode() for one in seen] == [False] * 7
    assert [one.status_code for one in seen[4:6]] == [404, 404]


def test_a_list_of_rounds_counts_her_own_alone_and_costs_the_same_for_three(
    cast, moa, wide, own, django_assert_num_queries
):
    def asked():
        rows = rules.followed_rounds(moa, today=TODAY)
        return [one.talks_made for one in listed(rows, viewer=moa, today=TODAY).ongoing]

    assert asked() == [4, 4]
    with django_assert_num_queries(2):
        asked()
    for name in ("Två", "Tre"):
        _begun(_planned(_unit(cast.service), name), moa)
    with django_assert_num_queries(2):
        asked()
