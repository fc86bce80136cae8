"""Roles as the engine reads them: sorted by name, their evidence in pieces, traits left out.

Which unit a role stands in is carried along for the comparison afterwards; nothing here looks at it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stigar.engine.text.model import TextModel
from stigar.engine.text.words import words
from stigar.engine.vocabulary import Evidence, Kind

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing said about a role, taken apart into stems. ``kind`` is task, skill or title; ``uri`` a concept chosen."""

    kind: str
    text: str
    weight: float
    bag: Mapping[str, float]
    uri: str = ""


@dataclass(frozen=True, slots=True)
class RoleWork:
    """One role and everything said about its work; ``traits`` never decide where it belongs."""

    role: str
    unit: str
    language: str
    pieces: tuple[Piece, ...]
    traits: tuple[str, ...] = ()

    @property
    def bag(self) -> Mapping[str, float]:
        """All its stems, weighted."""
        return together(self.pieces)


def together(pieces: Iterable[Piece]) -> dict[str, float]:
    """The weighted stems of some pieces, in one bag."""
    total: dict[str, float] = defaultdict(float)
    for piece in pieces:
        for term, number in piece.bag.items():
            total[term] += piece.weight * number
    return dict(total)


def read(evidence: Iterable[Evidence], model: TextModel, title_weight: float) -> tuple[RoleWork, ...]:
    """Evidence, in any order, as roles in the order of their names.

    A text said twice about a role counts once, with its highest weight. Blank texts count for nothing.
    """
    by_role: defaultdict[str, dict[tuple[str, str], Evidence]] = defaultdict(dict)
    for one in evidence:
        said = by_role[one.role]
        key = (str(one.kind), one.text.strip())
        if key not in said or (said[key].weight, said[key].unit) < (one.weight, one.unit):
            said[key] = one
    everything = " \n ".join(sorted(one.text for said in by_role.values() for one in said.values()))
    usual = model.language([everything])
    return tuple(_role(role, list(by_role[role].values()), model, title_weight, usual) for role in sorted(by_role))


def identical(roles: Sequence[RoleWork]) -> list[tuple[int, ...]]:
    """Groups of role numbers whose tasks and skills are word for word the same, however capitalised or punctuated."""
    same: defaultdict[frozenset[tuple[str, tuple[str, ...]]], list[int]] = defaultdict(list)
    for at, role in enumerate(roles):
        same[frozenset((one.kind, _bare(one.text)) for one in role.pieces if one.kind != TITLE)].append(at)
    return [tuple(these) for said, these in same.items() if said and len(these) > 1]


def _bare(text: str) -> tuple[str, ...]:
    return tuple(words(text)) or (text,)


def _role(role: str, said: list[Evidence], model: TextModel, title_weight: float, usual: str) -> RoleWork:
    said.sort(key=lambda one: (str(one.kind), one.text.strip()))
    language = model.language([one.text for one in said] + [role], usual)
    pieces = [
        Piece(str(one.kind), one.text.strip(), max(0.0, one.weight), _bag(one, model, language), one.uri)
        for one in said
        if one.kind is not Kind.TRAIT and one.text.strip()
    ]
    pieces.append(Piece(TITLE, role, title_weight, model.bag(role, language)))
    units = Counter(one.unit for one in said if one.unit)
    unit = min(units, key=lambda name: (-units[name], name)) if units else ""
    traits = tuple(one.text.strip() for one in said if one.kind is Kind.TRAIT)
    return RoleWork(role, unit, language, tuple(pieces), traits)


def _bag(one: Evidence, model: TextModel, language: str) -> Mapping[str, float]:
    """The stems of a text. A concept that was chosen speaks every language it has labels in, no louder than one text."""
    said = model.bag(one.text, language)
    known = model.known(one.uri) if one.uri else None
    if known is None or len(known.labels) < 2 or not said:
        return said
    everywhere: Counter[str] = Counter()
    for spoken, label in known.labels.items():
        everywhere.update(model.bag(label, spoken))
    loudness = said.total() / max(everywhere.total(), 1)
    return {term: number * loudness for term, number in everywhere.items()}
