"""Gathers the words of the interface: every text that the source marks for translation, and the catalogues that hold them.

``bin/words`` brings the catalogues up to date with the source and compiles them; the tests of texts ask the same
questions. Babel reads both Python and templates, so nobody needs GNU gettext (docs/decisions/0036).
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.house.tree import HOUSE, source_files

LANGUAGES = ("sv", "nb")
LOCALE = HOUSE / "web" / "locale"
MARKS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(words: Catalog) -> bytes:
    """The catalogue as programs read it."""
    buffer = io.BytesIO()
    write_mo(buffer, words)
    return buffer.getvalue()


def gathered() -> Catalog:
    """Every text the source marks, as an empty catalogue."""
    found = Catalog(project="Stigar", charset="utf-8")
    for path in [*source_files(), *_templates()]:
        for _, message, comments, context in _marked(path):
            found.add(message, auto_comments=comments, context=context)
    for summary in _summaries():
        found.add(summary)
    return found


def _summaries() -> Iterator[str]:
    """What each operation of REST is for, as its router is told: the page about them shows it in the reader's language."""
    for path in source_files():
        if "rest" in path.parts or path.name == "rest.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.keyword) and node.arg == "summary" and isinstance(node.value, ast.Constant):
                    yield node.value.value


def _templates() -> list[Path]:
    found = [*HOUSE.rglob("templates/**/*"), *HOUSE.rglob("jinja2/**/*")]
    return sorted(path for path in found if path.suffix in {".html", ".txt"})


def _marked(path: Path) -> Iterator[tuple]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        marks = marks_of(path)
    else:
        # What stands between the marked texts is only filling, so its indentation means nothing.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        marks = MARKS | {"_": None}
    return extract("python", io.BytesIO(text.encode()), marks, ["Translators:"], {"encoding": "utf-8"})


def marks_of(path: Path) -> dict[str, tuple | None]:
    """The names that mark a text in one Python file: Django's own, and what the file calls them."""
    return MARKS | {alias: MARKS[name] for alias, name in _aliases(path.read_text(encoding="utf-8")).items()}


def _aliases(text: str) -> dict[str, str]:
    """What a file calls the marks by another name: on import, or kept in a short name of its own."""
    called = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            called |= {name.asname: name.name for name in node.names if name.asname and name.name in MARKS}
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in MARKS:
            called |= {target.id: node.value.id for target in node.targets if isinstance(target, ast.Name)}
    return called


def bring_up_to_date(language: str) -> int:
    """Adds what is new to one catalogue, drops what is gone, compiles it; answers how many texts still lack words."""
    words, now = catalogue(language), datetime.now(tz=UTC)
    before = {(message.id, message.context) for message in words}
    found = gathered()
    words.update(found, no_fuzzy_matching=True)
    if before != {(message.id, message.context) for message in words}:
        words.creation_date = now
    with catalogue_file(language).open("wb") as file:
        write_po(file, words, width=None, ignore_obsolete=True, sort_output=True)
    catalogue_file(language).with_suffix(".mo").write_bytes(compiled(catalogue(language)))
    return sum(1 for message in words if message.id and not is_whole(message))


def is_whole(message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all((text or "").strip() for text in texts)


def main() -> int:
    left = {language: bring_up_to_date(language) for language in LANGUAGES}
    for language, missing in left.items():
        print(f"{language}: {len(catalogue(language))} texts, {missing} without words")
    return 1 if any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
