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

    def needed(self, member: Member) -> int:
        """What is required differs between people; of some it is the first level, which all have."""
        return 1 + int(member.person[1:]) % 3

    def entries(self, measure: str) -> list[Entry]:
        """Whether the level is enough, the level, or what is missing in it."""
        found = []
        for one in self.people.values():
            needed = self.needed(one)
            value, ends = {
                "meets": (float(one.level >= needed), (float(needed == 1), 1.0)),
                "level": (one.level, (1.0, 5.0)),
                "gap": (max(0, needed - one.level), (0.0, needed - 1.0)),
            }[measure]
            found.append(Entry(one.person, value, f"{one.person}/{one.version}", self.groups(one), ends))
        return found
