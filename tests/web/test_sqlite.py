"""Writers wait for their turn: the lock beside the database is held for as long as somebody writes, and no longer."""

import fcntl
import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing, suppress

import pytest
from django.db import OperationalError, connection, transaction

from stigar.web.databases import from_url
from stigar.web.sqlite.base import DatabaseWrapper


@pytest.fixture
def place(tmp_path):
    with closing(sqlite3.connect(tmp_path / "house.sqlite3")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE line (who TEXT)")
    return tmp_path / "house.sqlite3"


@pytest.fixture
def connect(place, db):
    opened = []

    def another(timeout=20):
        given = from_url(f"sqlite://{place}", place.parent)
        given["OPTIONS"]["timeout"] = timeout
        opened.append(DatabaseWrapper({"AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, **given}))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


def _is_free(place):
    with open(f"{place}-turn", "wb") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _write(one, who):
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    one.cursor().execute("INSERT INTO line VALUES (%s)", [who])


def _written(place):
    with closing(sqlite3.connect(place)) as database:
        return [who for (who,) in database.execute("SELECT who FROM line")]


def test_the_turn_is_held_until_what_was_written_stands(place, connect):
    one = connect()

    _write(one, "ada")
    during = _is_free(place)
    one.commit()

    assert (during, _is_free(place), _written(place)) == (False, True, ["ada"])


def test_the_turn_is_let_go_when_it_is_undone_or_the_connection_closed(place, connect):
    undone, closed = connect(), connect()

    _write(undone, "ada")
    undone.rollback()
    after_undoing = _is_free(place)
    _write(closed, "bo")
    closed.close()

    assert (after_undoing, _is_free(place), _written(place)) == (True, True, [])


def test_who_waits_too_long_is_told_and_holds_nothing(place, connect):
    one, other = connect(), connect(timeout=0.05)
    _write(one, "ada")

    with pytest.raises(OperationalError, match="locked"):
        _write(other, "bo")
    one.commit()
    other.close()

    assert (_is_free(place), _written(place)) == (True, ["ada"])


def test_who_reads_waits_for_nobody(place, connect):
    one, other = connect(), connect()
    _write(one, "ada")

    with other.cursor() as cursor:
        seen = cursor.execute("SELECT count(*) FROM line").fetchone()

    assert seen == (0,)


def test_the_next_one_gets_the_turn_of_who_was_killed(place, connect):
    def hold(begun):
        _write(connect(), "killed")
        begun.set()
        time.sleep(600)

    copies = multiprocessing.get_context("fork")
    begun = copies.Event()
    process = copies.Process(target=hold, args=(begun,))
    process.start()
    begun.wait()

    os.kill(process.pid, signal.SIGKILL)
    process.join()
    one = connect()
    _write(one, "next")
    one.commit()

    assert _written(place) == ["next"]


def test_many_processes_that_write_at_once_all_get_their_turn(place, connect):
    def write(who):
        one = connect()
        for _ in range(30):
            _write(one, who)
            one.commit()
        one.close()

    copies = multiprocessing.get_context("fork")
    processes = [copies.Process(target=write, args=(who,)) for who in ("ada", "bo", "cai")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert sorted(_written(place)) == ["ada"] * 30 + ["bo"] * 30 + ["cai"] * 30


@pytest.mark.django_db(transaction=True)
def test_what_is_within_stands_in_the_same_turn():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs no queue")
    with transaction.atomic():
        first = connection._turn
        with suppress(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
        within = connection._turn

    assert within is first
    assert connection._turn is None
