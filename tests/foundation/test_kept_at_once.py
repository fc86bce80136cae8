"""What is kept in memory when several change and read in the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import close_old_connections, connections, transaction

from stigar.foundation import journal
from stigar.foundation.journal import EVERYTHING, kept_until
from stigar.foundation.tenancy import inside
from stigar.people.models import Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 0.5  # seconds; where one writes at a time (SQLite) the other waits for so long


@pytest.fixture
def titles():
    """A query that is kept: the titles of the roles."""
    read = []

    @kept_until(("people.role",))
    def ask() -> tuple[str, ...]:
        read.append(1)
        return tuple(Role.objects.order_by("title").values_list("title", flat=True))

    yield ask, read
    EVERYTHING.remove(ask)


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(8) as pool:
        yield pool


def beside(crowd: ThreadPoolExecutor, cast: Cast, doing: Callable[[], Any]) -> Future:
    """Do it on a connection of its own."""

    def one() -> Any:
        close_old_connections()
        try:
            with inside(cast.organisation.id):
                return doing()
        finally:
            connections.close_all()

    return crowd.submit(one)


def rename(cast: Cast, role: Role, title: str) -> None:
    """As an action does: the row, then the line."""
    Role.objects.filter(pk=role.pk).update(title=title)
    journal.note(cast.hedda, "renamed a role", role)


def test_who_wrote_first_and_was_done_last_is_seen(cast, titles, crowd):
    ask, _read = titles
    written, read_between = Event(), Event()

    def slow():
        with transaction.atomic():
            rename(cast, cast.adviser, "Först skriven")
            written.set()
            read_between.wait(PATIENCE)

    first = beside(crowd, cast, slow)
    written.wait(10)
    with transaction.atomic():
        rename(cast, cast.leader, "Sist skriven")
    between = ask()
    read_between.set()
    first.result()

    assert "Sist skriven" in between
    assert {"Först skriven", "Sist skriven"} <= set(ask())


def test_nobody_is_shown_what_may_yet_be_undone(cast, titles, crowd):
    ask, _read = titles
    before = ask()
    journal.note(cast.hedda, "renamed a role", cast.leader)  # nobody has read since
    read_inside, seen = Event(), Event()

    def undone():
        with transaction.atomic():
            Role.objects.filter(pk=cast.adviser.pk).update(title="Ångrad")
            found = ask()
            read_inside.set()
            seen.wait(10)
            transaction.set_rollback(True)
        return found

    doing = beside(crowd, cast, undone)
    read_inside.wait(10)
    meanwhile = ask()
    seen.set()

    assert "Ångrad" in doing.result()
    assert (meanwhile, ask()) == (before, before)


def test_of_many_who_ask_at_once_one_reads_and_the_others_wait(cast, titles, crowd):
    ask, read = titles

    answers = [asked.result() for asked in [beside(crowd, cast, ask) for _ in range(24)]]

    assert all(one is answers[0] for one in answers)
    assert len(read) == 1


def test_what_changes_while_it_is_read_is_seen_the_next_time(cast, crowd):
    read, changed = Event(), Event()

    @kept_until(("people.role",))
    def ask() -> tuple[str, ...]:
        found = tuple(Role.objects.order_by("title").values_list("title", flat=True))
        read.set()
        changed.wait(10)
        return found

    asked = beside(crowd, cast, ask)
    read.wait(10)
    with transaction.atomic():
        rename(cast, cast.adviser, "Rådgivare")
    changed.set()
    first = asked.result()
    then = ask()
    EVERYTHING.remove(ask)

    assert ("Rådgivare" in first, "Rådgivare" in then) == (False, True)
