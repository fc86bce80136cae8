"""Roles: variants are suggested with the reason, people decide, and what they decided can be taken back."""

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.people import queries
from stigar.people.actions import roles as actions
from stigar.people.models import Merge, Role
from stigar.people.queries import variants
from tests.cast import TODAY


@pytest.fixture
def misspelt(cast):
    return Role.objects.create(organisation=cast.organisation, title="Kundradgivare")


@pytest.fixture
def senior(cast):
    return Role.objects.create(organisation=cast.organisation, title="Kundrådgivare senior")


def test_variants_are_suggested_with_the_reason(cast, misspelt, senior):
    found = [
        (one.kept.title, [(variant.role.title, variant.because) for variant in one.variants])
        for one in variants.suggested_merges(today=TODAY)
    ]

    assert found == [("Kundrådgivare", [("Kundradgivare", ("diacritics",)), ("Kundrådgivare senior", ("seniority",))])]


def test_merged_titles_count_as_one_role(cast, misspelt):
    actions.merge_roles(kept=cast.adviser, variants=[misspelt], viewer=cast.hedda, today=TODAY)

    row = queries.role_row(cast.adviser.pk, today=TODAY)
    assert (row.title, row.people, row.variants) == ("Kundrådgivare", 2, ("Kundradgivare",))
    assert misspelt.title not in [role.title for role in queries.standing_roles(today=TODAY)]


def test_a_merge_is_logged_and_can_be_taken_back_whole(cast, misspelt, senior):
    actions.merge_roles(kept=misspelt, variants=[senior], viewer=cast.hedda, today=TODAY)
    [merge] = actions.merge_roles(kept=cast.adviser, variants=[misspelt], viewer=cast.hedda, today=TODAY)
    assert queries.role_row(cast.adviser.pk, today=TODAY).variants == ("Kundradgivare", "Kundrådgivare senior")

    actions.undo_merge(merge=merge, viewer=cast.hedda, today=TODAY)

    assert queries.role_row(misspelt.pk, today=TODAY).variants == ("Kundrådgivare senior",)
    assert list(JournalEntry.objects.order_by("at").values_list("verb", "thing_name")) == [
        ("merged a role into another", "Kundrådgivare senior"),
        ("merged a role into another", "Kundradgivare"),
        ("took back a merge of roles", "Kundradgivare"),
    ]


def test_what_people_say_is_different_work_is_not_suggested_again(cast, misspelt, senior):
    actions.keep_apart(one=cast.adviser, other=senior, viewer=cast.hedda, today=TODAY)
    actions.keep_apart(one=senior, other=cast.adviser, viewer=cast.hedda, today=TODAY)

    found = [variant.role.title for one in variants.suggested_merges(today=TODAY) for variant in one.variants]

    assert found == ["Kundradgivare"]


def test_a_role_is_not_merged_twice(cast, misspelt):
    actions.merge_roles(kept=cast.adviser, variants=[misspelt], viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.NotAVariant):
        actions.merge_roles(kept=cast.leader, variants=[misspelt], viewer=cast.hedda, today=TODAY)
    assert Merge.objects.count() == 1


def test_only_hr_decides_on_roles(cast, misspelt):
    for viewer in (cast.ada, cast.bo, cast.ulf, cast.siv, cast.eve):
        with pytest.raises(Refused):
            actions.merge_roles(kept=cast.adviser, variants=[misspelt], viewer=viewer, today=TODAY)


def test_hr_merges_on_the_page_and_undoes_it(cast, visit, misspelt):
    browser = visit(cast.hedda)
    assert "Kundradgivare" in browser.get("/roles/alike/").content.decode()

    answer = browser.post(
        f"/roles/{cast.adviser.pk}/merges/", {"variant": [str(misspelt.pk)], "answer": "same"}, follow=True
    )
    merge = Merge.objects.get()
    assert f"undo:/roles/merges/removal/?merge={merge.pk}"[5:] in answer.content.decode()
    browser.post(f"/roles/merges/removal/?merge={merge.pk}")

    assert Merge.objects.count() == 0


def test_a_title_that_is_taken_is_refused_with_what_to_do(cast, visit):
    answer = visit(cast.hedda).post(f"/roles/{cast.adviser.pk}/", {"title": "Teamledare"})

    assert "Another role has this title" in answer.content.decode() or "titel" in answer.content.decode()
    cast.adviser.refresh_from_db()
    assert cast.adviser.title == "Kundrådgivare"


def test_the_register_costs_the_same_with_one_role_and_with_many(cast, visit, django_assert_max_num_queries):
    browser = visit(cast.bo)
    with django_assert_max_num_queries(8):
        browser.get("/roles/")
    for number in range(30):
        Role.objects.create(organisation=cast.organisation, title=f"Roll {number}")

    with django_assert_max_num_queries(8):
        browser.get("/roles/")
