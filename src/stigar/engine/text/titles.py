"""Title variants: one piece of work often hides behind several spellings of its title.

Two titles are suggested for merging only when they say the same work in other letters: capitals,
missing dots, a word for seniority, place or form of employment, Swedish beside Norwegian spelling,
a slip of the fingers, another order of words, an abbreviation. Whatever may be different work
(another word, another customer, one more rung) is left alone: people decide, this only points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

from stigar.engine.text.search import folded
from stigar.engine.text.title_words import (
    ABBREVIATIONS,
    EMPLOYMENT,
    FIRM,
    LEVELS,
    NEEDS_A_DOT,
    PLACES,
    SENIORITY,
    SENIORITY_BEGINNINGS,
    SPELLINGS,
)

WORD = re.compile(r"[^\W_]+(?:[.](?=\s|$|[,/)-]))?|[#+]+")
SHORTEST_MISSPELT, SHORTEST_CUT = 7, 6
RARER = 3  # a misspelt title is so many times rarer than the right one; else both may be right
CONSONANT = 0.66  # how sure a lost or added consonant is: it may be another word (byggmästare, bryggmästare)
VOWELS = frozenset("aeiouy")


class Because(StrEnum):
    """Why two titles look like the same work."""

    LETTERS = "letters"  # capitals, blanks, commas
    DIACRITICS = "diacritics"  # a for å or ä, o for ö
    JOINED = "joined"  # one word or two
    ORDER = "order"  # the same words in another order
    SENIORITY = "seniority"  # senior, junior, II
    PLACE = "place"  # Oslo, Norge, syd
    EMPLOYMENT = "employment"  # vikarie, timanställd
    ABBREVIATION = "abbreviation"  # adm., sr, KAM
    SPELLING = "spelling"  # the same word in Swedish and in Norwegian
    MISSPELT = "misspelt"  # a letter missing, doubled or swapped


# How often such a pair is one and the same work; set by judgement, ordered by how much is left the same.
SURE = {
    Because.LETTERS: 0.99,
    Because.DIACRITICS: 0.97,
    Because.JOINED: 0.95,
    Because.ORDER: 0.94,
    Because.SPELLING: 0.9,
    Because.ABBREVIATION: 0.88,
    Because.MISSPELT: 0.86,
    Because.SENIORITY: 0.78,
    Because.EMPLOYMENT: 0.78,
    Because.PLACE: 0.75,
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A title that looks like another, why, the words that made the difference, and how sure (0 to 1)."""

    title: str
    people: int
    because: tuple[Because, ...]
    words: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Merge:
    """A suggestion: keep ``title``, let the variants become it. People decide."""

    title: str
    people: int
    variants: tuple[Variant, ...]

    @property
    def sure(self) -> float:
        """As sure as its least sure variant."""
        return min(variant.sure for variant in self.variants)


@dataclass(frozen=True, slots=True)
class MergeList:
    """All suggestions, the surest first."""

    merges: tuple[Merge, ...] = ()

    def __iter__(self) -> Iterator[Merge]:
        return iter(self.merges)

    def __len__(self) -> int:
        return len(self.merges)


