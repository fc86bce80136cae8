"""Telling the work in a role: tasks, skills and traits; changing, removing and putting back what was told."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.models import Described, Skill, Task, Trait, TraitRating
from stigar.areas.queries import is_known
from stigar.engine.text.typed import one_line
from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.people.queries import standing_role_id

if TYPE_CHECKING:
    from stigar.people.models import Person

KINDS: dict[str, type[Task] | type[Skill] | type[Trait]] = {"task": Task, "skill": Skill, "trait": Trait}


class AlreadyTold(Exception):
    """The same thing is already told of this role."""


class NothingTold(Exception):
    """There are no words."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken away, whole, so that it can be put back: its kind, its fields, and the ratings of a trait."""

    kind: str
    told: dict[str, Any]
    ratings: tuple[tuple[str, int], ...] = ()


@transaction.atomic
def tell_task(*, role_id: uuid.UUID, text: str, language: str = "", viewer: "Person", today: date, **how: str) -> Task:
    """Say one everyday task of a role. ``how`` is frequency, channel, counterpart and situation.

    Raises :class:`AlreadyTold`; ``Refused`` to who neither has the role, leads somebody in it, nor is HR.
    """
    task: Task = _new(
        Task, role_id, text, language, viewer, today, **{name: one_line(value) for name, value in how.items()}
    )
    journal.note(viewer, gettext_noop("described a task"), task, role=str(role_id))
    return task


@transaction.atomic
def tell_skill(
    *,
    role_id: uuid.UUID,
    text: str,
    concept: str = "",
    essential: bool = True,
    language: str = "",
    viewer: "Person",
    today: date,
) -> Skill:
    """Say what one needs to be able to do or know in a role: a concept of a vocabulary (its uri) or one's own words."""
    known = concept if is_known(concept) else ""
    skill: Skill = _new(Skill, role_id, text, language, viewer, today, concept=known, essential=essential)
    journal.note(viewer, gettext_noop("described a skill"), skill, role=str(role_id))
    return skill


@transaction.atomic
def tell_trait(*, role_id: uuid.UUID, text: str, language: str = "", viewer: "Person", today: date) -> Trait:
    """Say a trait that helps in a role. Kept apart from skills; it never decides an area."""
    trait: Trait = _new(Trait, role_id, text, language, viewer, today)
    journal.note(viewer, gettext_noop("described a trait"), trait, role=str(role_id))
    return trait


@transaction.atomic
def change_task(*, task: Task, text: str, viewer: "Person", today: date, **how: str) -> Task:
    """Say a task better: its words, how often, by which channel, with whom, in which situation."""
    _demand_change(task, viewer, today)
    text = _plain(text)
    if _is_told(Task, task.role_id, text, but=task.pk):
        raise AlreadyTold
    for name, value in {**how, "text": text}.items():
        setattr(task, name, one_line(value))
    task.save()
    journal.note(viewer, gettext_noop("changed a task"), task, role=str(task.role_id))
    return task


@transaction.atomic
def weigh_skill(*, skill: Skill, essential: bool, viewer: "Person", today: date) -> Skill:
    """Say whether a skill is essential in the role, or only useful."""
    _demand_change(skill, viewer, today)
    skill.essential = essential
    skill.save(update_fields=["essential"])
    journal.note(viewer, gettext_noop("weighed a skill"), skill, role=str(skill.role_id), essential=essential)
    return skill


@transaction.atomic
def rate_trait(*, trait: Trait, rating: int, viewer: "Person", today: date) -> TraitRating:
    """Say how much a trait matters in its role, 1 to 5; a new rating of yours replaces the old. Who rated what is nobody else's."""
    role_id = standing_role_id(trait.role_id)
    if role_id is None or not rules.may_describe_work(viewer, role_id, today=today):
        raise Refused("describe the work")
    rated, _ = TraitRating.objects.update_or_create(
        trait=trait, rater=viewer, defaults={"rating": rating, "organisation_id": viewer.organisation_id}
    )
    journal.note(viewer, gettext_noop("rated a trait"), trait, about=viewer.id)
    return rated


@transaction.atomic
def remove(*, said: Described, viewer: "Person", today: date) -> Removed:
    """Take away a task, a skill or a trait. The answer is what :func:`put_back` needs to undo it."""
    _demand_change(said, viewer, today)
    ratings = (
        TraitRating.objects.filter(trait=said.pk).values_list("rater", "rating") if isinstance(said, Trait) else ()
    )
    fields = model_to_dict(said, exclude=["organisation"])
    told = {name: str(value) if isinstance(value, uuid.UUID) else value for name, value in fields.items()}
    removed = Removed(said._meta.model_name or "", told, tuple((str(rater), rating) for rater, rating in ratings))
    journal.note(viewer, gettext_noop("removed something told of the work"), said, role=str(said.role_id))
    said.delete()
    return removed


@transaction.atomic
def put_back(*, removed: Removed, viewer: "Person", today: date) -> Described:
    """Undo a removal: the same words, by the same author. Raises :class:`AlreadyTold` when they were told again meanwhile."""
    told, model = removed.told, KINDS[removed.kind]
    role_id = standing_role_id(uuid.UUID(told["role"]))
    if role_id is None or not (told["by"] == str(viewer.pk) or rules.may_describe_work(viewer, role_id, today=today)):
        raise Refused("describe the work")
    if _is_told(model, uuid.UUID(told["role"]), told["text"]):
        raise AlreadyTold
    fields = {"role_id" if name == "role" else "by_id" if name == "by" else name: told[name] for name in told}
    said = model.objects.create(**{**fields, "organisation_id": viewer.organisation_id})
    TraitRating.objects.bulk_create(
        TraitRating(organisation_id=viewer.organisation_id, trait_id=said.pk, rater_id=rater, rating=rating)
        for rater, rating in removed.ratings
    )
    journal.note(viewer, gettext_noop("put back something told of the work"), said, role=told["role"])
    return said


def _new(model: Any, role_id: uuid.UUID, text: str, language: str, viewer: "Person", today: date, **more: Any) -> Any:
    if standing_role_id(role_id) != role_id or not rules.may_describe_work(viewer, role_id, today=today):
        raise Refused("describe the work")
    text = _plain(text)
    if _is_told(model, role_id, text):
        raise AlreadyTold
    return model.objects.create(
        organisation_id=viewer.organisation_id, role_id=role_id, by=viewer, text=text, language=language, **more
    )


def _is_told(model: Any, role_id: uuid.UUID, text: str, but: uuid.UUID | None = None) -> bool:
    wanted = text.casefold()
    others = model.objects.of_roles([role_id]).exclude(pk=but).values_list("text", flat=True)
    return any(other.casefold() == wanted for other in others)


def _demand_change(said: Described, viewer: "Person", today: date) -> None:
    if not rules.may_change(viewer, said, today=today):
        raise Refused("change what is said of the work")


def _plain(text: str) -> str:
    """One line without odd space; raises :class:`NothingTold` when nothing is left."""
    plain = one_line(text)
    if not plain:
        raise NothingTold
    return plain
