"""The cells of a team's picture, and per competence who can, who leaves, and what is old. People stand in alphabetical order only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from stigar.engine.gaps.ageing import Ageing
from stigar.engine.text.order import sort_key
from stigar.foundation.prepared import prepared
from stigar.levels import rules
from stigar.levels.queries.required import Required, profiles_of, required_among
from stigar.levels.queries.team.told import Told, raw, rests_on_ended, told_of
from stigar.library.queries.shelf import shelf
from stigar.people.queries.leading import Led, Place, places_of, team_of
from stigar.profiles.queries.profiles.asking import askings

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person, PersonQuerySet

AHEAD = timedelta(days=365)  # so far ahead it is told who leaves
BELOW, MEETS, SURPLUS, UNKNOWN, EXEMPT, EXPIRED, NOT_ASKED = (
    "below", "meets", "surplus", "not known", "exempt", "expired", "not asked",
)  # fmt: skip


class Cell(NamedTuple):
    """How one person stands in one competence: ``steps`` are missing, or more than asked; ``own`` is what they say when nobody else has
    said anything; ``old``: what is known is older than a half-life."""

    state: str
    level: int | None = None
    steps: int = 0
    own: int | None = None
    old: bool = False


@dataclass(frozen=True, slots=True)
class OfTeam:
    """A competence: what most who are asked for it are asked for (``level``), how many that is asked of, how many can, the last days of those
    of them who leave within a year, of how many what is known is old, of how many nothing is; a cell for everybody in the team."""

    competence: UUID
    name: str
    linked: bool
    level: int
    asked: int
    can: int
    leaves: tuple[date, ...]
    old: int
    unknown: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The whole: people by name, competences by how many they are asked of and then by name. Nothing is added up over a person."""

    people: tuple[Led, ...]
    rows: tuple[OfTeam, ...]
    without: tuple[Led, ...]  # those whom no approved profile asks anything

    @property
    def nobody(self) -> tuple[OfTeam, ...]:
        """Where nobody is known to reach what is asked."""
        return tuple(one for one in self.rows if not one.can)

    @property
    def thin(self) -> tuple[OfTeam, ...]:
        """Where one can, or nobody will when those have left whose last day is known."""
        return tuple(one for one in self.rows if one.can and one.can - len(one.leaves) <= 1 and one.asked > 1)


def team_side_by_side(people: PersonQuerySet, *, language: str, today: date) -> Team:
    """These people and what is asked of them. Four queries, however many they are and however much is asked."""
    return _side_by_side(places_of(people, today=today), language, today)


def own_team(viewer: Person, *, language: str, today: date) -> Team:
    """The same of those whom the viewer leads today."""
    return _side_by_side(_places_led(viewer, today=today), language, today)


@prepared
def _places_led(viewer: Person, *, today: date) -> QuerySet[Any, Place]:
    return places_of(rules.team(viewer, today=today), today=today)


