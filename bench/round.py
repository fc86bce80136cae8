"""Five hundred people in a round of dialogues at once, over real HTTP, against the server as anybody starts it.

Run: python -m bench.round [people] [seconds]. A company a fifth larger than those who come; one leader for every four others. Each comes on a
connection of their own and thinks 2.5-7.5 s between two steps: home, dialogues, prepare (saved while writing), hand in, read what
both prepared, write a note, sum up, sign the words that stand. Told are reads and writes by themselves, what went wrong, and what the server
took of processor and memory; on a busy machine the processor says more than the clock.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from bench.board import _at, _processor, serve

TODAY = date(2026, 11, 20)
REACH = {"read": 300, "write": 500}  # ms, the slowest of twenty
LED = 4  # people a leader has a dialogue with
MEMORY = 1 << 30
WORDS = "Det som blev tyngst var att två slutade samma vecka, och att det nya systemet kom mitt i det. "
THINK = (2.5, 7.5)


def prepare(people: int) -> list[tuple[str, list[str]]]:
    """The company, a dialogue for everybody who is led, and sessions: (session, dialogues), leaders first."""
    from django.core.management import call_command  # noqa: PLC0415 - once Django stands
    from django.test import Client  # noqa: PLC0415

    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.people.actions.founding import Founder, found_organisation  # noqa: PLC0415
    from stigar.people.models import Person, Position, Role, Unit  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    hr = found_organisation(
        name="Runda", key="runda", language="sv", time_zone="Europe/Stockholm", today=TODAY,
        founder=Founder("1", "Hedda", "Test", "hedda@runda.example"),
    )  # fmt: skip
    with inside(hr.organisation_id):
        bring_open_model(viewer=hr, today=TODAY)
        held = {"organisation_id": hr.organisation_id}
        role = Role.objects.create(**held, title="Kundrådgivare", language="sv")
        unit = Unit.objects.create(**held, code="A", name="Kundservice")
        staff = [_employed(held, number) for number in range(people + people // 5)]
        bosses = staff[: people // (LED + 1)]
        Position.objects.bulk_create(
            Position(**held, person=one, role=role, unit=unit, manager=hr if place < len(bosses) else bosses[place % len(bosses)],
                     begins=TODAY.replace(year=2020))
            for place, one in enumerate(staff)
        )  # fmt: skip
        talks = _talks(hr, bosses, staff[len(bosses) : people])
        found = []
        for one in staff[:people]:
            browser = Client()
            browser.force_login(one.identity)
            found.append((browser.cookies["sessionid"].value, talks[one.pk]))
        assert Person.objects.count() == len(staff) + 1
    return found


def _employed(held, number):  # type: ignore[no-untyped-def]
    from stigar.people.models import Identity, Person  # noqa: PLC0415 - once Django stands

    return Person.objects.create(
        **held, number=f"p{number}", given=f"Person{number}", family=f"Efternamn{number:04}", started=TODAY.replace(year=2020),
        language="sv", identity=Identity.objects.create_user(f"p{number}@runda.example"),
    )  # fmt: skip


def _talks(hr, bosses, led):  # type: ignore[no-untyped-def]
    """Everybody's dialogues, by person."""
    from stigar.dialogues.actions.talks import open_talk  # noqa: PLC0415 - once Django stands
    from stigar.dialogues.queries.templates import blocks_of  # noqa: PLC0415

    found: dict[object, list[str]] = {one.pk: [] for one in (*bosses, *led)}
    for place, one in enumerate(led, len(bosses)):
        boss = bosses[place % len(bosses)]
        made = open_talk(person=one, reviewer=boss, blocks=blocks_of("yearly"), language="sv", viewer=hr, today=TODAY)
        found[one.pk].append(str(made.pk))
        found[boss.pk].append(str(made.pk))
    return found


