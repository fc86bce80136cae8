"""Colours of the pictures: eight inks that hold their own in light, in dark and, without colour, in print.

An area has one ink. Its land is the same ink thinned on the paper, a little stronger on each plateau,
so that words in the ink or in granite can be read on all of them. The style sheet of the site and the
style inside a picture that stands alone are both made here, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

PLATEAUS = 4  # the coast (0) and three plateaus


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme; ``thin`` is how much ink each plateau takes (0-1).

    >>> LIGHT.land(1, 0), LIGHT.inks[0]
    ('#EBF0EE', '#1F5A47')
    """

    paper: str
    sea: str
    text: str
    quiet: str
    attention: str
    inks: tuple[str, ...]
    bases: tuple[str, ...]
    thin: tuple[float, ...]

    def land(self, number: int, height: int) -> str:
        """The fill of area ``number`` (1-8) at a height (0-3)."""
        return mixed(self.bases[number - 1], self.paper, self.thin[height])

    def ribbon(self, number: int) -> str:
        return mixed(self.bases[number - 1], self.paper, self.thin[-1] + 0.14)

    def values(self) -> Iterator[tuple[str, str]]:
        """Every colour with the name it has in the style sheet."""
        yield from (("paper", self.paper), ("sea", self.sea), ("text", self.text), ("quiet", self.quiet))
        yield "attention", self.attention
        for number, ink in enumerate(self.inks, start=1):
            yield f"ink-{number}", ink
            yield f"ribbon-{number}", self.ribbon(number)
            for height in range(PLATEAUS):
                yield f"land-{number}-{height}", self.land(number, height)


def mixed(ink: str, paper: str, share: float) -> str:
    """The colour of so much ink on the paper.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    parts = zip(_parts(ink), _parts(paper), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in parts)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it, 1-21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# spruce, blueberry, cloudberry, heather, lake, moss, granite, bark
_BASES = ("#1F5A47", "#3D4E97", "#C96A12", "#7A3B69", "#1B6B83", "#6B7012", "#44524C", "#7B4F35")

LIGHT = Palette(
    paper="#FFFFFF", sea="#F3F6F4", text="#26302B", quiet="#55625B", attention="#8F4A08",
    inks=("#1F5A47", "#3D4E97", "#8F4A08", "#7A3B69", "#125A70", "#545907", "#44524C", "#6E442B"),
    bases=_BASES, thin=(0.09, 0.17, 0.25, 0.33),
)  # fmt: skip
DARK = Palette(
    paper="#161D1A", sea="#121815", text="#EAF0EC", quiet="#A9B6AF", attention="#F0A860",
    inks=("#8FD0B5", "#B3BEF2", "#F2B277", "#E0A8D0", "#8CCBE0", "#CDD27A", "#C3CEC8", "#DDB59B"),
    bases=("#4FA383", "#6C7FD6", "#D9822B", "#B0669C", "#3C9CB8", "#9AA02C", "#83938B", "#AF7C5C"),
    thin=(0.16, 0.25, 0.33, 0.41),
)  # fmt: skip
# On paper without colour: white land, greys for heights, black lines.
PRINT = Palette(
    paper="#FFFFFF", sea="#FFFFFF", text="#000000", quiet="#333333", attention="#000000",
    inks=("#000000",) * 8, bases=("#000000",) * 8, thin=(0.0, 0.04, 0.08, 0.13),
)  # fmt: skip

# How the coast of each area is drawn on paper, and the dashes are no accident: no two alike.
_DASHES = ("none", "9 3", "2 2.5", "12 3 2 3", "5 2", "1 3.5", "14 4", "7 2 1 2 1 2")


def stylesheet() -> str:
    """The whole of ``map.css``: light, dark (by system or by ``data-color-scheme``), print, and the rules."""
    dark = _block(DARK)
    return "\n".join(
        (
            "/* Made by stigar.engine.areas.colours.stylesheet(); change it there. */",
            f".map {{{_block(LIGHT)}}}",
            f'[data-color-scheme="dark"] .map {{{dark}}}',
            "@media (prefers-color-scheme: dark) {",
            f'  :root:not([data-color-scheme="light"]) .map {{{dark}}}',
            "}",
            *rules(lambda name: f"var(--map-{name})"),
            ".map-narrow { display: none; }",
            "@media (max-width: 40rem) {",
            "  .map-wide { display: none; }",
            "  .map-narrow { display: block; }",
            "}",
            "@media print {",
            f"  :root .map.map.map {{{_block(PRINT)}}}",
            "  .map-wide { display: block; }",
            "  .map-narrow { display: none; }",
            *(f"  {rule}" for rule in _print_rules()),
            "}",
            "",
        )
    )


def standalone_style() -> str:
    """The same rules in light colours written out, for a picture that leaves the site."""
    values = dict(LIGHT.values())
    return "\n".join(rules(lambda name: values[name]))


def paper_style() -> str:
    """Light colours, and besides them all that tells areas apart without colour: for a picture in a report, printed or not."""
    return "\n".join((standalone_style(), *_paper_rules()))


def rules(value: Callable[[str], str]) -> Iterator[str]:
    """The rules themselves; ``value`` turns a colour's name into what is written."""
    yield '.map { font-family: Inter, "Segoe UI", Roboto, Arial, sans-serif; max-width: 100%; height: auto; }'
    yield f".map-sea {{ fill: {value('sea')}; }}"
    yield f".map text {{ fill: {value('text')}; }}"
    yield ".map-label, .map-figure { font-size: 13px; font-weight: 500; }"
    yield ".map-area-name { font-size: 17px; font-weight: 650; letter-spacing: -0.01em; }"
    yield ".map-narrow .map-area-name { font-size: 15.5px; }"
    yield f".map .map-note {{ font-size: 12.5px; font-weight: 450; fill: {value('quiet')}; }}"
    yield ".map-bar-name { font-size: 13.5px; font-weight: 620; }"
    yield ".map-heading { font-size: 24px; font-weight: 640; letter-spacing: -0.02em; }"
    yield ".map-label { paint-order: stroke; stroke-linejoin: round; }"
    yield ".map-label { stroke-width: 2.5px; }"
    yield ".map-land { stroke-width: 1.6px; stroke-linejoin: round; }"
    yield f".map-shelf {{ fill: none; stroke: {value('paper')}; stroke-width: 13px; stroke-linejoin: round; }}"
    yield ".map-ring { stroke-width: 0.8px; stroke-opacity: 0.38; }"
    yield f".map-path {{ fill: none; stroke: {value('text')}; stroke-width: 2.6px; stroke-linecap: round; "
    yield "  stroke-dasharray: 0.1 6.5; }"
    yield f".map-landing {{ fill: {value('paper')}; stroke: {value('text')}; stroke-width: 1.6px; }}"
    yield f".map-dot {{ stroke: {value('paper')}; stroke-width: 1.4px; }}"
    yield ".map-hatch { display: none; }"
    yield f".map-bar {{ fill: {value('quiet')}; }}"
    yield f".map-figure {{ fill: {value('text')}; font-variant-numeric: tabular-nums; }}"
    for number in range(1, 9):
        yield from _area_rules(number, value)


