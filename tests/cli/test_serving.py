"""Starting: one command, whatever has happened before. Each start here is a process of its own, with a folder of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

from stigar.cli.demonstrating import COMPANIES
from stigar.cli.example import alvbro, havre

PATIENCE_SECONDS = 240
pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path):
    """A house of its own; whatever was started in it is gone afterwards."""
    started = House(tmp_path)
    yield started
    started.end()


class House:
    """A folder, a port, and what was started there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.started = folder, _free_port(), []
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("STIGAR_")} | {
            "STIGAR_FOLDER": str(folder), "STIGAR_DEMO": "1", "DATABASE_URL": "", "LANG": "C",
            "STIGAR_ADDRESS": f"http://localhost:{self.port}",
        }  # fmt: skip

    def run(self, *words: str) -> subprocess.Popen:
        command = [sys.executable, "-u", "-m", "stigar", *words]
        process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )  # fmt: skip
        self.started.append(process)
        return process

    def serve(self, *words: str) -> subprocess.Popen:
        return self.run("serve", "--port", str(self.port), *words)

    def end(self) -> None:
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()
            process.stderr.close()

    def page(self) -> int:
        """The status of the log-in page, as soon as there is one."""
        return _until(self._answer)

    def _answer(self) -> int:
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/", timeout=5) as page,
        ):
            return page.status
        return 0

    def is_quiet(self) -> bool:
        with closing(socket.socket()) as visitor:
            return visitor.connect_ex(("127.0.0.1", self.port)) != 0

    def ask(self, question: str) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "stigar.sqlite3")) as database:
            return database.execute(question).fetchall()


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _until(answer):
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        if found := answer():
            return found
        time.sleep(0.05)
    raise TimeoutError


def _children(of: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def test_the_companies_looked_for_are_those_that_are_brought():
    assert {alvbro().key, havre().key} == COMPANIES


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
    web, worker = _children(server.pid)

    for killed in (*_children(web), web, worker):
        os.kill(killed, signal.SIGKILL)
    again = _until(lambda: len(after := _children(server.pid)) == 2 and not {web, worker} & set(after) and after)
    answered = house.page()
    server.terminate()

    assert (answered, len(again), server.wait(PATIENCE_SECONDS)) == (200, 2, 0)
    assert _until(house.is_quiet)
    assert [child for child in again if Path(f"/proc/{child}").exists()] == []


def test_nothing_is_left_of_a_killed_server_when_the_next_one_starts(house):
    killed = house.serve()
    house.page()
    left = _children(killed.pid)

    killed.kill()
    killed.wait()
    house.serve()

    assert house.page() == 200
    assert _until(lambda: [child for child in left if Path(f"/proc/{child}").exists()] == [])


def test_a_second_server_on_the_same_port_is_refused(house):
    house.serve()
    house.page()

    second = house.serve()

    assert second.wait(PATIENCE_SECONDS) == 2
    assert second.stderr.read().startswith(f"Stigar cannot listen on 127.0.0.1:{house.port}: Address already in use.")


def test_an_example_killed_half_way_is_whole_at_the_next_start(house):
    half = house.serve("--demo")
    _until(lambda: "everyday" in half.stdout.readline() or "vardag" in half.stdout.readline())
    half.kill()
    half.wait()
    left = house.ask("SELECT count(*) FROM people_organisation")

    server = house.serve("--demo")
    told = _until(lambda: (line := server.stdout.readline()) and line.startswith("Stigar is open") and line)

    assert left == [(0,)]
    assert house.page() == 200
    assert told == f"Stigar is open at http://localhost:{house.port} (stop with Ctrl+C)\n"
    assert {key for (key,) in house.ask("SELECT key FROM people_organisation")} == COMPANIES
    assert house.ask("SELECT count(*) FROM people_person") == [(len(alvbro().people) + len(havre().people),)]