class Visitor:
    """One of them, with a connection of their own."""

    def __init__(self, number: int, session: str, talks: list[str], port: int, told: Told) -> None:
        self.session, self.talks, self.port, self.told = session, talks, port, told
        self.leads, self.random, self.cookie, self.page = len(talks) > 1, random.Random(number), "", ""
        self.until = 0.0
        self.line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def live(self, begins: float, until: float) -> None:
        self.until = until
        await asyncio.sleep(begins)
        steps = self.steps()
        while time.monotonic() < until:
            with suppress(StopAsyncIteration):
                await anext(steps)
            await asyncio.sleep(self.random.uniform(*THINK))

    async def steps(self):  # type: ignore[no-untyped-def]
        """One step at a time; between two somebody thinks."""
        for address in ("/home/", "/dialogues/"):
            yield await self.read(address)
        for talk in self.talks:
            yield await self.read(f"/dialogues/{talk}/")
            fields = re.findall(r'name="text-([\w.-]+)"', self.page)[:4]
            for field in fields:
                for part in (1, 3) if not self.leads else (2,):
                    sent = {"question": field, "text": WORDS * part, "turn": "1" if part == 3 else "0"}
                    yield await self.write(f"/dialogues/{talk}/answers/one/", sent)
            yield await self.write(f"/dialogues/{talk}/preparation/", {})
        while True:
            for talk in self.talks:
                async for step in self.together(f"/dialogues/{talk}/"):
                    yield step

    async def together(self, talk: str):  # type: ignore[no-untyped-def]
        """In the room: read, note, sum up, sign what stands; when that is done, look in on what else there is."""
        yield await self.read(f"{talk}?part=back")
        if f'action="{talk}notes/"' in self.page:
            yield await self.write(
                f"{talk}notes/", {"part": "back", "text": WORDS, "shared": "on" if self.leads else ""}
            )
        yield await self.read(f"{talk}?part=end")
        if self.leads and f'action="{talk}summary/"' in self.page and 'name="digest"' not in self.page:
            yield await self.write(f"{talk}summary/", {"text": WORDS * 3, "turn": "0"})
            yield await self.read(f"{talk}?part=end")
        if digest := re.search(r'name="digest" value="(\w+)"', self.page):
            yield await self.write(f"{talk}signature/", {"digest": digest.group(1)})
        for address in ("/competence/", "/dialogues/goals/", "/dialogues/"):
            yield await self.read(address)

    async def read(self, address: str) -> None:
        """A page that does not come is asked for again; nobody writes on one they have not seen."""
        status = 0
        while not status and time.monotonic() < self.until:
            status, self.page = await self.ask("read", "GET", address)
        assert status in (200, 0), (status, address)

    async def write(self, address: str, sent: dict[str, str]) -> None:
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page):
            body = urlencode({**sent, "csrfmiddlewaretoken": found.group(1)})
            await self.ask("write", "POST", address, body)

    async def ask(self, kind: str, method: str, address: str, body: str = "") -> tuple[int, str]:
        began = time.monotonic()
        try:
            status, head, text = await asyncio.wait_for(self.send(method, address, body), 30)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as lost:
            self.line = None
            self.told.wrong[type(lost).__name__] += 1
            return 0, ""
        self.told.took(kind, began, status, address)
        if found := re.search(r"csrftoken=\w+", head):
            self.cookie = found.group()
        return status, text

    async def send(self, method: str, address: str, body: str) -> tuple[int, str, str]:
        """One question and its answer, on the line that is kept open."""
        if self.line is None:
            self.line = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.line
        form = (
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body.encode())}\r\n"
            if body
            else ""
        )
        cookies = f"sessionid={self.session}; {self.cookie}"
        writer.write(
            f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n{form}\r\n{body}".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        size = re.search(r"content-length: (\d+)", head, re.I)
        text = await reader.readexactly(int(size.group(1))) if size else await self._pieces(reader, head)
        return int(head.split(" ", 2)[1]), head, text.decode()

    @staticmethod
    async def _pieces(reader: asyncio.StreamReader, head: str) -> bytes:
        found = b""
        if "chunked" in head.lower():
            while size := int(await reader.readline(), 16):
                found += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        return found


class Told:
    """How long everything took, and what went wrong. The first seconds, when all come at once, count too."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {"read": [], "write": []}
        self.wrong: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()

    def took(self, kind: str, began: float, status: int, address: str) -> None:
        self.seconds[kind].append(time.monotonic() - began)
        self.answers[status] += 1
        if status >= 400 and not (status == 409 and address.endswith("/signature/")):
            self.wrong[f"{status} {re.sub(r'[0-9a-f-]{36}', '...', address)}"] += 1


def _memory(pid: int) -> int:
    """Bytes of a process and all it has started; what they share is counted once."""
    family, found = {pid}, 0
    for file in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        with suppress(OSError):
            if int(file.parent.name) in family or int(file.read_text().rpartition(")")[2].split()[1]) in family:
                family.add(int(file.parent.name))
                share = re.search(r"^Pss:\s+(\d+)", (file.parent / "smaps_rollup").read_text(), re.M)
                found += 1024 * int(share.group(1)) if share else 0
    return found


async def _together(people: list[tuple[str, list[str]]], port: int, seconds: float, pid: int) -> tuple[Told, int]:
    """All of them, for so long. Gives what was told, and the most memory that the server had."""
    told, most = Told(), 0
    until = time.monotonic() + seconds
    visitors = [Visitor(number, *one, port, told) for number, one in enumerate(people)]
    lives = [asyncio.create_task(one.live(one.random.uniform(0, THINK[1]), until)) for one in visitors]
    while time.monotonic() < until:
        await asyncio.sleep(5)
        most = max(most, await asyncio.to_thread(_memory, pid))
    for done in await asyncio.gather(*lives, return_exceptions=True):
        if isinstance(done, BaseException):
            told.wrong[repr(done)[:120]] += 1
    return told, most


def run(people: int, seconds: float) -> int:
    prepared = prepare(people)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = serve(port)
    spent, before, idle = _processor(server.pid), os.getloadavg()[0], _idle()
    told, memory = asyncio.run(_together(prepared, port, seconds, server.pid))
    spent, free_share = _processor(server.pid) - spent, _idle(idle)
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(20)
    return report(
        people, seconds, told, memory, spent, f"load {before:.1f} before, {free_share:.0%} of the cores idle meanwhile"
    )


def _idle(since: tuple[int, int] = (0, 0)) -> tuple[int, int] | float:
    """(idle, all) ticks of the machine so far; the idle share since then when given."""
    ticks = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    now = (ticks[3] + ticks[4], sum(ticks))
    return now if since == (0, 0) else (now[0] - since[0]) / max(1, now[1] - since[1])


def report(people: int, seconds: float, told: Told, memory: int, spent: float, busy: str) -> int:
    """Print the figures; 1 when anything went wrong or a goal was missed."""
    from stigar.dialogues.models import Signature, Talk  # noqa: PLC0415 - once Django stands
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415

    with everywhere():
        held, closed = Talk.objects.count(), Talk.objects.exclude(closed_at=None).count()
        signed = Signature.objects.filter(taken_away_at=None).count()
    print(f"{people} people for {seconds:.0f} s, {os.cpu_count()} cores (the visitors are on them too); {busy}")
    missed = bool(told.wrong)
    for kind, goal in REACH.items():
        took = sorted(told.seconds[kind]) or [0.0]
        slow = 1000 * _at(took, 0.95)
        missed |= slow > goal
        print(
            f"{len(took):6} {kind}s: median {1000 * _at(took, 0.5):.0f} ms, p95 {slow:.0f} ms (goal {goal}), worst {1000 * took[-1]:.0f} ms"
        )
    asked = sum(len(one) for one in told.seconds.values()) or 1
    print(f"{asked / seconds:.0f} requests a second, {1000 * spent / asked:.1f} ms of the server's processor each")
    print(f"most memory of the server: {memory / (1 << 20):.0f} MiB (goal 1024)")
    print(f"dialogues: {held}, closed with both signatures {closed}, signatures {signed}")
    print(f"wrong: {told.wrong.total()} {dict(told.wrong.most_common(5)) if told.wrong else ''}")
    return int(missed or memory > MEMORY)


def main() -> int:
    given = [one for one in sys.argv[1:] if not one.startswith("-")]
    people = int(given[0]) if given else 100 if "--quick" in sys.argv else 500
    seconds = float(given[1]) if len(given) > 1 else 60.0 if "--quick" in sys.argv else 150.0
    with tempfile.TemporaryDirectory(prefix="stigar-round-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "STIGAR_FOLDER": folder, "STIGAR_TODAY": TODAY.isoformat(), "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
            "STIGAR_HOSTS": '["127.0.0.1", "testserver"]',
        }  # fmt: skip
        import django  # noqa: PLC0415 - only after the folder is chosen

        django.setup()
        return run(people, seconds)


if __name__ == "__main__":
    sys.exit(main())
