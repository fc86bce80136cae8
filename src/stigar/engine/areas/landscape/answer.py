"""What the landscape consists of: islands, places and paths, all measured in pixels from the upper left corner.

These are plain frozen values: a picture, a PDF or a test can read them without knowing how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
Outline = tuple[Point, ...]  # closed: the last point joins the first


@dataclass(frozen=True, slots=True)
class Place:
    """One role, the area it belongs to, and how many people have it.

    >>> Place("Kundrådgivare", "service", 24)
    Place(role='Kundrådgivare', area='service', people=24, unit='')
    """

    role: str
    area: str
    people: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle.

    >>> Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20)), Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    (True, False)
    """

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def moved(self, right: float, down: float) -> Box:
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Ring:
    """A contour line: inside it the ground is at least this high (1 is lowest). It may consist of several closed lines."""

    height: int
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Island:
    """One area. ``number`` (1-8) is its colour, (x, y) the fixed point its places are measured from."""

    key: str
    name: str
    lines: tuple[str, ...]
    note: str
    number: int
    outline: Outline
    rings: tuple[Ring, ...]
    label: Box
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spot:
    """One role on the map: its dot, and its label when there was room for one (else ``box`` is None).

    ``anchor`` tells whether the text starts or ends at the dot; ``height`` which plateau the role stands on.
    """

    role: str
    area: str
    people: int
    unit: str
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    box: Box | None
    anchor: str
    height: int

    @property
    def ground(self) -> Box:
        """What the dot and its label cover together."""
        dot = Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)
        near = self.box or dot
        left, right = min(dot.left, near.left), max(dot.right, near.right)
        return Box(left, min(dot.top, near.top), right, max(dot.bottom, near.bottom))


@dataclass(frozen=True, slots=True)
class Path:
    """A dotted path from a role to the shore of another area where it also belongs."""

    role: str
    area: str
    points: Outline

    @property
    def length(self) -> float:
        return sum(hypot(c - a, d - b) for (a, b), (c, d) in zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Landscape:
    """The whole map. Going through it gives the islands.

    >>> list(Landscape(width=358, height=0))
    []
    """

    width: float
    height: float
    islands: tuple[Island, ...] = ()
    places: tuple[Spot, ...] = ()
    paths: tuple[Path, ...] = ()
    nearest: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __iter__(self) -> Iterator[Island]:
        return iter(self.islands)

    def __len__(self) -> int:
        return len(self.islands)

    def __str__(self) -> str:
        rows = [f"{isle.name}: {', '.join(spot.role for spot in self.on(isle.key))}" for isle in self.islands]
        return "\n".join(rows)

    def on(self, area: str) -> tuple[Spot, ...]:
        """The places of one island."""
        return tuple(spot for spot in self.places if spot.area == area)

    def why(self, role: str) -> tuple[str, ...]:
        """The roles of the same area that drew this role to where it lies, the most alike first."""
        return dict(self.nearest).get(role, ())