@dataclass(frozen=True, slots=True)
class TitleVariants:
    """
    ``places`` are names of the organisation's own sites and countries, beside those known here.

    >>> found = TitleVariants().of({"Kundrådgivare": 40, "Kundradgivare": 2, "Teamledare": 3, "Ledare": 1})
    >>> [(one.title, [(v.title, v.because) for v in one.variants]) for one in found]
    [('Kundrådgivare', [('Kundradgivare', (<Because.DIACRITICS: 'diacritics'>,))])]
    """

    least_sure: float = 0.5
    places: tuple[str, ...] = ()

    def of(self, titles: Mapping[str, int] | Iterable[tuple[str, int]]) -> MergeList:
        """Groups of titles that look like the same work, from titles and how many people have each."""
        places = PLACES | {word for place in self.places for word in folded(place.lower()).split()}
        counted: dict[str, int] = {}
        for title, people in titles.items() if isinstance(titles, Mapping) else titles:
            counted[title] = counted.get(title, 0) + people
        heard = [_Heard.of(title, people, places) for title, people in sorted(counted.items())]
        groups = _groups([one for one in heard if one.words])
        merges = [merge for group in groups if (merge := self._merge(group))]
        return MergeList(tuple(sorted(merges, key=lambda one: (-one.sure, -one.people, one.title))))

    def _merge(self, group: list[_Heard]) -> Merge | None:
        kept = min(group, key=_fitness)
        variants = [found for one in group if one is not kept and (found := _compared(kept, one))]
        sure = [variant for variant in variants if variant.sure >= self.least_sure]
        ordered = tuple(sorted(sure, key=lambda one: (-one.sure, -one.people, one.title)))
        return Merge(kept.title, kept.people, ordered) if ordered else None


@dataclass(frozen=True, slots=True)
class _Heard:
    """A title as heard: ``spoken`` words in small letters, ``words`` after all that is not the work is taken away."""

    title: str
    people: int
    spoken: tuple[str, ...]
    kept: tuple[str, ...]
    words: tuple[str, ...]
    left_out: tuple[tuple[Because, str], ...]
    opened: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, title: str, people: int, places: frozenset[str] | set[str]) -> _Heard:
        spoken = tuple(WORD.findall(title.lower().replace("ø", "ö").replace("æ", "ä")))
        kept, left_out = _without(spoken, places)
        opened = [_written_out(word) for word in kept]
        full = [new.split() if new else [folded(word).rstrip(".")] for word, new in zip(kept, opened, strict=True)]
        words = tuple(_spelt(word) for part in full for word in part)
        abbreviated = tuple(word for word, new in zip(kept, opened, strict=True) if new and new != folded(word))
        return cls(title, people, spoken, tuple(kept), words, tuple(left_out), abbreviated)

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def sorted(self) -> str:
        return " ".join(sorted(self.words))


def _without(spoken: tuple[str, ...], places: frozenset[str] | set[str]) -> tuple[list[str], list[tuple[Because, str]]]:
    """The words that tell the work, and those that tell only of years, place or contract."""
    kept: list[str] = []
    left_out: list[tuple[Because, str]] = []
    numbers = [word for word in spoken if word.isdigit()]
    for place, word in enumerate(spoken):
        plain = folded(word).rstrip(".")
        last = place == len(spoken) - 1
        if plain in SENIORITY or (last and plain in LEVELS and len(numbers) <= 1 and place):
            left_out.append((Because.SENIORITY, word))
        elif plain in EMPLOYMENT:
            left_out.append((Because.EMPLOYMENT, word))
        elif plain in places:
            left_out.append((Because.PLACE, word))
        else:
            beginning = next((one for one in SENIORITY_BEGINNINGS if plain.startswith(one)), "")
            rest = word[len(beginning) :] if len(word) - len(beginning) >= 5 else word
            left_out.extend([(Because.SENIORITY, beginning)] if rest != word else [])
            kept.append(rest)
    return (kept, left_out) if kept else (list(spoken), [])


def _written_out(word: str) -> str:
    plain = folded(word).rstrip(".")
    return "" if plain in NEEDS_A_DOT and not word.endswith(".") else ABBREVIATIONS.get(plain, "")


def _spelt(word: str) -> str:
    """One spelling for what Swedish and Norwegian write differently; doubled letters count once."""
    changed = reduce(lambda text, pair: pair[0].sub(pair[1], text), SPELLINGS, word)
    return _undoubled(changed)


def _undoubled(word: str) -> str:
    return re.sub(r"(?<=.)(.)\1", r"\1", word)


