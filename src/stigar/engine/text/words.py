"""Words: what a text says, as stems that can be compared across Swedish, Norwegian and English.

Each language has its own stemmer; Scandinavian stems are then folded to one common spelling, so that
räkning and regning meet, and long compounds (kundreklamation) are taken apart into words that
the vocabulary and the organisation's own texts use on their own. Stemming by Snowball (M. F. Porter);
compound splitting after Koehn and Knight (2003), "Empirical methods for compound splitting".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import local
from types import MappingProxyType
from typing import TYPE_CHECKING

from stigar.engine.text.bridges import PAIRS

if TYPE_CHECKING:
    import snowballstemmer

LANGUAGES = ("sv", "nb", "en")
SNOWBALL = {"sv": "swedish", "nb": "norwegian", "en": "english"}
WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_of_this_thread = local()

STOP = {
    "sv": """och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan hon
        när år under också efter eller nu sin där vid mot ska skulle då ut alla andra vad får över hur mer samt även
        genom inom utan mellan enligt samma deras dess sina sitt denna detta dessa blir bli vara varit olika t ex""",
    "nb": """og i å det som en på er av for med til den har de ikke om et han men var jeg seg fra vi så kan hun når år
        under også etter eller nå sin der ved mot skal skulle da ut alle andre hva får over hvordan mer samt gjennom
        innen uten mellom ifølge samme deres dets sine sitt denne dette disse blir bli være vært ulike dem hvem""",
    "en": """and in to that it which a an on is of for with the has have they not if he but was i from we so can she
        when under also after or now his her there at against shall should then out all other what over how more as
        through within without between according same their its this these those be been are by into such including
        using may using related order ensure etc various e g s t""",
}
STOPS = {language: frozenset(words.split()) for language, words in STOP.items()}
ONLY = {one: frozenset().union(STOPS[one]).difference(*(STOPS[o] for o in LANGUAGES if o != one)) for one in LANGUAGES}
NEVER_ALONE = frozenset().union(*(ONLY[one] for one in LANGUAGES))
NOTHING_KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType({})
LETTERS = {"sv": "äö", "nb": "æø"}
ENDINGS = {
    "sv": ("ar", "arna", "erna", "orna", "ning", "ningar", "tion", "tioner", "lla", "era", "ck", "ga", "are"),
    "nb": ("er", "ene", "else", "elser", "sjon", "sjoner", "ere", "lle", "kk", "ge", "eren"),
    "en": ("ing", "ed", "tion", "tions", "ies", "ly", "ment", "ments", "th", "y"),
}


def words(text: str) -> list[str]:
    """Lower-case words of a text, in order; compatibility forms made one.

    >>> words("Svarar i telefon & chatt (C#)")
    ['svarar', 'i', 'telefon', 'chatt', 'c#']
    """
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def language_of(text: str, otherwise: str = "en", known: Mapping[str, tuple[str, ...]] = NOTHING_KNOWN) -> str:
    """``sv``, ``nb`` or ``en``: by small words, letters and endings; ``otherwise`` where nothing tells.

    ``known`` is which languages a vocabulary uses a word in, such as ``{"lytte": ("nb",)}``.

    >>> [language_of(t) for t in ("hjälper kunder och chefer", "hjelper kunder og ledere", "help the customers")]
    ['sv', 'nb', 'en']
    """
    found = words(text)
    score = {one: _marks(found, one) + _heard(found, one, known) for one in LANGUAGES}
    score[otherwise] = score.get(otherwise, 0.0) + 0.1
    return max(sorted(score), key=lambda one: score[one])


def _heard(found: list[str], language: str, known: Mapping[str, tuple[str, ...]]) -> float:
    spoken = [known[word] for word in found if word in known]
    return sum(1.0 / len(languages) for languages in spoken if language in languages)


def _marks(found: list[str], language: str) -> float:
    small = sum(2.0 for word in found if word in ONLY[language])
    letters = sum(1.5 for word in found if any(letter in word for letter in LETTERS.get(language, "")))
    endings = sum(0.4 for word in found if len(word) > 4 and word.endswith(ENDINGS[language]))
    nordic = 0.5 * sum("å" in word for word in found) if language != "en" else 0.0
    return small + letters + endings + nordic


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """The stem by which a word is compared; Scandinavian ones in a common spelling.

    >>> stem("betalningar", "sv") == stem("betalinger", "nb")
    True
    """
    if language == "en":
        return str(_stemmer("en").stemWord(word))
    bridged = _bridges().get(_bare(word)) if language == "nb" else None
    return bridged or _bare(word, language)


@lru_cache(maxsize=50_000)
def root(word: str, language: str) -> str:
    """A word without its ending, in its own spelling; as it is in a language that has no stemmer here.

    >>> root("kunderna", "sv"), root("kundene", "nb"), root("arga", "sv")
    ('kund', 'kund', 'arg')
    """
    return str(_stemmer(language).stemWord(word)) if language in SNOWBALL else word


def _stemmer(language: str) -> snowballstemmer.stemmer:
    """This thread's own: a stemmer holds the word it is at work on, so that two threads with one would get each other's stems."""
    mine = _of_this_thread.__dict__
    if language not in mine:
        import snowballstemmer  # noqa: PLC0415 - heavy: only when asked for

        mine[language] = snowballstemmer.stemmer(SNOWBALL[language])
    return mine[language]


def _bare(word: str, language: str = "nb") -> str:
    return fold(_stemmer(language).stemWord(word))


@cache
def _bridges() -> Mapping[str, str]:
    """Norwegian stem -> Swedish stem, where they are different words."""
    found: dict[str, str] = {}
    for line in PAIRS.strip().splitlines():
        norwegian, swedish = (part.split() for part in line.split("="))
        for word in norwegian:
            found.setdefault(_bare(word), _bare(swedish[0], "sv"))
    return MappingProxyType(found)


FOLDS = (
    ("skj", "sk"), ("kj", "k"), ("gj", "g"), ("hv", "v"), ("øy", "ö"), ("sjon", "tion"), ("ck", "k"),
    ("x", "ks"), ("æ", "e"), ("ä", "e"), ("ø", "o"), ("ö", "o"), ("ei", "e"), ("au", "o"), ("q", "k"), ("w", "v"),
    ("ning", "ing"), ("é", "e"), ("ph", "f"), ("c", "k"), ("z", "s"),
)  # fmt: skip
TWICE = re.compile(r"([^\W\d_])\1+")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """One spelling for Swedish and Norwegian: no difference of ä/æ/e, ö/ø, doubled or silent letters.

    >>> fold("räkning"), fold("hjelp") == fold("hjälp"), fold("kjøp") == fold("köp")
    ('reking', True, True)
    """
    for written, common in FOLDS:
        word = word.replace(written, common)
    return TWICE.sub(r"\1", word)


def pieces(word: str, sizes: tuple[int, ...] = (3, 4)) -> list[str]:
    """The letters of a word in small runs with its borders marked, for words that are almost the same.

    >>> pieces("kund", sizes=(3,))
    ['^ku', 'kun', 'und', 'nd$']
    """
    whole = f"^{word}$"
    return [whole[at : at + size] for size in sizes for at in range(len(whole) - size + 1)]


@dataclass(frozen=True, slots=True)
class Compounds:
    """Which stems stand alone, and how often: what long words are taken apart into.

    >>> Compounds.seen(["kund", "kund", "tjänst", "tjänst"], "sv").parts(stem("kundtjänst", "sv"))
    ('kund', 'tjenst')
    """

    known: Mapping[str, int] = field(default_factory=dict)
    shortest: int = 3
    least: int = 2

    @classmethod
    def seen(cls, found: Iterable[str], language: str) -> Compounds:
        return cls(Counter(stem(word, language) for word in found))

    def with_more(self, stems: Iterable[str]) -> Compounds:
        """The same with the organisation's own words added."""
        return Compounds(Counter(self.known) + Counter(stems), self.shortest, self.least)

    def parts(self, whole: str) -> tuple[str, ...]:
        """The two or more known words that make up a compound, or () when it is none."""
        if len(whole) < 2 * self.shortest + 1:
            return ()
        best = max(self._splits(whole), default=None)
        if best is None:
            return ()
        _, left, right = best
        return (*(self.parts(left) or (left,)), *(self.parts(right) or (right,)))

    def _splits(self, whole: str) -> Iterable[tuple[float, str, str]]:
        own = self.known.get(whole, 0)
        for at in range(self.shortest, len(whole) - self.shortest + 1):
            left, right = self._word(whole[:at], ends=False), self._word(whole[at:], ends=True)
            if not left or not right:
                continue
            often = (self.known[left] * self.known[right]) ** 0.5
            if often > own * 0.5 and max(len(left), len(right)) > self.shortest:
                yield often * (len(left) + len(right)), left, right

    def _word(self, part: str, *, ends: bool) -> str:
        """The known word a part stands for; a joint (-s-, -e-) may follow a first part."""
        for form in (part,) if ends else (part, part[:-1] if part[-1] in "seuoa" else part):
            if len(form) >= self.shortest and self.known.get(form, 0) >= self.least and form not in NEVER_ALONE:
                return form
        return ""


def terms(text: str, language: str, compounds: Compounds) -> list[str]:
    """What a text says: stems, and the parts of its compounds, small words left out.

    >>> terms("Help the customers", "en", Compounds())
    ['help', 'custom']
    """
    found: list[str] = []
    for word in words(text):
        if word not in STOPS[language] and (len(word) > 1 or not word.isascii()):
            whole = stem(word, language)
            found.append(whole)
            if language != "en":
                found.extend(compounds.parts(whole))
    return found
