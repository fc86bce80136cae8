"""Several processes answer for one house: what one of them changes the others know, and a limit is one limit."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from stigar.cli.serving import cores
from tests.cli.houses import House, children, until
from tests.house.tree import TOP

CSRF = "x" * 32
BROUGHT = """
from datetime import date
from django.test import Client
from stigar.foundation.tenancy import inside
from stigar.people.actions.founding import Founder, found_organisation
from stigar.people.models import Identity, Role
hr = found_organisation(
    name="Husby", key="husby", language="sv", time_zone="Europe/Stockholm", today=date.today(),
    founder=Founder("1", "Hedda", "Test", "hedda@husby.example"),
)
with inside(hr.organisation_id):
    role = Role.objects.create(organisation_id=hr.organisation_id, title="Ekonom", language="sv")
    hr.identity = Identity.objects.create_user("hedda@husby.example")
    hr.save()
sessions = []
for browser in (Client(), Client()):
    browser.force_login(hr.identity)
    sessions.append(browser.cookies["sessionid"].value)
print(json.dumps({"sessions": sessions, "role": str(role.pk)}))
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A house in which two processes answer, with an organisation; one for all of these tests, since it takes a while to begin."""
    started = House(tmp_path_factory.mktemp("two"))
    started.environment["STIGAR_WEB_PROCESSES"] = "2"
    started.run("migrate").wait()
    started.brought = started.tell(BROUGHT)
    started.server = started.serve()
    yield started
    started.end()


class Line:
    """A connection that is kept open, so that one process has it."""

    def __init__(self, house, session=""):
        self.cookies = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        self.open = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
        self.status, self.page = self.ask("GET", "/account/login/")

    def ask(self, method, address, body=None, **headers):
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self.open.request(method, address, body and urlencode(body), {**self.cookies, **form, **headers})
        answer = self.open.getresponse()
        return answer.status, answer.read().decode()

    def answered_by(self, processes):
        """Which process has the other end of this line."""
        here, there = f":{self.open.sock.getsockname()[1]:04X}", f":{self.open.sock.getpeername()[1]:04X}"
        rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()]
        ends = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(there) and row[2].endswith(here)}
        return next((one for one in processes if ends & _held(one)), None)


def _held(process):
    found = set()
    for file in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(os.readlink(file))
    return found


def _one_for_each(house, processes, session=""):
    """A line to each of the processes; which one answers a new line is up to the machine."""
    found = {}

    def another():
        with suppress(OSError):  # a process that has just begun does not listen yet
            line = Line(house, session)
            found.setdefault(line.answered_by(processes), line)
        return set(found) >= set(processes) and [found[one] for one in processes]

    return until(another)


def _processes(house):
    house.page()
    return until(lambda: len(found := _answering(house)) == 2 and found)


def _answering(house):
    return [one for web in children(house.server.pid) for one in children(web)]


@pytest.mark.slow
def test_what_one_process_changes_the_other_knows_at_once(two):
    one, other = _one_for_each(two, _processes(two), two.brought["sessions"][0])
    role = f"/roles/{two.brought['role']}/"

    before = [line.ask("GET", "/roles/") for line in (one, other)]
    changed = one.ask("POST", role, {"title": "Controller"})
    seen = [line.ask("GET", "/roles/")[1] for line in (other, one)]
    changed_back = other.ask("POST", role, {"title": "Redovisare"})
    seen_back = [line.ask("GET", "/roles/")[1] for line in (one, other)]

    assert [(status, "Ekonom" in page) for status, page in before] == [(200, True), (200, True)]
    assert (changed[0], changed_back[0]) == (302, 302)
    assert [("Controller" in page, "Ekonom" in page) for page in seen] == [(True, False), (True, False)]
    assert [("Redovisare" in page, "Controller" in page) for page in seen_back] == [(True, False), (True, False)]


@pytest.mark.slow
def test_who_is_logged_out_by_one_process_is_so_for_the_other(two):
    one, other = _one_for_each(two, _processes(two), two.brought["sessions"][1])

    there = [line.ask("GET", "/home/")[0] for line in (one, other)]
    left = one.ask("POST", "/account/logout/", {"next": "/"})[0]
    gone = [line.ask("GET", "/home/")[0] for line in (other, one)]

    assert (there, left, gone) == ([200, 200], 302, [302, 302])


@pytest.mark.slow
def test_tries_are_counted_once_for_all_processes(two):
    both = _one_for_each(two, _processes(two))

    tried = [
        line.ask("GET", "/api/v1/me", Authorization=f"Bearer {number}")[0] for number in range(20) for line in both
    ]

    assert Counter(tried) == {401: 30, 429: 10}
    assert tried == sorted(tried)


@pytest.mark.slow
def test_each_process_that_dies_comes_back_and_none_is_left_of_a_killed_web(two):
    first, second = _processes(two)

    os.kill(second, signal.SIGKILL)
    after = until(lambda: len(found := set(_answering(two))) == 2 and second not in found and found)
    web = next(child for child in children(two.server.pid) if children(child))
    os.kill(web, signal.SIGKILL)
    anew = until(lambda: len(found := _answering(two)) == 2 and not after & set(found) and found)
    _one_for_each(two, anew)

    assert first in after
    assert until(lambda: not any(Path(f"/proc/{one}").exists() for one in after))


DEAF = """
import signal, time
from threading import Thread
from stigar.cli import serving
serving.STOP_SECONDS = 0.2
signal.signal(signal.SIGTERM, signal.SIG_IGN)
Thread(target=serving._end_with, args=(0,), daemon=True).start()
time.sleep(600)
"""


def test_a_copy_that_does_not_hear_that_its_original_is_gone_is_ended():
    done = subprocess.run([sys.executable, "-c", DEAF], cwd=TOP, env={**os.environ, "PYTHONPATH": "src"}, check=False)

    assert done.returncode == -signal.SIGKILL


def test_a_container_that_was_given_some_of_the_processors_has_so_many(tmp_path):
    quota = tmp_path / "cpu.max"
    everything = cores(tmp_path / "missing")

    found = []
    for told in ("50000 100000", "100000 100000", "max 100000", "what"):
        quota.write_text(told)
        found.append(cores(quota))

    assert found == [1, 1, everything, everything]
    assert re.fullmatch(r"[1-9]\d*", str(everything))
