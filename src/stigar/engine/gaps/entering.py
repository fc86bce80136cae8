"""From the picture to the guard: what each person adds to the figure of one competence.

One measure is chosen for a competence, and kept to: whether people meet what is required, their level, or the levels they are
short of it. Points (times importance) are no measure here: a sum of threes and ones can only come about in few ways.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from stigar.engine.gaps.blocks import Entry, Groups
from stigar.engine.gaps.picture import GAP, KNOWN, MEETS, Picture

MEASURES = ("meets", "level", "gap")


def entries(
    picture: Picture,
    competence: str,
    *,
    groups: Mapping[Hashable, Groups],
    versions: Mapping[Hashable, str],
    measure: str = "meets",
    top: int | None = None,
) -> Iterator[Entry]:
    """One entry for everybody who is known in what they are required.

    ``groups`` are all groups of each person, ``versions`` name the record that each level comes from; whoever has neither is
    passed over. ``top`` is the highest level of the competence's own scale. What is required at the first level is met by
    all who are known, so there they add what everybody knows.
    """
    if measure not in MEASURES:
        raise ValueError(f"a measure is one of {', '.join(MEASURES)}")
    row, figures = picture.row[competence], picture.figures[:, picture.row[competence]]
    places = picture.profile * (picture.top + 2) + picture.codes[row]
    for number in (figures[KNOWN][places] > 0).nonzero()[0].tolist():
        person, place = picture.people[number], places[number]
        if person not in groups or person not in versions:
            continue
        lower = int(picture.lower[row, picture.profile[number]])
        value, ends = {
            "meets": (figures[MEETS][place], (0.0 if lower > 1 else 1.0, 1.0)),
            "level": (picture.codes[row, number], (1.0, float(top or picture.top))),
            "gap": (figures[GAP][place], (0.0, lower - 1.0)),
        }[measure]
        yield Entry(str(person), float(value), versions[person], groups[person], ends)
