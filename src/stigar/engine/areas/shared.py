"""The common-denominator matrix: what the roles share, and what only one of them has.

Rows are tasks, skills and traits, columns are roles. Two texts are the same row when they say the same stems (in
any order and in either Scandinavian spelling), or name the same concept of the vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence, Kind


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One thing that is said of at least one role; ``roles`` in the order of their names."""

    kind: Kind
    text: str
    roles: tuple[str, ...]
    uri: str = ""


@dataclass(frozen=True, slots=True)
class SharedMatrix:
    """All rows, most shared first. ``has`` tells one cell.

    >>> table = matrix([Evidence("A", "Svarar i telefon"), Evidence("B", "Svarar i telefon"), Evidence("B", "Bokför")])
    >>> [row.text for row in table.common], [row.text for row in table.single], table.has("Bokför", "A")
    (['Svarar i telefon'], ['Bokför'], False)
    """

    roles: tuple[str, ...] = ()
    rows: tuple[SharedRow, ...] = ()

    def __iter__(self) -> Iterator[SharedRow]:
        return iter(self.rows)

    @property
    def common(self) -> tuple[SharedRow, ...]:
        """What all roles have; with a single role nothing is shared."""
        return tuple(row for row in self.rows if len(row.roles) == len(self.roles) > 1)

    @property
    def several(self) -> tuple[SharedRow, ...]:
        """What at least two have, but not all."""
        return tuple(row for row in self.rows if 1 < len(row.roles) < len(self.roles))

    @property
    def single(self) -> tuple[SharedRow, ...]:
        """What only one role has."""
        return tuple(row for row in self.rows if len(row.roles) == 1)

    def has(self, text: str, role: str) -> bool:
        """Whether a role has a row, named by its text."""
        return any(row.text == text and role in row.roles for row in self.rows)


def matrix(evidence: Iterable[Evidence], model: TextModel | None = None) -> SharedMatrix:
    """Count who has what. Blank texts and weights of 0 are left out; a text is shown as most often written."""
    said = sorted(
        (one for one in evidence if one.text.strip() and one.weight > 0),
        key=lambda one: (one.role, str(one.kind), one.text),
    )
    model = model or TextModel()
    usual = model.language(one.text for one in said)
    roles: defaultdict[tuple[Kind, object], set[str]] = defaultdict(set)
    forms: defaultdict[tuple[Kind, object], Counter[str]] = defaultdict(Counter)
    for one in said:
        key = (one.kind, _meaning(one, model, usual))
        roles[key].add(one.role)
        forms[key][" ".join(one.text.split())] += 1
    rows = [
        SharedRow(kind, min(forms[kind, what], key=lambda text, at=(kind, what): (-forms[at][text], text)),  # type: ignore[misc]
                  tuple(sorted(who)), what if isinstance(what, str) and ":" in what else "")
        for (kind, what), who in roles.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (-len(row.roles), row.kind, row.text))
    return SharedMatrix(tuple(sorted({one.role for one in said})), tuple(rows))


def _meaning(one: Evidence, model: TextModel, usual: str) -> object:
    """What makes two texts the same: the concept named, else the stems, else the letters."""
    bag = model.bag(one.text, model.language([one.text], usual))
    linked = model.concepts_in(bag, whole=True) if one.kind is Kind.SKILL else []
    if linked:
        return model.concepts[linked[0][0]].uri
    return frozenset(bag.items()) or one.text.strip()
