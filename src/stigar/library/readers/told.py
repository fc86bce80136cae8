"""A competence model as any file tells it, before it is kept: our own, a spreadsheet, CASE or a framework.

``texts`` are per language, with the names that ``library.models.Item`` and ``Competence`` use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Texts = Mapping[str, Mapping[str, str]]  # language -> what is told -> words


@dataclass(frozen=True, slots=True)
class RightsTold:
    """Whose words, and what may be done with them."""

    holder: str
    licence: str
    address: str = ""
    terms: str = ""
    attribution: str = ""
    ends: date | None = None
    may_pass_on: bool = False


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One behaviour, challenge, question, activity, interview question or thing to reflect on."""

    kind: str
    key: str
    texts: Texts
    level: int | None = None
    until: int | None = None
    form: str = ""
    hours: Decimal | None = None
    tie: str = ""
    rights: RightsTold | None = None


@dataclass(frozen=True, slots=True)
class CompetenceTold:
    """A competence with all that is written about it, in order."""

    key: str
    texts: Texts
    family: str = ""
    discipline: str = ""
    concepts: tuple[str, ...] = ()
    items: tuple[ItemTold, ...] = ()
    rights: RightsTold | None = None


@dataclass(frozen=True, slots=True)
class FamilyTold:
    """A family of competences: its key, and its name per language."""

    key: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExpectationTold:
    """A role needs a competence at a level."""

    role: str
    competence: str
    level: int


@dataclass(frozen=True, slots=True)
class ModelTold:
    """A whole model. ``scale``: per level from the lowest up, its name per language."""

    key: str
    kind: str
    names: Mapping[str, str]
    scale: tuple[Mapping[str, str], ...]
    rights: RightsTold
    competences: tuple[CompetenceTold, ...]
    families: tuple[FamilyTold, ...] = ()
    expectations: tuple[ExpectationTold, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    fingerprint: str = ""
    file_name: str = ""