def _groups(heard: list[_Heard]) -> list[list[_Heard]]:
    """Titles that share a key, and titles one slip apart, gathered."""
    leader: dict[int, int] = {place: place for place in range(len(heard))}

    def root(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for pairs in (_sharing(heard), _initials(heard), _cut(heard), _slipped(heard)):
        for one, other in pairs:
            leader[max(root(one), root(other))] = min(root(one), root(other))
    groups: dict[int, list[_Heard]] = {}
    for place, title in enumerate(heard):
        groups.setdefault(root(place), []).append(title)
    return [group for group in groups.values() if len(group) > 1]


def _sharing(heard: list[_Heard]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for place, one in enumerate(heard):
        for key in _keys(one):
            yield first.setdefault(key, place), place


def _keys(one: _Heard) -> Iterator[str]:
    """Words as one, and words by alphabet unless a preposition makes their order matter."""
    yield one.joined
    if not FIRM & set(one.words):
        yield one.sorted


def _initials(heard: list[_Heard]) -> Iterator[tuple[int, int]]:
    """Titles of capitals only, beside titles of several words that begin with them."""
    short = {one.joined: place for place, one in enumerate(heard) if one.title.isupper() and 3 <= len(one.joined) <= 5}
    for place, one in enumerate(heard):
        letters = "".join(word[0] for word in one.words)
        if letters in short and _is_short_for(heard[short[letters]], one):
            yield short[letters], place


def _cut(heard: list[_Heard]) -> Iterator[tuple[int, int]]:
    """Titles cut off with a dot ("Inkassohandl."), beside the only title that goes on from there."""
    for place, one in enumerate(heard):
        if one.kept[-1].endswith("."):
            whole = [other for other, title in enumerate(heard) if _is_cut_from(one, title)]
            if len({heard[other].joined for other in whole}) == 1:
                yield from ((other, place) for other in whole)


def _slipped(heard: list[_Heard]) -> Iterator[tuple[int, int]]:
    """Pairs whose keys are the same when one letter is taken out of either: found without comparing all with all."""
    near: dict[str, list[int]] = {}
    for place, one in enumerate(heard):
        whole = "".join(_bare(one.kept))
        if len(whole) >= SHORTEST_MISSPELT:
            for letter in range(len(whole)):
                near.setdefault(whole[:letter] + whole[letter + 1 :], []).append(place)
            near.setdefault(whole, []).append(place)
    for places in near.values():
        for other in places[1:]:
            if _slip(heard[places[0]], heard[other]):
                yield places[0], other


def _slip(one: _Heard, other: _Heard) -> float:
    """How sure it is that one title is the other misspelt: 0 when they differ in more than one letter of one long word.

    Letters without their rings and dots are compared only when one of the titles has none at all.
    """
    fewer, more = sorted((one.people, other.people))
    rare = fewer * RARER <= more
    written = _letter_slip(one.kept, other.kept, rare=rare, vowels=True)
    unmarked = any(_bare(title.kept) == title.kept for title in (one, other))
    return written or (_letter_slip(_bare(one.kept), _bare(other.kept), rare=rare, vowels=False) if unmarked else 0.0)


def _letter_slip(one: tuple[str, ...], other: tuple[str, ...], *, rare: bool, vowels: bool) -> float:
    """One letter doubled, or (when one of them is rare) lost, added, swapped with the next, or a vowel for a vowel.

    Another consonant is often other work (ljudtekniker, ljustekniker), and so is another first letter.
    """
    different = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(different) != 1:
        return 0.0
    short, long = sorted(different[0], key=len)
    if len(short) < SHORTEST_MISSPELT or short[0] != long[0] or short == long[1:]:
        return 0.0
    likely = SURE[Because.MISSPELT]
    if len(short) < len(long):
        extra = next((n for n in range(len(long)) if long[:n] + long[n + 1 :] == short), None)
        if extra is None:
            return 0.0
        if long[extra] in long[max(extra - 1, 0) : extra] + long[extra + 1 : extra + 2]:
            return likely
        return (likely if long[extra] in VOWELS else CONSONANT) if rare else 0.0
    places = [place for place, (x, y) in enumerate(zip(short, long, strict=True)) if x != y]
    swapped = len(places) == 2 and places[1] == places[0] + 1 and sorted(short) == sorted(long)
    vowel = vowels and len(places) == 1 and {short[places[0]], long[places[0]]} <= VOWELS
    return likely if rare and (swapped or vowel) else 0.0


def _compared(kept: _Heard, one: _Heard) -> Variant | None:
    """Why ``one`` looks like ``kept``; None when it does not, or å stands against ä, which makes other words."""
    alike = _same_words(kept.words, one.words)
    short = any(_is_short_for(a, b) or _is_cut_from(a, b) for a, b in ((kept, one), (one, kept)))
    slip = 0.0 if alike or short else _slip(kept, one)
    if _other_marks(kept.kept, one.kept) or not (alike or short or slip):
        return None
    letters = [Because.ABBREVIATION] if short else [Because.MISSPELT] if slip else _of_letters(kept, one)
    because = tuple(dict.fromkeys([*_of_left_out(kept, one), *letters])) or (Because.LETTERS,)
    likely = {**SURE, Because.MISSPELT: slip or SURE[Because.MISSPELT]}
    sure = reduce(lambda so_far, reason: so_far * likely[reason], because, 1.0)
    words = dict.fromkeys(word for _why, word in sorted(set(kept.left_out) ^ set(one.left_out)))
    return Variant(one.title, one.people, because, tuple(words), round(sure, 2))


def _of_left_out(kept: _Heard, one: _Heard) -> Iterator[Because]:
    yield from sorted({why for why, _word in set(kept.left_out) ^ set(one.left_out)})


def _of_letters(kept: _Heard, one: _Heard) -> Iterator[Because]:
    """What differs in the words that tell the work."""
    written, bare = (kept.kept, one.kept), (_bare(kept.kept), _bare(one.kept))
    if kept.opened != one.opened:
        yield Because.ABBREVIATION
    elif _same_words(*bare):
        if not _same_words(*written):
            yield Because.DIACRITICS
    elif _same_words(*(tuple(map(_undoubled, words)) for words in bare)):
        yield Because.MISSPELT
    elif _same_words(kept.words, one.words):
        yield Because.SPELLING
    if kept.joined == one.joined and len(kept.words) != len(one.words):
        yield Because.JOINED
    elif kept.words != one.words:
        yield Because.ORDER


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return "".join(one) == "".join(other) or sorted(one) == sorted(other)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(word).rstrip(".") for word in words)


def _is_short_for(one: _Heard, other: _Heard) -> bool:
    return len(one.words) == 1 and len(other.words) >= 3 and one.joined == "".join(word[0] for word in other.words)


def _is_cut_from(one: _Heard, other: _Heard) -> bool:
    begun, whole = "".join(_bare(one.kept)), "".join(_bare(other.kept))
    return one.kept[-1].endswith(".") and len(begun) >= SHORTEST_CUT and begun != whole and whole.startswith(begun)


def _other_marks(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when a letter with one mark stands where the other has another mark (vårdare, värdare)."""
    pairs = zip("".join(sorted(one)), "".join(sorted(other)), strict=False)
    same_length = [len(word) for word in sorted(one)] == [len(word) for word in sorted(other)]
    return same_length and any(a != b and {a, b} <= set("åäö") for a, b in pairs)


def _fitness(one: _Heard) -> tuple[int, int, int, int, str]:
    """The best title to keep: says only the work, many people have it, written out, with its dots, short."""
    marks = sum(letter in "åäöæøÅÄÖÆØ" for letter in one.title)
    unfinished = len(one.opened) + one.kept[-1].endswith(".")
    return len(one.left_out) + unfinished, -one.people, -marks, len(one.title), one.title
