"""A query that is put together once finds what it finds when it is put together anew, and is never somebody else's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django_scopes.exceptions import ScopeError

from stigar.foundation import journal
from stigar.foundation.models import JournalEntry
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import everywhere, inside
from stigar.people.models import Duty, Person, Position
from stigar.people.rules import grounds, people_led_by, visible_details
from tests.cast import A_YEAR_ON, TODAY


@prepared
def led_by(viewer, *, today):
    return people_led_by(viewer, today=today).order_by("given")


@prepared
def names(people, *, today):
    return Person.objects.here(today).filter(pk__in=people).order_by("given").values_list("given", flat=True)


def test_everybody_gets_their_own_answer(cast):
    found = {name: led_by(getattr(cast, name), today=TODAY) for name in ("ada", "gro", "bo", "ada")}

    assert {name: [one.given for one in people] for name, people in found.items()} == {
        "ada": ["Bo", "Cai"], "gro": ["Ada", "Dag", "Hedda", "Rut", "Siv", "Ulf"], "bo": [],
    }  # fmt: skip
    assert led_by.is_prepared(cast.ada, today=TODAY)


def test_another_day_is_another_answer(cast):
    Position.objects.filter(person=cast.cai).update(ends=TODAY)

    assert [one.given for one in led_by(cast.ada, today=TODAY)] == ["Bo", "Cai"]
    assert [one.given for one in led_by(cast.ada, today=A_YEAR_ON)] == ["Bo"]


def test_a_stranger_finds_nothing_of_another_organisation(cast):
    led_by(cast.ada, today=TODAY)

    with inside(cast.elsewhere.pk):
        assert led_by(cast.ada, today=TODAY) == []
        assert names([cast.ada.pk, cast.eve.pk], today=TODAY) == ["Eve"]
    assert names([cast.ada.pk, cast.eve.pk], today=TODAY) == ["Ada"]


def test_outside_an_organisation_nothing_is_asked(cast):
    everybody = [cast.ada.pk, cast.eve.pk]
    with everywhere():
        assert names(everybody, today=TODAY) == ["Ada", "Eve"]

    with ThreadPoolExecutor(1) as outside:  # a thread of its own begins outside
        asked = outside.submit(names, everybody, today=TODAY)

    with pytest.raises((ScopeError, AttributeError)):
        asked.result()


def test_lists_of_any_length(cast):
    everybody = [cast.ada, cast.bo, cast.cai, cast.dag, cast.gro, cast.hedda, cast.ulf]

    found = [names([one.pk for one in everybody[:many]], today=TODAY) for many in range(8)]

    assert found == [sorted(one.given for one in everybody[:many]) for many in range(8)]


def test_asked_again_it_is_one_query_and_the_same_words(cast):
    led_by(cast.ada, today=TODAY)

    grounds(cast.gro, today=TODAY + timedelta(days=400))
    with CaptureQueriesContext(connection) as asked:
        led_by(cast.gro, today=TODAY + timedelta(days=400))
    with CaptureQueriesContext(connection) as afresh:
        list(led_by.build(cast.gro, today=TODAY + timedelta(days=400)))

    assert [one["sql"] for one in asked] == [one["sql"] for one in afresh]


def test_a_day_so_many_days_from_the_one_asked_of(cast):
    @prepared
    def lately(*, today):
        return Duty.objects.filter(begins__gte=today - timedelta(days=30)).values_list("person__given", flat=True)

    Duty.objects.filter(person=cast.ulf).update(begins=TODAY - timedelta(days=30))

    assert (lately(today=TODAY), lately(today=TODAY + timedelta(days=1))) == (["Ulf"], [])
    assert lately.is_prepared(today=TODAY)


def test_a_moment(cast):
    @prepared
    def since(moment, *, today):
        return JournalEntry.objects.filter(at__gte=moment, at__date__lte=today).values_list("verb", flat=True)

    line = journal.note(cast.hedda, "was here", cast.hedda)

    day = line.at.date()
    assert (since(line.at, today=day), since(line.at + timedelta(seconds=1), today=day)) == (["was here"], [])
    assert since.is_prepared(line.at, today=day)


def test_what_one_is_decides(cast):
    @prepared
    def reached(viewer, *, today):
        return visible_details(viewer, today=today).order_by("number").values_list("given", flat=True)

    found = {name: reached(getattr(cast, name), today=TODAY) for name in ("bo", "hedda", "ada")}

    assert found == {
        "bo": ["Bo"], "ada": ["Ada", "Bo", "Cai"], "hedda": ["Gro", "Ada", "Dag", "Bo", "Cai", "Hedda", "Ulf", "Rut", "Siv"],
    }  # fmt: skip


def test_two_that_are_one_are_another_query(cast):
    @prepared
    def other(viewer, person, *, today):
        rows = Person.objects.here(today)
        return rows.none() if viewer.pk == person.pk else rows.filter(pk=person.pk).values_list("given", flat=True)

    assert other(cast.ada, cast.bo, today=TODAY) == ["Bo"]
    assert other(cast.ada, cast.ada, today=TODAY) == []
    assert other(cast.bo, cast.ada, today=TODAY) == ["Ada"]


@pytest.mark.parametrize(
    "build",
    [
        lambda viewer, *, today: Person.objects.filter(pk__in=list(Person.objects.values_list("pk", flat=True)[:3])),
        lambda viewer, *, today: Person.objects.filter(number=viewer.number),
        lambda viewer, *, today: Person.objects.filter(Q(started__gte=today.replace(day=1)) | Q(pk=viewer.pk)),
        lambda viewer, *, today: Person.objects.filter(pk=viewer.pk, given__startswith=str(viewer.pk)[:1]),
        lambda viewer, *, today: Person.objects.filter(pk=viewer.pk).prefetch_related("positions"),
        lambda viewer, *, today: Person.objects.filter(started__year=today.year),
    ],
    ids=["asks itself", "what one is called", "first of the month", "part of an id", "what comes along", "a year"],
)
def test_what_something_else_decides_is_asked_as_always(cast, build):
    asked = prepared(build)

    found = [asked(one, today=TODAY) for one in (cast.bo, cast.ada, cast.bo)]

    assert found == [list(build(one, today=TODAY)) for one in (cast.bo, cast.ada, cast.bo)]
    assert not asked.is_prepared(cast.bo, today=TODAY)


def test_who_is_not_here_is_asked_for_as_always(cast):
    @prepared
    def reached(viewer, *, today):
        return visible_details(viewer, today=today).values_list("given", flat=True)

    reached(cast.bo, today=TODAY)
    gone = Person.objects.get(pk=cast.bo.pk)
    gone.ended = date(2026, 1, 1)

    assert grounds(gone, today=TODAY) == frozenset()
    assert (reached(gone, today=TODAY), reached(cast.bo, today=TODAY)) == ([], ["Bo"])


def test_hr_of_one_unit_reaches_its_people_only(cast):
    @prepared
    def reached(viewer, *, today):
        return visible_details(viewer, today=today).order_by("given").values_list("given", flat=True)

    Duty.objects.create(
        organisation=cast.organisation, person=cast.cai, kind=Duty.HR, unit=cast.merchants, begins=date(2020, 1, 1)
    )

    assert reached(cast.cai, today=TODAY) == ["Cai", "Dag"]
    assert reached(cast.bo, today=TODAY) == ["Bo"]
