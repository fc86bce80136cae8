"""An attacker at the pages of groups: knows exactly who is behind every figure that is shown, and reads every page and file on every date."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from stigar.engine.gaps.attack import Cell, solvable
from stigar.engine.gaps.guarding import Guard, Publication
from stigar.levels.actions import groups as actions
from stigar.levels.models import Published
from stigar.levels.queries.groups.asked import AskedOfAll, asked_of_all
from stigar.levels.queries.groups.entering import of_competence, of_leaving
from stigar.people.models import Person, Position, Unit
from stigar.people.queries.placing import units_led
from stigar.people.queries.units import tree
from tests.cast import TODAY
from tests.levels.groups import advisers, seen_at

PAGE = "/competence/groups/"
READERS = ("hedda", "ulf", "gro", "ada", "dag")
COLUMN, ROW = (
    re.compile(rf'<th scope="col"><a href="{PAGE}([0-9a-f-]{{36}})/'),
    re.compile(rf'<th scope="row"><a href="{PAGE}(?:competences/)?([0-9a-f-]{{36}})/'),
)
HEAT, SAID = re.compile(r">(\d+)/(\d+)<"), re.compile(r'<td data-label="[^"]+"(?: class="soft")?>\s*(\d+) \w\w (\d+) ')
Key = tuple[UUID, UUID]


class Attacker:
    """Reads as five of the cast; ``told`` is every figure by chain, ``ends`` what each record could have been."""

    def __init__(self, cast: Any, visit: Any, books: list[UUID], luck: Random) -> None:
        self.cast, self.books, self.luck, self.day = cast, books, luck, TODAY
        self.browsers = {who: visit(getattr(cast, who)) for who in READERS}
        self.behind: dict[tuple[Any, ...], frozenset[str]] = {}
        self.told: dict[str, list[Cell]] = defaultdict(list)
        self.ends: dict[str, tuple[float, float]] = {}
        self.pages = self.figures = 0
        self.units = self._drawn()

    def _drawn(self) -> list[Unit]:
        """Teams of two to seven in both departments, and everybody assessed or not, as luck has it."""
        units = [(self.cast.service, self.cast.ada), (self.cast.merchants, self.cast.dag)]
        for at in range(4):
            above, manager = self.luck.choice(units[:3])
            team = Unit.objects.create(
                organisation=self.cast.organisation, code=f"T{at}", name=f"Lag {at}", parent=above
            )
            units.append((team, manager))
        for unit, manager in units:
            for who in advisers(self.cast, unit, manager, self.luck.randint(2, 7)):
                self.assess(who)
                if self.luck.random() < 0.2:
                    Person.objects.filter(pk=who.pk).update(ended=TODAY + timedelta(days=self.luck.randint(90, 700)))
        return [unit for unit, _manager in units]

    def assess(self, who: Person) -> None:
        for competence in self.books:
            if self.luck.random() < 0.8:
                seen_at(self.cast, who, competence, self.luck.randint(0, 5), days=(self.day - TODAY).days)

    def wait(self) -> None:
        """Some time passes: one person, or half of them, joins, leaves, moves or is assessed anew."""
        self.day += timedelta(days=30)
        people = list(Person.objects.filter(given__startswith="Nya", ended=None).order_by("pk"))
        for who in self.luck.sample(people, self.luck.choice([1, 1, 2, len(people) // 2])):
            what = self.luck.random()
            if what < 0.6:
                self.assess(who)
            elif what < 0.8:
                Position.objects.filter(person=who).update(unit=self.luck.choice(self.units))
            else:
                Person.objects.filter(pk=who.pk).update(ended=self.day - timedelta(days=1))
        for who in advisers(self.cast, self.luck.choice(self.units), self.cast.ada, self.luck.choice([0, 1, 5])):
            self.assess(who)

    def publish_and_read(self, guard: Guard | None = None) -> None:
        for kept in (units_led, tree):
            kept.forget()
        actions.count(today=self.day, guard=guard)
        asked = asked_of_all(today=self.day)
        for competence in self.books:
            self._remember(f"competence:{competence}", of_competence(competence, asked, today=self.day))
        leaving = self._remember("leaving", of_leaving(asked, today=self.day))
        self.told["leaving"] += [self._cell("leaving", leaving, group, one.people, one.total) for group, one in leaving]
        self._read(asked)

    def _remember(self, chain: str, entries: Any) -> Publication:
        """Whose records are in the blocks that are new today."""
        found = self._publication(chain)
        for block in found.blocks:
            inside = frozenset(one.version for one in entries if one.groups in block.cells)
            self.behind.setdefault((chain, block), inside)
        self.ends |= {one.version: one.ends for one in entries}
        return found

    def _publication(self, chain: str) -> Publication:
        kept = Published.objects.get(group=chain)
        return Publication.read({**kept.figures, "seen": kept.seen["records"]})

    def _cell(self, chain: str, found: Publication, group: str, people: int, total: float) -> Cell:
        """A figure with the records behind it, which it must be the sum of."""
        records = [one for block in found.blocks if group in block.common for one in self.behind[chain, block]]
        assert len(records) == people
        return Cell(tuple(records), total)

    def _read(self, asked: AskedOfAll) -> None:
        found = {one: self._publication(f"competence:{one}") for one in self.books}
        for key, (people, reach) in sorted(self._everything(asked).items(), key=str):
            unit, competence = key
            chain = f"competence:{competence}"
            self.told[chain].append(self._cell(chain, found[competence], str(unit), people, float(reach)))
            self.figures += 1

    def _everything(self, asked: AskedOfAll) -> dict[Key, tuple[int, int]]:
        """Every figure on every page and in every file that any of the readers gets; the same figure is the same everywhere."""
        shown: dict[Key, set[tuple[int, int]]] = defaultdict(set)
        for browser in self.browsers.values():
            for path in ("", *(f"{unit}/" for unit in asked.sizes), *(f"competences/{one}/" for one in self.books)):
                for key, figure in on_page(self._page(browser, path), path):
                    shown[key].add(figure)
            for key, figure in self._in_file(self._page(browser, "csv/")):
                shown[key].add(figure)
        assert [key for key, figures in shown.items() if len(figures) > 1] == []
        return {key: figures.pop() for key, figures in shown.items()}

    def _page(self, browser: Any, path: str) -> str:
        self.pages += 1
        answer = browser.get(f"{PAGE}{path}", headers={"accept-language": "en"})
        return answer.content.decode("utf-8-sig") if answer.status_code == 200 else ""

    def _in_file(self, text: str) -> list[tuple[Key, tuple[int, int]]]:
        units = {one.code: one.id for one in tree()}
        names = {"Lyssna på kunden": "listening", "Listening to the customer": "listening"}
        rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ",")
        books = self.books
        return [
            ((units[row[2]], books[0 if row[1] in names else 1]), (int(row[6]), int(row[7]))) for row in list(rows)[1:] if row[6]
        ]  # fmt: skip

    def solved(self) -> list[frozenset[str]]:
        """Every group under five of which something follows from all that was shown."""
        return [few for cells in self.told.values() for few in solvable(cells, ends=self.ends)]


def on_page(text: str, path: str) -> list[tuple[Key, tuple[int, int]]]:
    """The figures of a page: the heat map's, a unit's own table, or a competence's units."""
    found: list[tuple[Key, tuple[int, int]]] = []
    columns = [UUID(one) for one in COLUMN.findall(text)]
    here = UUID(path.strip("/").removeprefix("competences/")) if path else None
    for row in text.split("<tr>"):
        row, begins = row.split("</tr>")[0], ROW.search(row)
        if not begins:
            continue
        thing = UUID(begins[1])
        for unit, cell in zip(columns, row.split("<td")[1:] if "team-cell" in row else (), strict=False):
            if figure := HEAT.search(cell):
                found.append(((unit, thing), (int(figure[2]), int(figure[1]))))
        if here and (figure := SAID.search(row)):
            key = (thing, here) if path.startswith("competences/") else (here, thing)
            found.append((key, (int(figure[2]), int(figure[1]))))
    return found
