"""Search while typing: a few letters in any of the languages find the concept.

The first letters of any word are enough, in any order of words; å, ä and æ are found by a and
the other way round, but the letters as typed come first. Words inside a compound and misspelt
words are found when nothing better fills the list. The answer says which label it was.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain
from typing import NamedTuple

from stigar.engine.text.words import STOPS, root

WORD = re.compile(r"\w+")
LAST = "\U0010ffff"  # sorts after every letter, so that "kund" + LAST ends the words that begin with kund
LONGEST_QUERY, MOST_WORDS = 100, 8
SHORTEST_WITHIN, SHORTEST_MISSPELT, LONG_WORD = 3, 4, 8
LONGEST_ENDING, SHORTEST_PART = 4, 4  # letters of an ending that is forgiven, and of one part of a compound
HALF_AS_MUCH = 120  # letters: a word in a text so long says half as much of it as in a name
COMPARED = 2000  # so many labels are looked at for the letters exactly as typed


class Label(NamedTuple):
    """A name of a concept: in which language, and whether it is the preferred one there."""

    concept: str
    language: str
    text: str
    preferred: bool


class Match(StrEnum):
    """How the query met the label, from best to least sure."""

    WHOLE = "whole"
    START = "start"
    WORD = "word"
    WITHIN = "within"
    MISSPELT = "misspelt"
    SOME = "some"  # of the words only


@dataclass(frozen=True, slots=True)
class Found:
    """A concept, the label that matched and how. ``marks`` are the matching stretches of the label."""

    concept: str
    label: str
    language: str
    preferred: bool
    match: Match
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All labels of one language that are preferred, or all that are not: numbers first to last, and by alphabet."""

    language: str
    preferred: bool
    first: int
    last: int
    names: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All labels, made ready once. It never changes, so that many may ask at the same time.

    >>> index = SearchIndex.of([Label("c1", "sv", "kundrådgivare", True), Label("c1", "nb", "kunderådgiver", True)])
    >>> [(one.concept, one.label) for one in index.find("kundrad", language="sv")]
    [('c1', 'kundrådgivare')]
    """

    _concepts: tuple[str, ...]
    _texts: tuple[str, ...]
    _folded: tuple[str, ...]
    _words: tuple[str, ...]
    _text_of_words: str
    _starts: tuple[int, ...]
    _places: tuple[tuple[int, ...], ...]
    _shelves: tuple[_Shelf, ...]

    @classmethod
    def of(cls, labels: Iterable[Label | tuple[str, str, str, bool]]) -> SearchIndex:
        """An index of ``labels``. Short names come before long ones, then the alphabet decides."""
        told = [(concept, language, " ".join(text.split()), bool(own)) for concept, language, text, own in labels]
        plain = folded("\n".join(text for _concept, _language, text, _own in told)).split("\n") if told else []
        pairs = dict.fromkeys(pair for pair in zip(told, plain, strict=True) if pair[1])
        rows = sorted(pairs, key=_in_order)
        names = tuple(name for _label, name in rows)
        places: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for word in set(WORD.findall(name)):
                places.setdefault(word, []).append(number)
        words = tuple(sorted(places))
        starts = tuple(accumulate((len(word) + 1 for word in words), initial=0))
        return cls(
            tuple(label[0] for label, _name in rows),
            tuple(label[2] for label, _name in rows),
            names,
            words,
            "\n".join(words),
            starts,
            tuple(tuple(places[word]) for word in words),
            tuple(_shelves([(label[1], label[3]) for label, _name in rows], names)),
        )

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Label]:
        for shelf in self._shelves:
            for number in range(shelf.first, shelf.last):
                yield Label(self._concepts[number], shelf.language, self._texts[number], shelf.preferred)

    def find(
        self, query: str, *, language: str = "en", limit: int = 10, among: Container[str] | None = None
    ) -> tuple[Found, ...]:
        """At most ``limit`` concepts, each with its best label; nothing for a query without letters.

        ``among`` are the concepts that are wanted; without it all are.

        Ordered by how it matched (as words, within words, misspelt), then the reader's language before
        others and preferred labels before alternative ones, then whole labels before beginnings before
        words, then short before long. A whole label in the reader's language always comes first.
        """
        typed = " ".join(query.split())[:LONGEST_QUERY].lower()
        asked = folded(typed)
        words = list(dict.fromkeys(WORD.findall(asked)))[:MOST_WORDS]
        found: dict[str, Found] = {}
        if not words or limit < 1:
            return ()
        for number, shelf, match in self._ranked(typed, asked, words, language):
            concept = self._concepts[number]
            if concept not in found and (among is None or concept in among):
                marks = _marks(self._folded[number], words)
                found[concept] = Found(concept, self._texts[number], shelf.language, shelf.preferred, match, marks)
                if len(found) == limit:
                    break
        return tuple(found.values())

    def each_word(self, query: str, *, language: str = "en") -> tuple[tuple[str, dict[str, float]], ...]:
        """For each word that says something: the concepts it meets, and how much it says of them (0..1). Asked when no label has them all.

        Most as typed, then with another ending, then within a compound or as the parts of one, then misspelt; less in a long text.
        """
        asked = dict.fromkeys(WORD.findall(query[:LONGEST_QUERY].lower()))
        telling = [word for word in asked if word not in STOPS.get(language, ())] or list(asked)
        return tuple((word, self._met(folded(word), folded(root(word, language)))) for word in telling[:MOST_WORDS])

    def _met(self, word: str, bare: str) -> dict[str, float]:
        """The concepts whose labels hold ``word``, or ``bare`` with another ending."""
        begun = self._beginning(bare) if len(bare) >= SHORTEST_WITHIN else []
        near = [place for place in begun if len(self._words[place]) <= len(bare) + LONGEST_ENDING]
        inner = [*begun, *self._within(bare)] if len(bare) >= SHORTEST_PART else []
        found = self._surest([(1.0, self._beginning(word)), (0.9, near), (0.7, inner)])
        return (
            found
            or self._surest([(0.6, self._parts(word) or self._parts(bare))])
            or self._surest([(0.5, [at for at, _ in self._near(word)])])
        )

    def _surest(self, ways: Iterable[tuple[float, Iterable[int]]]) -> dict[str, float]:
        found: dict[str, float] = {}
        for sure, places in ways:
            for place in places:
                for number in self._places[place]:
                    said = sure / (1 + len(self._folded[number]) / HALF_AS_MUCH)
                    if said > found.get(self._concepts[number], 0.0):
                        found[self._concepts[number]] = said
        return found

    def _parts(self, word: str) -> list[int]:
        """Words that begin as either half of a compound does, cut where both halves are known: "kund|samtal", "arbets|dag"."""
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            first, last = self._beginning(word[:cut].removesuffix("s")), self._beginning(word[cut:])
            if first and last:
                return [*first, *last]
        return []

    def _ranked(self, typed: str, asked: str, words: list[str], language: str) -> Iterator[tuple[int, _Shelf, Match]]:
        """Numbers of labels, best first; each kind of match is worked out only when the one before is used up."""
        shelves = sorted(self._shelves, key=lambda one: (one.language != language, not one.preferred, one.language))
        own = [shelf for shelf in shelves if shelf.language == language]
        yield from ((number, shelf, Match.WHOLE) for shelf in own for number in self._whole(shelf, asked, typed))
        beginning = [self._beginning(word) for word in words]
        plain = self._with_all(beginning)
        for shelf in shelves:
            yield from ((number, shelf, Match.WHOLE) for number in self._whole(shelf, asked, typed))
            yield from ((number, shelf, Match.START) for number in self._starting(shelf, asked, typed))
            yield from ((number, shelf, Match.WORD) for number in self._on(shelf, plain, typed))
        inside = [[*at_start, *self._within(word)] for at_start, word in zip(beginning, words, strict=True)]
        wider = self._with_all(inside)
        yield from ((number, shelf, Match.WITHIN) for shelf in shelves for number in self._on(shelf, wider, typed))
        known = [bool(places) for places in (beginning if wider or not all(beginning) else [[]] * len(words))]
        near = [[] if sure else self._near(word) for sure, word in zip(known, words, strict=True)]
        for most in (1, 2):
            close = [[place for place, edits in ones if edits <= most] for ones in near]
            widest = self._with_all([[*a, *b] for a, b in zip(inside, close, strict=True)])
            yield from (
                (number, shelf, Match.MISSPELT) for shelf in shelves for number in self._on(shelf, widest, typed)
            )

    def _whole(self, shelf: _Shelf, asked: str, typed: str) -> list[int]:
        span = slice(bisect_left(shelf.names, asked), bisect_right(shelf.names, asked))
        return self._as_typed_first(sorted(shelf.numbers[span]), typed)

    def _starting(self, shelf: _Shelf, asked: str, typed: str) -> list[int]:
        span = slice(bisect_right(shelf.names, asked), bisect_left(shelf.names, asked + LAST))
        return self._as_typed_first(sorted(shelf.numbers[span]), typed)

    def _on(self, shelf: _Shelf, numbers: list[int], typed: str) -> list[int]:
        here = numbers[bisect_left(numbers, shelf.first) : bisect_left(numbers, shelf.last)]
        return self._as_typed_first(here, typed)

    def _as_typed_first(self, numbers: list[int], typed: str) -> list[int]:
        if len(numbers) > COMPARED:
            return numbers
        words = typed.split()
        return sorted(numbers, key=lambda number: any(word not in self._texts[number].lower() for word in words))

    def _with_all(self, matching: list[list[int]]) -> list[int]:
        """The labels that have, for every word asked for, at least one of the words that match it; in order."""
        sets = [set(chain.from_iterable(self._places[place] for place in places)) for places in matching]
        return sorted(set.intersection(*sets))

    def _beginning(self, word: str) -> list[int]:
        return list(range(bisect_left(self._words, word), bisect_left(self._words, word + LAST)))

    def _within(self, word: str) -> list[int]:
        """Words that hold ``word`` further in, as compounds do."""
        if len(word) < SHORTEST_WITHIN:
            return []
        found, at = [], self._text_of_words.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if self._starts[place] != at:
                found.append(place)
            at = self._text_of_words.find(word, at + 1)
        return found

    def _near(self, word: str) -> list[tuple[int, int]]:
        """Words whose beginning is one or two strokes away (Damerau 1964: one letter wrong, more, less, swapped).

        Looked for among words with the same first letter; if there is none, the first letter may be the fault.
        """
        if len(word) < SHORTEST_MISSPELT:
            return []
        most = 1 if len(word) < LONG_WORD else 2
        likely = [*self._beginning(word[0]), *self._beginning(word[1] + word[0])]
        return self._strokes_away(word, likely, most) or self._strokes_away(word, self._other_first(word), most)

    def _other_first(self, word: str) -> list[int]:
        """Words that go on as ``word`` does after a first letter that is wrong, missing or too much."""
        first, second = word[:2], word[1:3]
        return [
            place
            for place, known in enumerate(self._words)
            if known[1:3] in (first, second) or known.startswith(second)
        ]

    def _strokes_away(self, word: str, places: Iterable[int], most: int) -> list[tuple[int, int]]:
        from rapidfuzz import process  # noqa: PLC0415 - heavy: only when asked for
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - heavy: only when asked for

        best: dict[int, int] = {}
        for length in range(len(word) - 1, len(word) + 2):
            begun: dict[str, list[int]] = {}
            for place in places:
                begun.setdefault(self._words[place][:length], []).append(place)
            near = process.extract(word, list(begun), scorer=OSA.distance, score_cutoff=most, limit=None)
            for text, edits, _position in near:
                for place in begun[text]:
                    best[place] = min(best.get(place, most), int(edits))
        return sorted(best.items())


def folded(text: str) -> str:
    """Small letters without rings, dots and strokes, letter for letter.

    >>> folded("Ärende på Ø")
    'arende pa o'
    """
    return text.translate(_FOLDS)


def _plain(letter: str) -> str:
    bridges = {"æ": "a", "ø": "o", "œ": "o", "ð": "d", "þ": "t", "ł": "l", "đ": "d", "ß": "s"}
    small = letter.lower()[0]
    return bridges.get(small) or unicodedata.normalize("NFD", small)[0]


_FOLDS = {code: _plain(chr(code)) for code in (*range(0x41, 0x5B), *range(0xC0, 0x530), *range(0x1E00, 0x1F00))}


def _in_order(pair: tuple[tuple[str, str, str, bool], str]) -> tuple[str, bool, int, str, str, str]:
    (concept, language, text, preferred), name = pair
    return language, not preferred, len(name), name, text, concept


def _shelves(kinds: Sequence[tuple[str, bool]], names: Sequence[str]) -> Iterator[_Shelf]:
    first = 0
    for last in range(1, len(kinds) + 1):
        if last == len(kinds) or kinds[last] != kinds[first]:
            numbers = sorted(range(first, last), key=names.__getitem__)
            alphabet = tuple(names[one] for one in numbers)
            yield _Shelf(*kinds[first], first, last, alphabet, tuple(numbers))
            first = last


def _marks(name: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where in the label the words asked for stand: at the start of a word if they can."""
    spans = set()
    for word in words:
        start = re.search(rf"\b{re.escape(word)}", name) or re.search(re.escape(word), name)
        if start:
            spans.add(start.span())
    return tuple(sorted(spans))
