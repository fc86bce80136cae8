"""The picture of a landscape, as SVG text: for a page, for a report, or standing alone on a wall.

On a page the colours come from ``map.css``; the page puts the same facts in a table beside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from stigar.engine.areas.drawing import closed, lines, mark, open_line, sheet, titled, words
from stigar.engine.areas.landscape import Island, Landscape, Path, Spot
from stigar.engine.areas.lettering import Lettering

_LABEL = Lettering(13)
_NOTE = Lettering(12.5)
_NAME, _NARROW_NAME = Lettering(17, bold=True), Lettering(15.5, bold=True)


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences shown on hover, in the reader's language.

    >>> Wording(people="{n} personer").people.format(n=4)
    '4 personer'
    """

    people: str = "{n}"
    belongs: str = "{role} → {area}"


def svg(
    landscape: Landscape,
    *,
    title: str,
    description: str,
    standalone: bool = False,
    language: str = "en",
    ident: str = "landscape",
    wording: Wording | None = None,
) -> str:
    """The landscape as one ``<svg>``. ``ident`` must differ between pictures on the same page.

    >>> svg(Landscape(width=358, height=0), title="Karta", description="", language="sv")[:61]
    '<svg xmlns="http://www.w3.org/2000/svg" class="map map-narrow'
    """
    said = wording or Wording()
    names = {isle.key: isle.name for isle in landscape.islands}
    inside = (
        mark("rect", width=landscape.width, height=landscape.height, rx=12, class_="map-sea"),
        *(mark("path", d=closed(isle.outline), class_="map-shelf") for isle in landscape.islands),
        *(_land(isle) for isle in landscape.islands),
        *(_path(path, names, said) for path in landscape.paths),
        *(_places(isle, landscape, said) for isle in landscape.islands),
    )
    return sheet(
        "".join(inside), width=landscape.width, height=landscape.height, title=title, description=description,
        standalone=standalone, language=language, ident=ident,
    )  # fmt: skip


def _land(isle: Island) -> str:
    rings = (
        mark("path", d="".join(closed(line) for line in ring.outlines), class_=f"map-ring map-ring-{ring.height}")
        for ring in isle.rings
    )
    told = titled(f"{isle.name}. {isle.note}" if isle.note else isle.name)
    land = mark("path", d=closed(isle.outline), class_="map-land")
    return mark("g", told + land + "".join(rings), class_=f"map-island map-island-{isle.number}")


def _path(path: Path, names: dict[str, str], said: Wording) -> str:
    told = titled(said.belongs.format(role=path.role, area=names[path.area]))
    x, y = path.points[-1]
    line = mark("path", d=open_line(path.points), class_="map-path")
    return mark("g", told + line + mark("circle", cx=x, cy=y, r=3.6, class_="map-landing"), class_="map-bridge")


def _places(isle: Island, landscape: Landscape, said: Wording) -> str:
    spots = "".join(_place(spot, said) for spot in landscape.on(isle.key))
    return mark("g", _name(isle, landscape.width) + spots, class_=f"map-island map-island-{isle.number}")


def _name(isle: Island, width: float) -> str:
    lettering = _NARROW_NAME if width < 600 else _NAME
    x, middle = isle.label.middle
    upper = middle - (_NOTE.line / 2 if isle.note else 0)
    name = lines(isle.lines, x=x, middle=upper, lettering=lettering, class_="map-area-name", anchor="middle")
    if not isle.note:
        return name
    baseline = round(isle.label.bottom - _NOTE.line * 0.26, 1)
    return name + mark("text", words(isle.note), x=round(x, 1), y=baseline, class_="map-note", text_anchor="middle")


def _place(spot: Spot, said: Wording) -> str:
    told = titled(f"{spot.role} · {said.people.format(n=spot.people)}")
    dot = mark("circle", cx=spot.x, cy=spot.y, r=spot.radius, class_="map-dot")
    text = ""
    if spot.box:
        x = spot.box.left if spot.anchor == "start" else spot.box.right
        middle = spot.box.middle[1]
        text = lines(spot.lines, x=x, middle=middle, lettering=_LABEL, class_="map-label", anchor=spot.anchor)
    return mark("g", told + dot + text, class_=f"map-place map-high-{spot.height}")
