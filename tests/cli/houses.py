"""A house of its own for a test: a folder, a port, and what was started there."""

import json
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

PATIENCE_SECONDS = 240


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

    def tell(self, program: str) -> dict:
        """Let a program work in the folder, with Django ready; gives what it says."""
        begin = "import django, json; django.setup()\n"
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "stigar.web.settings"}
        told = subprocess.run(
            [sys.executable, "-c", begin + program], env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return json.loads(told.stdout)

    def page(self) -> int:
        """The status of the log-in page, as soon as there is one."""
        return until(self._answer)

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


def until(answer):
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        if found := answer():
            return found
        time.sleep(0.05)
    raise TimeoutError


def children(of: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{of}/task/{of}/children").read_text().split()]
