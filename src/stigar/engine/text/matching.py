"""Which of some described things a sentence speaks of: "kunder är arga på mig i telefon" -> handling conflict.

Words are compared by their stems and by the parts of compounds; a rare word says more than a common one, and a word in the
name more than one in the description. Source: BM25, Robertson & Zaragoza, The Probabilistic Relevance Framework (2009).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stigar.engine.text.words import Compounds, language_of, stem, terms, words

SATURATION = 1.2  # how fast a word said again stops counting
LENGTH = 0.6  # how much a long description is held back, 0 to 1
MOST_BAGS = 2000  # texts whose stems are kept


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be spoken of: its key, and texts with how much a word there counts (a name more than a description)."""

    key: str
    language: str
    texts: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A thing that was spoken of: ``score`` in words as rare as they come, ``share`` (0 to 1) of what is said, the words that told."""

    key: str
    score: float
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
    """All things, made ready once.

    >>> things = [Thing("a", "sv", ((3.0, "Hantera konflikter"),)), Thing("b", "sv", ((3.0, "Skriva tydligt"),))]
    >>> [one.key for one in Matcher.of(things).match("konflikt med en kund", "sv")]
    ['a']
    """

    compounds: Compounds
    _posted: Mapping[str, tuple[tuple[str, float], ...]] = field(repr=False)  # term -> (key, how much it counts there)
    _rarity: Mapping[str, float] = field(repr=False)
    _unknown: float = 0.0
    _bags: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Matcher:
        """Learn the words of the things, and which of them are rare."""
        things = list(things)
        compounds = Compounds().with_more(
            stem(word, one.language) for one in things for _, text in one.texts for word in words(text)
        )
        counts = {one.key: _counted(one, compounds) for one in things}
        average = sum(sum(one.values()) for one in counts.values()) / max(1, len(counts))
        posted: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key, found in counts.items():
            held = 1 - LENGTH + LENGTH * sum(found.values()) / max(average, 1e-9)
            for term, often in found.items():
                posted[term].append((key, often * (SATURATION + 1) / (often + SATURATION * held)))
        rarity = {term: math.log(1 + (len(things) - len(at) + 0.5) / (len(at) + 0.5)) for term, at in posted.items()}
        return cls(
            compounds, {term: tuple(at) for term, at in posted.items()}, rarity, max(rarity.values(), default=1.0)
        )

    def match(self, text: str, language: str, *, limit: int = 5) -> list[Matched]:
        """The things that ``text`` speaks of, best first. ``language`` is what it is in unless its words tell of another."""
        language = language_of(text, language)
        said = self.bag(text, language)
        whole = sum(self._rarity.get(term, self._unknown) for term in said) or 1.0
        score: dict[str, float] = defaultdict(float)
        told: dict[str, list[str]] = defaultdict(list)
        for term in said:
            for key, counts in self._posted.get(term, ()):
                score[key] += self._rarity[term] * counts
                told[key].append(term)
        best = sorted(score, key=lambda key: (-score[key], key))[:limit]
        spoken = [(word, {stem(word, language), *self.compounds.parts(stem(word, language))}) for word in words(text)]
        return [
            Matched(
                key, score[key] / (self._unknown or 1.0), sum(self._rarity[term] for term in told[key]) / whole,
                tuple(dict.fromkeys(word for word, stems in spoken if stems & set(told[key]))),
            )
            for key in best
        ]  # fmt: skip

    def bag(self, text: str, language: str) -> frozenset[str]:
        """What a text says, as stems. Kept, since what was said is held against everything that is said after it."""
        known = self._bags.get((text, language))
        if known is None:
            if len(self._bags) >= MOST_BAGS:
                self._bags.clear()
            known = self._bags[text, language] = frozenset(terms(text, language, self.compounds))
        return known

    def nearest(self, text: str, others: Sequence[str], language: str) -> tuple[float, int]:
        """Which of the ``others`` says most like ``text``: the likeness (0 to 1; rare words count more), and its place.

        >>> Matcher.of([]).nearest("Lyssna på kunden", ["skriva brev", "lyssna på kunderna"], "sv")
        (1.0, 1)
        """
        language = language_of(text, language)
        said = self.bag(text, language)
        return max(
            ((self._likeness(said, self.bag(other, language)), place) for place, other in enumerate(others)),
            default=(0.0, -1),
        )

    def _likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        weight = {term: self._rarity.get(term, self._unknown or 1.0) for term in one | other}
        return sum(weight[term] for term in one & other) / (sum(weight.values()) or 1.0)


def _counted(thing: Thing, compounds: Compounds) -> Counter[str]:
    found: Counter[str] = Counter()
    for weight, text in thing.texts:
        for term in terms(text, thing.language, compounds):
            found[term] += weight  # type: ignore[assignment]  # a Counter of weights
    return found
