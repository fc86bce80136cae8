"""A team side by side: every cell is what the person's own page says, and only who leads them today sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import inside
from stigar.levels import rules
from stigar.levels.models import Certificate, Exemption, Experience, Level
from stigar.levels.queries.gaps import gap_picture
from stigar.levels.queries.required import role_and_required
from stigar.levels.queries.team import team_side_by_side
from stigar.people.models import Person, Position, Role
from tests.cast import LONG_AGO, TODAY

PAGE, NOW = "/competence/team/", datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HR_STRANGERS_AND_PEERS = ("bo", "cai", "dag", "hedda", "ulf", "rut", "siv", "eve")


def level(cast, who, competence, at, source="manager", on=TODAY, **more):
    return Level.objects.create(
        organisation=cast.organisation, person=who, competence_id=competence, source=source, level=at, on=on, at=NOW, by=cast.ada, **more
    )  # fmt: skip


def side(cast, viewer, today=TODAY):
    return team_side_by_side(rules.team(viewer, today=today), language="sv", today=today)


def grow(cast, n):
    """More advisers under Ada."""
    for number in range(n):
        one = Person.objects.create(
            organisation=cast.organisation,
            number=f"1{number}",
            given=f"Nya{number:03}",
            language="sv",
            started=LONG_AGO,
        )
        Position.objects.create(
            organisation=cast.organisation, person=one, role=cast.adviser, manager=cast.ada, begins=LONG_AGO
        )


def test_people_stand_in_alphabetical_order_and_nothing_is_added_up_over_them(cast, approved, books):
    level(cast, cast.cai, books["listening"], 5)

    found = side(cast, cast.ada)

    assert [one.given for one in found.people] == ["Bo", "Cai"]
    assert [(row.name, row.asked, row.can, row.unknown) for row in found.rows] == [
        ("Lyssna på kunden", 2, 1, 1),
        ("Skriva tydligt", 2, 0, 2),
    ]


def test_every_cell_is_what_the_persons_own_page_says(cast, approved, books):
    draw, grown = Random(4), list(books.values())
    grow(cast, 30)
    team = list(rules.team(cast.ada, today=TODAY))
    for who in team:
        for competence in grown:
            for _ in range(draw.randrange(4)):
                source = draw.choice(["self", "manager", "peer", "observation", "certificate"])
                level(cast, who, competence, draw.randrange(6), source, TODAY - timedelta(days=draw.randrange(900)))
        _beside(cast, who, draw, grown)

    found = side(cast, cast.ada)

    for place, one in enumerate(found.people):
        who = Person.objects.get(pk=one.id)
        _role, required = role_and_required(who, language="sv", today=TODAY)
        picture = gap_picture(who, required, Level.objects.filter(person=who, taken_back=None), today=TODAY)
        assert [_cell_of(row) for row in picture.rows] == [_told(found, need.competence, place) for need in required], (
            who
        )


def _beside(cast, who, draw, books):
    common = {"organisation": cast.organisation, "person": who, "by": cast.ada, "at": NOW}
    ends = draw.choice([None, TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=40)])
    if draw.random() < 0.6:
        Certificate.objects.create(
            name="Intyg", competence_id=draw.choice(books), level=3, begins=TODAY - timedelta(days=400), ends=ends,
            confirmed_at=draw.choice([NOW, None]), **common,
        )  # fmt: skip
    if draw.random() < 0.3:
        Exemption.objects.create(
            competence_id=draw.choice(books), why="Gör annat", begins=LONG_AGO, ends=ends, **common
        )
    Experience.objects.create(
        organisation=cast.organisation, person=who, competence_id=draw.choice(books), on=TODAY, at=NOW,
        used=draw.choice([None, TODAY - timedelta(days=draw.randrange(900))]),
    )  # fmt: skip


def _cell_of(row):
    side = row.gap.assessed
    own = row.own.level if row.own and row.state == "not known" else None
    steps = 0 if row.state in ("exempt", "expired") or side is None else side.gap or side.surplus
    return (row.state, side.level if side else None, steps, own, bool(side and side.old))


def _told(found, competence, place):
    return tuple(next(row for row in found.rows if row.competence == competence).cells[place])


def test_two_can_and_one_leaves_on_a_day_that_is_known(cast, visit, approved, books):
    for who in (cast.bo, cast.cai):
        level(cast, who, books["listening"], 4)
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY + timedelta(days=72))
    ada = visit(cast.ada)
    ada.post("/language/", {"language": "en"})

    page = ada.get(PAGE, headers={"accept-language": "en"}).content.decode()

    assert side(cast, cast.ada).rows[0].leaves == (TODAY + timedelta(days=72),)
    assert ("2 can, one of them leaves on" in page) or ("2 kan" in page)


def test_each_cell_leads_to_what_it_stands_on_and_says_it_in_words(cast, visit, approved, books):
    level(cast, cast.bo, books["listening"], 2)
    page = visit(cast.ada).get(PAGE).content.decode()

    above, beside = f'<a href="/competence/people/{cast.bo.pk}/">', f'<a href="/competence/team/{books["listening"]}/">'
    cell = '<td aria-label="nivå 2, 2 steg saknas"><span class="below far">2 −2</span></td>'

    assert (above in page, beside in page, page.count(cell)) == (True, True, 1)
    assert f'<tr data-of="{books["listening"]}">' in page


def test_where_nothing_is_asked_or_known_there_is_nothing_to_follow(cast, visit, approved, books):
    grow(cast, 1)
    new = Person.objects.get(given="Nya000")
    role = Role.objects.create(organisation=cast.organisation, title="Utan profil", language="sv")
    Position.objects.filter(person=new).update(role=role)
    level(cast, new, books["listening"], 2)

    page = visit(cast.ada).get(PAGE).content.decode()

    known = '<td aria-label="nivå 2, krävs inte"><span class="not-asked">2</span></td>'
    assert page.count('<td class="team-none"><span class="sr-only">krävs inte</span></td>') == 1
    assert page.count(known) == 1
    assert page.count("</td>") == page.count("<td")


def test_a_name_cannot_break_out_of_a_cell(cast, visit, approved):
    Person.objects.filter(pk=cast.bo.pk).update(given='"><b>Bo')

    page = visit(cast.ada).get(PAGE).content.decode()

    assert '"><b>Bo' not in page


@pytest.mark.parametrize("who", HR_STRANGERS_AND_PEERS)
def test_nobody_who_leads_nobody_has_the_page(cast, visit, approved, who):
    assert visit(getattr(cast, who)).get(PAGE).status_code == 404


def test_a_leader_further_up_sees_those_led_directly_and_nobody_below_them(cast, visit, approved, books):
    level(cast, cast.bo, books["listening"], 2, words="hemligt-om-bo")

    pages = [visit(who).get(PAGE).content.decode() for who in (cast.gro, cast.ada)]

    assert [str(cast.bo.pk) in page for page in pages] == [False, True]
    assert ["hemligt-om-bo" in page for page in pages] == [False, False]


def test_who_has_led_them_until_yesterday_sees_nothing(cast, visit, approved):
    Position.objects.filter(manager=cast.ada).update(ends=TODAY - timedelta(days=1))

    assert visit(cast.ada).get(PAGE).status_code == 404


def test_what_is_written_in_an_open_assessment_is_not_in_the_picture(cast, visit, approved, books):
    bo, key = visit(cast.bo), str(books["listening"])
    address = bo.post(f"/competence/people/{cast.bo.pk}/assessments/new/", {"competences": [key]}).headers["Location"]
    bo.post(f"{address}{key}/", {"turn": 0, "level": "3", "words": "bos-hemlighet"})
    bo.post(f"{address}part/")

    page = visit(cast.ada).get(PAGE).content.decode()

    assert [one.cells[0] for one in side(cast, cast.ada).rows] == [("not known", None, 0, None, False)] * 2
    assert "bos-hemlighet" not in page


def test_the_look_is_written_down_once_for_each_person_and_day(cast, visit, approved):
    ada = visit(cast.ada)
    for _ in range(3):
        ada.get(PAGE)

    with inside(cast.organisation.id):
        looks = JournalEntry.objects.filter(kind="look", actor=cast.ada.pk, verb="saw the levels")
        assert sorted(looks.values_list("thing_name", flat=True)) == ["Bo Test", "Cai Test"]
    assert "Ada Test" in visit(cast.bo).get("/account/looks/").content.decode()


@pytest.mark.parametrize("more", [0, 1, 98])
def test_a_hundred_cost_as_many_questions_as_two(cast, visit, approved, books, more, django_assert_num_queries):
    grow(cast, more)
    for who in rules.team(cast.ada, today=TODAY):
        level(cast, who, books["listening"], 3)
    ada = visit(cast.ada)
    ada.get(PAGE)

    with django_assert_num_queries(7):
        page = ada.get(PAGE)

    assert page.content.count(b'scope="col"') == more + 4
