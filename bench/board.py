"""The live board under load: 30 people in one workshop over real HTTP, and a server that is killed and started in the middle.

Run: python -m bench.board [people] [seconds]. Each asks for the board as the page does (every 0.42-0.54 s, with the mark of what
was seen), and proposes something on average every twelve seconds. What gets no answer is sent again with the same key.
The processor time of the server is told too (Linux): it says the same on a busy machine and on a quiet one.
"""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

TODAY = date(2026, 11, 20)
REACH = {"seen": 1.0, "write": 0.100}
PAUSE = 12.0  # seconds between one person's proposals, on average
AROUND = 3.0  # seconds around the restart that are told by themselves
WORK = (
    "Möta arga kunder", "Skriva tydliga mejl", "Arbeta i flera system samtidigt", "Lyssna färdigt", "Kunna norska", "Förklara en faktura",
    "Hitta en betalning som saknas", "Lära upp nya kollegor", "Planera sin dag", "Ge besked som kunden inte vill ha", "Dokumentera ärenden",
    "Samarbeta med andra länder", "Våga säga nej", "Läsa avtal", "Räkna ut räntor", "Hålla flera chattar igång",
)  # fmt: skip


@dataclass
class Told:
    """A proposal: when it was sent first, when it was answered, and when each of the others saw it."""

    sent: float
    answered: float = 0.0
    writes: list[float] = field(default_factory=list)
    seen: dict[int, float] = field(default_factory=dict)


def prepare(people: int) -> tuple[str, str, list[str]]:
    """A company with a workshop and so many participants. Returns the workshop's key, the profile, and everybody's session."""
    from django.core.management import call_command  # noqa: PLC0415 - once Django stands
    from django.test import Client  # noqa: PLC0415

    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.models import Identity, Person, Role  # noqa: PLC0415
    from stigar.profiles.actions.profiles import begin_profile  # noqa: PLC0415
    from stigar.profiles.actions.workshops import plan_workshop  # noqa: PLC0415
    from stigar.profiles.models import Participant, Project, ProjectRole  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    hr = found_organisation(
        name="Verkstad", key="verkstad", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Test", "hedda@verkstad.example"),
    )  # fmt: skip
    with inside(hr.organisation_id):
        bring_open_model(viewer=hr, today=TODAY)
        held = {"organisation_id": hr.organisation_id}
        role = Role.objects.create(**held, title="Kundrådgivare", language="sv")
        project = Project.objects.create(**held, name="Kundservice", owner=hr, begun=TODAY)
        ProjectRole.objects.create(**held, project=project, role=role)
        sessions = []
        for number in range(people):
            person = Person.objects.create(
                **held, number=f"p{number}", given=f"P{number}", started=TODAY.replace(year=2020), language="sv",
                identity=Identity.objects.create_user(f"p{number}@verkstad.example"),
            )  # fmt: skip
            Participant.objects.create(**held, project=project, person=person, part="participant", joined=TODAY)
            browser = Client()
            browser.force_login(person.identity)
            sessions.append(browser.cookies["sessionid"].value)
        profile = begin_profile(project=project, role_id=role.pk, language="sv", viewer=hr, today=TODAY)
        workshop = plan_workshop(
            project=project, profiles=[profile], kind="workshop", name="Verkstad", at=datetime(2026, 11, 20, 9, tzinfo=UTC),
            place="", led_by=hr.pk, viewer=hr, today=TODAY,
        )  # fmt: skip
    return workshop.key, str(profile.pk), sessions


