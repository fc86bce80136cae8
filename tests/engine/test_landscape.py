"""The landscape: what a map of competence areas must hold, whatever the company looks like."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path as File
from statistics import median

import pytest

from stigar.engine.areas.colours import DARK, LIGHT, Palette, contrast, stylesheet
from stigar.engine.areas.landscape import Box, Landscape, LandscapePainter, Place
from stigar.engine.areas.landscape.answer import Outline, Point
from stigar.engine.areas.lettering import Lettering
from stigar.engine.areas.picture import Wording, svg
from tests.engine.mapped_company import BRIDGES, NAMES, PLACES, large_company, likeness, notes

ROOT = File(__file__).parents[2]


def painted(width: int = 1080, places: Sequence[Place] = PLACES, before: Landscape | None = None) -> Landscape:
    return LandscapePainter(width=width).of(
        places, names=NAMES, notes=notes(), likeness=likeness(), bridges=BRIDGES, before=before
    )


@pytest.fixture(scope="module")
def wide() -> Landscape:
    return painted()


@pytest.fixture(scope="module")
def phone() -> Landscape:
    return painted(358)


@pytest.fixture(scope="module")
def large() -> Landscape:
    places, alike = large_company()
    return LandscapePainter().of(places, likeness=alike)


@pytest.fixture(params=["wide", "phone", "large"])
def landscape(request: pytest.FixtureRequest) -> Landscape:
    found: Landscape = request.getfixturevalue(request.param)
    return found


def holds(outline: Outline, point: Point) -> bool:
    """Is the point inside the closed line? (it crosses the line an odd number of times on its way out)"""
    x, y = point
    crossed = 0
    for (a, b), (c, d) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            crossed += 1
    return crossed % 2 == 1


def along(points: Sequence[Point]) -> list[Point]:
    """Points every few pixels on the line."""
    return [
        (a + (c - a) * part / 10, b + (d - b) * part / 10) for (a, b), (c, d) in pairwise(points) for part in range(10)
    ]


def to_shore(point: Point, outline: Outline) -> float:
    return min(hypot(point[0] - x, point[1] - y) for x, y in along((*outline, outline[0])))


def corners(box: Box) -> list[Point]:
    return [(box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)]


def test_every_role_lies_inside_its_own_island_with_its_whole_label(landscape: Landscape) -> None:
    outlines = {island.key: island.outline for island in landscape}

    outside = [
        spot.role
        for spot in landscape.places
        for point in [(spot.x, spot.y), *(corners(spot.box) if spot.box else [])]
        if not holds(outlines[spot.area], point)
    ]

    assert outside == []


def test_islands_never_overlap(landscape: Landscape) -> None:
    lines = [island.outline for island in landscape]

    met = [
        (one, other)
        for one, other in combinations(range(len(lines)), 2)
        if any(holds(lines[one], point) for point in along((*lines[other], lines[other][0])))
        or holds(lines[other], lines[one][0])
    ]

    assert met == []


def test_no_two_labels_meet_and_none_leaves_the_picture(landscape: Landscape) -> None:
    boxes = [spot.box for spot in landscape.places if spot.box] + [island.label for island in landscape]

    met = [(one, other) for one, other in combinations(boxes, 2) if one.overlaps(other)]
    sheet = Box(0, 0, landscape.width, landscape.height)
    outside = [box for box in boxes for x, y in corners(box) if not (0 <= x <= sheet.right and 0 <= y <= sheet.bottom)]

    assert (met, outside) == ([], [])


def test_no_dot_lies_under_a_label_or_another_dot(landscape: Landscape) -> None:
    dots = [
        (spot.role, Box(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius))
        for spot in landscape.places
    ]
    labels = [spot.box for spot in landscape.places if spot.box] + [island.label for island in landscape]

    covered = [role for role, dot in dots if any(dot.overlaps(label) for label in labels)]
    met = [(one, other) for (one, dot), (other, mate) in combinations(dots, 2) if dot.overlaps(mate)]

    assert (covered, met) == ([], [])


def test_similar_roles_lie_nearer_each_other_than_others_on_the_same_island(wide: Landscape) -> None:
    spots = {spot.role: spot for spot in wide.places}
    pairs = [
        (much, hypot(spots[one].x - spots[other].x, spots[one].y - spots[other].y))
        for one, other, much in likeness()
        if spots[one].area == spots[other].area
    ]
    high = median(much for much, _ in pairs)

    alike = median(away for much, away in pairs if much > high)
    others = median(away for much, away in pairs if much <= high)

    assert alike < others


def test_areas_that_a_role_joins_are_neighbours(wide: Landscape) -> None:
    outlines = {island.key: island.outline for island in wide}
    joined = {frozenset((spot.area, area)) for role, area in BRIDGES for spot in wide.places if spot.role == role}

    water = {
        frozenset((one, other)): min(to_shore(point, outlines[other]) for point in outlines[one])
        for one, other in combinations(outlines, 2)
    }

    near = median(away for pair, away in water.items() if pair in joined)
    assert near < median(away for pair, away in water.items() if pair not in joined)


def test_roles_that_belong_in_two_areas_lie_towards_the_other_shore() -> None:
    maps = [
        LandscapePainter().of(PLACES, names=NAMES, likeness=likeness(), bridges=BRIDGES, seed=seed)
        for seed in (1, 2, 7)
    ]

    nearer = [
        to_shore((spot.x, spot.y), island.outline)
        <= median(to_shore((mate.x, mate.y), island.outline) for mate in found.on(spot.area))
        for found in maps
        for role, area in BRIDGES
        for spot in found.places
        for island in found
        if spot.role == role and island.key == area
    ]

    assert len(nearer) == 21
    assert sum(nearer) >= 18


def test_a_dotted_path_runs_from_the_role_to_the_other_shore_without_crossing_words(wide: Landscape) -> None:
    outlines = {island.key: island.outline for island in wide}
    spots = {spot.role: spot for spot in wide.places}
    words = [spot.box for spot in wide.places if spot.box] + [island.label for island in wide]

    crossed = [
        path.role
        for path in wide.paths
        for point in along(path.points)
        for box in words
        if Box(*point, point[0] + 0.01, point[1] + 0.01).overlaps(box)
    ]

    assert {(path.role, path.area) for path in wide.paths} == set(BRIDGES)
    assert all(path.points[0] == (spots[path.role].x, spots[path.role].y) for path in wide.paths)
    assert all(to_shore(path.points[-1], outlines[path.area]) < 20 for path in wide.paths)
    assert crossed == []


def test_every_island_has_plateaus_that_lie_inside_each_other(wide: Landscape) -> None:
    for island in wide:
        lines = [(island.outline,), *(ring.outlines for ring in island.rings)]

        assert 2 <= len(island.rings) <= 3
        for lower, higher in pairwise(lines):
            points = [point for inner in higher for point in inner]
            assert all(any(holds(line, point) or to_shore(point, line) < 4 for line in lower) for point in points)


def test_the_ground_is_highest_where_roles_have_most_in_common(wide: Landscape) -> None:
    heights = {spot.role: spot.height for spot in wide.places}

    assert heights["Kundrådgivare konsument"] == 3
    assert heights["Kvalitetsgranskare samtal"] == 1


def test_the_surface_of_a_dot_grows_with_people_up_to_a_limit() -> None:
    places = [Place(f"Roll {people}", "ett", people) for people in (36, 72, 400, 9000)]

    found = LandscapePainter().of(places)

    radii = {spot.people: spot.radius for spot in found.places}
    assert radii[400] == radii[9000] == 10.0
    assert radii[36] <= radii[72]


@pytest.mark.parametrize("width", [358, 1080])
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_few_roles_make_a_map_too(count: int, width: int) -> None:
    found = LandscapePainter(width=width).of(PLACES[:count], names=NAMES)

    assert [island.name for island in found] == ["Kundmöte"]
    assert {spot.role for spot in found.places} == {place.role for place in PLACES[:count]}
    assert found.height < 620


def test_no_roles_give_an_empty_map() -> None:
    found = LandscapePainter().of([])

    assert found == Landscape(1080, 0)
    assert ElementTree.fromstring(svg(found, title="Karta", description="Tom")).tag.endswith("svg")


def test_with_many_roles_each_area_names_its_most_populous_ones(large: Landscape) -> None:
    for island in large:
        here = sorted(large.on(island.key), key=lambda spot: (-spot.people, spot.role))
        named = [spot for spot in here if spot.lines]

        assert len(named) >= 2
        assert named == here[: len(named)]


def test_the_same_input_in_any_order_gives_the_same_map(wide: Landscape) -> None:
    turned = LandscapePainter().of(
        PLACES[::-1], names=NAMES, notes=notes(), likeness=likeness()[::-1], bridges=BRIDGES[::-1]
    )

    assert turned == wide


def test_people_of_one_role_in_two_units_are_added_up() -> None:
    split = [Place("Säljare", "möte", 3, "Nord"), Place("Säljare", "möte", 4, "Syd")]

    found = LandscapePainter().of(split)

    assert [(spot.role, spot.people, spot.unit) for spot in found.places] == [("Säljare", 7, "")]


def test_a_new_role_leaves_the_rest_of_the_map_where_it_was(wide: Landscape) -> None:
    hired = [*PLACES, Place("Kundrådgivare mejl", "kund", 4, "Konsument")]

    after = painted(places=hired, before=wide)

    old = {spot.role: (spot.x, spot.y) for spot in wide.places}
    stayed = [spot.role for spot in after.places if old.get(spot.role) == (spot.x, spot.y)]
    moved = {
        island.key: hypot(island.x - was.x, island.y - was.y)
        for island, was in zip(after, wide, strict=True)
        if (island.x, island.y) != (was.x, was.y)
    }
    assert len(stayed) >= 30
    assert len(moved) <= 2
    assert max(moved.values(), default=0) < 120
    assert {island.key: island.number for island in after} == {island.key: island.number for island in wide}


def test_an_unchanged_company_keeps_its_map(wide: Landscape) -> None:
    again = painted(before=wide)

    moved = [
        spot.role for spot, old in zip(again.places, wide.places, strict=True) if (spot.x, spot.y) != (old.x, old.y)
    ]
    assert moved == []


def test_a_map_can_say_why_a_role_lies_where_it_lies(wide: Landscape) -> None:
    assert wide.why("Kundrådgivare konsument")[0] == "Kundrådgivare senior"
    assert wide.why("Ingen sådan roll") == ()


def test_names_in_any_script_survive_the_picture() -> None:
    names = [
        "Kundebehandler 😀",
        "مستشار العملاء",
        "顧客アドバイザー",
        "<script>alert(1)</script>",
        "\u202eBaklänges\x00",
        "A" * 3000,
    ]

    found = LandscapePainter().of([Place(name, "möte & mer") for name in names])
    drawn = ElementTree.fromstring(svg(found, title='"Karta" & <mer>', description="x", standalone=True))

    titles = [element.text for element in drawn.iter("{http://www.w3.org/2000/svg}title")]
    assert "<script>alert(1)</script> · 1" in titles
    assert "Baklänges · 1" in titles
    assert f"{'A' * 3000} · 1" in titles


def test_a_long_title_is_broken_where_a_reader_would_break_it() -> None:
    label = Lettering(13)

    assert label.lines("Regelefterlevnadsansvarig", widest=136, most=2) == ("Regelefterlevnads-", "ansvarig")
    assert label.lines("Kundeservicemedarbeider", widest=120, most=2) == ("Kundeservice-", "medarbeider")
    assert label.lines("Kunderådgiver", widest=136, most=2) == ("Kunderådgiver",)
    assert label.lines("Kundeveileder skadelidte og betalingsutsettelse", widest=136, most=2)[-1].endswith("…")


def test_the_whole_title_is_told_even_when_the_label_is_cut(wide: Landscape) -> None:
    drawn = svg(wide, title="Karta", description="", wording=Wording(people="{n} personer"))

    assert "<title>Kundeveileder skadelidte og betalingsutsettelse · 5 personer</title>" in drawn


def test_the_picture_on_a_page_carries_no_style_of_its_own(landscape: Landscape) -> None:
    drawn = svg(landscape, title="Karta", description="Sex områden", language="sv")

    assert "style" not in drawn
    assert 'role="img"' in drawn
    assert 'lang="sv"' in drawn


def test_a_picture_that_stands_alone_brings_its_colours_and_its_heading(wide: Landscape) -> None:
    drawn = svg(wide, title="Sex områden går igen", description="Ritade efter vardagen.", standalone=True)

    assert "var(--" not in drawn
    assert LIGHT.land(1, 0) in drawn
    assert drawn.count("Sex områden går igen") == 2


def test_the_style_sheet_of_the_site_is_the_one_the_pictures_are_made_for() -> None:
    kept = (ROOT / "src/stigar/web/static/web/map.css").read_text(encoding="utf-8")

    assert kept == stylesheet()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("number", range(1, 9))
def test_words_can_be_read_on_every_ground(palette: Palette, number: int) -> None:
    grounds = [palette.land(number, height) for height in range(4)]

    assert min(contrast(palette.text, ground) for ground in [*grounds, palette.ribbon(number)]) >= 4.5
    assert min(contrast(palette.inks[number - 1], ground) for ground in [*grounds[:2], palette.paper]) >= 4.5
    assert min(contrast(palette.quiet, ground) for ground in [*grounds[:2], palette.paper]) >= 4.5


def test_the_map_is_drawn_while_one_waits() -> None:
    places, alike = large_company()

    times = []
    for paint in (painted, painted, lambda: LandscapePainter().of(places, likeness=alike)):
        start = time.process_time()
        paint()
        times.append(time.process_time() - start)

    assert min(times[:2]) < 2
    assert times[2] < 8
