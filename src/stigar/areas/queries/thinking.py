"""Thinking: the engine's answer, told as plain data that can be kept: roles by id, words in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stigar.areas.models import Map
from stigar.areas.queries.gathering import Gathered, text_model
from stigar.engine import areas as engine
from stigar.engine.areas import keys
from stigar.engine.areas.tongues import Telling, told_in

LANGUAGES = ("sv", "nb", "en")
QUESTIONS = 16  # more than are asked at once, so that "don't know" leaves others
SEED = 7


@dataclass(frozen=True, slots=True)
class Thought:
    """A map as it is kept."""

    resolution: float
    answer: dict[str, Any]
    slider: dict[str, Any]
    changes: list[dict[str, Any]]


def think(given: Gathered, *, language: str, resolution: float | None = None) -> Thought:
    """Find the areas. ``language`` is the one used first; ``resolution`` looks finer or coarser than what is decided.

    Raises ``Contradiction`` when the answers cannot all be true.
    """
    model = text_model()
    sketch = resolution is not None
    fine = resolution or given.resolution or engine.AreaFinder().resolution
    finder = engine.AreaFinder(resolution=fine)
    before = _earlier(given.remembered, given) if given.remembered else None
    found = finder.of(
        given.evidence, model=model, answers=given.answers, placed=given.placed, named=given.named, before=before,
        language=language, ask=0 if sketch else QUESTIONS, seed=SEED,
    )  # fmt: skip
    words = told_in(
        LANGUAGES, found, given.evidence, model=model, title_weight=finder.title_weight, decided=given.named
    )
    slider = {}
    if not sketch:
        steps = finder.slider(given.evidence, model=model, answers=given.answers, placed=given.placed, seed=SEED)
        slider = _slider(steps)
    return Thought(fine, _answer(found, words, given, language), slider, _changes(found, given))


def _earlier(kept: Map, given: Gathered) -> engine.AreaMap:
    """The map before, as the engine needs it: which roles stood together under which key."""
    titles = {str(role): facts.title for role, facts in given.roles.items()}
    gone = {role: facts["title"] for role, facts in kept.answer["roles"].items()}
    areas = tuple(
        engine.Area(
            area["key"], area["name"],
            tuple(engine.PlacedRole(titles.get(one["role"], gone[one["role"]])) for one in area["roles"]),
        )
        for area in kept.answer["areas"]
    )  # fmt: skip
    return engine.AreaMap(areas)


def _answer(found: engine.AreaMap, words: Mapping[str, Telling], given: Gathered, language: str) -> dict[str, Any]:
    ids = given.ids
    return {
        "areas": [_area(area, words, ids, language) for area in found],
        "roles": {
            str(role): {
                "title": facts.title, "people": facts.people, "units": dict(facts.units), "sites": dict(facts.sites),
                "enough": facts.enough,
            }
            for role, facts in given.roles.items()
        },
        "untold": list(given.untold),
        "bridges": [
            {"role": ids[one.role], "areas": list(one.areas), "because": _because(one.because)}
            for one in found.bridges
        ],
        "questions": [{"one": ids[one.one], "other": ids[one.other], "gain": round(one.gain, 3)} for one in found.questions],
        "evidence": {ids[role]: round(share, 4) for role, share in found.evidence.items()},
        "org_chart": {
            "agreement": round(found.org_chart.agreement, 4),
            "overlap": [
                {"area": one.area, "unit": one.unit, "roles": one.roles, "jaccard": round(one.jaccard, 4)}
                for one in found.org_chart.overlap
            ],
        },
        "stable": found.stable,
        "runs": engine.AreaFinder().runs,
        "common": {other: _items(telling.common) for other, telling in words.items()},
        "likeness": [[ids[one], ids[other], value] for one, other, value in found.likeness],
    }  # fmt: skip


def _area(area: engine.Area, words: Mapping[str, Telling], ids: Mapping[str, str], language: str) -> dict[str, Any]:
    names = {other: telling.names[area.key] for other, telling in words.items()}
    return {
        "key": area.key,
        "name": names.get(language, area.name),
        "names": names,
        "base": {other: _items(telling.base[area.key]) for other, telling in words.items()},
        "roles": [
            {
                "role": ids[one.role], "unit": one.unit, "confidence": round(one.confidence, 4),
                "strength": round(one.strength, 4), "decided": one.decided,
                "because": _because(one.because),
                "specific": list(area.specific.get(one.role, ())),
            }
            for one in area.roles
        ],
    }  # fmt: skip


def _items(items: tuple[engine.BaseItem, ...]) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "coverage": round(one.coverage, 4), "outside": round(one.outside, 4), "uri": one.uri}
        for one in items
    ]


def _because(reasons: tuple[engine.Reason, ...]) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "text": one.text, "weight": round(one.weight, 4)} for one in reasons]


def _slider(slider: engine.Slider) -> dict[str, Any]:
    return {
        "steps": [
            {"resolution": one.resolution, "areas": one.areas, "stability": round(one.stability, 4)} for one in slider
        ],
        "plateau": list(slider.plateau),
        "default": slider.default,
    }


def _changes(found: engine.AreaMap, given: Gathered) -> list[dict[str, Any]]:
    """What differs from the map before. A role that is gone is named; areas carry the name they had."""
    ids = given.ids
    because = {one.role: one.because for area in found for one in area.roles}
    newest = _earlier(given.before, given) if given.before else None
    old = {area["key"]: area["names"] for area in given.before.answer["areas"]} if given.before else {}
    return [
        {
            "kind": one.kind, "role": ids.get(one.role, ""), "title": one.role, "before": one.before, "now": one.now,
            "before_names": old.get(one.before, {}), "because": _because(one.because[:2]),
        }
        for one in keys.changes(newest, found.placement, because)
    ]  # fmt: skip
