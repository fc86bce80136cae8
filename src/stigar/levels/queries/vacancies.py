"""Vacancies: which there are, what each asks for and what somebody has against it, and who wants to be considered.

Nobody is ranked: there are those who have all that is asked for, those who lack one thing, and the others, each in alphabetical order.
Only those who have said yes are read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from stigar.engine.careers.matching import Matching
from stigar.engine.text.order import sort_key
from stigar.foundation.prepared import prepared
from stigar.levels.models import CareerInterest, OptIn, Recruiter, Vacancy
from stigar.levels.models.vacancies import DECIDED_WITHIN
from stigar.levels.queries.required import Required, asked_and_shelved, required_among
from stigar.levels.queries.team.told import raw, rests_on_ended, told_of
from stigar.levels.rules import vacancies as rules
from stigar.people.queries.hr_people import hr_people
from stigar.profiles.queries.profiles.asking import asking_then, askings

if TYPE_CHECKING:
    from stigar.foundation.policy import Ground
    from stigar.people.models import Person
    from stigar.profiles.queries.profiles.asking import Asking

OfOne = TypeVar("OfOne", OptIn, Recruiter, CareerInterest)
VACANCY = "vacancy"
LISTED = 20  # of those that have ended
ON_A_PAGE = 50  # of those who want one


@dataclass(frozen=True, slots=True)
class Listed:
    """A vacancy in a list, and what it is to the viewer: ``wanted``, ``recruits``, ``holds`` (its HR), and whether the role interests them."""

    row: Vacancy
    wanted: bool
    recruits: bool
    holds: bool
    interests: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Open ones, the first last day first; those being decided, for whoever they concern; and those that have ended, for their HR and for
    union and safety representatives."""

    open: tuple[Listed, ...]
    deciding: tuple[Listed, ...]
    ended: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """Somebody in one competence that is asked for: the level others have seen last, and only their own word where nobody has seen any.

    This is all that is shown of them: no day, no words, and not who saw it.
    """

    asked: Required
    level: int | None
    own: int | None
    lapsed: bool = False

    @property
    def counts(self) -> int:
        """The level that counts: 0 for what nobody else has seen, below what is asked where a certificate has ended."""
        seen = self.level or 0
        return min(seen, self.asked.level - 1) if self.lapsed else seen

    @property
    def state(self) -> str:
        if self.level is None:
            return "not known"
        return "expired" if self.lapsed and self.level >= self.asked.level else "meets" if self.reaches else "below"

    @property
    def reaches(self) -> bool:
        return self.level is not None and self.counts >= self.asked.level


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who wants to be considered, in their own words, and how they stand."""

    person: Person
    words: str
    stands: tuple[Stands, ...]

    @property
    def missing(self) -> tuple[Stands, ...]:
        return tuple(one for one in self.stands if not one.reaches)


@dataclass(frozen=True, slots=True)
class Considered:
    """Three sets, each by name: who has all, who lacks one thing (the one in ``missing``), and who lacks more; of many, those of one page,
    the sets one after the other. ``count`` is how many there are on all ``pages``."""

    all: tuple[Candidate, ...]
    but_one: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    count: int
    page: int
    pages: int

    def __iter__(self) -> Iterator[Candidate]:
        yield from (*self.all, *self.but_one, *self.others)


@dataclass(frozen=True, slots=True)
class ShownTo:
    """Who sees somebody that says yes now: the vacancy's HR, and who is named to recruit; ``later`` were named after the viewer said yes.
    ``mark`` is a word for just these recruiters: what was shown on the page, sent along with the yes."""

    hr: tuple[Person, ...]
    recruiters: tuple[Person, ...]
    later: tuple[Person, ...]
    mark: str


def listing(viewer: Person, *, today: date) -> Listing:
    """What there is to see for the viewer. Two queries, two more for HR, one for a union or safety representative."""
    rows = _running(viewer, today=today)
    follows = rules.follows_vacancies(viewer, today=today)
    holds: set[UUID] = set()
    past: QuerySet[Vacancy] = Vacancy.objects.none()
    if rules.holds_vacancies(viewer, today=today):
        past = rules.held_vacancies(viewer, today=today)
        holds = set(past.values_list("pk", flat=True))
    past = rules.visible_vacancies(viewer, today=today) if follows else past
    told = [_listed(row, row.pk in holds) for row in rows]
    deciding = (
        one for one in told if not one.row.is_open(today) and (one.wanted or one.recruits or one.holds or follows)
    )
    over = past.exclude(_runs(today)).select_related("role", "unit").order_by("-last_day", "pk")[:LISTED]
    ended = (Listed(row, wanted=False, recruits=False, holds=row.pk in holds, interests=False) for row in over)
    return Listing(tuple(one for one in told if one.row.is_open(today)), tuple(deciding), tuple(ended))


@prepared
def _running(viewer: Person, *, today: date) -> QuerySet[Vacancy]:
    interests = Exists(CareerInterest.objects.filter(person=viewer, role=OuterRef("role")))
    rows = rules.visible_vacancies(viewer, today=today).filter(_runs(today)).select_related("role", "unit")
    return rows.annotate(interests=interests).order_by("last_day", "role__title", "pk")


def _runs(today: date) -> Q:
    return Q(ended_at=None, last_day__gte=today - DECIDED_WITHIN)


def _listed(row: Any, holds: bool) -> Listed:
    return Listed(row, wanted=row.wants, recruits=row.named, holds=holds, interests=row.interests)


def vacancy_shown(viewer: Person, key: UUID, *, today: date) -> Vacancy | None:
    """One, with what it is in and what it asks for read along. One query."""
    return _one.first(viewer, key, today=today)


@prepared
def _one(viewer: Person, key: UUID, *, today: date) -> QuerySet[Vacancy]:
    rows = rules.visible_vacancies(viewer, today=today).select_related("role", "unit", "version__profile")
    return rows.filter(pk=key)


def for_my_roles(viewer: Person, *, today: date) -> QuerySet[Vacancy, tuple[Any, ...]]:
    """Open ones in roles that the viewer has said interest them, and for which they have not said yes, as rows that another room can count its
    own with: (kind, vacancy, role, its title, three that are empty, last day). Not run yet."""
    mine = CareerInterest.objects.filter(person=viewer).values("role")
    empty = [Value("", CharField()) for _ in range(3)]
    found = _open(viewer, today).filter(role__in=mine, wants=False)
    return found.values_list(Value(VACANCY, CharField()), "pk", "role", "role__title", *empty, "last_day")


def open_in(role: UUID, viewer: Person, *, today: date) -> list[Vacancy]:
    """Open ones in this role, the first last day first. One query."""
    return list(_open(viewer, today).filter(role=role).order_by("last_day", "pk"))


def _open(viewer: Person, today: date) -> QuerySet[Vacancy]:
    return rules.visible_vacancies(viewer, today=today).filter(ended_at=None, last_day__gte=today)


def asked_for(vacancy: Vacancy, *, language: str) -> tuple[Asking, list[Required], bool]:
    """The profile as it stood when the vacancy was opened, what it asks for, and whether the role asks for something else today. One query
    while nothing has changed, of a vacancy that was read with its version."""
    asking = asking_then(vacancy.version)
    there, books = asked_and_shelved(language)
    now = there.by_role.get(vacancy.role_id)
    return asking, required_among([asking], books.by_id), now is None or now.asked != asking.asked


def roles_to_open() -> list[Asking]:
    """Those with an approved profile, by title."""
    return sorted(askings().by_role.values(), key=lambda one: sort_key(one.title))


def stands(people: Iterable[UUID], required: Sequence[Required], *, today: date) -> Mapping[UUID, tuple[Stands, ...]]:
    """How each of these people stands in all that is asked for. One query, however many there are."""
    them = list(people)
    told, now, nobody = told_of(them, today=today), today.isoformat(), {}  # type: ignore[var-annotated]
    found: dict[UUID, list[Stands]] = {who: [] for who in them}
    for one in required:
        key = raw(one.competence)
        seen, own, papers = (of.get(key, nobody) for of in (told.seen, told.own, told.papers))
        for who, each in found.items():
            at = raw(who)
            last, said, paper = seen.get(at), own.get(at), papers.get(at)
            ended = last is not None and rests_on_ended(last, paper, now)
            each.append(Stands(one, last[2] if last else None, said[2] if said and not last else None, ended))
    return {who: tuple(each) for who, each in found.items()}


def considered(
    viewer: Person,
    vacancy: Vacancy,
    required: Sequence[Required],
    *,
    language: str,
    today: date,
    towards: frozenset[Ground],
    page: int = 1,
) -> Considered:
    """Who wants to be considered, as far as the viewer may see it, on this page (a page that is not there is the last). Three queries, however
    many want it; only the words of those on the page are unsealed."""
    rows = rules.visible_opt_ins(viewer, vacancy, today=today, towards=towards)
    named = rows.values_list("pk", "person", "person__given", "person__family")
    told = sorted((sort_key(f"{given} {family}", language), str(one), one, key) for key, one, given, family in named)
    known = stands([one for _, _, one, _ in told], required, today=today)
    them = [(key, known[one]) for _, _, one, key in told]
    sets = _in_sets([of for _, of in them], required)
    order = [at for some in sets for at in some]
    pages = max(1, -(-len(order) // ON_A_PAGE))
    page = min(max(1, page), pages)
    shown = set(order[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    read = rows.select_related("person").in_bulk([them[at][0] for at in shown])
    full, but_one, others = (
        tuple(Candidate(read[them[at][0]].person, read[them[at][0]].words, them[at][1]) for at in some if at in shown)
        for some in sets
    )
    return Considered(full, but_one, others, count=len(order), page=page, pages=pages)


def mobility(
    viewer: Person, vacancy: Vacancy, *, language: str, today: date, towards: frozenset[Ground]
) -> list[CareerInterest]:
    """Who lets HR know of an interest in the role and has not said yes to this vacancy, by name. One query."""
    said = OptIn.objects.filter(vacancy=vacancy, taken_back_at=None, last_day__gte=today - DECIDED_WITHIN).values(
        "person"
    )
    rows = rules.visible_mobility(viewer, vacancy, today=today, towards=towards).exclude(person__in=said)
    return _by_name(rows.select_related("person"), language)


def recruiters_of(vacancy: Vacancy, *, today: date) -> list[Recruiter]:
    """Who is named to recruit and works here, by name. One query."""
    return _by_name([one for one in _recruiters(vacancy.pk) if one.person.is_here(today)], "sv")


def _by_name(rows: Iterable[OfOne], language: str) -> list[OfOne]:
    """By the name of whom each is of, in the reader's alphabet."""
    return sorted(rows, key=lambda one: (sort_key(one.person.name, language), str(one.person_id)))


