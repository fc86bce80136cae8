"""Who somebody is makes no difference to what the house says they can, lack, could become or should learn.

Age, sex, nationality, family and health are not held at all. What is held and could stand for them is flipped, one thing at a time: the
name, the language, the employee number, the address, how long one has worked here, part time, the place and its country, and a leave.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from stigar.dialogues.actions import talks
from stigar.dialogues.models import Talk
from stigar.dialogues.queries.templates import blocks_of
from stigar.levels import rules
from stigar.levels.actions.vacancies import name_recruiter, open_vacancy, opt_in
from stigar.levels.models import Experience, Vacancy
from stigar.levels.queries import careers, vacancies
from stigar.levels.queries.gaps import gap_picture
from stigar.levels.queries.plan import ATTRACTIVE, URGENT, taken_items, ways
from stigar.levels.queries.required import role_and_required
from stigar.levels.queries.team import team_side_by_side
from stigar.levels.rules import vacancies as of_vacancies
from stigar.people.models import Identity, Person, Position, Site
from tests.cast import TODAY
from tests.levels.conftest import approved, books, project  # noqa: F401 - fixtures, asked for by their names
from tests.levels.test_team import level

HELD = {  # everything the register has of a person
    "id", "organisation", "identity", "number", "given", "family", "email", "language", "started", "ended", "order_sv", "order_nb",
}  # fmt: skip
FLIPS = {
    "name": {"given": "Bahar", "family": "Test"}, "another name": {"given": "Bożena", "family": "Test"}, "language": {"language": "nb"},
    "number": {"number": "19620314-2385"}, "address": {"email": "bahar.al-masri@alvbro.example"}, "long here": {"started": date(1979, 8, 1)},
    "new here": {"started": TODAY - timedelta(days=30)},
}  # fmt: skip
POSTS = {"part time": {"share": Decimal(20)}, "place": {"site": "Gdynia"}}


@pytest.fixture
def known(cast, approved, books):  # noqa: F811
    """Bo against his role: something seen, something said, something told; an interest of the others' makes no row of his."""
    level(cast, cast.bo, books["listening"], 2)
    level(cast, cast.bo, books["writing"], 1, source="self")
    level(cast, cast.cai, books["listening"], 5)
    Experience.objects.create(
        organisation=cast.organisation, person=cast.bo, competence_id=books["writing"], interest=3, on=TODAY,
        at=talks.clock.now(),
    )  # fmt: skip
    talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    _wants_a_vacancy(cast)
    return cast


@pytest.mark.django_db
@pytest.mark.parametrize("what", FLIPS)
def test_whoever_it_is_the_answers_are_the_same(known, what):
    before = _answers(known)
    Person.objects.filter(pk=known.bo.pk).update(**FLIPS[what])
    if "email" in FLIPS[what]:
        Identity.objects.filter(pk=known.bo.identity_id).update(email=FLIPS[what]["email"])

    assert _answers(known) == before


@pytest.mark.django_db
@pytest.mark.parametrize("what", POSTS)
def test_however_much_and_wherever_one_works_the_answers_are_the_same(known, what):
    before = _answers(known)
    flipped = dict(POSTS[what])
    if "site" in flipped:
        flipped["site"] = Site.objects.create(organisation=known.organisation, name=flipped["site"], country="PL")
    Position.objects.filter(person=known.bo).update(**flipped)

    assert _answers(known) == before


@pytest.mark.django_db
def test_who_is_on_leave_is_asked_the_same(known):
    before = _answers(known)
    Talk.objects.filter(person=known.bo).update(away_until=TODAY + timedelta(days=200))

    assert _answers(known) == before


@pytest.mark.django_db
def test_what_somebody_can_does_make_a_difference(known, books):  # noqa: F811
    before = _answers(known)
    level(known, known.bo, books["listening"], 4)

    after = _answers(known)

    assert [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] != []


def test_nothing_is_held_that_could_make_one():
    assert {field.name for field in Person._meta.fields} == HELD


def _wants_a_vacancy(cast):
    told = {
        "unit": None,
        "where": "",
        "words": "",
        "last_day": TODAY + timedelta(days=9),
        "viewer": cast.hedda,
        "today": TODAY,
    }
    made = open_vacancy(role=cast.adviser.pk, **told)
    name_recruiter(vacancy=made, person=cast.dag, viewer=cast.hedda, today=TODAY)
    seen_by = vacancies.shown_to(made, cast.bo, None, today=TODAY).mark
    opt_in(vacancy=made, words="", seen_by=seen_by, viewer=cast.bo, today=TODAY)


def _considered(cast):
    """In which set those who want the vacancy are, and how each stands, as HR and the recruiter see them."""
    found = []
    for viewer in (cast.hedda, cast.dag):
        row = vacancies.vacancy_shown(viewer, Vacancy.objects.get().pk, today=TODAY)
        required = vacancies.asked_for(row, language="sv")[1]
        towards = of_vacancies.grounds_in(viewer, row, today=TODAY)
        seen = vacancies.considered(viewer, row, required, language="sv", today=TODAY, towards=towards)
        found += [[one.stands for one in some] for some in (seen.all, seen.but_one, seen.others)]
    assert sum(map(len, found)) == 2
    return found


def _answers(cast):
    """What is asked of Bo and what he has, what leads further, which roles are near and the way there, his team side by side, and how he is
    seen by those who recruit."""
    bo = Person.objects.get(pk=cast.bo.pk)
    seen = rules.visible_levels(bo, bo, today=TODAY)
    role, required = role_and_required(bo, language="sv", today=TODAY)
    picture = gap_picture(bo, required, seen, today=TODAY)
    taken = taken_items(rules.visible_activities(bo, bo, today=TODAY))
    wishes = careers.wishes_of([], Experience.objects.filter(person=bo))
    have = careers.have_of(seen, [role.pk], wishes, today=TODAY)
    team = team_side_by_side(rules.team(cast.ada, today=TODAY), language="sv", today=TODAY)
    there = [one.pk for one in (cast.adviser, cast.leader)]
    return (
        [(row.asked, row.gap, row.state, row.missing) for row in picture.rows], picture.beside, picture.met,
        ways(picture, by=URGENT, taken=taken), ways(picture, by=ATTRACTIVE, taken=taken), have,
        careers.reach(have, {}, language="sv", today=TODAY),
        [careers.one_role(one, have, {}, language="sv", today=TODAY) for one in there],
        [careers.ways_there(one, have, cap=8, taken=taken, language="sv", today=TODAY) for one in there],
        _considered(cast),
        replace(team, people=()), [replace(one, given="", name="") for one in team.people],  # what they are called is another matter
    )  # fmt: skip
