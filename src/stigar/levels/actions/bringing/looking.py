"""Looking at a file of levels: its shape, what each column seems to be, and what each value seems to mean. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.foundation import files
from stigar.levels import rules
from stigar.levels.queries.bringing import Names, whom
from stigar.levels.readers import heads
from stigar.levels.readers.grids import Grid, clean, read_grid
from stigar.levels.readers.matrix import Choice
from stigar.levels.readers.scales import MOST_VALUES, guessed, values_in
from stigar.levels.readers.shape import LONG, Shape, below, find_shape, headings, labels, lay, of_levels
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.people.readers.headings import is_never_read
from stigar.people.readers.tables import as_text
from stigar.people.readers.weighing import letter_of

if TYPE_CHECKING:
    from stigar.foundation.models import Upload
    from stigar.people.models import Person

MOST_THINGS, SAMPLES = 1_000, 3


def look_at(upload: Upload, viewer: Person, *, language: str, today: date) -> dict[str, Any]:
    """What the file seems to be. Raises ``Unreadable``."""
    reading = upload.reading
    grid = read_grid(files.place(upload), upload.file_name, sheet=reading.get("sheet", ""))
    people = whom(rules.people_to_bring_for(viewer, today=today))
    chosen = reading.get("shape") or {}
    shape = Shape.kept(chosen) if "person" in chosen else find_shape(grid, people, chosen.get("kind", ""))
    laid = lay(grid, shape)
    written = heads.language_of(headings(laid, shape.heading).values())
    things = _things(laid, shape, Names(language), written)
    return {
        "sheet": grid.sheet, "sheets": list(grid.sheets), "shape": shape.told(), "rows": sum(1 for _ in below(laid, shape)), "language": written,
        "columns": _columns(laid, shape), "things": things, "values": _values(laid, shape, things, language),
    }  # fmt: skip


def chosen_of(upload: Upload) -> Choice:
    """How the file is to be read, as was chosen."""
    reading = upload.reading
    return Choice(
        Shape.kept(reading["shape"]),
        {label: UUID(one) for label, one in reading["things"].items()},
        reading["values"],
        date.fromisoformat(reading["day"]) if reading.get("day") else None,
        reading.get("leave_unknown", False),
    )


def _columns(grid: Grid, shape: Shape) -> list[dict[str, Any]]:
    """Every column: its place, letter, heading and a few values, to choose among. What is never read is not shown."""
    own = headings(grid, shape.heading)
    rows = [cells for _, cells in below(grid, shape)][:60]
    told = []
    for place in range(grid.width):
        title = own.get(place, "")
        hidden = is_never_read(title)
        seen = (
            {}
            if hidden
            else {as_text(clean(one[place]))[:40]: None for one in rows if place < len(one) and one[place] != ""}
        )
        name = str(place + 1) if grid.turned else letter_of(place + 1)
        told.append({"place": place, "name": name, "heading": title[:80], "samples": list(seen)[:SAMPLES]})
    return told


def _things(grid: Grid, shape: Shape, names: Names, written: str) -> list[dict[str, Any]]:
    """What may be a competence, with the one it seems to be and others it might be."""
    if shape.kind == LONG:
        place = shape.competence or 0
        cells = (one[place] for _, one in below(grid, shape) if place < len(one))
        found = Counter(as_text(clean(one)) for one in cells if one != "")
        told = [(label, label, f"{n}") for label, n in found.items()][:MOST_THINGS]
        likely = set(found)
    else:
        likely = set(of_levels(grid, shape).values())
        own = headings(grid, shape.heading)
        told = [
            (label, own.get(place, label), str(place + 1) if grid.turned else letter_of(place + 1))
            for place, label in labels(grid, shape).items()
        ][:MOST_THINGS]
    things = [
        _thing(label, text, where, names, written)
        for label, text, where in told
        if label in likely or names.called(text)
    ]
    return _once_each(things)


def _once_each(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is called just so keeps its competence; a guess at one that another has is only proposed."""
    taken = {one["competence"] for one in things if one["exact"]}
    for one in things:
        if one["exact"] or not one["competence"]:
            continue
        if one["competence"] in taken:
            one |= {"others": [one["name"], *one["others"]], "competence": "", "name": ""}
        else:
            taken.add(one["competence"])
    return things


def _thing(label: str, text: str, where: str, names: Names, written: str) -> dict[str, Any]:
    found = names.meant(text, written)
    return {
        "label": label, "where": where, "exact": found.exact, "competence": str(found.competence.id) if found.competence else "",
        "name": found.competence.name if found.competence else "", "others": [one.name for one in found.others],
    }  # fmt: skip


def _values(grid: Grid, shape: Shape, things: Iterable[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """Every different value and the level it seems to be, the most common scale of the competences found."""
    found: Counter[str] = Counter()
    if shape.kind == LONG:
        column = shape.level or 0
        found = values_in(one[column] for _, one in below(grid, shape) if column < len(one))
    else:
        wanted = {one["label"] for one in things}
        places = [place for place, label in labels(grid, shape).items() if label in wanted]
        found = values_in(one[place] for _, one in below(grid, shape) for place in places if place < len(one))
    levels = guessed(found, _scale(things, language))
    return [
        {"value": value[:60], "often": often, "level": levels[value]}
        for value, often in sorted(found.most_common(MOST_VALUES), key=_as_read)
    ]


def _as_read(one: tuple[str, int]) -> tuple[bool, float, str]:
    """Figures by how large they are, then words by the alphabet."""
    value = one[0]
    try:
        return False, float(value.replace(",", ".")), value
    except ValueError:
        return True, 0.0, value


def _scale(things: Iterable[Mapping[str, Any]], language: str) -> dict[int, list[str]]:
    """The scale that most of the competences have, with what its levels are called in every language."""
    books = shelf(language).by_id
    chosen = [books[UUID(one["competence"])] for one in things if one["competence"]] or list(shelf(language))[:1]
    if not chosen:
        return {1: [], 2: [], 3: [], 4: []}
    model = Counter(one.model.id for one in chosen).most_common(1)[0][0]
    one = next(each for each in chosen if each.model.id == model)
    told = [each for each in (_in(one, language) for language in ("sv", "nb", "en")) if each]
    return {level: [dict(each.model.scale).get(level, "") for each in told] for level, _name in one.model.scale}


def _in(one: CompetenceShown, language: str) -> CompetenceShown | None:
    return shelf(language).by_id.get(one.id)
