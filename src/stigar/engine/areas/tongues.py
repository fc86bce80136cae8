"""Tongues: the same areas told to a reader of another language. Nobody moves; names and shared competences change words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stigar.engine.areas import linking, naming
from stigar.engine.areas.answer import AreaMap, BaseItem
from stigar.engine.areas.roles import RoleWork, read
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence


@dataclass(frozen=True, slots=True)
class Telling:
    """A map's words in one language: name and base per area key, and what the whole organisation shares."""

    names: Mapping[str, str]
    base: Mapping[str, tuple[BaseItem, ...]]
    common: tuple[BaseItem, ...] = ()


def told_in(
    languages: Iterable[str],
    found: AreaMap,
    evidence: Iterable[Evidence],
    *,
    model: TextModel | None = None,
    title_weight: float = 2.0,
    decided: Mapping[str, str] | None = None,
) -> dict[str, Telling]:
    """The words of ``found`` in each language; ``decided`` are names people gave, which stay.

    >>> told_in(["sv"], AreaMap(), [])["sv"].names
    {}
    """
    model = model or TextModel()
    roles = {role.role: role for role in read(evidence, model, title_weight)}
    return {language: _telling(language, found, roles, model, decided or {}) for language in languages}


def _telling(
    language: str, found: AreaMap, roles: Mapping[str, RoleWork], model: TextModel, decided: Mapping[str, str]
) -> Telling:
    needs = {name: linking.needs(role, model, language) for name, role in roles.items()}
    names: dict[str, str] = {}
    base: dict[str, tuple[BaseItem, ...]] = {}
    for area in found:
        inside = [one.role for one in area.roles]
        outside = [name for name in roles if name not in area]
        here, there = [needs[name] for name in inside], [needs[name] for name in outside]
        base[area.key] = linking.base(here, there)
        known_by = base[area.key] or linking.base(here, there, linking.NAMED_BY)
        proposed = decided.get(area.key) or naming.name(
            [roles[name] for name in inside], [roles[name] for name in outside], known_by, model, language
        )
        names[area.key] = proposed if proposed not in names.values() else f"{proposed} ({inside[0]})"
    return Telling(names, base, linking.base(list(needs.values()), []) if needs else ())