def _area_rules(number: int, value: Callable[[str], str]) -> Iterator[str]:
    area, ink = f".map-island-{number}", value(f"ink-{number}")
    yield f"{area} .map-dot, {area} .map-bar, .map {area} .map-area-name, .map {area} .map-bar-name {{ fill: {ink}; }}"
    yield f"{area} .map-land {{ fill: {value(f'land-{number}-0')}; stroke: {ink}; }}"
    for height in range(1, PLATEAUS):
        land = value(f"land-{number}-{height}")
        yield f"{area} .map-ring-{height} {{ fill: {land}; stroke: {ink}; }}"
        yield f"{area} .map-high-{height} .map-label {{ stroke: {land}; }}"
    yield f"{area} .map-ribbon {{ fill: {value(f'ribbon-{number}')}; }}"


def _paper_rules() -> Iterator[str]:
    yield ".map-hatch { display: inline; opacity: 0.3; }"
    yield ".map-ribbon { stroke: #FFF; stroke-width: 0.8px; }"
    yield ".map-figure { paint-order: stroke; stroke: #FFF; stroke-width: 3.5px; stroke-linejoin: round; }"
    for number, dashes in enumerate(_DASHES, start=1):
        yield f".map-island-{number} .map-land {{ stroke-dasharray: {dashes}; }}"


def _print_rules() -> Iterator[str]:
    yield ".map-hatch { display: inline; }"
    yield ".map-shelf { display: none; }"
    yield ".map-ring { stroke-opacity: 0.6; }"
    yield ".map-ribbon { stroke: #000; stroke-width: 0.6px; fill: #FFF; }"
    for number, dashes in enumerate(_DASHES, start=1):
        yield f".map-island-{number} .map-land {{ stroke-dasharray: {dashes}; }}"
        yield f".map-island-{number} .map-ribbon {{ fill: #FFF; }}"


def _block(palette: Palette) -> str:
    return " ".join(f"--map-{name}: {value};" for name, value in palette.values())


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
