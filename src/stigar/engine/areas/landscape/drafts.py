"""Drafts: islands and roles while the map is being made, and the finished map made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stigar.engine.areas.landscape import ground, sea
from stigar.engine.areas.landscape.answer import Box, Island, Landscape, Outline, Path, Place, Point, Ring, Spot
from stigar.engine.areas.landscape.coast import BLOCK, CELL, Land, Shore, Site
from stigar.engine.areas.landscape.sailing import sail
from stigar.engine.areas.lettering import Lettering

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LABEL = Lettering(13)
NOTE = Lettering(12.5)
AIR = 5.0  # pixels between a dot and its label
LARGEST_DOT = 10.0
WIDE = 600  # pixels; below this the map is for a phone
LONGEST_ON_A_PHONE = 320.0  # there a longer path would wind along the rim; the role's title tells of it instead


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike roles are, 0-1, the most alike pair being 1."""

    number: Mapping[str, int]
    table: Floats

    @classmethod
    def of(cls, roles: Sequence[str], pairs: Iterable[tuple[str, str, float]]) -> Likeness:
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        number = {role: n for n, role in enumerate(roles)}
        table = np.zeros((len(roles), len(roles)))
        for one, other, much in pairs:
            if one != other and one in number and other in number:
                at = number[one], number[other]
                table[at] = table[at[::-1]] = max(table[at], much)
        return cls(number, table / max(float(table.max(initial=0.0)), 1e-9))

    def among(self, drafts: Sequence[Draft]) -> Floats:
        at = [self.number[draft.role] for draft in drafts]
        part: Floats = self.table[at][:, at]
        return part

    def between(self, some: Sequence[str], others: Sequence[str]) -> float:
        at, to = [self.number[role] for role in some], [self.number[role] for role in others]
        return float(self.table[at][:, to].mean())

    def closest(self, role: str, others: Sequence[str], most: int = 3) -> tuple[str, ...]:
        """Those of the others that this role resembles, the most alike first."""
        row = self.table[self.number[role]]
        alike = [other for other in others if other != role and row[self.number[other]] > 0]
        return tuple(sorted(alike, key=lambda other: (-float(row[self.number[other]]), other))[:most])


@dataclass(frozen=True, slots=True)
class Draft:
    """A role before it is placed: its dot, the lines of its label, and the other area it belongs to, if any."""

    place: Place
    lines: tuple[str, ...]
    radius: float
    abroad: str

    @classmethod
    def of(cls, place: Place, lines: tuple[str, ...], dot: float, abroad: str) -> Draft:
        """The dot's surface grows with the number of people, up to a limit."""
        radius = min(LARGEST_DOT, max(dot, dot * 0.62 * place.people**0.5))
        return cls(place, lines, round(radius, 1), "" if abroad == place.area else abroad)

    @property
    def role(self) -> str:
        return self.place.role

    @property
    def size(self) -> tuple[float, float]:
        wide = max((LABEL.width(line) for line in self.lines), default=-AIR)
        return 2 * self.radius + AIR + wide, max(2 * self.radius, LABEL.line * len(self.lines))

    def at(self, x: float, y: float, *, turned: bool, height: int) -> Spot:
        """The dot and label with the middle of both at (x, y); turned has the dot on the right."""
        wide, tall = self.size
        dot = x + (wide / 2 - self.radius) * (1 if turned else -1)
        near, far = dot + (self.radius + AIR) * (-1 if turned else 1), x + wide / 2 * (-1 if turned else 1)
        box = Box(min(near, far), y - tall / 2, max(near, far), y + tall / 2) if self.lines else None
        anchor = "end" if turned else "start"
        place = self.place
        return Spot(
            place.role, place.area, place.people, place.unit, dot, y, self.radius, self.lines, box, anchor, height
        )


