"""Who comes back is known by the session, which is read in one plain question."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stigar.people.models import Identity, Person
from stigar.people.queries import login_of, viewer_of
from stigar.web.sessions import SessionStore
from tests.cast import TODAY


@pytest.fixture
def session(db):
    """Somebody's session, as it was left."""
    left = SessionStore()
    left["organisation"] = "alvbro"
    left.save()
    return left.session_key


def test_it_reads_what_django_would_read(session):
    ours, djangos = SessionStore(session), Djangos(session)

    assert ours.load() == djangos.load() == {"organisation": "alvbro"}


def test_it_is_read_by_one_question(session, django_assert_num_queries):
    store = SessionStore(session)

    with django_assert_num_queries(1):
        found = [store.get("organisation"), store.get("what is not there")]

    assert found == ["alvbro", None]


@pytest.mark.parametrize("key", ["", "short", "' OR 1=1 --", "å" * 40, "x" * 32, "x" * 5000])
def test_what_is_nobodys_session_is_empty_and_gets_a_key_of_its_own(key, session):
    store = SessionStore(key)

    store["organisation"] = "stolen"
    store.save()

    assert store.session_key not in {key, session}
    assert SessionStore(session).load() == {"organisation": "alvbro"}


def test_a_session_that_has_ended_is_not_read(session):
    Session.objects.filter(pk=session).update(expire_date=timezone.now() - timedelta(seconds=1))

    store = SessionStore(session)

    assert store.load() == {}
    assert store.session_key is None


def test_a_session_that_was_changed_by_hand_is_empty(session):
    Session.objects.filter(pk=session).update(session_data="e30:not-signed")

    assert SessionStore(session).load() == {}


def test_the_door_asks_two_questions_whoever_comes(cast, visit):
    browsers = [visit(person) for person in (cast.ada, cast.bo, cast.hedda)]
    for browser in browsers:
        browser.get("/scheme/")

    asked = []
    for browser in browsers:
        with CaptureQueriesContext(connection) as questions:
            browser.get("/scheme/")
        asked.append([one["sql"].split(" FROM ")[1].split()[0].strip('"') for one in questions])

    assert asked == [["django_session", "people_person"]] * 3


def test_a_login_that_is_closed_or_gone_is_nobody_at_the_next_page(cast, visit):
    browser = visit(cast.ada)
    before = browser.get("/home/").status_code

    Identity.objects.filter(pk=cast.ada.identity.pk).update(is_active=False)
    after = browser.get("/home/").status_code

    assert (before, after) == (200, 302)


def test_each_login_is_its_own_person_and_none_when_their_time_is_over(cast):
    people = [cast.ada, cast.bo, cast.hedda, cast.eve]

    found = [viewer_of(login_of(one.identity.pk, today=TODAY), None, today=TODAY) for one in people]
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY - timedelta(days=1))

    assert found == people
    assert [one.organisation for one in found] == [one.organisation for one in people]
    assert viewer_of(login_of(cast.ada.identity.pk, today=TODAY), None, today=TODAY) is None
    assert login_of(cast.ada.pk, today=TODAY) is None