class Phone:
    """One participant's phone: asks for the board and proposes, each on a connection of its own, as a browser does."""

    def __init__(self, number: int, session: str, port: int, key: str, profile: str, board: "Board") -> None:
        self.number, self.session, self.port, self.profile, self.board = number, session, port, profile, board
        self.at, self.mark, self.token, self.cookie = f"/profiles/workshops/{key}/", "", "", ""
        self.waiting: list[tuple[str, str]] = []
        self.mine: dict[bool, http.client.HTTPConnection | None] = {True: None, False: None}
        self.random = random.Random(number)

    def ask(self, method: str, address: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """(status, text, mark); a lost connection raises OSError."""
        writes = method == "POST"
        try:
            line = self.mine[writes] = self.mine[writes] or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=5
            )
            line.request(
                method, address, body or None, {"Cookie": f"sessionid={self.session}; {self.cookie}", **headers}
            )
            answer = line.getresponse()
            text = answer.read().decode()
            found = re.search(r"csrftoken=\w+", answer.headers.get("Set-Cookie") or "")
            self.cookie = found.group() if found else self.cookie
            return answer.status, text, answer.headers.get("ETag") or ""
        except (OSError, http.client.HTTPException) as lost:
            self.mine[writes] = None
            raise OSError from lost

    def enter(self) -> None:
        status, text, _ = self.ask("GET", self.at)
        assert status == 200, status
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text).group(1)  # type: ignore[union-attr]

    def look(self) -> None:
        """Ask again and again until the end."""
        while not self.board.over.is_set():
            try:
                status, text, mark = self.ask(
                    "GET", f"{self.at}board/", **({"If-None-Match": self.mark} if self.mark else {})
                )
                self.board.answers[status] += 1
                if status == 200:
                    self.mark = mark
                    self.board.saw(self.number, text)
                time.sleep(0.32 + self.random.random() * 0.1)
            except OSError:
                time.sleep(0.5)

    def write(self) -> None:
        """Propose now and then; what was not answered is sent again first."""
        while not self.board.closing.wait(self.random.expovariate(1 / PAUSE)):
            key = str(uuid.uuid4())
            text = f"{self.random.choice(WORK)} {key[:8]}"
            self.waiting.append((key, text))
            self.board.sent(text)
            self.send()
        until = time.monotonic() + 20
        while self.waiting and time.monotonic() < until:
            self.send()

    def send(self) -> None:
        while self.waiting:
            key, text = self.waiting[0]
            body = urlencode({"key": key, "profile": self.profile, "text": text, "csrfmiddlewaretoken": self.token})
            began = time.monotonic()
            try:
                status, _, _ = self.ask(
                    "POST", f"{self.at}proposals/", body, **{"X-Board": "yes", "Content-Type": "application/x-www-form-urlencoded"}
                )  # fmt: skip
                assert status in {201, 500, 502, 503}, status
            except OSError:
                status = 0
            if status != 201:
                time.sleep(0.5)
                continue
            self.board.answered(text, time.monotonic() - began)
            self.waiting.pop(0)


class Board:
    """What was sent, answered and seen, by all."""

    def __init__(self) -> None:
        self.told: dict[str, Told] = {}
        self.answers: Counter[int] = Counter()
        self.server, self.looks = (
            0.0,
            1,
        )  # processor seconds before the server is killed, and how many looks they were for
        self.over, self.closing, self.lock = threading.Event(), threading.Event(), threading.Lock()

    def sent(self, text: str) -> None:
        with self.lock:
            self.told[text] = Told(time.monotonic())

    def answered(self, text: str, took: float) -> None:
        told = self.told[text]
        told.answered = time.monotonic()
        told.writes.append(took)

    def saw(self, number: int, page: str) -> None:
        now = time.monotonic()
        for text, told in list(self.told.items()):
            if number not in told.seen and text[-8:] in page:
                told.seen[number] = now


