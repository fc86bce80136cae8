"""Plain rows into evidence: what a file says, checked line by line, with every fault told at once.

Faults are data (where, what, which rule, what to do) so that the doors can say them in the reader's language.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from stigar.engine.areas.answer import Answer
from stigar.engine.vocabulary import Evidence, Kind

NEEDED = ("role", "kind", "text")
LONGEST_TEXT, LONGEST_NAME, MOST_WEIGHT, MOST_FAULTS = 2000, 200, 100.0, 100
KINDS = {
    "task": Kind.TASK, "uppgift": Kind.TASK, "arbetsuppgift": Kind.TASK, "oppgave": Kind.TASK,
    "arbeidsoppgave": Kind.TASK, "skill": Kind.SKILL, "färdighet": Kind.SKILL, "ferdighet": Kind.SKILL,
    "kompetens": Kind.SKILL, "kompetanse": Kind.SKILL, "trait": Kind.TRAIT, "egenskap": Kind.TRAIT,
}  # fmt: skip
YES, NO = {"yes", "y", "true", "1", "ja", "j"}, {"no", "n", "false", "0", "nej", "nei"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``row`` counts the heading as 1; 0 speaks of the whole file. ``rule`` and ``remedy`` are codes.

    Codes: no_rows, missing_column, empty, too_long, unknown_kind, not_a_number, out_of_range, unknown_role,
    not_yes_or_no, same_role, contradicts.
    """

    code: str
    row: int
    column: str
    value: str = ""
    rule: tuple[str, ...] = ()
    remedy: str = ""


class Faults(ValueError):
    """Nothing was read; ``faults`` says why, at most a hundred of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__(f"{len(self.faults)} faults, first {self.faults[0] if self.faults else None}")


def evidence_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Rows ``role, unit, kind, text[, weight]`` as evidence, all or nothing.

    >>> evidence_of([{"role": "Säljare", "unit": "", "kind": "task", "text": "Besöker kunder"}])[0].weight
    1.0
    """
    faults: list[Fault] = []
    found: list[Evidence] = []
    read = list(rows)
    _headed(read, NEEDED)
    for number, row in enumerate(read, start=2):
        if not any(_text(value) for value in row.values()):
            continue
        before = len(faults)
        kind = _kind(row, number, faults)
        role = _named(row, "role", number, LONGEST_NAME, faults)
        text = _named(row, "text", number, LONGEST_TEXT, faults)
        unit = _named(row, "unit", number, LONGEST_NAME, faults, needed=False)
        weight = _weight(row, number, faults)
        if len(faults) == before and kind is not None:
            found.append(Evidence(role, text, kind, unit, weight))
    if faults:
        raise Faults(faults)
    if not found:
        raise Faults([Fault("no_rows", 0, "", rule=("at_least", "1"), remedy="add_rows")])
    return tuple(found)


def answers_of(rows: Iterable[Mapping[str, Any]], roles: Iterable[str]) -> tuple[Answer, ...]:
    """Rows ``one, other, same`` (yes/no, ja/nej/nei) as answers about these roles, all or nothing.

    >>> answers_of([{"one": "A", "other": "B", "same": "ja"}], ["A", "B"])
    (Answer(one='A', other='B', same=True),)
    """
    faults: list[Fault] = []
    found: list[Answer] = []
    known, read = set(roles), list(rows)
    _headed(read, ("one", "other", "same"))
    for number, row in enumerate(read, start=2):
        if not any(_text(value) for value in row.values()):
            continue
        one, other, same = (_text(row.get(column)) for column in ("one", "other", "same"))
        for column, role in (("one", one), ("other", other)):
            if role not in known:
                faults.append(Fault("unknown_role", number, column, role, remedy="use_a_role_of_the_file"))
        if one == other:
            faults.append(Fault("same_role", number, "other", other, remedy="name_two_roles"))
        if same.lower() not in YES | NO:
            faults.append(Fault("not_yes_or_no", number, "same", same, ("one_of", "yes", "no"), "write_yes_or_no"))
        found.append(Answer(one, other, same.lower() in YES))
    if faults:
        raise Faults(faults)
    return tuple(found)


def _headed(rows: list[Mapping[str, Any]], needed: tuple[str, ...]) -> None:
    if not rows:
        raise Faults([Fault("no_rows", 0, "", rule=("at_least", "1"), remedy="add_rows")])
    lacking = [column for column in needed if not any(column in row for row in rows)]
    if lacking:
        raise Faults(Fault("missing_column", 1, column, rule=needed, remedy="add_column") for column in lacking)


def _text(value: object) -> str:
    """A cell as text: trimmed, without control characters, which no one can see or type."""
    text = "" if value is None else str(value)
    return "".join(sign for sign in text if sign.isprintable() or sign in " \n\t\u200d\ufe0f\u200e\u200f").strip()


def _named(
    row: Mapping[str, Any], column: str, number: int, longest: int, faults: list[Fault], *, needed: bool = True
) -> str:
    text = _text(row.get(column))
    if needed and not text:
        faults.append(Fault("empty", number, column, rule=("at_least", "1"), remedy="fill_in"))
    if len(text) > longest:
        faults.append(Fault("too_long", number, column, text[:80], ("at_most", str(longest)), "shorten"))
    return text


def _kind(row: Mapping[str, Any], number: int, faults: list[Fault]) -> Kind | None:
    written = _text(row.get("kind"))
    kind = KINDS.get(written.lower())
    if kind is None:
        faults.append(Fault("unknown_kind", number, "kind", written[:80], ("one_of", *Kind), "use_one_of"))
    return kind


def _weight(row: Mapping[str, Any], number: int, faults: list[Fault]) -> float:
    written = _text(row.get("weight"))
    if not written:
        return 1.0
    try:
        weight = float(written.replace(",", "."))
    except ValueError:
        faults.append(Fault("not_a_number", number, "weight", written[:80], ("between", "0", "100"), "write_a_number"))
        return 0.0
    if not math.isfinite(weight) or not 0 <= weight <= MOST_WEIGHT:
        faults.append(Fault("out_of_range", number, "weight", written[:80], ("between", "0", "100"), "write_a_number"))
    return weight
