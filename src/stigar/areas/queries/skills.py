"""Skills that others have written down: the concepts of the imported vocabularies, offered while somebody types."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stigar.areas.models import Map
from stigar.areas.queries.gathering import text_model
from stigar.areas.queries.words import stems
from stigar.library.queries import Hit, licence_lines, names_of, search
from stigar.library.queries.needs import essential_in

KINDS = ("skill", "activity", "tool")


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


def suggested_skills(
    titles: Iterable[str], tasks: Iterable[str], told: Iterable[str], *, language: str, most: int = 8
) -> list[SkillOption]:
    """Concepts that the role may need, none of which is told already.

    First those that the tasks name outright (asked of the engine once a map has been drawn, when its text model lies
    ready), then what the vocabulary holds essential in an occupation of the same title, nearest to the tasks' words first.
    """
    tasks, known = list(tasks), {text.casefold() for text in told}
    found = {one.concept: one for one in (*_named_in(tasks, language), *_usual_under(titles, tasks, language))}
    return [one for one in found.values() if one.text.casefold() not in known and one.concept not in known][:most]


def _named_in(tasks: list[str], language: str) -> list[SkillOption]:
    """Concepts of which the tasks say every word, the surest first."""
    if not Map.objects.exists():
        return []
    model = text_model()
    sure: Counter[int] = Counter()
    for task in tasks:
        sure.update(dict(model.concepts_in(model.bag(task))))
    concepts = [model.concepts[at] for at, _ in sure.most_common()]
    return [SkillOption(one.uri, one.label(language), one.source) for one in concepts if one.kind in KINDS]


def _usual_under(titles: Iterable[str], tasks: list[str], language: str) -> list[SkillOption]:
    """What occupations of the same title cannot do without; a title that many occupations begin with says nothing."""
    occupations = [hit for title in titles for hit in _same_title(title, language)]
    said = Counter(stem for task in tasks for stem in stems(task).split())
    rows = essential_in([hit.uri for hit in occupations], language=language) if occupations else []
    rows.sort(key=lambda row: -sum(said[stem] for stem in stems(row.name).split()))
    return [SkillOption(row.uri, row.name, occupations[0].source) for row in rows]


def _same_title(title: str, language: str) -> list[Hit]:
    hits = search(title, language=language, kinds=("occupation",), limit=4)
    whole = [hit for hit in hits if hit.match == "whole"]
    begun = [hit for hit in hits if hit.label.casefold().startswith(f"{title.casefold()} ")]
    return whole or (begun if len(begun) == 1 else [])


def labels_of(concepts: Iterable[str], *, language: str) -> Labels:
    """The words of these concepts in the reader's language, and whose they are. Nothing is asked when there are none."""
    wanted = [concept for concept in concepts if concept]
    if not wanted:
        return Labels({}, ())
    return Labels(dict(names_of(wanted, language=language)), tuple(licence_lines(wanted)))


def is_known(concept: str) -> bool:
    """Whether any imported vocabulary of the organisation holds this concept."""
    return bool(concept) and "\0" not in concept and bool(names_of([concept], language="en"))
