"""What is told of each role, whether it is enough, and where a little more helps most."""

import pytest

from stigar.areas import queries
from stigar.areas.actions.work import tell_task
from stigar.areas.models import Skill, Task, Trait, TraitRating
from stigar.areas.queries import EvidenceRow
from stigar.people.models import Merge, Role
from tests.cast import TODAY


def test_where_most_people_tell_least_comes_first(cast):
    for number in range(6):
        _task(cast, cast.leader, f"Leder möte {number}")
    _task(cast, cast.adviser, "Svarar i telefon")

    found = queries.works(today=TODAY, language="sv")

    assert [(work.role.title, work.meter.tasks, work.meter.enough) for work in found] == [
        ("Stab", 0, False),
        ("Handlarsupport", 0, False),
        ("Kundrådgivare", 1, False),
        ("Teamledare", 6, True),
    ]


def test_six_tasks_are_enough_and_two_skills_count_as_one(cast):
    for number in range(5):
        _task(cast, cast.adviser, f"Uppgift {number}")
    assert queries.meter(*queries.counts_of(cast.adviser.pk)).missing == (("task", 1),)

    for text in ("Lyssna", "Skriva"):
        Skill.objects.create(organisation=cast.organisation, role=cast.adviser, text=text)

    assert queries.meter(*queries.counts_of(cast.adviser.pk)).enough is True


def test_what_is_told_of_a_variant_is_told_of_the_role(cast):
    senior = Role.objects.create(organisation=cast.organisation, title="Kundrådgivare senior")
    Merge.objects.create(organisation=cast.organisation, gone=senior, kept=cast.adviser)
    _task(cast, senior, "Lär upp nya", frequency="seldom")
    _task(cast, cast.adviser, "Svarar i telefon", frequency="daily")

    assert [task.text for task in queries.tasks_of(cast.adviser.pk)] == ["Svarar i telefon", "Lär upp nya"]
    assert {work.role.title: work.meter.tasks for work in queries.works(today=TODAY, language="sv")}[
        "Kundrådgivare"
    ] == 2


@pytest.mark.parametrize(
    ("words", "titles"), [("rådg", ["Kundrådgivare"]), ("SUPPORT handlar", ["Handlarsupport"]), ("x", [])]
)
def test_a_role_is_found_by_any_part_of_its_title(cast, words, titles):
    found = queries.found_by(queries.works(today=TODAY, language="sv"), words)

    assert [work.role.title for work in found] == titles


def test_how_far_raters_agree_is_shown_in_fives_and_only_your_own_rating_is_yours(cast):
    patient = Trait.objects.create(organisation=cast.organisation, role=cast.adviser, text="Tålmodig")
    shown = []

    for rater, given in ((cast.bo, 5), (cast.cai, 5), (cast.ada, 5), (cast.gro, 5), (cast.dag, 5), (cast.siv, 1)):
        _rate(cast, patient, rater, given)
        [row] = queries.traits_of(cast.adviser.pk, viewer=cast.bo)
        shown.append((row.own, row.raters, row.matters, row.agree))

    assert shown[2:] == [(5, 3, None, None), (5, 4, None, None), (5, 5, "much", "yes"), (5, 6, "much", "yes")]


def test_evidence_counts_by_how_often_and_how_needed(cast):
    _task(cast, cast.adviser, "Svarar i telefon", frequency="daily")
    _task(cast, cast.adviser, "Skriver brev", frequency="seldom")
    Skill.objects.create(
        organisation=cast.organisation, role=cast.adviser, text="lyssna", concept="urn:1", essential=False
    )
    Trait.objects.create(organisation=cast.organisation, role=cast.adviser, text="Tålmodig")

    rows = queries.evidence_rows(today=TODAY)

    about = (cast.adviser.pk, "Kundrådgivare", "sv", "Kundservice")
    assert rows == [
        EvidenceRow(*about, "task", "Svarar i telefon", "", 1.0),
        EvidenceRow(*about, "task", "Skriver brev", "", 0.25),
        EvidenceRow(*about, "skill", "lyssna", "urn:1", 0.35),
        EvidenceRow(*about, "trait", "Tålmodig", "", 1.0),
    ]


def test_the_list_is_kept_until_something_is_told(cast):
    before = queries.works(today=TODAY, language="sv")
    tell_task(role_id=cast.adviser.pk, text="Svarar i telefon", viewer=cast.bo, today=TODAY)

    after = queries.works(today=TODAY, language="sv")

    assert [{work.role.title: work.meter.tasks for work in works}["Kundrådgivare"] for works in (before, after)] == [
        0,
        1,
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_gathering_costs_the_same_for_one_row_and_three(cast, many, django_assert_num_queries):
    for number in range(many):
        _task(cast, cast.adviser, f"Uppgift {number}")
        _rate(
            cast, Trait.objects.create(organisation=cast.organisation, role=cast.adviser, text=f"t{number}"), cast.bo, 3
        )

    with django_assert_num_queries(7):
        queries.evidence_rows(today=TODAY)
    with django_assert_num_queries(5):
        queries.works(today=TODAY, language="sv")
    with django_assert_num_queries(1):
        queries.works(today=TODAY, language="sv")
    with django_assert_num_queries(1):
        queries.traits_of(cast.adviser.pk, viewer=cast.bo)


def _task(cast, role, text, frequency="weekly"):
    return Task.objects.create(organisation=cast.organisation, role=role, text=text, frequency=frequency)


def _rate(cast, trait, rater, rating):
    TraitRating.objects.create(organisation=cast.organisation, trait=trait, rater=rater, rating=rating)
