"""Areas beside the org chart: the picture of who is where."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from itertools import combinations

import pytest

from stigar.engine.areas.landscape import Box, Place
from stigar.engine.areas.orgchart import OrgChart, OrgChartPainter, svg
from tests.engine.mapped_company import NAMES, PLACES, notes


@pytest.fixture(params=[358, 1080])
def chart(request: pytest.FixtureRequest) -> OrgChart:
    return OrgChartPainter(width=request.param).of(PLACES, names=NAMES, notes=notes())


def test_an_area_across_the_org_chart_is_seen_as_such(chart: OrgChart) -> None:
    found = chart.overlap("kund")

    assert found == (("Konsument", 77), ("Handlare", 20), ("Inkasso", 17))


def test_ribbons_are_as_wide_as_the_people_they_carry(chart: OrgChart) -> None:
    one = next(ribbon for ribbon in chart if (ribbon.unit, ribbon.area) == ("Handlare", "kund"))
    other = next(ribbon for ribbon in chart if (ribbon.unit, ribbon.area) == ("Handlare", "sälj"))

    widths = [round(ribbon.leaves.bottom - ribbon.leaves.top, 3) for ribbon in (one, other)]

    assert widths[0] / one.people == pytest.approx(widths[1] / other.people, rel=0.01)


def test_ribbons_fill_both_bars_exactly(chart: OrgChart) -> None:
    for bar in (*chart.units, *chart.areas):
        parts = [r.leaves for r in chart if r.unit == bar.key] + [r.arrives for r in chart if r.area == bar.key]

        assert sum(part.bottom - part.top for part in parts) == pytest.approx(bar.bar.bottom - bar.bar.top)


def test_no_two_names_meet_and_none_leaves_the_chart(chart: OrgChart) -> None:
    labels = [bar.label for bar in (*chart.units, *chart.areas)]

    met = [(one, other) for one, other in combinations(labels, 2) if one.overlaps(other)]
    inside = Box(0, 0, chart.width, chart.height)

    assert met == []
    assert all(inside.left <= box.left and box.right <= inside.right for box in labels)
    assert all(inside.top <= box.top and box.bottom <= inside.bottom for box in labels)


def test_roles_may_be_counted_instead_of_people() -> None:
    found = OrgChartPainter(count_roles=True).of(PLACES, names=NAMES)

    assert found.overlap("leda") == (("HR", 3), ("Ledning", 1))


def test_the_chart_does_not_depend_on_the_order_of_rows() -> None:
    assert OrgChartPainter().of(PLACES[::-1], names=NAMES) == OrgChartPainter().of(PLACES, names=NAMES)


def test_one_role_without_a_unit_makes_a_chart_and_none_makes_an_empty_one() -> None:
    found = OrgChartPainter().of([Place("Utbildare", "leda", 2)], names=NAMES)

    assert [bar.name for bar in found.units] == ["–"]
    assert OrgChartPainter().of([]) == OrgChart(1080, 0)


def test_the_chart_tells_each_ribbon_in_words_and_has_a_hatching_for_print(chart: OrgChart) -> None:
    drawn = svg(chart, title="Vem är var", description="Sex områden", language="sv", people="{n} personer")

    tree = ElementTree.fromstring(drawn)
    titles = {element.text for element in tree.iter("{http://www.w3.org/2000/svg}title")}
    assert "Inkasso → Kundmöte: 17 personer" in titles
    assert drawn.count("<pattern") == 8
    assert "style" not in drawn
