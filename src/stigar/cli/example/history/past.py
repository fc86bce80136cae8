"""An example company's past on its way into the database: what its files say, who is who, and the rows made so far."""

from __future__ import annotations

import random
import tomllib
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from stigar.cli.example import reading
from stigar.cli.example.rows import Company
from stigar.cli.example.rows import Person as Row
from stigar.dialogues.queries.templates import blocks_of
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles.queries.profiles.asking import askings

HISTORY = "history.toml"
SATURDAY = 5


def read_past(company: Company) -> dict[str, Any] | None:
    """The rounds of a company, and ``told``: a table for each person by name. None when the company has no past."""
    folder = reading.HERE / company.key / "talks"
    if not folder.exists():
        return None
    told: dict[str, Any] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name != HISTORY:
            told |= tomllib.loads(file.read_text(encoding="utf-8"))
    return {**reading.read(company.key, "talks", HISTORY), "told": told}


@dataclass(slots=True, eq=False)
class Held:
    """One dialogue as it is made: between whom, in which round, and when what was done in it. A moment that is None has not come.
    ``talked`` is False where the two only judged the levels."""

    key: uuid.UUID
    who: Row
    leader: Row
    round: str
    opened: datetime
    due: date
    said: dict[str, Any]
    me: datetime | None = None
    other: datetime | None = None
    closed: datetime | None = None
    summary: str = ""
    assessment: uuid.UUID | None = None
    before: uuid.UUID | None = None
    talked: bool = True

    @property
    def revealed(self) -> datetime | None:
        """When both had handed in."""
        return max(self.me, self.other) if self.me and self.other else None

    @property
    def ended(self) -> datetime | None:
        return self.closed or self.revealed


@dataclass
class Past:
    """What is told, and the rows by kind that are made of it. Days are counted back from ``today``."""

    told: dict[str, Any]
    company: Company
    people: dict[str, Any]
    roles: dict[str, uuid.UUID]
    hr: Any
    today: date
    template: Any = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    busy: set[tuple[str, datetime]] = field(default_factory=set)
    signed: dict[uuid.UUID, list[tuple[uuid.UUID, datetime]]] = field(default_factory=dict)
    books: dict[str, dict[str, CompetenceShown]] = field(default_factory=dict)

    @cached_property
    def blocks(self) -> dict[str, Any]:
        """What each template that is used goes through."""
        return {key: blocks_of(key) for key in ("begun", "yearly")}

    @cached_property
    def by_name(self) -> dict[str, Row]:
        return {f"{one.given} {one.family}": one for one in self.company.people}

    @cached_property
    def by_number(self) -> dict[str, Row]:
        return {one.number: one for one in self.company.people}

    @cached_property
    def asked(self) -> dict[str, dict[str, int]]:
        """What is judged in each role: as its approved profile asks, else as the company's file says."""
        named = {one.id: one.key for one in shelf("en")}
        approved = askings().by_role
        asked = dict(self.told["asked"])
        for key, role in self.roles.items():
            if role in approved:
                asked[key] = {named[one.competence]: one.level for one in approved[role].asked}
        return asked

    def book(self, key: str, language: str = "en") -> CompetenceShown:
        """A competence of the open model by its key, in a language. Raises ``KeyError``."""
        if language not in self.books:
            self.books[language] = {one.key: one for one in shelf(language)}
        return self.books[language][key]

    def everyone(self) -> Iterator[Row]:
        """Those who are told of by name or are in a round, in the order of their numbers."""
        units, leaders = set(self.told["who"]["units"]), set(self.told["who"]["leaders"])
        for one in self.company.people:
            if not self.people[one.number].is_here(self.today) or not self.leader_of(one, self.today):
                continue
            leads = self.company.leaders[one.unit] == one.number
            if one.unit in units or (leads and one.unit in leaders):
                yield one

    def leader_of(self, one: Row, on: date) -> Row | None:
        """Who led them that day."""
        name = f"{one.given} {one.family}"
        for moved in self.told.get("moved", ()):
            if name in moved["who"] and on <= self.today - timedelta(days=moved["ago"]):
                return self.by_number[led_by(self.company, moved)]
        return self.by_number.get(one.manager)

    def said(self, one: Row) -> dict[str, Any]:
        """The person's own table; empty for most."""
        said: dict[str, Any] = self.told["told"].get(f"{one.given} {one.family}", {})
        return said

    def id(self, one: Row) -> uuid.UUID:
        key: uuid.UUID = self.people[one.number].pk
        return key

    def add(self, kind: str, /, **fields: Any) -> uuid.UUID:
        """A row of this kind; its key."""
        key = fields.setdefault("id", uuid.uuid4())
        self.rows[kind].append(fields)
        return uuid.UUID(str(key))

    def day(self, ago: int) -> date:
        """The day so many days ago, or the Friday before it when nobody was at work. Below nought it lies ahead."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1)) if day.weekday() >= SATURDAY else day

    def moment(self, ago: int, hour: int = 8) -> datetime:
        """Some time on that day; never ahead of the morning of today."""
        return datetime.combine(self.day(max(ago, 1)), time(hour), UTC)


def led_by(company: Company, moved: dict[str, Any]) -> str:
    """The number of who led some people before: somebody told by name, or whoever leads the unit they came from."""
    name = moved.get("by", "")
    told = next((one.number for one in company.people if f"{one.given} {one.family}" == name), "")
    return told or company.leaders[moved["from"]]


def luck(*what: object) -> random.Random:
    """Luck that is the same every time for the same things."""
    return random.Random(sha256("|".join(map(str, what)).encode()).digest())
