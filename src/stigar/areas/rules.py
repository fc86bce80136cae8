"""Who may do what with the work and the wishes.

Everyone in the organisation reads what the work in a role is like. Those who have the role, who lead
somebody in it, and HR describe it. A wish is its owner's alone.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from stigar.areas.models import Answer, Described, Map, Survey, Wish
from stigar.foundation.policy import Ground, may
from stigar.people.queries import roles_held_and_led
from stigar.people.rules import demand_here as demand_here  # the rooms above ask it here too
from stigar.people.rules import grounds, may_here, roles_in_hr_scope

if TYPE_CHECKING:
    from stigar.people.models import Person


def may_see_work(viewer: "Person", *, today: date) -> bool:
    """Everyone who belongs to the organisation today; no persons are named in it."""
    return may_here(viewer, "see the work", today=today)


def may_describe_work(viewer: "Person", role_id: uuid.UUID, *, today: date) -> bool:
    """Who has the role today (or a variant merged into it), who leads somebody that has it, and HR in scope."""
    return may("describe the work", towards_role(viewer, role_id, today=today))


def describable_roles(viewer: "Person", roles: Iterable[uuid.UUID], *, today: date) -> frozenset[uuid.UUID]:
    """Those of the ``roles`` whose work the viewer may describe: the same rule, told for many."""
    return frozenset(role for role in roles if may_describe_work(viewer, role, today=today))


def may_change(viewer: "Person", said: Described, *, today: date) -> bool:
    """Your own words; words about a role by who leads somebody in it; all words by HR in scope."""
    return changeable(viewer, type(said).objects.all(), today=today).filter(pk=said.pk).exists()  # type: ignore[attr-defined]


def changeable(viewer: "Person", said: "QuerySet[Described]", *, today: date) -> "QuerySet[Described]":
    """Those of the things said that the viewer may change or remove: the same rule, told as a query."""
    right = "change what is said of the work"
    if not viewer.is_here(today):
        return said.none()
    if may_here(viewer, right, today=today):
        return said
    _, led = roles_near(viewer, today=today)
    reach = Q(by=viewer) if may(right, {Ground.SELF}) else Q(pk=None)
    near = led if may(right, {Ground.LEADS_HOLDER}) else frozenset()
    near |= roles_in_hr_scope(viewer, today=today) if may(right, {Ground.HR}) else frozenset()
    if near:
        reach |= Q(role__in=near) | Q(role__merge__kept__in=near)
    return said.filter(reach)


def towards_role(viewer: "Person", role_id: uuid.UUID, *, today: date) -> frozenset[Ground]:
    """What the viewer is to a role today. HR in one unit is HR to the roles that somebody has there."""
    if not viewer.is_here(today):
        return frozenset()
    held, led = roles_near(viewer, today=today)
    own = {Ground.HOLDER} if role_id in held else set()
    leads = {Ground.LEADS_HOLDER} if role_id in led else set()
    scoped = {Ground.HR} if role_id in roles_in_hr_scope(viewer, today=today) else set()
    return grounds(viewer, today=today) | own | leads | scoped


def may_change_all(viewer: "Person", role_id: uuid.UUID, *, today: date) -> bool:
    """Whether everything said of a role is the viewer's to change: who leads somebody in it, and HR in scope."""
    return may("change what is said of the work", towards_role(viewer, role_id, today=today) - {Ground.SELF})


def roles_near(viewer: "Person", *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The roles the viewer has, and those the viewer leads. Asked once a request: kept on the viewer for the day."""
    kept: tuple[date, tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]] | None = getattr(viewer, "_roles_near", None)
    if kept and kept[0] == today:
        return kept[1]
    found = roles_held_and_led(viewer, today=today)
    viewer._roles_near = (today, found)  # type: ignore[attr-defined]
    return found


def visible_wishes(viewer: "Person", *, today: date) -> "QuerySet[Wish]":
    """Your own, and nobody else's, whoever you are."""
    if not viewer.is_here(today) or not may("wish", {Ground.SELF}):
        return Wish.objects.none()
    return Wish.objects.filter(person=viewer)


def may_wish(viewer: "Person", survey: Survey, *, today: date) -> bool:
    """Everyone employed, while the survey is open."""
    return viewer.is_here(today) and may("wish", {Ground.SELF}) and is_open(survey, today=today)


def is_open(survey: Survey, *, today: date) -> bool:
    """From the first day to the last, both included."""
    return survey.opens <= today and (survey.closes is None or today <= survey.closes)


def may_see_wishes_together(viewer: "Person", *, today: date) -> bool:
    """HR and the representative, and only what five or more share."""
    return may_here(viewer, "see wishes together", today=today)


def may_see_areas(viewer: "Person", *, today: date) -> bool:
    """Everyone who belongs to the organisation today; no persons are named on the map."""
    return may_here(viewer, "see areas", today=today)


def visible_maps(viewer: "Person", *, today: date) -> "QuerySet[Map]":
    """The maps of the viewer's organisation, newest first: the same rule, told as a query."""
    return Map.objects.all() if may_see_areas(viewer, today=today) else Map.objects.none()


def may_decide_on_areas(viewer: "Person", *, today: date) -> bool:
    """HR names, moves, merges, splits, locks and starts; the others read."""
    return may_here(viewer, "decide on areas", today=today)


def may_answer(viewer: "Person", one: uuid.UUID, other: uuid.UUID, *, today: date) -> bool:
    """Whether two roles need the same: HR, and whoever has or leads either of the two."""
    near = towards_role(viewer, one, today=today) | towards_role(viewer, other, today=today)
    return may("say whether roles are alike", near)


def answerable(
    viewer: "Person", pairs: Iterable[tuple[uuid.UUID, uuid.UUID]], *, today: date
) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Those of the pairs that the viewer may answer: the same rule, told for many."""
    return frozenset(pair for pair in pairs if may_answer(viewer, *pair, today=today))


def may_take_back(viewer: "Person", answer: Answer, *, today: date) -> bool:
    """Your own answer, and any answer by HR."""
    return (answer.by_id == viewer.pk and viewer.is_here(today)) or may_decide_on_areas(viewer, today=today)
