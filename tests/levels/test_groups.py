"""Groups in figures: what is shown of units and competences, to whom, and that it is the guard's figures and nothing else."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from random import Random

import pytest

from stigar.engine.gaps.blocks import Entry
from stigar.foundation import clock
from stigar.foundation.jobs import AlreadyDone, once
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.levels import rules
from stigar.levels.actions import groups as actions
from stigar.levels.jobs.groups import count_groups_at_night
from stigar.levels.models import Certificate, Exemption, HoldsFor, Level, Published
from stigar.levels.queries.gaps import gap_picture
from stigar.levels.queries.groups.asked import asked_of_all
from stigar.levels.queries.groups.entering import of_competence
from stigar.levels.queries.groups.reading import closing, over_units, read
from stigar.levels.queries.required import role_and_required
from stigar.people.models import Duty, Person, Position, Unit
from tests.cast import LONG_AGO, TODAY
from tests.levels.groups import NOW, advisers, seen, seen_at

PAGE = "/competence/groups/"


@pytest.fixture
def service(cast, approved, books):
    """Eight advisers in customer service, of whom five reach what is asked in listening, and six among the merchants."""
    people = advisers(cast, cast.service, cast.ada, 8)
    seen(cast, people, books["listening"], "44455123")
    others = advisers(cast, cast.merchants, cast.dag, 6)
    seen(cast, others, books["listening"], "412340")
    return people


def figures(unit, competence, language="sv"):
    cell = read([unit.pk], language=language).units[unit.pk].cells[competence]
    return (cell.now.people, cell.now.reach) if cell.now else None


def test_a_units_figure_says_how_many_reach_what_is_asked_of_how_many(cast, service, books):
    actions.count(today=TODAY)

    assert figures(cast.service, books["listening"]) == (8, 5)
    assert figures(cast.merchants, books["listening"]) == (6, 2)
    assert figures(cast.service, books["writing"]) is None


def test_not_yet_is_a_level_that_somebody_has_seen_and_counts_as_below(cast, approved, books):
    people = advisers(cast, cast.service, cast.ada, 5)
    seen(cast, people, books["listening"], "00044")

    actions.count(today=TODAY)

    assert figures(cast.service, books["listening"]) == (5, 2)


def test_what_people_say_of_themselves_is_not_counted(cast, approved, books):
    for who in advisers(cast, cast.service, cast.ada, 6):
        seen_at(cast, who, books["listening"], 3, source=Level.SELF)

    actions.count(today=TODAY)

    assert figures(cast.service, books["listening"]) is None


def test_exempt_lapsed_and_taken_back_are_read_as_in_a_persons_own_gap(cast, service, books):
    exempt, lapsed, mistaken = service[0], service[1], service[2]
    common = {"organisation": cast.organisation, "competence_id": books["listening"], "at": NOW}
    Exemption.objects.create(person=exempt, why="Gör annat", begins=LONG_AGO, **common)
    seen_at(cast, lapsed, books["listening"], 4, days=0, source=Level.CERTIFICATE, at=NOW + timedelta(hours=1))
    Certificate.objects.create(
        person=lapsed,
        name="Intyg",
        level=4,
        begins=LONG_AGO,
        ends=TODAY - timedelta(days=1),
        confirmed_at=NOW,
        **common,
    )
    Level.objects.filter(person=mistaken).update(taken_back=NOW)

    actions.count(today=TODAY)

    assert figures(cast.service, books["listening"]) == (6, 2)


@pytest.mark.parametrize("luck", range(3))
def test_what_each_adds_is_what_their_own_page_says(cast, approved, books, luck):
    draw, people = Random(luck), [cast.bo, cast.cai, *advisers(cast, cast.service, cast.ada, 14)]
    for who in people:
        _drawn(cast, draw, who, books)
    asked = asked_of_all(today=TODAY)

    added = {
        (entry.person, str(competence)): entry.value
        for competence in asked.of
        for entry in of_competence(competence, asked, today=TODAY)
    }

    assert added == {
        (str(who.pk), str(row.asked.competence)): float(row.state in ("meets", "surplus"))
        for who in people
        for row in _own_page(who).rows
        if row.state not in ("not known", "exempt")
    }


def _drawn(cast, draw, who, books):
    common = {"organisation": cast.organisation, "person": who, "at": NOW, "by": cast.ada}
    for competence in (books["listening"], books["writing"]):
        for _ in range(draw.randrange(4)):
            source = draw.choice([source for source, _words in Level.SOURCES])
            seen_at(cast, who, competence, draw.randrange(6), days=-draw.randrange(900), source=source)
        ends = draw.choice([None, TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=40)])
        if draw.random() < 0.5:
            Certificate.objects.create(
                name="Intyg", competence_id=competence, level=3, begins=LONG_AGO, ends=ends, confirmed_at=draw.choice([NOW, None]), **common
            )  # fmt: skip
        if draw.random() < 0.2:
            Exemption.objects.create(competence_id=competence, why="Gör annat", begins=LONG_AGO, ends=ends, **common)


def _own_page(who):
    _role, required = role_and_required(who, language="sv", today=TODAY)
    return gap_picture(who, required, Level.objects.filter(person=who, taken_back=None), today=TODAY)


def test_a_profile_that_holds_for_one_person_counts_and_is_told_of_nobody(cast, service, books):
    manager_too = HoldsFor.objects.create(
        organisation=cast.organisation, person=cast.ada, profile_id=next(iter(_profiles())), begins=LONG_AGO, at=NOW
    )
    seen_at(cast, cast.ada, books["listening"], 5)

    asked = asked_of_all(today=TODAY)

    assert manager_too.person_id in asked.of[books["listening"]]
    assert asked.units[cast.service.pk][books["listening"]].people == 10  # eight, and Bo and Cai


def _profiles():
    from stigar.profiles.queries.profiles.asking import askings  # noqa: PLC0415 - after the fixtures

    return askings().by_profile


def test_one_person_who_joins_or_rises_changes_nothing_that_is_shown(cast, service, books):
    actions.count(today=TODAY)
    before = figures(cast.service, books["listening"])
    later = TODAY + timedelta(days=30)
    seen_at(cast, service[6], books["listening"], 5, days=20)
    newcomer = advisers(cast, cast.service, cast.ada, 1)
    seen(cast, newcomer, books["listening"], "5", days=20)
    Position.objects.filter(person=service[0]).update(ends=TODAY + timedelta(days=10))

    actions.count(today=later)

    assert figures(cast.service, books["listening"]) == before


def test_five_with_something_new_give_a_new_figure_and_the_one_before_stands_beside(cast, service, books):
    actions.count(today=TODAY)
    seen(cast, service[3:], books["listening"], "44422", days=20)

    actions.count(today=TODAY + timedelta(days=30))
    cell = read([cast.service.pk], language="sv").units[cast.service.pk].cells[books["listening"]]

    assert ((cell.now.people, cell.now.reach), (cell.before.people, cell.before.reach)) == ((8, 6), (8, 5))


def test_counting_again_without_anything_new_says_the_same(cast, service, books):
    actions.count(today=TODAY)
    before = dict(Published.objects.exclude(group="programmes").values_list("group", "figures"))

    actions.count(today=TODAY + timedelta(days=1))

    assert dict(Published.objects.exclude(group="programmes").values_list("group", "figures")) == before


def test_who_counts_second_takes_what_the_first_published(cast, service, books, monkeypatch):
    asked = asked_of_all(today=TODAY)
    group, entries = f"competence:{books['listening']}", of_competence(books["listening"], asked, today=TODAY)
    slow = actions.Guard()

    class Slow:
        def of(self, given, *, on, before):
            actions._next(group, given, on, slow)  # somebody else, meanwhile
            return slow.of([*given, *_more()], on=on, before=before)

    found = actions._next(group, entries, TODAY, Slow())

    assert found.figures == actions._next(group, entries, TODAY, slow).figures
    assert Published.objects.filter(group=group).count() == 1


def _more():
    return [Entry(f"x{at}", float(at % 2), f"x{at}", frozenset({"x"})) for at in range(6)]


def test_nothing_kept_says_whose_level_it_is(cast, service, books):
    actions.count(today=TODAY)

    kept = repr(list(Published.objects.values_list("group", "figures", "seen")))
    people, levels = Person.objects.values_list("pk", "given"), Level.objects.values_list("pk", flat=True)

    assert [given for pk, given in people if str(pk) in kept or pk.hex in kept or f"'{given}'" in kept] == []
    assert [pk for pk in levels if str(pk) in kept or pk.hex in kept] == []


# Who sees it


def seen_by(cast, who):
    return {cast_unit.name for cast_unit in Unit.objects.all() if cast_unit.pk in rules.groups_seen(who, today=TODAY)}


def test_a_leader_sees_the_units_in_which_everybody_is_below_them(cast, service):
    assert seen_by(cast, cast.gro) == {"Alvbro", "Kundservice", "Handlare"}
    assert seen_by(cast, cast.ada) == {"Kundservice"}
    assert [seen_by(cast, who) for who in (cast.bo, cast.siv, cast.rut, service[0])] == [set()] * 4


def test_where_one_in_the_unit_answers_to_somebody_else_it_is_not_the_leaders_to_see(cast, service):
    Position.objects.filter(person=service[0]).update(manager=cast.dag)

    with inside(cast.organisation.pk):
        from stigar.people.queries.placing import units_led  # noqa: PLC0415 - read afresh

        units_led.forget()

    assert seen_by(cast, cast.ada) == set()


def test_hr_and_leaders_of_leaders_see_them_and_others_find_nothing(cast, service, visit):
    actions.count(today=TODAY)

    pages = {
        who: visit(getattr(cast, who)).get(PAGE, follow=True)
        for who in ("hedda", "ulf", "bo", "rut", "siv", "eve", "ada", "dag")
    }
    tables = {
        who: page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
        for who, page in pages.items()
        if page.status_code == 200
    }

    assert {who: page.status_code for who, page in pages.items()} == {
        "hedda": 200, "ulf": 404, "bo": 404, "rut": 404, "siv": 404, "eve": 404, "ada": 200, "dag": 200,
    }  # fmt: skip
    assert re.search(r"5 \w\w 8 ", tables["ada"])
    assert not re.search(r"2 \w\w 6 ", tables["ada"])


def test_hr_in_one_unit_sees_that_unit_and_its_parts(cast, service, visit):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.cai, kind=Duty.HR, unit=cast.merchants, begins=LONG_AGO
    )
    actions.count(today=TODAY)
    cai = visit(cast.cai)

    assert cai.get(f"{PAGE}{cast.merchants.pk}/").status_code == 200
    assert cai.get(f"{PAGE}{cast.service.pk}/").status_code == 404


def test_no_name_stands_on_any_page_or_file(cast, service, books, visit):
    actions.count(today=TODAY)
    ada = visit(cast.ada)

    for path in ("", f"{cast.service.pk}/", f"competences/{books['listening']}/", "csv/"):
        text = ada.get(f"{PAGE}{path}").content.decode("utf-8-sig")
        assert [one.given for one in service if one.given in text] == [], path


# The pages


def test_before_anything_is_counted_there_is_a_sentence_and_a_button(cast, service, visit):
    hedda = visit(cast.hedda)

    page = hedda.get(PAGE)
    asked = hedda.post(f"{PAGE}counting/")

    assert "/competence/groups/counting/" in page.content.decode()
    errand = Errand.objects.get(kind="levels.groups")
    assert asked.headers["Location"] == f"{PAGE}counting/{errand.pk}/"
    assert hedda.get(asked.headers["Location"]).status_code in (200, 302)


def test_an_errand_counts_once_and_who_asks_meanwhile_gets_the_same(cast, service, books):
    first = actions.ask_to_count(viewer=cast.hedda, today=TODAY)
    again = actions.ask_to_count(viewer=cast.ada, today=TODAY) if first.ended_at is None else first

    if Errand.objects.get(pk=first.pk).ended_at is None:
        actions.count_in_the_background(first, today=TODAY)

    assert first.pk == again.pk
    assert Errand.objects.get(pk=first.pk).result == {"units": 3, "competences": 2}
    with pytest.raises(AlreadyDone), once(first):
        pass


def test_at_night_every_organisation_with_levels_is_counted_once_a_day(cast, service, books, settings):
    begun = [count_groups_at_night(), count_groups_at_night()]
    for errand in Errand.objects.filter(kind=actions.ERRAND, ended_at=None):
        actions.count_in_the_background(errand, today=TODAY)
    again = count_groups_at_night() if Published.objects.get(group="programmes").at.date() >= clock.today() else 0

    assert (begun, again, Published.objects.filter(group="programmes").count()) == ([1, 0], 0, 1)


def test_a_unit_tells_what_is_strong_missing_at_risk_and_what_would_close_most(cast, service, books, visit):
    writing = books["writing"]
    seen(cast, service, writing, "33333331")
    leaving = [*(one.pk for one in service[:4]), cast.dag.pk]
    Person.objects.filter(pk__in=leaving).update(ended=TODAY + timedelta(days=100))
    actions.count(today=TODAY)
    found = read([cast.service.pk], language="sv")
    unit = found.units[cast.service.pk]

    assert [cell.competence for cell in unit.strong] == [writing]
    assert [(cell.competence, cell.now.short) for cell in unit.lacking] == [(books["listening"], 3), (writing, 1)]
    assert (unit.leaving, [(cell.competence, left) for cell, left in unit.at_risk]) == (4, [(books["listening"], 1)])
    programme = {"names": {"sv": "Samtal"}, "hours": 16.0, "competences": [str(books["listening"]), str(writing)]}
    (closed,) = closing(unit, [programme], "sv")
    weights = [cell.importance for cell in unit.lacking]
    assert (closed.points, closed.people, closed.least_hours) == (3 * weights[0] + weights[1], 3, 48.0)


@pytest.mark.parametrize(("who", "questions"), [("hedda", 6), ("gro", 7)])
def test_pages_cost_the_same_few_questions_however_many_units_there_are(
    cast, service, books, visit, django_assert_num_queries, who, questions
):
    for number in range(12):
        Unit.objects.create(
            organisation=cast.organisation, code=f"A1{number}", name=f"Lag {number}", parent=cast.service
        )
    actions.count(today=TODAY)
    visitor = visit(getattr(cast, who))
    paths = [PAGE, f"{PAGE}{cast.service.pk}/", f"{PAGE}competences/{books['listening']}/"]
    for path in paths:
        visitor.get(path)

    for path in paths:
        with django_assert_num_queries(questions):
            visitor.get(path)


def test_the_files_hold_the_same_figures_and_leave_the_same_cells_empty(cast, service, books, visit):
    actions.count(today=TODAY)
    hedda = visit(cast.hedda)

    text = hedda.get(f"{PAGE}csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    sheet = hedda.get(f"{PAGE}workbook/?unit={cast.service.pk}")

    told = {(row[0], row[1]): (row[6], row[7]) for row in rows}
    assert told == {
        ("Alvbro", "Lyssna på kunden"): ("14", "7"), ("Kundservice", "Lyssna på kunden"): ("8", "5"),
        ("Handlare", "Lyssna på kunden"): ("6", "2"),
        **dict.fromkeys(((unit, "Skriva tydligt") for unit in ("Alvbro", "Kundservice", "Handlare")), ("", "")),
    }  # fmt: skip
    assert all(bool(row[14]) == (row[6] == "") for row in rows)
    assert sheet.content[:2] == b"PK"


def test_one_competence_over_the_units_is_the_same_as_the_units_pages(cast, service, books):
    actions.count(today=TODAY)

    _name, over = over_units(books["listening"], language="sv")
    units = read([cast.service.pk, cast.merchants.pk], language="sv").units

    assert {unit: cell for unit, cell in over.items() if unit in units} == {
        unit: figures.cells[books["listening"]] for unit, figures in units.items()
    }
