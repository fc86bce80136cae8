"""What goes along when the result is taken out, besides the map itself: how well each role is told, who shares what, licences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stigar.areas.models import Map
from stigar.areas.queries.map import MapView
from stigar.areas.queries.shared import SharedRow, shared
from stigar.areas.queries.work import evidence_rows
from stigar.library.queries import licence_lines


@dataclass(frozen=True, slots=True)
class Beside:
    """``unit`` and ``told`` are per role id: its department, and how well its work is told (0..1); ``kinds`` counts evidence."""

    unit: Mapping[str, str]
    told: Mapping[str, float]
    kinds: Mapping[str, int]
    rows: tuple[SharedRow, ...]
    licences: tuple[str, ...]


def beside(view: MapView, *, today: date) -> Beside:
    """All of it for one map: the same number of queries however many roles there are."""
    answer = Map.objects.values_list("answer", flat=True).get(pk=view.id)
    matrix = shared({role.id: role.title for role in view.roles})
    evidence = evidence_rows(today=today)
    concepts = {row.concept for row in evidence if row.concept}
    concepts |= {item.uri for area in view.areas for item in (*area.base, *view.common) if item.uri}
    return Beside(
        {one["role"]: one["unit"] for area in answer["areas"] for one in area["roles"]}, answer["evidence"],
        Counter(row.kind for row in evidence), (*matrix.common, *matrix.several, *matrix.single),
        tuple(line for line in licence_lines(concepts) if line),
    )  # fmt: skip
