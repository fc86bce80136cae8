"""Whose insight a project needs, who is in, and which viewpoint is missing.

Needed are the functions, sites and countries where the project's roles are found, and the kinds of customer they meet. A viewpoint
is covered by anybody who takes part and stands there (or has a role that meets such customers), or who people say speaks for it.
Not every unit needs a seat: people may say so, with a reason.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from stigar.areas.queries import counterparts_of
from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.people.queries.audiences import Place, places
from stigar.profiles.models import Participant, Project, Viewpoint

CUSTOMERS = ("consumer", "merchant", "authority", "supplier")  # counterparts outside the company
MOST_SUGGESTED = 6
CHANGING = (
    "profiles.project", "areas.task", "areas.import",
    "people.person", "people.position", "people.role", "people.merge", "people.unit", "people.import",
)  # fmt: skip  # as the journal calls what the viewpoints, and those in a project's roles, stand on


@dataclass(frozen=True, slots=True)
class View:
    """A viewpoint: who covers it (ids), who could (ids, by name), and whether people have said that it needs no seat."""

    kind: str
    key: str
    covered: tuple[uuid.UUID, ...]
    could: tuple[uuid.UUID, ...] = ()
    needed: bool = True
    why: str = ""
    spoken_for: uuid.UUID | None = None
    own: bool = False  # added by people here
    id: uuid.UUID | None = None  # of what people have said about it

    @property
    def missing(self) -> bool:
        return self.needed and not self.covered


def taking_part(project: Project, *, today: date) -> list[Participant]:
    """Those who are in today, by name: who has left the company is gone. One query."""
    return _taking_part(project, today=today)


@prepared
def _taking_part(project: Project, *, today: date) -> QuerySet[Participant]:
    rows = Participant.objects.filter(_here(today), project=project, left=None).select_related("person")
    return rows.order_by("person__order_sv", "part")


def gone(project: Project, *, today: date) -> list[Participant]:
    """Those who were in and have left the company without being taken out. One query."""
    rows = Participant.objects.filter(project=project, left=None).exclude(_here(today))
    return list(rows.select_related("person").order_by("person__order_sv"))


def viewpoints(project: Project, *, today: date, people: Iterable[Participant] | None = None) -> tuple[View, ...]:
    """Every viewpoint, kind by kind. Five queries."""
    taking = taking_part(project, today=today) if people is None else people
    inside = {one.person_id for one in taking}
    roles = frozenset(project.roles.values_list("role", flat=True))
    return seen_from(project, inside, roles, places(today=today, persons=inside, roles=roles))


@kept_until(CHANGING, most=64)
def viewpoints_kept(project: uuid.UUID, *, today: date) -> tuple[View, ...]:
    """The same for pages, kept in memory: one query while nothing has changed."""
    return viewpoints(Project.objects.get(pk=project), today=today)


def seen_from(
    project: Project, inside: set[uuid.UUID], roles: frozenset[uuid.UUID], standing: list[Place]
) -> tuple[View, ...]:
    """The same, from who is in, the project's roles, and where those people and everybody in the roles stand. Two queries."""
    met = counterparts_of({one.role_id for one in standing if one.role_id} | roles)
    said = {(one.kind, one.key): one for one in Viewpoint.objects.filter(project=project)}
    found = _proposed(standing, roles, met)
    own = [(kind, key) for (kind, key), one in said.items() if kind == Viewpoint.OWN and (one.needed or one.why)]
    return tuple(
        _view(kind, key, standing, inside, roles, met, said.get((kind, key))) for kind, key in [*found, *sorted(own)]
    )


def _proposed(
    standing: list[Place], roles: frozenset[uuid.UUID], met: dict[uuid.UUID, frozenset[str]]
) -> list[tuple[str, str]]:
    there = [one for one in standing if one.role_id in roles]
    customers = {kind for role in roles for kind in met.get(role, ())}
    return [
        *((Viewpoint.FUNCTION, key) for key in sorted({one.department for one in there} - {""})),
        *((Viewpoint.SITE, key) for key in sorted({one.site for one in there} - {""})),
        *((Viewpoint.COUNTRY, key) for key in sorted({one.country for one in there} - {""})),
        *((Viewpoint.CUSTOMER, key) for key in CUSTOMERS if key in customers),
    ]


def _view(
    kind: str, key: str, standing: list[Place], inside: set[uuid.UUID], roles: frozenset[uuid.UUID],
    met: dict[uuid.UUID, frozenset[str]], said: Viewpoint | None,
) -> View:  # fmt: skip
    there = [one for one in standing if _stands(one, kind, key, met)]
    covered = {one.person_id for one in there if one.person_id in inside}
    if said and said.spoken_for_id in inside:
        covered.add(said.spoken_for_id)
    could = [one.person_id for one in there if one.person_id not in inside and one.role_id in roles]
    return View(
        kind, key, tuple(sorted(covered, key=str)), tuple(dict.fromkeys(could))[:MOST_SUGGESTED],
        said.needed if said else True, said.why if said else "", said.spoken_for_id if said else None, kind == Viewpoint.OWN,
        said.pk if said else None,
    )  # fmt: skip


def _stands(one: Place, kind: str, key: str, met: dict[uuid.UUID, frozenset[str]]) -> bool:
    if kind == Viewpoint.CUSTOMER:
        return one.role_id is not None and key in met.get(one.role_id, ())
    where = {Viewpoint.FUNCTION: one.department, Viewpoint.SITE: one.site, Viewpoint.COUNTRY: one.country}
    return where.get(kind) == key


def _here(today: date) -> Q:
    """Employed that day."""
    begun = Q(person__started=None) | Q(person__started__lte=today)
    return begun & (Q(person__ended=None) | Q(person__ended__gte=today))
