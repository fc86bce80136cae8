"""Companies drawn by luck, with units in units, areas across them and people who come, go, move and are assessed anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from stigar.engine.gaps import Entry


@dataclass(frozen=True)
class Member:
    """Somebody, where they are and what is known."""

    person: str
    unit: str
    area: str
    level: int
    version: int


@dataclass
class Company:
    """Grows and changes with ``luck``; the same luck gives the same company."""

    luck: Random
    parents: dict[str, str | None]
    people: dict[str, Member]
    count: int = 0

    @classmethod
    def drawn(cls, luck: Random) -> Company:
        parents: dict[str, str | None] = {"u0": None}
        for at in range(1, luck.randint(2, 9)):
            parents[f"u{at}"] = luck.choice(sorted(parents))
        found = cls(luck, parents, {})
        for _ in range(luck.randint(3, 60)):
            found.join()
        return found

    def join(self) -> None:
        person = f"p{self.count:03}"
        self.count += 1
        self.people[person] = Member(person, self.luck.choice(sorted(self.parents)), self.area(), self.level(), 1)

    def area(self) -> str:
        return self.luck.choice(["area 1", "area 2", "area 3"])

    def level(self) -> int:
        return self.luck.choice([1, 1, 2, 3, 5, 5])

    def change(self) -> None:
        """Some time passes."""
        share = self.luck.choice([0.02, 0.1, 0.5])
        for person, member in sorted(self.people.items()):
            if self.luck.random() < share:
                now = replace(member, level=self.level(), version=member.version + 1)
                self.people[person] = self.luck.choice(
                    [now, now, replace(member, unit=self.luck.choice(sorted(self.parents)))]
                )
            elif self.luck.random() < share / 5:
                del self.people[person]
        for _ in range(self.luck.choice([0, 0, 1, 5])):
            self.join()

    def groups(self, member: Member) -> frozenset[str]:
        """The unit and all above it, the area, and a filter."""
        found, at = {member.area, f"filter {member.person[-1] in '05'}"}, member.unit
        while at is not None:
            found.add(at)
            at = self.parents[at]
        return frozenset(found)

    def entries(self, needed: int = 3) -> list[Entry]:
        """Two measures: the level, and whether it is enough."""
        return [
            Entry(one.person, (one.level, float(one.level >= needed)), f"{one.person}/{one.version}", self.groups(one))
            for one in self.people.values()
        ]
