"""The queue of training requests: each placed by how much the person wishes it and by its benefit, in arithmetic that can be followed.

Benefit of training in a competence = the sum, over every role whose approved profile requires it, of required level x importance
x people in the role. What people already can is not known yet, so it is not counted in, and that is said where it is shown.
A request is never hidden: every one is in the queue until it is answered or taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.foundation.tenancy import once_a_page
from stigar.library.queries.shelf import shelf
from stigar.people.queries.audiences import places
from stigar.profiles.models import Approval, Profile, TrainingRequest

if TYPE_CHECKING:
    from stigar.people.models import Person

PART = 0.5  # of the greatest benefit: from here a request is called of much benefit


@dataclass(frozen=True, slots=True)
class Term:
    """One role's part of a benefit: level x importance x people."""

    role: UUID
    title: str
    level: int
    importance: int
    people: int

    @property
    def points(self) -> int:
        return self.level * self.importance * self.people


@dataclass(frozen=True, slots=True)
class Benefit:
    """The benefit of training in one competence, with its parts, the greatest first."""

    competence: UUID
    terms: tuple[Term, ...]
    greatest: int  # of all competences in approved profiles

    @property
    def points(self) -> int:
        return sum(one.points for one in self.terms)

    @property
    def share(self) -> float:
        """Held against the competence with the greatest benefit, 0 to 1."""
        return self.points / self.greatest if self.greatest else 0.0

    @property
    def much(self) -> bool:
        return self.points > 0 and self.share >= PART


@dataclass(frozen=True, slots=True)
class Placed:
    """A request in the queue: by wish (1-3) and by benefit. ``own_role``: the requester's role with its profile's requirement.

    ``better``: what would make it beneficial, as codes: no-profile (the role has no approved profile), not-required (it does
    not ask for this), importance (it is only good to have there), few (few people are in the roles).
    """

    request: TrainingRequest
    name: str
    benefit: Benefit
    role: str
    own: Term | None
    better: tuple[str, ...]
    alike: int

    @property
    def corner(self) -> str:
        """Where it stands: both, wish, benefit or later."""
        wish = self.request.wish >= TrainingRequest.SOON
        return ("both" if wish else "benefit") if self.benefit.much else ("wish" if wish else "later")


@once_a_page
def benefits(*, today: date) -> dict[UUID, Benefit]:
    """Every competence that an approved profile in use requires. Four queries."""
    newest: dict[UUID, dict[str, object]] = {}
    rows = Approval.objects.filter(version__profile__put_down=None, version__profile__core=None).order_by(
        "version__number"
    )
    for role, told in rows.values_list("version__profile__role", "version__content"):
        newest[role] = told
    many: dict[UUID | None, int] = defaultdict(int)
    for place in places(today=today, roles=newest) if newest else ():
        many[place.role_id] += 1
    terms: dict[UUID, list[Term]] = defaultdict(list)
    for role, told in newest.items():
        for one in told["requirements"]:  # type: ignore[attr-defined]  # frozen content
            terms[UUID(one["competence"])].append(
                Term(role, str(told["title"]), one["until"] or one["level"], one["importance"], many[role])
            )
    greatest = max((sum(term.points for term in found) for found in terms.values()), default=0)
    return {
        key: Benefit(key, tuple(sorted(found, key=lambda term: (-term.points, term.title))), greatest)
        for key, found in terms.items()
    }


def queue(viewer: Person, *, sees_all: bool, language: str, today: date) -> list[Placed]:
    """Every request that waits for an answer: strong wish and much benefit first, then in the order they came.

    Who does not see all sees those of people in the roles of the projects they lead. Seven queries.
    """
    rows = TrainingRequest.objects.filter(taken_back=None, answered_at=None).select_related("person", "competence")
    waiting = list(rows.order_by("at"))
    standing = _roles(waiting, today)
    if not sees_all:
        led = _led(viewer)
        waiting = [one for one in waiting if led & {role for role, _title in standing[one.person_id]}]
    return placed(waiting, standing, language=language, today=today)


def leads_for(viewer: Person, request: TrainingRequest, *, today: date) -> bool:
    """Whether who asks is in a role of a project that the viewer leads, also when the request waits no more. Two queries."""
    return not _led(viewer).isdisjoint(role for role, _title in _roles([request], today)[request.person_id])


def _led(viewer: Person) -> set[UUID]:
    """The roles of the projects that the viewer leads."""
    return set(Profile.objects.filter(project__owner=viewer, project__ended=None).values_list("role", flat=True))


def own_requests(person: Person, *, language: str, today: date) -> tuple[list[Placed], list[TrainingRequest]]:
    """One's own: those that wait, as they are placed; and those that were answered or taken back, latest first."""
    rows = list(
        TrainingRequest.objects.filter(person=person)
        .select_related("person", "competence", "answered_by")
        .order_by("-at")
    )
    waiting = [one for one in rows if one.taken_back is None and one.answered_at is None]
    names = {one.id: one.name for one in shelf(language)}
    past = [one for one in rows if one not in waiting]
    for one in past:
        one.name = names.get(one.competence_id, str(one.competence))  # type: ignore[attr-defined]  # told beside the row
    return placed(waiting, _roles(waiting, today), language=language, today=today), past


def placed(
    waiting: Iterable[TrainingRequest], standing: dict[UUID, list[tuple[UUID, str]]], *, language: str, today: date
) -> list[Placed]:
    """The requests with their benefit and reasons, in the order of the queue."""
    known, rows = benefits(today=today), list(waiting)
    names = {one.id: one.name for one in shelf(language)}
    with_profile = {term.role for benefit in known.values() for term in benefit.terms}
    greatest = max((one.greatest for one in known.values()), default=0)
    alike: dict[UUID, int] = defaultdict(int)
    for one in rows:
        alike[one.competence_id] += 1
    found = []
    for one in rows:
        benefit = known.get(one.competence_id, Benefit(one.competence_id, (), greatest))
        roles = standing[one.person_id]
        own = next((term for term in benefit.terms if term.role in {role for role, _title in roles}), None)
        better = _better(benefit, own, bool({role for role, _title in roles} & with_profile))
        title = ", ".join(title for _role, title in roles)
        found.append(
            Placed(
                one,
                names.get(one.competence_id, str(one.competence)),
                benefit,
                title,
                own,
                better,
                alike[one.competence_id],
            )
        )
    order = ("both", "wish", "benefit", "later")
    return sorted(
        found, key=lambda one: (order.index(one.corner), -one.benefit.points, -one.request.wish, one.request.at)
    )


def _better(benefit: Benefit, own: Term | None, has_profile: bool) -> tuple[str, ...]:
    if benefit.much:
        return ()
    if not has_profile:
        return ("no-profile",)
    if own is None:
        return ("not-required",)
    return ("importance", "few") if own.importance < 3 else ("few",)


def _roles(waiting: Iterable[TrainingRequest], today: date) -> dict[UUID, list[tuple[UUID, str]]]:
    """Today's roles of those who ask."""
    people = {one.person_id for one in waiting}
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for place in places(today=today, persons=people) if people else ():
        if place.role_id is not None:
            found[place.person_id].append((place.role_id, place.role))
    return found
