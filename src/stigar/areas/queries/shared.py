"""What we can ask about what roles share: the common-denominator matrix, for one area or for all roles."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stigar.areas.queries.work import EvidenceRow, evidence_rows
from stigar.engine.areas.shared import matrix
from stigar.engine.vocabulary import Evidence, Kind


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One task, skill or trait: its words, how many roles have it, and for each column whether that role does."""

    kind: str
    text: str
    roles: tuple[str, ...]
    cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The matrix: roles as columns, rows most shared first, in three parts."""

    roles: tuple[str, ...]
    common: tuple[SharedRow, ...]
    several: tuple[SharedRow, ...]
    single: tuple[SharedRow, ...]


def shared(titles: Iterable[str], *, kinds: Iterable[str] = ("task", "skill"), today: date) -> Shared:
    """What these roles share and what only one of them has. Two texts are the same when they name one concept or say the same words."""
    wanted, asked = set(titles), set(kinds)
    rows = [row for row in evidence_rows(today=today) if row.role in wanted and row.kind in asked]
    usual = _usual_words(rows)
    found = matrix(
        Evidence(row.role, usual.get(row.concept, row.text), Kind(row.kind), row.unit, row.weight) for row in rows
    )
    parts = (
        tuple(SharedRow(str(row.kind), row.text, row.roles, tuple(role in row.roles for role in found.roles)) for row in rows)
        for rows in (found.common, found.several, found.single)
    )
    return Shared(found.roles, *parts)


def _usual_words(rows: list[EvidenceRow]) -> dict[str, str]:
    """The words most roles use for each concept of a vocabulary: what is one thing is then said in one way."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.concept:
            used[row.concept][row.text] += 1
    return {concept: min(texts, key=lambda text: (-texts[text], text)) for concept, texts in used.items()}
