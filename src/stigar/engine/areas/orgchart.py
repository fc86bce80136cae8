"""Areas beside the org chart: who is where, without anyone having to move.

To the left the units, to the right the competence areas; between them ribbons as wide as the people they
carry. An area met by several ribbons is one that goes across the org chart, and that is as it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stigar.engine.areas.drawing import NARROW, lines, mark, sheet, titled
from stigar.engine.areas.landscape.answer import Box, Place
from stigar.engine.areas.lettering import Lettering

LABEL = Lettering(13)
NAME = Lettering(13.5, bold=True)
NOTE = Lettering(12.5)
Flow = tuple[str, str]  # unit, area


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit or one area: its bar, its name in lines, a note below, and the box that both fill. ``number`` 0 = a unit."""

    key: str
    name: str
    lines: tuple[str, ...]
    note: tuple[str, ...]
    people: int
    number: int
    bar: Box
    label: Box


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The people of one unit who belong to one area: where the ribbon leaves and where it arrives."""

    unit: str
    area: str
    people: int
    number: int
    leaves: Box
    arrives: Box


@dataclass(frozen=True, slots=True)
class OrgChart:
    """The whole picture. Going through it gives the ribbons.

    >>> chart = OrgChartPainter().of([Place("Säljare", "möte", 3, "Nord"), Place("Support", "möte", 5, "Syd")])
    >>> chart.overlap("möte")
    (('Syd', 5), ('Nord', 3))
    """

    width: float
    height: float
    units: tuple[Bar, ...] = ()
    areas: tuple[Bar, ...] = ()
    ribbons: tuple[Ribbon, ...] = ()

    def __iter__(self) -> Iterator[Ribbon]:
        return iter(self.ribbons)

    def __len__(self) -> int:
        return len(self.ribbons)

    def overlap(self, area: str) -> tuple[tuple[str, int], ...]:
        """The units an area draws its people from, the largest share first."""
        found = [(ribbon.unit, ribbon.people) for ribbon in self.ribbons if ribbon.area == area]
        return tuple(sorted(found, key=lambda row: (-row[1], row[0])))


@dataclass(frozen=True, slots=True)
class OrgChartPainter:
    """Settings: the width in pixels, how tall all bars are together, and whether people or roles are counted."""

    width: int = 1080
    tall: float = 430.0
    count_roles: bool = False

    def of(
        self,
        places: Iterable[Place],
        *,
        names: Mapping[str, str] | None = None,
        units: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
        numbers: Mapping[str, int] | None = None,
    ) -> OrgChart:
        """``names`` are the areas', ``units`` the units'; ``notes`` is a short line under either, by key.
        ``numbers`` gives each area the colour (1-8) it has on the landscape."""
        flows = self._flows(places)
        if not flows:
            return OrgChart(self.width, 0)
        left, right = _ordered(flows)
        colours = dict(numbers) if numbers else _colours(flows)
        scale = self.tall / sum(flows.values())
        unit_bars = self._bars(left, 0, flows, units or {}, notes or {}, {}, scale)
        area_bars = self._bars(right, 1, flows, names or {}, notes or {}, colours, scale)
        height = max(bars[-1].label.bottom + 16 for bars in (unit_bars, area_bars))
        unit_bars, area_bars = (_centred(bars, height) for bars in (unit_bars, area_bars))
        return OrgChart(self.width, height, unit_bars, area_bars, _ribbons(unit_bars, area_bars, flows))

    def _flows(self, places: Iterable[Place]) -> dict[Flow, int]:
        flows: dict[Flow, int] = {}
        for place in sorted(places, key=lambda place: (place.unit, place.area, place.role)):
            many = 1 if self.count_roles else max(0, place.people)
            if many:
                flows[place.unit, place.area] = flows.get((place.unit, place.area), 0) + many
        return flows

    def _bars(
        self,
        keys: Sequence[str],
        side: int,
        flows: Mapping[Flow, int],
        names: Mapping[str, str],
        notes: Mapping[str, str],
        colours: Mapping[str, int],
        scale: float,
    ) -> tuple[Bar, ...]:
        """The bars of one side from above; each takes the room its label needs, so that labels never meet."""
        narrow = self.width < NARROW
        thick, column = (7.0, 98.0) if narrow else (10.0, 236.0)
        near = column + 8 if side == 0 else self.width - column - 8 - thick
        top, bars = 16.0, []
        for key in keys:
            people = sum(many for flow, many in flows.items() if flow[side] == key)
            name = names.get(key, key) or "–"
            rows = NAME.lines(name, widest=column - 8, most=4)
            note = NOTE.lines(notes.get(key, str(people)), widest=column - 8, most=2)
            written = NAME.line * len(rows) + NOTE.line * len(note)
            tall = max(3.0, people * scale)
            room = max(written, tall)
            middle = top + room / 2
            wide = max([NAME.width(row) for row in rows] + [NOTE.width(row) for row in note])
            start = column - wide if side == 0 else self.width - column
            label = Box(start, middle - written / 2, start + wide, middle + written / 2)
            bar = Box(near, middle - tall / 2, near + thick, middle + tall / 2)
            bars.append(Bar(key, name, rows, note, people, colours.get(key, 0), bar, label))
            top += room + 14
        return tuple(bars)


def svg(
    chart: OrgChart,
    *,
    title: str,
    description: str,
    standalone: bool = False,
    language: str = "en",
    ident: str = "orgchart",
    people: str = "{n}",
) -> str:
    """The picture as one ``<svg>``. ``people`` is how a number of people is said, for instance "{n} personer"."""
    names = {bar.key: bar.name for bar in chart.areas}
    unit_names = {bar.key: bar.name for bar in chart.units}
    inside = [_hatches(ident)]
    for ribbon in chart.ribbons:
        told = f"{unit_names[ribbon.unit]} → {names[ribbon.area]}: {people.format(n=ribbon.people)}"
        inside.append(_ribbon(ribbon, told, ident))
    inside += [_bar(bar, side, people) for side, bars in (("end", chart.units), ("start", chart.areas)) for bar in bars]
    inside += [_figures(ribbon, chart) for ribbon in chart.ribbons]
    return sheet(
        "".join(inside), width=chart.width, height=chart.height, title=title, description=description,
        standalone=standalone, language=language, ident=ident,
    )  # fmt: skip


def _ordered(flows: Mapping[Flow, int]) -> tuple[list[str], list[str]]:
    """Units and areas in the order in which ribbons cross least: each is drawn to the middle of those it meets.

    Method: the barycentre heuristic of K. Sugiyama, S. Tagawa, M. Toda (1981).
    """
    sides: list[list[str]] = [sorted({flow[side] for flow in flows}) for side in (0, 1)]
    sides[0].sort(key=lambda key: (-sum(many for flow, many in flows.items() if flow[0] == key), key))
    for turn in range(9):
        mine = (turn + 1) % 2
        place = {key: n for n, key in enumerate(sides[1 - mine])}
        sides[mine].sort(key=lambda key: (_barycentre(key, mine, flows, place), key))
    return sides[0], sides[1]


def _barycentre(key: str, side: int, flows: Mapping[Flow, int], place: Mapping[str, int]) -> float:
    met = [(place[flow[1 - side]], many) for flow, many in flows.items() if flow[side] == key]
    return round(sum(at * many for at, many in met) / sum(many for _, many in met), 9)


def _colours(flows: Mapping[Flow, int]) -> dict[str, int]:
    people: dict[str, int] = {}
    for (_, area), many in flows.items():
        people[area] = people.get(area, 0) + many
    return {area: n % 8 + 1 for n, area in enumerate(sorted(people, key=lambda area: (-people[area], area)))}


def _centred(bars: tuple[Bar, ...], height: float) -> tuple[Bar, ...]:
    """The shorter side gets air between its bars, so that both sides span the picture."""
    spare = height - 16 - max(bars[-1].label.bottom, bars[-1].bar.bottom)
    share = spare / (len(bars) + 1)
    return tuple(
        Bar(bar.key, bar.name, bar.lines, bar.note, bar.people, bar.number,
            bar.bar.moved(0, share * (n + 1)), bar.label.moved(0, share * (n + 1)))
        for n, bar in enumerate(bars)
    )  # fmt: skip


def _ribbons(units: Sequence[Bar], areas: Sequence[Bar], flows: Mapping[Flow, int]) -> tuple[Ribbon, ...]:
    left = {bar.key: bar.bar.top for bar in units}
    right = {bar.key: bar.bar.top for bar in areas}
    ribbons = []
    for unit in units:
        for area in areas:
            many = flows.get((unit.key, area.key), 0)
            if not many:
                continue
            out = (unit.bar.bottom - unit.bar.top) * many / unit.people
            into = (area.bar.bottom - area.bar.top) * many / area.people
            leaves = Box(unit.bar.right, left[unit.key], unit.bar.right, left[unit.key] + out)
            arrives = Box(area.bar.left, right[area.key], area.bar.left, right[area.key] + into)
            ribbons.append(Ribbon(unit.key, area.key, many, area.number, leaves, arrives))
            left[unit.key] += out
            right[area.key] += into
    return tuple(sorted(ribbons, key=lambda ribbon: (-ribbon.people, ribbon.unit, ribbon.area)))


def _ribbon(ribbon: Ribbon, told: str, ident: str) -> str:
    start, end = ribbon.leaves, ribbon.arrives
    bend = (start.right + end.left) / 2
    shape = (
        f"M{start.right:.1f} {start.top:.1f}C{bend:.1f} {start.top:.1f} {bend:.1f} {end.top:.1f} {end.left:.1f} {end.top:.1f}"
        f"V{end.bottom:.1f}C{bend:.1f} {end.bottom:.1f} {bend:.1f} {start.bottom:.1f} {start.right:.1f} {start.bottom:.1f}Z"
    )
    hatch = mark("path", d=shape, fill=f"url(#{ident}-hatch-{ribbon.number})", class_="map-hatch")
    inside = titled(told) + mark("path", d=shape, class_="map-ribbon") + hatch
    return mark("g", inside, class_=f"map-flow map-island-{ribbon.number}")


def _figures(ribbon: Ribbon, chart: OrgChart) -> str:
    """How many, written where a ribbon parts from others or joins them, when it is wide enough to carry the figure."""
    parts = sum(other.unit == ribbon.unit for other in chart.ribbons) > 1
    joins = sum(other.area == ribbon.area for other in chart.ribbons) > 1
    ends = []
    if parts:
        ends.append((ribbon.leaves, ribbon.leaves.right + 7, "start"))
    if joins:
        ends.append((ribbon.arrives, ribbon.arrives.left - 7, "end"))
    return "".join(
        lines((str(ribbon.people),), x=x, middle=end.middle[1], lettering=LABEL, class_="map-figure", anchor=anchor)
        for end, x, anchor in ends
        if end.bottom - end.top >= LABEL.size + 1
    )


def _bar(bar: Bar, anchor: str, people: str) -> str:
    x = bar.label.right if anchor == "end" else bar.label.left
    upper = bar.label.middle[1] - NOTE.line * len(bar.note) / 2
    name = lines(bar.lines, x=x, middle=upper, lettering=NAME, class_="map-bar-name", anchor=anchor)
    low = bar.label.bottom - NOTE.line * len(bar.note) / 2
    note = lines(bar.note, x=x, middle=low, lettering=NOTE, class_="map-note", anchor=anchor)
    box = bar.bar
    shape = mark(
        "rect", x=box.left, y=box.top, width=box.right - box.left, height=box.bottom - box.top, rx=2, class_="map-bar"
    )
    told = titled(f"{bar.name}: {people.format(n=bar.people)}")
    return mark("g", told + shape + name + note, class_=f"map-island-{bar.number}" if bar.number else "map-unit")


# Eight hatchings for paper without colour: the lines of a tile 8 pixels wide.
_TILES = (
    "M0 0L8 8", "M8 0L0 8", "M0 4H8", "M4 0V8", "M0 0L8 8M8 0L0 8", "M0 4H8M4 0V8", "M1 4H3M5 0H7", "M0 2H8M0 6H4",
)  # fmt: skip


def _hatches(ident: str) -> str:
    tiles = (
        mark(
            "pattern", mark("path", d=lines_, stroke="#000000", stroke_width=0.5, fill="none"),
            id=f"{ident}-hatch-{number}", width=8, height=8, patternUnits="userSpaceOnUse",
        )
        for number, lines_ in enumerate(_TILES, start=1)
    )  # fmt: skip
    return mark("defs", "".join(tiles))
