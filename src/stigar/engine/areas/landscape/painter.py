"""The landscape painter: from roles and their areas to a map with islands, places and paths.

First each island gets its places, then its coast, then the islands find their places in the sea; when the
sea has shown which way the neighbours lie, roles that belong in two areas move to the right shore.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from stigar.engine.areas.landscape import sea
from stigar.engine.areas.landscape.answer import Landscape, Place
from stigar.engine.areas.landscape.coast import Shore
from stigar.engine.areas.landscape.drafts import WIDE, Draft, Isle, Likeness, charted
from stigar.engine.areas.lettering import Lettering

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LandscapePainter:
    """Settings of the map. ``width`` is in pixels; ``labels`` is how many roles may carry their name on the picture:
    when there are more roles than that, each area names its most populous ones (at least two, in proportion to
    how many roles it has) and the others are dots whose name is in the title on hover and in the table beside.

    >>> found = LandscapePainter(width=358).of([Place("Testare", "it", 4)], names={"it": "Teknik"})
    >>> [(island.name, island.number) for island in found], [spot.lines for spot in found.places]
    ([('Teknik', 1)], [('Testare',)])
    """

    width: int = 1080
    labels: int = 60
    label_width: float = 136.0
    dot: float = 3.6

    def of(
        self,
        places: Iterable[Place],
        *,
        names: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
        likeness: Sequence[tuple[str, str, float]] = (),
        bridges: Sequence[tuple[str, str]] = (),
        before: Landscape | None = None,
        seed: int = 7,
    ) -> Landscape:
        """The map. ``names`` and ``notes`` are an area's name and a short line under it ("9 roller, 118 personer");
        ``likeness`` is symmetric and sparse, a missing pair is 0; ``bridges`` are (role, other area).
        With ``before`` everything that can stay where it was stays there."""
        roles = _merged(places)
        if not roles:
            return Landscape(self.width, 0)
        alike = Likeness.of([role.role for role in roles], likeness)
        isles = self._isles(roles, names or {}, notes or {}, alike, bridges, seed, before)
        ties = _ties(isles, alike)
        corners, rows = self._settled(isles, ties, before)
        return charted(isles, corners, rows, width=self.width, bridges=bridges, alike=alike)

    def _isles(
        self,
        roles: Sequence[Place],
        names: Mapping[str, str],
        notes: Mapping[str, str],
        alike: Likeness,
        bridges: Sequence[tuple[str, str]],
        seed: int,
        before: Landscape | None,
    ) -> list[Isle]:
        named = self._named(roles)
        old = {spot.role: spot for spot in before.places} if before else {}
        numbers = _numbers(roles, before)
        keys = sorted(numbers)
        abroad = {role: area for role, area in sorted(bridges, reverse=True) if area in numbers}
        isles = []
        for key in keys:
            drafts = [
                Draft.of(role, self._set(role.role) if role.role in named else (), self.dot, abroad.get(role.role, ""))
                for role in roles
                if role.area == key
            ]
            was = next((isle for isle in before.islands if isle.key == key), None) if before else None
            title = Lettering(15.5 if self.width < WIDE else 17, bold=True)
            known = {role: spot for role, spot in old.items() if was and spot.area == key}
            grain = seed + crc32(key.encode("utf-8", "replace")) % 100_000
            name, note = names.get(key, key), notes.get(key, "")
            isles.append(Isle(key, name, note, numbers[key], drafts, alike.among(drafts), title, grain, was, known))
        return isles

    def _settled(self, isles: Sequence[Isle], ties: Floats, before: Landscape | None) -> tuple[list[sea.Corner], int]:
        """Islands and sea in turns, until the roles that belong in two areas lie at the right shore."""
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        targets = sea.sketch(ties)
        if before:
            targets = np.array(
                [isle.middle_before(before, target) for isle, target in zip(isles, targets, strict=True)]
            )
        bearings = {isle.key: targets[n] * (1.4, 1.0) for n, isle in enumerate(isles)}
        shore = Shore() if self.width >= WIDE else Shore(reach=13, uneven=3.5, soft=5, water=16)
        kept = round(before.height / 12) if before and before.width == self.width else 0
        rows = kept
        for turn in range(3):
            changed = [isle.settle(bearings, shore, self._aspect(len(isles)), self.width, turn) for isle in isles]
            if turn and not any(changed):
                break
            wanted = (
                targets if not turn else np.array([bearings[isle.key] for isle in isles]) / (self.width, rows * 12.0)
            )
            corners_before = [isle.corner_before if kept else None for isle in isles]
            lands = [isle.land for isle in isles]
            waters = sea.Sea(lands, ties, np.clip(wanted, 0, 1), corners_before, self.width // 12, rows, turn > 0)
            corners, rows = sea.place(waters)
            bearings = {isle.key: np.array(isle.middle(at)) for isle, at in zip(isles, corners, strict=True)}
        for isle in isles:
            isle.face(bearings)
        return corners, rows

    def _aspect(self, count: int) -> float:
        """How much wider than tall an island is drawn: many islands stand closer when each is narrow."""
        if self.width < WIDE:
            return 1.0
        return 2.0 if count == 1 else 1.45 if count <= 8 else 0.85

    def _set(self, role: str) -> tuple[str, ...]:
        return Lettering(13).lines(role, widest=min(self.label_width, self.width * 0.3), most=2)

    def _named(self, roles: Sequence[Place]) -> set[str]:
        """The roles whose name is written on the map: all, or the most populous of each area."""
        if len(roles) <= self.labels:
            return {role.role for role in roles}
        named: set[str] = set()
        for area in sorted({role.area for role in roles}):
            here = sorted((r for r in roles if r.area == area), key=lambda r: (-r.people, r.role))
            named |= {role.role for role in here[: max(2, self.labels * len(here) // len(roles))]}
        return named


def _merged(places: Iterable[Place]) -> list[Place]:
    """One row a role, in a fixed order; people of the same role in several units are added up."""
    found: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: (place.role, place.area, place.unit, place.people)):
        known = found.get(place.role)
        unit = known.unit if known and known.unit == place.unit else "" if known else place.unit
        people = max(0, place.people) + (known.people if known else 0)
        found[place.role] = Place(place.role, known.area if known else place.area, people, unit)
    return list(found.values())


def _ties(isles: Sequence[Isle], alike: Likeness) -> Floats:
    """How alike areas are: the mean likeness of their roles, and a share for every bridge between them. 0-1."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    ties = np.zeros((len(isles), len(isles)))
    number = {isle.key: n for n, isle in enumerate(isles)}
    for one, isle in enumerate(isles):
        for other in range(one):
            ties[one, other] += alike.between(isle.roles, isles[other].roles)
    if ties.max() > 0:
        ties /= ties.max()
    for isle in isles:
        for draft in isle.drafts:
            if draft.abroad and draft.abroad != isle.key:
                ties[number[isle.key], number[draft.abroad]] += 1.0 / len(isle.drafts) ** 0.5
    ties = ties + ties.T
    scaled: Floats = ties / max(float(ties.max()), 1e-9)
    return scaled + 0.02 * (1 - np.eye(len(isles)))


def _numbers(roles: Sequence[Place], before: Landscape | None) -> dict[str, int]:
    """A colour (1-8) for each area: the same as last time, otherwise the least used, the largest area first."""
    kept = {isle.key: isle.number for isle in before.islands} if before else {}
    people: dict[str, int] = {}
    for role in roles:
        people[role.area] = people.get(role.area, 0) + role.people
    numbers = {area: kept[area] for area in people if area in kept}
    for area in sorted(people.keys() - numbers.keys(), key=lambda area: (-people[area], area)):
        used = list(numbers.values())
        numbers[area] = min(range(1, 9), key=lambda number: (used.count(number), number))
    return numbers