@dataclass(slots=True)
class Isle:
    """An island while it is made: its roles, then where they lie on it, then its coast."""

    key: str
    name: str
    note: str
    number: int
    drafts: list[Draft]
    likeness: Floats
    title: Lettering
    seed: int
    was: Island | None
    old: Mapping[str, Spot]
    lines: tuple[str, ...] = ()
    label: Box = field(default_factory=lambda: Box(0, 0, 0, 0))
    spots: list[Spot] = field(default_factory=list)
    pulls: list[Point] = field(default_factory=list)
    site: Site | None = None
    made: Land | None = None

    @property
    def roles(self) -> list[str]:
        return [draft.role for draft in self.drafts]

    @property
    def land(self) -> Land:
        if self.made is None:
            raise ValueError(self.key)
        return self.made

    @property
    def corner_before(self) -> sea.Corner | None:
        if self.was is None:
            return None
        corner = round((self.was.x + self.land.left) / BLOCK), round((self.was.y + self.land.top) / BLOCK)
        return max(0, corner[0]), max(0, corner[1])

    def middle(self, corner: sea.Corner) -> Point:
        """The middle of the island on the map."""
        tall, wide = self.land.claim.shape
        return corner[0] * BLOCK + wide * CELL / 2, corner[1] * BLOCK + tall * CELL / 2

    def middle_before(self, before: Landscape, target: Floats) -> Floats:
        """Where the island lay last time as a share of that map's sides; a new one goes where the sketch says."""
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        if self.was is None:
            return target
        xs, ys = zip(*self.was.outline, strict=True)
        return np.array([sum(xs) / len(xs) / before.width, sum(ys) / len(ys) / max(before.height, 1.0)])

    def settle(self, bearings: Mapping[str, Floats], shore: Shore, aspect: float, width: float, turn: int) -> bool:
        """Put the roles down and draw the coast; false when the neighbours lie as they did and nothing need move."""
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        pulls = [self._pull(draft, bearings) for draft in self.drafts]
        if turn and all(_same_way(one, other) for one, other in zip(pulls, self.pulls, strict=True)):
            return False
        self.pulls = pulls
        widest = width - 2 * (shore.most + shore.water / 2 + BLOCK)
        sizes = np.array([draft.size for draft in self.drafts])
        room = ground.Room(sizes, self.likeness, np.array(pulls), self._before(), aspect, widest, self.seed)
        middles = ground.settle(room)
        levels = ground.heights(self.likeness, room.pulls)
        self.spots = [
            draft.at(float(x), float(y), turned=False, height=level)
            for draft, (x, y), level in zip(self.drafts, middles, levels, strict=True)
        ]
        self._write_name(sizes, middles, widest)
        boxes = [
            Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            for (x, y), (w, h) in zip(middles.tolist(), sizes.tolist(), strict=True)
        ]
        self.site = Site(tuple(boxes), tuple(levels), self.label, shore, self.seed)
        self.made = self.site.land()
        return True

    def face(self, bearings: Mapping[str, Floats]) -> None:
        """Turn dots and labels so that each dot is on the side where its path begins; the ground they take is the same."""
        for n, (draft, spot) in enumerate(zip(self.drafts, self.spots, strict=True)):
            middle = spot.x + (draft.size[0] / 2 - draft.radius) * (1 if spot.anchor == "start" else -1)
            turned = self._pull(draft, bearings)[0] > 0.2
            self.spots[n] = draft.at(middle, spot.y, turned=turned, height=spot.height)

    def _pull(self, draft: Draft, bearings: Mapping[str, Floats]) -> Point:
        """A unit vector towards the other area the role belongs to."""
        if not draft.abroad:
            return 0.0, 0.0
        way = bearings[draft.abroad] - bearings[self.key]
        length = max(float((way @ way) ** 0.5), 1e-9)
        return float(way[0]) / length, float(way[1]) / length

    def _before(self) -> Floats:
        """Where each role's label and dot had their middle last time, from the island's fixed point; nan when new."""
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        found = np.full((len(self.drafts), 2), np.nan)
        for n, draft in enumerate(self.drafts):
            spot = self.old.get(draft.role)
            if self.was and spot:
                side = draft.size[0] / 2 - draft.radius
                shift = side if spot.anchor == "start" else -side
                found[n] = spot.x - self.was.x + shift, spot.y - self.was.y
        return found

    def _write_name(self, sizes: Floats, middles: Floats, widest: float) -> None:
        room = min(widest, max(190.0, float((middles + sizes / 2)[:, 0].max() - (middles - sizes / 2)[:, 0].min())))
        self.lines = self.title.lines(self.name, widest=min(room, 250.0), most=2)
        self.note = NOTE.shorten(self.note, widest=widest) if self.note else ""
        wide = max(*(self.title.width(line) for line in self.lines), NOTE.width(self.note), 1.0)
        tall = self.title.line * len(self.lines) + (NOTE.line if self.note else 0.0)
        x, y = ground.crown(sizes, middles, width=wide, height=tall, widest=widest)
        self.label = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def charted(
    isles: Sequence[Isle],
    corners: Sequence[sea.Corner],
    rows: int,
    *,
    width: int,
    bridges: Sequence[tuple[str, str]],
    alike: Likeness,
) -> Landscape:
    """The finished map: every island and place moved to where it stands, and the paths between them."""
    moves = [sea.pixels(corner, isle.land) for isle, corner in zip(isles, corners, strict=True)]
    islands = tuple(_island(isle, move) for isle, move in zip(isles, moves, strict=True))
    places = tuple(_moved(spot, move) for isle, move in zip(isles, moves, strict=True) for spot in isle.spots)
    height = rows * BLOCK
    paths = _paths(isles, moves, islands, places, bridges, width, height)
    nearest = tuple((role, alike.closest(role, isle.roles)) for isle in isles for role in isle.roles)
    return Landscape(width, height, islands, places, tuple(paths), tuple(sorted(nearest)))