def _side_by_side(places: Iterable[Place], language: str, today: date) -> Team:
    team = team_of(places, language=language)
    told = told_of([one.id for one in team], today=today)
    asked = _asked(team, told, language)
    wanted = {need.competence: need for kind in asked.kinds for need in kind.values()}
    order = sorted(
        wanted.values(), key=lambda need: (-asked.levels[need.competence].total(), sort_key(need.name, language))
    )
    leaving = [
        (place, one.ended) for place, one in enumerate(team) if one.ended and today <= one.ended <= today + AHEAD
    ]
    rows = [
        _row(need, _cells(need.competence, asked, told, today), asked.levels[need.competence], leaving)
        for need in order
    ]
    return Team(
        tuple(team), tuple(rows), tuple(one for one, kind in zip(team, asked.of, strict=True) if not asked.kinds[kind])
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a team: few combinations of profiles differ (``kinds``), and each person has one of them (``of``, by its place);
    ``levels``: of how many each level is asked in each competence."""

    kinds: tuple[Mapping[UUID, Required], ...]
    of: tuple[int, ...]
    levels: Mapping[UUID, Counter[int]]


def _asked(team: Sequence[Led], told: Told, language: str) -> _Asked:
    there, books = askings(), shelf(language).by_id
    kinds: dict[tuple[UUID, ...], tuple[int, Mapping[UUID, Required]]] = {}
    of = []
    for one, own_id in zip(team, told.ids, strict=True):
        holding = profiles_of(there, one.roles, told.holds.get(own_id, ()))
        key = tuple(profile.profile for profile in holding)
        if key not in kinds:
            kinds[key] = len(kinds), {need.competence: need for need in required_among(holding, books)}
        of.append(kinds[key][0])
    times, levels = Counter(of), defaultdict[UUID, Counter[int]](Counter)
    for place, kind in kinds.values():
        for need in kind.values():
            levels[need.competence][need.level] += times[place]
    return _Asked(tuple(kind for _, kind in kinds.values()), tuple(of), levels)


def _row(one: Required, cells: tuple[Cell, ...], levels: Counter[int], leaving: Sequence[tuple[int, date]]) -> OfTeam:
    level = max(levels, key=lambda each: (levels[each], each))
    times = Counter(map(id, cells))
    found = [(cell, times[key]) for key, cell in dict(zip(map(id, cells), cells, strict=True)).items()]
    able = {id(cell) for cell, _ in found if _can(cell, level)}
    leaves = sorted(day for place, day in leaving if id(cells[place]) in able)
    return OfTeam(
        one.competence, one.name, one.shown is not None, level, levels.total(), sum(times[key] for key in able), tuple(leaves),
        sum(n for cell, n in found if cell.old and id(cell) in able), sum(n for cell, n in found if cell.state == UNKNOWN), cells,
    )  # fmt: skip


def _can(cell: Cell, level: int) -> bool:
    return cell.level is not None and cell.level >= level and cell.state not in (EXEMPT, EXPIRED)


def _cells(competence: UUID, asked: _Asked, told: Told, today: date) -> tuple[Cell, ...]:
    """Everybody's cell in one competence, in the order in which they were asked for."""
    key, limit, now, nobody = raw(competence), _oldest(today).isoformat(), today.isoformat(), {}  # type: ignore[var-annotated]
    seen, own, used, papers = (one.get(key, nobody) for one in (told.seen, told.own, told.used, told.papers))
    exempt = {person for thing, person in told.exempt if thing == key} if told.exempt else nobody
    required = [_range(kind.get(competence)) for kind in asked.kinds]
    cells = []
    for who, kind in zip(told.ids, asked.of, strict=True):
        need, found = required[kind], seen.get(who)
        if found is None:
            cells.append(_unseen(need, who in exempt, own.get(who)))
            continue
        day = found[0]
        if used and (last := used.get(who)) and last[0] and day < last[0] <= now:
            day = last[0]
        ended = bool(papers) and rests_on_ended(found, papers.get(who), now)
        cells.append(_seen(need, found[2], day < limit, who in exempt, ended))
    return tuple(cells)


def _range(need: Required | None) -> tuple[int, int] | None:
    """From which level it is asked, and up to which."""
    return (need.level, need.until or need.level) if need else None


def _unseen(need: tuple[int, int] | None, is_exempt: bool, own: tuple[Any, ...] | None) -> Cell:
    if need is None:
        return _EMPTY
    return _EXEMPT if is_exempt else _unknown(own[2] if own else None)


# Of thousands of cells few differ: each is made once, and what is made of them knows them again.
@lru_cache(maxsize=64)
def _unknown(own: int | None) -> Cell:
    return Cell(UNKNOWN, None, 0, own)


@lru_cache(maxsize=2000)
def _seen(need: tuple[int, int] | None, level: int, old: bool, is_exempt: bool, ended: bool) -> Cell:
    if need is None:
        return Cell(NOT_ASKED, level, 0, None, old)
    asked, until = need
    if is_exempt:
        return Cell(EXEMPT, level, 0, None, old)
    if level < asked:
        return Cell(BELOW, level, asked - level, None, old)
    if ended:
        return Cell(EXPIRED, level, 0, None, old)
    above = max(0, level - until)
    return Cell(SURPLUS if above else MEETS, level, above, None, old)


_EMPTY, _EXEMPT = Cell(NOT_ASKED), Cell(EXEMPT)


@lru_cache(maxsize=8)
def _oldest(today: date) -> date:
    """The first day that is not old yet, as a gap of one person reckons it."""
    ageing, day = Ageing(), today - timedelta(days=int(Ageing().half_life("")))
    while ageing.weight("", day, today=today) >= 0.5:
        day -= timedelta(days=1)
    return day + timedelta(days=1)
