"""Naming: a name for an area in the reader's language, from what its roles share and others do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from stigar.engine.areas.answer import BaseItem
from stigar.engine.areas.roles import RoleWork
from stigar.engine.text.model import TextModel
from stigar.engine.text.words import STOPS, stem, words

AND = {"sv": "och", "nb": "og", "en": "and"}
LONGEST_LABEL, LONGEST_NAME = 40, 44


def name(
    area: Sequence[RoleWork], others: Sequence[RoleWork], base: Sequence[BaseItem], model: TextModel, language: str
) -> str:
    """What the roles share most of all, or two such things joined by "and" when both are short; one role gives its title.

    A competence in the organisation's own words is a phrase ("Lyssna in kundens ärende") and stands alone.
    """
    if len(area) == 1:
        return area[0].role
    telling = [one for one in base if len(one.text) <= LONGEST_LABEL and one.coverage > one.outside]
    if telling and not telling[0].uri:
        return _begun(telling[0].text)
    shared = [one.text for one in telling if one.uri] or _shared_words(area, others, model, language)
    both = f" {AND.get(language, 'and')} ".join([*shared[:1], *map(_within, shared[1:2])])
    return _begun((both if len(both) <= LONGEST_NAME else shared[0]) or area[0].role)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _within(text: str) -> str:
    """A label as it is written inside a name: abbreviations keep their letters."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _shared_words(area: Sequence[RoleWork], others: Sequence[RoleWork], model: TextModel, language: str) -> list[str]:
    """The stems that most of these roles and few others use, as they are most often written."""
    inside, outside = _used(area), _used(others)
    written = _written([*area], language)

    def telling(term: str) -> float:
        share, elsewhere = inside[term] / len(area), outside[term] / max(len(others), 1)
        return share * (share - elsewhere) * min(model.rarity(term), 6.0)

    best = sorted((term for term in inside if term in written), key=lambda term: (-telling(term), term))
    return [written[term] for term in best[:2] if telling(best[0]) > 0]


def _used(roles: Sequence[RoleWork]) -> Counter[str]:
    return Counter(term for role in roles for term in role.bag)


def _written(roles: Sequence[RoleWork], language: str) -> Mapping[str, str]:
    """Stem -> the form it is most often written in, in the reader's language if any role is written in it."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for role in roles:
        for piece in role.pieces:
            for word in words(piece.text):
                if len(word) > 3 and word not in STOPS[role.language]:
                    forms[stem(word, role.language)][word] += 1 + 5 * (role.language == language)
    return {term: min(said, key=lambda form: (-said[form], form)) for term, said in forms.items()}