def _same_way(one: Point, other: Point) -> bool:
    """Less than about 40 degrees apart."""
    return one == other or one[0] * other[0] + one[1] * other[1] > 0.77


def _island(isle: Isle, move: Point) -> Island:
    coast, contours = isle.site.lines() if isle.site else ((), ())
    rings = tuple(Ring(ring.height, tuple(_shifted(line, move) for line in ring.outlines)) for ring in contours)
    outline = _shifted(coast, move)
    return Island(
        isle.key, isle.name, isle.lines, isle.note, isle.number, outline, rings, isle.label.moved(*move), *move
    )


def _shifted(outline: Outline, move: Point) -> Outline:
    return tuple((round(x + move[0], 1), round(y + move[1], 1)) for x, y in outline)


def _moved(spot: Spot, move: Point) -> Spot:
    box = spot.box.moved(*move) if spot.box else None
    x, y = round(spot.x + move[0], 1), round(spot.y + move[1], 1)
    return Spot(
        spot.role, spot.area, spot.people, spot.unit, x, y, spot.radius, spot.lines, box, spot.anchor, spot.height
    )


def _paths(
    isles: Sequence[Isle],
    moves: Sequence[Point],
    islands: Sequence[Island],
    places: Sequence[Spot],
    bridges: Sequence[tuple[str, str]],
    width: float,
    height: float,
) -> list[Path]:
    spots = {spot.role: spot for spot in places}
    keys = {isle.key for isle in isles}
    wanted = sorted({(role, area) for role, area in bridges if role in spots and area in keys})
    grounds = {isle.key: _ground(isle.land, move) for isle, move in zip(isles, moves, strict=True)}
    words = [spot.ground for spot in places] + [island.label for island in islands]
    chosen = [(spots[role], area) for role, area in wanted if spots[role].area != area]
    paths = sail(chosen, grounds=grounds, words=words, width=width, height=height)
    return [path for path in paths if width >= WIDE or path.length <= LONGEST_ON_A_PHONE]


def _ground(land: Land, move: Point) -> list[Box]:
    """The island's grid as one small box a row of land: enough to know on which side of the coast a point is."""
    boxes = []
    for row, cells in enumerate(land.ground.tolist()):
        y = land.top + row * CELL + move[1]
        columns = [column for column, dry in enumerate(cells) if dry]
        if columns:
            boxes += _runs(columns, land.left + move[0], y)
    return boxes


def _runs(columns: Sequence[int], left: float, y: float) -> list[Box]:
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][1] + 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    return [Box(left + first * CELL, y, left + last * CELL, y) for first, last in runs]
