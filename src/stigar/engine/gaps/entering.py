"""From the picture to the guard: what each person adds to the figures of one competence."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from stigar.engine.gaps.blocks import Ends, Entry, Groups
from stigar.engine.gaps.picture import KNOWN, MEETS, POINTS, Picture

MOST_POINTS_A_LEVEL = 3


def entries(
    picture: Picture, competence: str, *, groups: Mapping[Hashable, Groups], versions: Mapping[Hashable, str]
) -> Iterator[Entry]:
    """One entry for everybody who is known in what they are required: level, meets it (0 or 1), points of the gap.

    ``groups`` are all groups of each person, ``versions`` name the record that each level comes from; whoever has neither is
    passed over. ``Guard(ends=ends(picture))`` takes them.
    """
    row, width = picture.row[competence], picture.top + 2
    places = picture.profile * width + picture.codes[row]
    figures = picture.figures[:, row]
    for number in (figures[KNOWN][places] > 0).nonzero()[0].tolist():
        person, place = picture.people[number], places[number]
        if person in groups and person in versions:
            values = (float(picture.codes[row, number]), float(figures[MEETS][place]), float(figures[POINTS][place]))
            yield Entry(str(person), values, versions[person], groups[person])


def ends(picture: Picture) -> Ends:
    """The ends of the three measures."""
    return (1.0, float(picture.top)), (0.0, 1.0), (0.0, float(MOST_POINTS_A_LEVEL * (picture.top - 1)))
