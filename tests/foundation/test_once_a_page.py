"""What a page that only reads asks once: the same things the same day, in one organisation, until the page itself changes something."""

from datetime import timedelta

import pytest
from django.db import transaction

from stigar.foundation import journal
from stigar.foundation.policy import Ground
from stigar.foundation.tenancy import at_one_glance, inside, once_a_page
from stigar.people.models import Duty, Organisation, Role
from stigar.people.queries import login_of, viewer_of
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import units_in_hr_scope
from tests.cast import LONG_AGO, TODAY


@pytest.fixture
def titles():
    """A question, and beside it whom it has been asked for."""
    asked = []

    @once_a_page
    def title_of(role):
        asked.append(role.title)
        return Role.objects.values_list("title", flat=True).get(pk=role.pk)

    return title_of, asked


def test_at_one_glance_the_same_is_asked_once_and_something_else_as_well(cast, titles):
    title_of, asked = titles

    with at_one_glance():
        said = [title_of(cast.adviser), title_of(cast.leader), title_of(Role.objects.get(pk=cast.adviser.pk))]

    assert (said, asked) == ([cast.adviser.title, cast.leader.title, cast.adviser.title], said[:2])


def test_outside_and_at_the_next_glance_it_is_asked_again(cast, titles):
    title_of, asked = titles
    for _ in range(2):
        with at_one_glance():
            title_of(cast.adviser)

    title_of(cast.adviser)
    title_of(cast.adviser)

    assert len(asked) == 4


def test_what_the_page_itself_changes_is_seen_by_the_rest_of_it(cast, titles):
    title_of, _asked = titles

    with at_one_glance():
        before = title_of(cast.adviser)
        Role.objects.filter(pk=cast.adviser.pk).update(title="Rådgivare")
        journal.note(cast.hedda, "renamed a role", cast.adviser)
        after = title_of(cast.adviser)

    assert (before, after) == (cast.adviser.title, "Rådgivare")


def test_a_transaction_of_its_own_asks_for_itself_and_leaves_nothing_when_it_is_undone(cast, titles):
    title_of, _asked = titles

    with at_one_glance():
        title_of(cast.adviser)
        with transaction.atomic():
            Role.objects.filter(pk=cast.adviser.pk).update(title="Rådgivare")
            within = title_of(cast.adviser)
            transaction.set_rollback(True)
        after = title_of(cast.adviser)

    assert (within, after) == ("Rådgivare", cast.adviser.title)


def test_an_answer_of_one_organisation_is_not_given_in_another(cast):
    other = Organisation.objects.create(key="grannen", name="Grannen")

    @once_a_page
    def how_many():
        return Role.objects.count()

    with at_one_glance():
        here = how_many()
        with inside(other.pk):
            there = how_many()

    assert (here > 0, there) == (True, 0)


def test_a_page_that_writes_asks_every_time(cast, titles):
    title_of, asked = titles

    with at_one_glance(only_read=False):
        title_of(cast.adviser)
        title_of(cast.adviser)

    assert len(asked) == 2


def test_who_leads_whom_is_asked_anew_at_the_next_page(cast, visit):
    """Between two pages the right ends with the assignment, as it did before anything was asked once."""
    browser, path = visit(cast.ada), f"/competence/people/{cast.bo.pk}/certificates/"
    before = browser.get(path).status_code

    cast.bo.positions.update(manager=cast.dag)
    after = browser.get(path).status_code

    assert (before, after) == (200, 404)


def test_who_visits_comes_with_the_duties_that_stand_today_and_no_others(cast):
    held = {"organisation": cast.organisation, "person": cast.bo}
    Duty.objects.create(**held, kind=Duty.HR, unit=cast.service, begins=LONG_AGO)
    Duty.objects.create(**held, kind=Duty.AUDITOR, begins=TODAY)
    Duty.objects.create(**held, kind=Duty.ADMIN, begins=LONG_AGO, ends=TODAY - timedelta(days=1))
    Duty.objects.create(**held, kind=Duty.REPRESENTATIVE, begins=TODAY + timedelta(days=1))
    people = [cast.bo, cast.ada, cast.hedda, cast.siv]

    found = [viewer_of(login_of(one.identity.pk, today=TODAY), None, today=TODAY) for one in people]

    assert [vars(one)["_grounds"] for one in found] == [(TODAY, of_organisation(one, today=TODAY)) for one in people]
    assert vars(found[0])["_grounds"] == (TODAY, {Ground.MEMBER, Ground.AUDITOR})
    assert units_in_hr_scope(found[0], today=TODAY) == units_in_hr_scope(cast.bo, today=TODAY) != frozenset()
