"""A team where there is no room for a table: every competence once, and one of them with everybody in words."""

from __future__ import annotations

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import inside
from stigar.levels.pages import team_phone, team_words
from stigar.people.models import Person, Position, Role
from tests.cast import TODAY
from tests.levels.test_team import HR_STRANGERS_AND_PEERS, PAGE, grow, level, side


@pytest.fixture
def listening(books):
    return f"{PAGE}{books['listening']}/"


def _standing(cast):
    found = side(cast, cast.ada)
    return team_phone.by_standing(found, {one.competence: team_words.of_competence(one) for one in found.rows})


def _kinds(cast):
    return [len(rows) for _heading, rows in _standing(cast)]


def test_each_competence_stands_once_under_how_it_stands(cast, approved, books):
    unseen = _kinds(cast)
    level(cast, cast.bo, books["listening"], 1)
    below = _kinds(cast)
    for who in (cast.bo, cast.cai):
        level(cast, who, books["listening"], 4)
        level(cast, who, books["writing"], 1)

    found = _standing(cast)

    assert (unseen, below) == ([2], [1, 1])
    assert [[row.name for row, _words in rows] for _heading, rows in found] == [
        ["Skriva tydligt"],
        ["Lyssna på kunden"],
    ]


def test_the_phone_leads_to_one_competence_and_one_person_at_a_time(cast, visit, approved, books, listening):
    page = visit(cast.ada).get(PAGE).content.decode()
    phone = page[page.index("team-phone") : page.index("</ul></details>\n</div>")]

    assert f'href="{listening}"' in phone
    assert f'href="/competence/people/{cast.bo.pk}/"' in phone
    assert phone.count(" open>") == 1


def test_everybody_stands_there_in_words_by_name(cast, visit, approved, books, listening):
    level(cast, cast.cai, books["listening"], 2)
    level(cast, cast.bo, books["listening"], 3, source="self")

    page = visit(cast.ada).get(listening).content.decode()

    bo, cai = (page.index(f"/competence/people/{who.pk}/{books['listening']}/") for who in (cast.bo, cast.cai))
    assert bo < cai
    assert "Nivå 2, 2 steg saknas" in page
    assert "säger själv nivå 3" in page


def test_of_whom_it_is_not_asked_is_told_by_name_alone(cast, visit, approved, books, listening):
    grow(cast, 1)
    role = Role.objects.create(organisation=cast.organisation, title="Utan profil", language="sv")
    Position.objects.filter(person__given="Nya000").update(role=role)

    page = visit(cast.ada).get(listening).content.decode()

    assert "Nya000" in page
    assert str(Person.objects.get(given="Nya000").pk) not in page


@pytest.mark.parametrize("who", [*HR_STRANGERS_AND_PEERS, "gro"])
def test_it_is_for_the_direct_leader_alone(cast, visit, approved, books, listening, who):
    level(cast, cast.bo, books["listening"], 2, words="hemligt-om-bo")

    answer = visit(getattr(cast, who)).get(listening)

    assert answer.status_code == 404 or str(cast.bo.pk) not in answer.content.decode()
    assert "hemligt-om-bo" not in visit(cast.ada).get(listening).content.decode()


def test_who_has_led_them_until_yesterday_and_what_is_not_asked_are_alike(cast, visit, approved, books, listening):
    ada = visit(cast.ada)
    unasked = ada.get(f"{PAGE}{cast.bo.pk}/")
    Position.objects.filter(manager=cast.ada).update(ends=TODAY.replace(year=TODAY.year - 1))

    assert (unasked.status_code, ada.get(listening).status_code) == (404, 404)


def test_the_look_is_the_same_look_as_at_the_table(cast, visit, approved, listening):
    ada = visit(cast.ada)
    for address in (listening, PAGE, listening):
        ada.get(address)

    with inside(cast.organisation.id):
        looks = JournalEntry.objects.filter(kind="look", actor=cast.ada.pk, verb="saw the levels")
        assert sorted(looks.values_list("thing_name", flat=True)) == ["Bo Test", "Cai Test"]


@pytest.mark.parametrize("more", [0, 30])
def test_many_cost_as_many_questions_as_two(cast, visit, approved, books, listening, more, django_assert_num_queries):
    grow(cast, more)
    ada = visit(cast.ada)
    ada.get(listening)

    with django_assert_num_queries(7):
        page = ada.get(listening)

    assert page.content.count(b'<span class="team-cell') == more + 2