def serve(port: int) -> subprocess.Popen[bytes]:
    """The server as anybody starts it; returns when it answers."""
    started = subprocess.Popen(
        [sys.executable, "-m", "stigar", "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    for _ in range(200):
        time.sleep(0.1)
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/account/login/")
            line.getresponse().read()
        except (OSError, http.client.HTTPException):
            continue
        return started
    raise SystemExit("the server did not start")


def _processor(pid: int) -> float:
    """Processor seconds of a process and all it has started, so far; 0 where the machine does not tell."""
    family, spent = {pid}, 0
    for file in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        with suppress(OSError):
            told = file.read_text().rpartition(")")[2].split()
            if int(file.parent.name) in family or int(told[1]) in family:
                family.add(int(file.parent.name))
                spent += int(told[11]) + int(told[12])
    return spent / os.sysconf("SC_CLK_TCK")


def _until_silent(port: int) -> None:
    """Until nothing answers any more: what has been killed must not be counted as back."""
    with suppress(OSError):
        while True:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            time.sleep(0.05)


def run(people: int, seconds: float) -> int:
    key, profile, sessions = prepare(people)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server, board = serve(port), Board()
    phones = [Phone(number, session, port, key, profile, board) for number, session in enumerate(sessions)]
    for phone in phones:
        phone.enter()
    threads = [threading.Thread(target=act, daemon=True) for phone in phones for act in (phone.look, phone.write)]
    for thread in threads:
        thread.start()
    before, spent = board.answers.total(), _processor(server.pid)
    time.sleep(seconds / 2)
    killed = time.monotonic()
    board.server, board.looks = _processor(server.pid) - spent, board.answers.total() - before
    os.killpg(server.pid, signal.SIGKILL)
    _until_silent(port)
    server = serve(port)
    back = time.monotonic()
    time.sleep(seconds / 2)
    board.closing.set()
    for thread in threads[1::2]:
        thread.join(30)
    time.sleep(4)
    board.over.set()
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(20)
    return report(people, board, killed, back)


def report(people: int, board: Board, killed: float, back: float) -> int:
    """Print the figures; 1 when anything was lost or came twice."""
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415 - once Django stands
    from stigar.profiles.models import Proposal  # noqa: PLC0415

    calm = [told for told in board.told.values() if not killed - AROUND < told.sent < back + AROUND]
    seen = sorted(max(told.seen.values()) - told.sent if len(told.seen) == people else 99.0 for told in calm)
    writes = sorted(took for told in calm for took in told.writes)
    with everywhere():
        kept = list(Proposal.objects.values_list("text", flat=True))
    lost, twice = set(board.told) - set(kept), len(kept) - len(set(kept))
    late = max((max(told.seen.values()) - told.sent for told in board.told.values() if told.seen), default=0.0)
    share = sum(one <= REACH["seen"] for one in seen) / len(seen)
    print(f"{people} people, {len(board.told)} proposals, {os.cpu_count()} cores (the phones run on them too)")
    print(
        f"seen by all: median {_at(seen, 0.5):.2f} s, p95 {_at(seen, 0.95):.2f} s, worst {seen[-1]:.2f} s; {share:.0%} within 1 s"
    )
    print(f"a write: median {1000 * _at(writes, 0.5):.0f} ms, p95 {1000 * _at(writes, 0.95):.0f} ms (goal 100 ms)")
    print(
        f"{board.answers.total()} looks at the board, {board.answers[304] / board.answers.total():.0%} told that nothing was new; "
        f"{1000 * board.server / board.looks:.1f} ms of the server's processor a look, proposals and all"
    )
    print(
        f"killed with -9 in the middle, back after {back - killed:.1f} s: {len(lost)} lost, {twice} twice; the last seen after {late:.1f} s"
    )
    return 1 if lost or twice else 0


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 30
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0 if "--quick" in sys.argv else 60.0
    with tempfile.TemporaryDirectory(prefix="stigar-board-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "STIGAR_FOLDER": folder,
            "STIGAR_TODAY": TODAY.isoformat(),
            "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
        }
        os.environ |= {"STIGAR_HOSTS": '["127.0.0.1", "testserver"]'}
        import django  # noqa: PLC0415 - only after the folder is chosen

        django.setup()
        return run(people, seconds)


if __name__ == "__main__":
    sys.exit(main())
