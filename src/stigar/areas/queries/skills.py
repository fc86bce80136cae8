"""Skills that others have written down: the concepts of the imported vocabularies, offered while somebody types."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from stigar.engine.text.words import STOPS, words
from stigar.library.queries import licence_lines, names_of, search

KINDS = ("skill", "activity", "tool")
SHORTEST_WORD = 6  # letters of a word in a task that may point to a skill
MOST_WORDS = 24  # words of a role's tasks that are looked up
MOST_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class SkillOption:
    """A concept that may be taken: its uri, its words in the reader's language, and where it comes from."""

    concept: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Concepts in the reader's language, and the licence lines of the vocabularies they come from."""

    words: dict[str, str]
    licences: tuple[str, ...]


def matching_skills(typed: str, *, language: str, most: int = 8) -> list[SkillOption]:
    """Concepts whose labels match what is typed so far, best first."""
    found = search(typed, language=language, kinds=KINDS, limit=most)
    return [SkillOption(hit.uri, hit.name, hit.source) for hit in found]


def skills_from_tasks(tasks: Iterable[str], told: Iterable[str], *, language: str, most: int = 8) -> list[SkillOption]:
    """Concepts that the words of the tasks point to, those that most words and tasks point to first.

    A word counts once for each task it stands in, less the more concepts it points to, so that a word which is
    everywhere says little. What is told already is left out.
    """
    known = {text.casefold() for text in told}
    points: Counter[SkillOption] = Counter()
    for word, number in _telling_words(tasks).most_common(MOST_WORDS):
        options = matching_skills(word, language=language, most=12)
        for option in options:
            points[option] += number / len(options)  # type: ignore[assignment]
    ranked = sorted(points, key=lambda option: (-points[option], len(option.text), option.text))
    return [option for option in ranked if option.text.casefold() not in known][:most]


def labels_of(concepts: Iterable[str], *, language: str) -> Labels:
    """The words of these concepts in the reader's language, and whose they are. Nothing is asked when there are none."""
    wanted = [concept for concept in concepts if concept]
    if not wanted:
        return Labels({}, ())
    return Labels(dict(names_of(wanted, language=language)), tuple(licence_lines(wanted)))


def is_known(concept: str) -> bool:
    """Whether any imported vocabulary of the organisation holds this concept."""
    return bool(concept) and "\0" not in concept and bool(names_of([concept], language="en"))


def _telling_words(tasks: Iterable[str]) -> Counter[str]:
    """In how many tasks each longer word stands; small words left out."""
    return Counter(word for task in tasks for word in _longer_words(task))


@lru_cache(maxsize=MOST_KEPT)
def _longer_words(task: str) -> frozenset[str]:
    small = frozenset[str]().union(*STOPS.values())
    return frozenset(word for word in words(task) if len(word) >= SHORTEST_WORD and word not in small)
