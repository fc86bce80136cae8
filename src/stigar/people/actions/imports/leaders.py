"""Who leads whom according to the file: found by number, e-mail address or name; nobody leads themselves, and no line leads back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stigar.people.queries.ground import Standing
from stigar.people.readers import values
from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field
from stigar.people.readers.staff import Staff, StaffRow

LONGEST_LOOP = 8  # names told of a loop


class Leaders:
    """Finds managers among those in the file and those remembered. ``of`` maps employee number to the manager's number."""

    def __init__(self, now: Standing, staff: Staff) -> None:
        self.staff = staff
        self.rows = {row.number: row for row in staff.rows}
        self.numbers = {person.id: number for number, person in now.persons.items()}
        self.names = {number: person.name for number, person in now.persons.items()} | {
            row.number: row.name for row in staff.rows
        }
        self.emails = {person.email.lower(): number for number, person in now.persons.items()} | {
            row.email: row.number for row in staff.rows if row.email
        }
        self.named: dict[str, list[str]] = defaultdict(list)
        for number, name in self.names.items():
            self.named[_folded(name)].append(number)
        self.before = {
            self.numbers[person]: self.numbers[held[-1].manager]
            for person, held in now.positions.items()
            if held[-1].manager
        }
        self.of: dict[str, str] = {}

    def find(self) -> Iterator[FileFault]:
        """Find every manager; yields what is wrong."""
        if Field.MANAGER not in self.staff.has:
            return
        self.of = {number: leader for number, leader in self.before.items() if number not in self.rows}
        for row in self.staff.rows:
            if row.manager:
                fault = self._find(row)
                if fault:
                    yield fault
        yield from self._loops()

    def _find(self, row: StaffRow) -> FileFault | None:
        found = self._called(row.manager)
        if len(found) > 1:
            numbers = ", ".join(sorted(found)[:5])
            return self.staff.fault(
                "manager-two", row.row, Field.MANAGER, row.manager, count=len(found), numbers=numbers
            )
        if not found:
            return self.staff.fault("no-manager", row.row, Field.MANAGER, row.manager)
        if found[0] == row.number:
            return self.staff.fault("manager-self", row.row, Field.MANAGER, row.manager, name=row.name)
        self.of[row.number] = found[0]
        return None

    def _called(self, text: str) -> list[str]:
        if text in self.names:
            return [text]
        if "@" in text:
            number = self.emails.get(text.lower())
            return [number] if number is not None else []
        return self.named.get(_folded(text)) or self.named.get(_folded(" ".join(values.names(text))), [])

    def _loops(self) -> Iterator[FileFault]:
        """Lines of managers that come back to where they began, each told once, at its first row in the file."""
        safe: set[str] = set()
        for row in self.staff.rows:
            line: dict[str, None] = {}
            number: str | None = row.number
            while number is not None and number not in safe and number not in line:
                line[number] = None
                number = self.of.get(number)
            if number in line:
                yield self._loop([*line][[*line].index(number) :], row)
            safe.update(line)

    def _loop(self, numbers: list[str], row: StaffRow) -> FileFault:
        first = min(
            (self.rows[number] for number in numbers if number in self.rows), key=lambda row: row.row, default=row
        )
        start = numbers.index(first.number) if first.number in numbers else 0
        names = [self.names[number] for number in (*numbers[start:], *numbers[:start])]
        shown = [*names[:LONGEST_LOOP], *(["…"] if len(names) > LONGEST_LOOP else []), names[0]]
        return self.staff.fault("manager-loop", first.row, Field.MANAGER, first.manager, loop=" → ".join(shown))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
