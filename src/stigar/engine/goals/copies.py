"""Goals that several people share word for word, or nearly: likely given to them, not made by them.

Numbers are blanked out and words are stems, so that "9 av 10 samtal" and "8 av 10 samtalen" are the same goal. It is never
said who wrote it first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stigar.engine.goals.goal import LANGUAGES
from stigar.engine.goals.reading import LONGEST
from stigar.engine.goals.shingles import hang_together
from stigar.engine.goals.tongue import tongue
from stigar.engine.text.words import stem, words

BLANK = "#"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one goal: its id, whose it is (any key; only to leave one's own repeated goals out), and the language."""

    goal: str
    person: str
    text: str
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Alike:
    """A group of goals that say the same, by their ids in alphabetical order. ``same``: word for word, but for numbers and endings."""

    goals: tuple[str, ...]
    people: int
    same: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """The groups, the largest first; iterates over them. Goals that nobody else has are in none."""

    groups: tuple[Alike, ...] = ()

    def __iter__(self) -> Iterator[Alike]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def of(self, goal: str) -> Alike | None:
        """The group a goal is in."""
        return next((one for one in self.groups if goal in one.goals), None)

    def __str__(self) -> str:
        return "\n".join(
            f"{one.people} people, {len(one.goals)} goals: {'the same' if one.same else 'nearly the same'}"
            for one in self
        )


@dataclass(frozen=True, slots=True)
class CopiedGoals:
    """Settings and the one verb. Goals are alike from ``alike`` on; those of fewer than ``least`` words are too short to tell.

    >>> told = [Said("1", "a", "Jag ringer 5 kunder om dagen"), Said("2", "b", "Jag ringer 8 kunder om dagen"), Said("3", "c", "Ta truckkort")]
    >>> [group.goals for group in CopiedGoals().of(told)]
    [('1', '2')]
    """

    alike: float = 0.65
    least: int = 4

    def of(self, goals: Iterable[Said]) -> Copies:
        """The groups of like goals of different people. The order they come in changes nothing."""
        told: dict[tuple[str, ...], list[Said]] = defaultdict(list)
        seen = {language: _Tokens(language) for language in LANGUAGES}
        for one in goals:
            tokens = seen[one.language]
            form = tuple([tokens[word] for word in words(one.text[:LONGEST])])
            if len(form) >= self.least:
                told[form].append(one)
        together: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        forms = sorted(told)
        for form, group in zip(forms, hang_together(forms, self.alike), strict=True):
            together[group].append(form)
        groups = (_group([one for form in these for one in told[form]], len(these)) for these in together.values())
        return Copies(
            tuple(sorted((one for one in groups if one.people > 1), key=lambda one: (-one.people, one.goals)))
        )


class _Tokens(dict[str, str]):
    """Word -> its stem, or a blank for a number; each word is looked up once."""

    def __init__(self, language: str) -> None:
        super().__init__(dict.fromkeys(tongue(language).numbers, BLANK))
        self.language = language

    def __missing__(self, word: str) -> str:
        self[word] = BLANK if word[0].isdigit() else stem(word, self.language)
        return self[word]


def _group(said: list[Said], forms: int) -> Alike:
    return Alike(tuple(sorted(one.goal for one in said)), len({one.person for one in said}), forms == 1)
