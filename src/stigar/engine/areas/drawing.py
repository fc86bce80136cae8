"""Drawing: the few marks that every picture is written with, as SVG text.

No mark carries a style of its own, only class names: the site forbids inline style, and the same
picture must be right in light, in dark and on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from stigar.engine.areas.colours import standalone_style
from stigar.engine.areas.lettering import Lettering

Point = tuple[float, float]
NARROW = 600  # pixels; a picture narrower than this is for a phone
_UNWRITABLE = dict.fromkeys((*range(0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF))
_HEADING = Lettering(24, bold=True)
_FOOT = Lettering(13)


def words(text: str) -> str:
    """Text that is safe inside a picture: marks that XML refuses or that turn the writing around are left out."""
    clean = text.translate(_UNWRITABLE)
    return escape("".join(letter for letter in clean if not 0xD800 <= ord(letter) <= 0xDFFF))


def mark(name: str, inside: str = "", **attributes: object) -> str:
    """One element. ``class_`` is written class, other underscores become hyphens; what is None is left out.

    >>> mark("circle", cx=1.0, r=2.25, class_="map-dot")
    '<circle cx="1" r="2.25" class="map-dot"/>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def titled(title: str) -> str:
    """The words shown on hover and read aloud."""
    return f"<title>{words(title)}</title>"


def lines(texts: Sequence[str], *, x: float, middle: float, lettering: Lettering, class_: str, anchor: str) -> str:
    """Lines of text whose block has its middle at this height."""
    first = middle - lettering.line * (len(texts) - 1) / 2 + lettering.size * 0.36
    rows = "".join(
        mark("tspan", words(text) or " ", x=round(x, 1), y=round(first + n * lettering.line, 1))
        for n, text in enumerate(texts)
    )
    return mark("text", rows, class_=class_, text_anchor=anchor)


def closed(points: Sequence[Point]) -> str:
    """A closed line without corners: each point pulls the line, which passes midway between them."""
    turned = [*points[1:], points[0]]
    halves = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(points, turned, strict=True)]
    bends = "".join(f"Q{_at(turn)} {_at(half)}" for turn, half in zip(turned, [*halves[1:], halves[0]], strict=True))
    return f"M{_at(halves[0])}{bends}Z"


def open_line(points: Sequence[Point]) -> str:
    """A line without corners from the first point to the last."""
    if len(points) < 3:
        return "M" + "L".join(_at(point) for point in points)
    inner = points[1:-1]
    halves = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(inner)]
    bends = "".join(f"Q{_at(turn)} {_at(end)}" for turn, end in zip(inner, [*halves, points[-1]], strict=True))
    return f"M{_at(points[0])}{bends}"


def sheet(
    inside: str,
    *,
    width: float,
    height: float,
    title: str,
    description: str,
    standalone: bool,
    language: str,
    ident: str,
) -> str:
    """The whole picture. One that stands alone carries its colours, its heading and its explanation with it."""
    top, foot = (
        (_heading(title, width), _explanation(description, width, height)) if standalone else ((0.0, ""), (0.0, ""))
    )
    above, below = top[0], foot[0]
    size = "narrow" if width < NARROW else "wide"
    style = mark("style", standalone_style()) if standalone else ""
    paper = mark("rect", x=0, y=-above, width=width, height=height + above + below, class_="map-paper", fill="#FFFFFF")
    return mark(
        "svg",
        f'<title id="{ident}-title">{words(title)}</title><desc id="{ident}-desc">{words(description)}</desc>'
        + style + (paper if standalone else "") + inside + top[1] + foot[1],
        xmlns="http://www.w3.org/2000/svg", class_=f"map map-{size}" if not standalone else "map",
        viewBox=f"0 {_number(-above)} {_number(width)} {_number(height + above + below)}",
        width=width, height=height + above + below, role="img", lang=language,
        aria_labelledby=f"{ident}-title {ident}-desc",
    )  # fmt: skip


def _heading(title: str, width: float) -> tuple[float, str]:
    rows = _HEADING.lines(title, widest=width - 32, most=3)
    tall = _HEADING.line * len(rows) + 32
    return tall, lines(
        rows, x=16, middle=-tall / 2, lettering=_HEADING, class_="map-heading", anchor="start"
    ) if rows else ""


def _explanation(description: str, width: float, height: float) -> tuple[float, str]:
    rows = _FOOT.lines(description, widest=min(width - 32, 720.0), most=12)
    tall = _FOOT.line * len(rows) + 32
    return tall, lines(
        rows, x=16, middle=height + tall / 2, lettering=_FOOT, class_="map-label", anchor="start"
    ) if rows else ""


def _at(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
    return str(value).translate(_UNWRITABLE)
