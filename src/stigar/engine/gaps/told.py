"""What the picture answers: a row a competence, in whole numbers of people, and which gaps weigh most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stigar.engine.gaps.reasons import COUNTED, Why, why


@dataclass(frozen=True, slots=True)
class OfCompetence:
    """How many require it, are known in it, meet it, are below and above; ``gap`` in levels, ``points`` times importance."""

    competence: str
    required: int
    known: int
    meets: int
    below: int
    surplus: int
    gap: int
    points: int
    exempt: int

    @property
    def not_known(self) -> int:
        """Those it is required of, of whom nothing is known."""
        return self.required - self.known

    @property
    def why(self) -> Why:
        """The sum behind it."""
        return why(
            COUNTED, competence=self.competence, required=self.required, known=self.known, meets=self.meets,
            below=self.below, points=self.points,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """All competences that anybody here is required to have, in the order of their names, over so many people."""

    rows: tuple[OfCompetence, ...]
    people: int

    def __iter__(self) -> Iterator[OfCompetence]:
        return iter(self.rows)

    def of(self, competence: str) -> OfCompetence | None:
        """The row of one competence."""
        return next((one for one in self.rows if one.competence == competence), None)

    def top(self, most: int = 5) -> tuple[OfCompetence, ...]:
        """The greatest gaps: most points first, then by name. Competences are sorted, never people."""
        found = sorted((one for one in self.rows if one.points), key=lambda one: (-one.points, one.competence))
        return tuple(found[:most])

    @property
    def points(self) -> int:
        """All gaps together."""
        return sum(one.points for one in self.rows)

    def __str__(self) -> str:
        return "\n".join(str(one.why) for one in self.rows)
