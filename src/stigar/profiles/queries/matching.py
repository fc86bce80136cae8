"""Which competences a sentence from everyday work speaks of, and which two sentences say the same."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from stigar.engine.text.matching import Matched, Matcher, Thing
from stigar.foundation.tenancy import where_we_are
from stigar.library.queries.shelf import CompetenceShown, Shelf, shelf

NAME, DEFINITION, REST = 4.0, 1.5, 1.0  # how much a word counts where it stands
LIKE = 0.5  # two proposals that share so much of what they say mean the same
SURE_SHARE, SURE_SCORE, AHEAD = (
    0.6,
    1.25,
    1.15,
)  # a single competence is meant: so much is told, so much better than the next
_kept: dict[tuple[UUID | None, str], tuple[Shelf, Matcher]] = {}


@dataclass(frozen=True, slots=True)
class Meant:
    """A competence that a sentence speaks of, how much of the sentence it covers, and the words that told."""

    competence: CompetenceShown
    score: float
    share: float
    words: tuple[str, ...]


def matcher(language: str, books: Shelf) -> Matcher:
    """Made once for each shelf; a changed shelf gets a new one."""
    world = (where_we_are(), language)
    kept = _kept.get(world)
    if kept is None or kept[0] is not books:
        kept = _kept[world] = (books, Matcher.of(_thing(one) for one in books))
    return kept[1]


def meant(text: str, language: str, *, limit: int = 3) -> list[Meant]:
    """The competences that a sentence speaks of, best first."""
    books = shelf(language)
    return [_meant(one, books) for one in matcher(language, books).match(text, language, limit=limit)]


def surely_meant(text: str, language: str, books: Shelf) -> CompetenceShown | None:
    """The one competence that a sentence clearly speaks of, or None."""
    found = [_meant(one, books) for one in matcher(language, books).match(text, language, limit=2)]
    if not found or found[0].share < SURE_SHARE or found[0].score < SURE_SCORE:
        return None
    if len(found) > 1 and found[0].score < AHEAD * found[1].score:
        return None
    return found[0].competence


def _thing(one: CompetenceShown) -> Thing:
    rest = ((REST, item.text) for item in one.items if item.kind in {"behaviour", "challenge"})
    return Thing(str(one.id), one.language, ((NAME, one.name), (DEFINITION, one.definition), *rest))


def _meant(one: Matched, books: Shelf) -> Meant:
    return Meant(books.by_id[UUID(one.key)], one.score, one.share, one.words)
