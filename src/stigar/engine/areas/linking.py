"""Linking: which competences of the vocabulary a role's texts speak of, and the base an area shares.

A skill in the organisation's own words is linked to a concept when every word of one of the concept's labels is
said in it; otherwise it stays in its own words. A role that names little of the vocabulary is taken to need what the
occupations it resembles need. Base = needed by at least half of the area's roles, ordered by
coverage x (coverage - coverage outside).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stigar.engine.areas.answer import BaseItem
from stigar.engine.areas.roles import TITLE, RoleWork, together
from stigar.engine.text.model import TextModel

NEEDED_BY = 0.5
NAMED_BY = 0.3  # fewer than half may still be what an area is best known by
ESSENTIAL = 0.75
OPTIONAL_COUNTS = 0.3
NAMED_ENOUGH = 3
SURELY = 0.5  # when half of the occupations a role resembles need something, so does the role
MOST_BASE = 12
MOST_SPECIFIC = 6
RARE_IN_AREA = 0.25


@dataclass(frozen=True, slots=True)
class Competence:
    """Something a role needs: a concept (with ``uri``) or the organisation's own words."""

    text: str
    uri: str = ""


Needs = Mapping[Competence, float]


def needs(role: RoleWork, model: TextModel, language: str) -> dict[Competence, float]:
    """Competence -> how much the role needs it: 1 essential, less when optional or only suggested by a task."""
    found: dict[Competence, float] = {}
    for piece in role.pieces:
        if piece.kind == TITLE or not piece.bag:
            continue
        share = 1.0 if piece.weight >= ESSENTIAL else OPTIONAL_COUNTS
        if chosen := model.known(piece.uri):
            competence = Competence(chosen.label(language), chosen.uri)
            found[competence] = max(found.get(competence, 0.0), share)
            continue
        linked = model.concepts_in(piece.bag, whole=piece.kind == "skill")
        for at, sure in linked:
            competence = Competence(model.concepts[at].label(language), model.concepts[at].uri)
            found[competence] = max(found.get(competence, 0.0), share * sure)
        if piece.kind == "skill" and not linked:
            own = Competence(piece.text)
            found[own] = max(found.get(own, 0.0), share)
    if sum(bool(one.uri) for one in found) < NAMED_ENOUGH:
        for competence, share in _suggested(role, model, language).items():
            found.setdefault(competence, share)  # what people said themselves counts as they said it
    return found


def _suggested(role: RoleWork, model: TextModel, language: str) -> dict[Competence, float]:
    """What the occupations that a role resembles need, where the role itself names little of the vocabulary."""
    work = [piece for piece in role.pieces if piece.kind != TITLE]
    if not work:
        return {}
    title = together(piece for piece in role.pieces if piece.kind == TITLE)
    return {
        Competence(model.concepts[at].label(language), model.concepts[at].uri): min(1.0, share / SURELY)
        for at, share in model.likely(title, together(work))
    }


def base(inside: Sequence[Needs], outside: Sequence[Needs], needed_by: float = NEEDED_BY) -> tuple[BaseItem, ...]:
    """The competences that half of the roles inside need, the most telling first; the same order in every language."""
    here = {one: share for one, share in coverage(inside).items() if share >= needed_by}
    there = coverage([{one: needed[one] for one in here if one in needed} for needed in outside])
    items = [BaseItem(one.text, share, there.get(one, 0.0), one.uri) for one, share in here.items()]
    items.sort(key=lambda item: (-item.coverage * (item.coverage - item.outside), item.uri or item.text, item.text))
    return tuple(items[:MOST_BASE])


def coverage(roles: Sequence[Needs]) -> dict[Competence, float]:
    """Competence -> share of these roles that need it (optional counted low)."""
    total: dict[Competence, float] = {}
    for needed in roles:
        for one, share in needed.items():
            total[one] = total.get(one, 0.0) + share
    return {one: share / len(roles) for one, share in total.items()}


def specific(role: RoleWork, mates: Sequence[RoleWork]) -> tuple[str, ...]:
    """What a role does that few others of its area do: its own texts with the rarest words among them."""
    often = Counter(term for mate in mates for term in mate.bag)
    most = max(1.0, RARE_IN_AREA * len(mates))

    def rare(bag: Mapping[str, float]) -> float:
        return sum(1.0 for term in bag if often[term] <= most) / max(len(bag), 1)

    told = [(rare(piece.bag), piece.weight, piece.text) for piece in role.pieces if piece.kind != TITLE and piece.bag]
    told = [one for one in told if one[0] >= 0.5]
    told.sort(key=lambda one: (-one[0] * one[1], one[2]))
    return tuple(text for _, _, text in told[:MOST_SPECIFIC])
