"""Starting: one command, whatever has happened before. Each start here is a process of its own, with a folder of its own."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stigar.cli.demonstrating import COMPANIES
from stigar.cli.example import alvbro, havre
from tests.cli.houses import PATIENCE_SECONDS, children, house, until

__all__ = ["house"]
pytestmark = pytest.mark.slow


def test_the_companies_looked_for_are_those_that_are_brought():
    assert {alvbro().key, havre().key} == COMPANIES


@pytest.mark.nightly  # half a minute of starting
def test_an_old_database_is_brought_up_to_date_before_the_first_page(house):
    house.run("migrate").wait()
    with closing(sqlite3.connect(house.folder / "stigar.sqlite3")) as database, database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    house.serve()

    assert house.page() == 200
    assert house.ask("SELECT count(*) FROM django_session") == [(0,)]


def test_what_dies_is_started_again_and_all_of_it_stops_when_told(house):
    server = house.serve()
    house.page()
    web, worker = children(server.pid)

    for killed in (*children(web), web, worker):
        os.kill(killed, signal.SIGKILL)
    again = until(lambda: len(after := children(server.pid)) == 2 and not {web, worker} & set(after) and after)
    answered = house.page()
    server.terminate()

    assert (answered, len(again), server.wait(PATIENCE_SECONDS)) == (200, 2, 0)
    assert until(house.is_quiet)
    assert [child for child in again if Path(f"/proc/{child}").exists()] == []


@pytest.mark.nightly  # half a minute of starting
def test_nothing_is_left_of_a_killed_server_when_the_next_one_starts(house):
    killed = house.serve()
    house.page()
    left = children(killed.pid)

    killed.kill()
    killed.wait()
    house.serve()

    assert house.page() == 200
    assert until(lambda: [child for child in left if Path(f"/proc/{child}").exists()] == [])


@pytest.mark.nightly  # half a minute of starting
def test_a_second_server_on_the_same_port_is_refused(house):
    house.serve()
    house.page()

    second = house.serve()

    assert second.wait(PATIENCE_SECONDS) == 2
    assert second.stderr.read().startswith(f"Stigar cannot listen on 127.0.0.1:{house.port}: Address already in use.")


def test_an_example_killed_half_way_is_whole_at_the_next_start(house):
    half = house.serve("--demo")
    until(lambda: "everyday" in half.stdout.readline() or "vardag" in half.stdout.readline())
    half.kill()
    half.wait()
    left = house.ask("SELECT count(*) FROM people_organisation")

    server = house.serve("--demo")
    told = until(lambda: (line := server.stdout.readline()) and line.startswith("Stigar is open") and line)

    assert left == [(0,)]
    assert house.page() == 200
    assert told == f"Stigar is open at http://localhost:{house.port} (stop with Ctrl+C)\n"
    assert {key for (key,) in house.ask("SELECT key FROM people_organisation")} == COMPANIES
    assert house.ask("SELECT count(*) FROM people_person") == [(len(alvbro().people) + len(havre().people),)]
