"""Cuts the report's static fonts from the variable Inter that the pages use.

Run in an environment with fonttools and brotli: ``python frontend/fonts.py``. The result is committed.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
FILES = HERE / "node_modules" / "@fontsource-variable" / "inter" / "files"
FONTS = HERE.parent / "src" / "stigar" / "areas" / "writers" / "fonts"
WEIGHTS = {400: ("Regular", 400), 500: ("Medium", 500), 650: ("SemiBold", 600)}
WRITINGS = ("latin", "latin-ext", "cyrillic", "greek")


def cut(weight: int, name: str, called: int, folder: Path) -> None:
    parts = []
    for writing in WRITINGS:
        font = instancer.instantiateVariableFont(TTFont(FILES / f"inter-{writing}-wght-normal.woff2"), {"wght": weight})
        font.flavor = None
        font.save(folder / f"{writing}.ttf")
        parts.append(str(folder / f"{writing}.ttf"))
    whole = Merger(Options(drop_tables=["STAT", "MVAR", "HVAR", "avar"])).merge(parts)
    names = {
        1: "Inter",
        2: "Regular",
        3: f"Inter {name}",
        4: f"Inter {name}",
        6: f"Inter-{name}",
        16: "Inter",
        17: name,
    }
    for number, words in names.items():
        whole["name"].setName(words, number, 3, 1, 0x409)
    whole["OS/2"].usWeightClass = called
    whole.save(FONTS / f"Inter-{name}.ttf")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as drafts:
        for wanted, (word, class_) in WEIGHTS.items():
            cut(wanted, word, class_, Path(drafts))
    sys.exit(0)
