"""Pictures of a map: painted once for each language and width, and kept; a new one starts from where things lay before."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from stigar.areas.models import Picture
from stigar.areas.queries.map import MapView
from stigar.engine.areas import landscape as land
from stigar.engine.areas import orgchart, picture

LANDSCAPE, ORG_CHART = "landscape", "org_chart"
WIDE, PAPER, NARROW = 1080, 900, 358  # pixels: a desk, a report's page, a phone

FEWEST_PATHS, ROLES_A_PATH = 4, 5  # dotted paths on the landscape: one for each so many roles


@dataclass(frozen=True, slots=True)
class Painted:
    """The two widths of one picture, as SVG text."""

    wide: str
    narrow: str


def painted(view: MapView, kind: str, language: str) -> Painted:
    """The pictures of a map in a language: as they are kept, or painted now and kept. One query when they are kept."""
    kept = dict(
        Picture.objects.filter(map=view.id, kind=kind, resolution=view.resolution, language=language)
        .values_list("width", "svg")
    )  # fmt: skip
    return Painted(*(kept.get(width) or _paint(view, kind, language, width) for width in (WIDE, NARROW)))


def on_paper(view: MapView, kind: str, language: str) -> str:
    """A picture as wide as the page of a report, kept like the others."""
    same = {"map": view.id, "kind": kind, "resolution": view.resolution, "language": language, "width": PAPER}
    kept: str | None = Picture.objects.filter(**same).values_list("svg", flat=True).first()
    return kept or _paint(view, kind, language, PAPER)


def _paint(view: MapView, kind: str, language: str, width: int) -> str:
    with override(language):
        svg, ground = _PAINTERS[kind](view, language, width)
    with transaction.atomic():
        Picture.objects.update_or_create(
            map_id=view.id, kind=kind, resolution=view.resolution, language=language, width=width,
            defaults={"organisation_id": view.organisation_id, "svg": svg, "ground": ground},
        )  # fmt: skip
        if ground:
            Picture.objects.filter(kind=kind, language=language, width=width, map__at__lt=view.at).delete()
    return svg


def _landscape(view: MapView, language: str, width: int) -> tuple[str, dict[str, Any] | None]:
    people = _people()
    painter = land.LandscapePainter(width=width)
    titles = {one.id: one.title for area in view.areas for one in area.roles}
    found = painter.of(
        [land.Place(one.title, area.key, one.people) for area in view.areas for one in area.roles],
        names={area.key: area.name for area in view.areas},
        notes={area.key: note(area.role_count, area.people) for area in view.areas},
        likeness=[(titles[one], titles[other], value) for one, other, value in view.likeness if one in titles and other in titles],
        bridges=_paths(view),
        before=_before(view, language, width),
    )  # fmt: skip
    colours = {area.key: area.colour for area in view.areas}
    found = replace(found, islands=tuple(replace(isle, number=colours[isle.key]) for isle in found.islands))
    svg = picture.svg(
        found, title=_("The landscape of competence"), description=_described(view), language=language,
        ident=f"landscape-{width}", wording=picture.Wording(people=people, belongs=_("{role} also belongs in {area}")),
    )  # fmt: skip
    return svg, None if view.is_sketch else asdict(found)


def _org_chart(view: MapView, language: str, width: int) -> tuple[str, None]:
    places = [
        land.Place(one.title, area.key, number, unit)
        for area in view.areas for one in area.roles for unit, number in one.units.items()
    ]  # fmt: skip
    chart = orgchart.OrgChartPainter(width=width).of(
        places,
        names={area.key: area.name for area in view.areas},
        numbers={area.key: area.colour for area in view.areas},
    )
    told = _("To the left the departments, to the right the areas. The wider the ribbon, the more people.")
    svg = orgchart.svg(
        chart, title=_("Areas beside the org chart"), description=told, language=language, ident=f"chart-{width}",
        people=_people(),
    )  # fmt: skip
    return svg, None


_PAINTERS: dict[str, Callable[[MapView, str, int], tuple[str, dict[str, Any] | None]]] = {
    LANDSCAPE: _landscape, ORG_CHART: _org_chart,
}  # fmt: skip


def note(roles: int, people: int) -> str:
    """A line under an area's name."""
    told = ngettext("%(n)s role", "%(n)s roles", roles) % {"n": roles}
    return f"{told}, {ngettext('%(n)s person', '%(n)s people', people) % {'n': people}}"


def _people() -> str:
    return _("{n} people")


def _described(view: MapView) -> str:
    areas = "; ".join(f"{area.name}: {', '.join(one.title for one in area.roles)}" for area in view.areas)
    return _("Each area is an island and each role a place on it. %(areas)s.") % {"areas": areas}


def _paths(view: MapView) -> list[tuple[str, str]]:
    """The roles that most belong in two areas, few enough to be followed with the eye; the table has them all."""
    leaning = sorted(
        (one for one in view.roles if one.bridges and not one.decided), key=lambda one: (one.confidence, one.title)
    )
    return [(one.title, one.bridges[0]) for one in leaning[: max(FEWEST_PATHS, len(view.roles) // ROLES_A_PATH)]]


def _before(view: MapView, language: str, width: int) -> land.Landscape | None:
    """Where everything lay on the last landscape of this kind, so that what has not changed stays put."""
    grounds = Picture.objects.filter(kind=LANDSCAPE, language=language, width=width).exclude(ground=None)
    ground = grounds.order_by("-map__at").values_list("ground", flat=True).first()
    kept = {isle["key"] for isle in ground["islands"]} if ground else set()
    gone = kept - {area.key for area in view.areas}
    return None if ground is None or gone else _again(ground)  # a vanished island would leave a hole in the sea


def _again(ground: dict[str, Any]) -> land.Landscape:
    """A landscape from its plain data."""
    islands = tuple(
        land.Island(
            **{**isle, "lines": tuple(isle["lines"]), "outline": _outline(isle["outline"]), "label": land.Box(**isle["label"]),
               "rings": tuple(land.Ring(ring["height"], tuple(map(_outline, ring["outlines"]))) for ring in isle["rings"])}
        )
        for isle in ground["islands"]
    )  # fmt: skip
    places = tuple(
        land.Spot(**{**spot, "lines": tuple(spot["lines"]), "box": land.Box(**spot["box"]) if spot["box"] else None})
        for spot in ground["places"]
    )
    paths = tuple(land.Path(path["role"], path["area"], _outline(path["points"])) for path in ground["paths"])
    nearest = tuple((role, tuple(others)) for role, others in ground["nearest"])
    return land.Landscape(ground["width"], ground["height"], islands, places, paths, nearest)


def _outline(points: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in points)