def shown_to(vacancy: Vacancy, viewer: Person, said: OptIn | None, *, today: date) -> ShownTo:
    """Who sees it when the viewer, who has ``said`` so already or not, says yes; but the viewer. Two queries, three where somebody is HR in
    some units."""
    everybody = recruiters_of(vacancy, today=today)
    named = [one for one in everybody if one.person_id != viewer.pk]
    later = [one for one in named if said and one.at > said.at]
    mark = blake2b("".join(sorted(str(one.person_id) for one in everybody)).encode(), digest_size=8).hexdigest()
    return ShownTo(
        tuple(one for one in hr_people(vacancy.unit_id, today=today) if one.pk != viewer.pk),
        tuple(one.person for one in named if one not in later), tuple(one.person for one in later), mark,
    )  # fmt: skip


def own_opt_in(vacancy: Vacancy, viewer: Person, *, today: date) -> OptIn | None:
    """What the viewer has said and not taken back, while it holds. One query."""
    return _own.first(vacancy.pk, viewer.pk, today=today)


@prepared
def _own(vacancy: UUID, person: UUID, *, today: date) -> QuerySet[OptIn]:
    return OptIn.objects.filter(
        vacancy=vacancy, person=person, taken_back_at=None, last_day__gte=today - DECIDED_WITHIN
    )


@prepared
def _recruiters(vacancy: UUID) -> QuerySet[Recruiter]:
    return Recruiter.objects.filter(vacancy=vacancy, stopped_at=None).select_related("person")


def _in_sets(
    them: Sequence[tuple[Stands, ...]], required: Sequence[Required]
) -> tuple[list[int], list[int], list[int]]:
    """The places of those who have all that is asked for, of those who lack one thing, and of the others, each in the order given."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    if not required or not them:
        return list(range(len(them))), [], []
    top = max(*(one.top for one in required), *(each.counts for who in them for each in who))
    table = {
        str(one.competence): np.array([who[at].counts for who in them], dtype=np.uint8)
        for at, one in enumerate(required)
    }
    needs = {str(one.competence): one.level for one in required}
    found = Matching(top=top).of(needs, table, np.ones(len(them), dtype=bool))
    everything, but_one = set(found.all.tolist()), {at for these in found.but_one.values() for at in these.tolist()}
    others = [at for at in range(len(them)) if at not in everything | but_one]
    return sorted(everything), sorted(but_one), others
