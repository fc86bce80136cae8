"""Proposing from one's own phone. What is alike is put together at once; people move what was put wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.library.queries.shelf import shelf
from stigar.profiles.actions.workshops.meeting import demand_lead, demand_now, demand_part, seated, told
from stigar.profiles.models import Estimate, Group, Proposal, Workshop
from stigar.profiles.queries.matching import LIKE, matcher, surely_meant
from stigar.profiles.rules import FEWEST_JUDGES

if TYPE_CHECKING:
    from stigar.people.models import Person


class NothingSaid(Exception):
    """There are no words."""


class NotTheirs(Exception):
    """Somebody else's proposal cannot be taken back; and what is not in this workshop cannot be moved in it."""


@transaction.atomic
def propose(
    *, workshop: Workshop, profile_id: UUID, key: UUID, text: str, nameless: bool = False, viewer: Person, today: date
) -> tuple[Proposal, bool]:
    """Say that something is required. Returns the proposal, and whether it is new: the same ``key`` again changes nothing.

    In an interview it is what the person talked with has said. ``nameless`` keeps it without a name, in the journal too.
    A proposal that comes late, when the others already judge or talk, raises ``NotNow``; one that had come before is answered.
    """
    seat = seated(workshop, viewer, today=today)
    known = Proposal.objects.filter(workshop=seat.workshop, key=key).first()
    if known is not None:
        return known, False
    return _new(demand_now(seat, Workshop.PROPOSE), profile_id, key, text, nameless, viewer), True


def _new(workshop: Workshop, profile_id: UUID, key: UUID, text: str, nameless: bool, viewer: Person) -> Proposal:
    text = one_line(text, 300)
    language = workshop.about.filter(profile=profile_id).values_list("profile__language", flat=True).first()
    if not text or language is None:
        raise NothingSaid
    made: Proposal = Proposal.objects.create(
        organisation_id=workshop.organisation_id, workshop=workshop, key=key, text=text, at=clock.now(),
        group_id=_group_of(workshop, profile_id, text, language),
        by_id=None if nameless else workshop.talks_with_id or viewer.pk,
    )  # fmt: skip
    told(workshop)
    journal.note(None if nameless else viewer, gettext_noop("proposed something in a workshop"), workshop)
    return made


def _group_of(workshop: Workshop, profile_id: UUID, text: str, language: str) -> UUID:
    """The group that a proposal falls in: of the competence it clearly speaks of, or where the same was said; else a new one."""
    books = shelf(language)
    competence = surely_meant(text, language, books)
    if competence:
        groups = Group.objects.filter(workshop=workshop, profile=profile_id, competence=competence.id)
        same: UUID | None = groups.values_list("pk", flat=True).first()
        if same:
            return same
    said = list(Proposal.objects.filter(workshop=workshop, group__profile=profile_id).values_list("group", "text"))
    likeness, place = matcher(language, books).nearest(text, [other for _, other in said], language)
    if likeness >= LIKE:
        group: UUID = said[place][0]
        return group
    made: Group = Group.objects.create(
        organisation_id=workshop.organisation_id, workshop=workshop, profile_id=profile_id, name=text, at=clock.now(),
        competence_id=competence.id if competence else None,
    )  # fmt: skip
    return made.pk


@transaction.atomic
def take_back(*, workshop: Workshop, key: UUID, viewer: Person, today: date) -> None:
    """Take back what oneself proposed, while all still propose. Only who wrote it has the ``key`` of a nameless one."""
    now = demand_part(workshop, viewer, Workshop.PROPOSE, today=today)
    found = Proposal.objects.filter(workshop=now, key=key).select_related("group").first()
    if found is None or found.by_id not in {None, viewer.pk, now.talks_with_id}:
        raise NotTheirs
    nameless, group = found.by_id is None, found.group
    found.delete()
    _drop_empty(group)
    told(now)
    journal.note(None if nameless else viewer, gettext_noop("took a proposal back"), now)


@transaction.atomic
def move(*, workshop: Workshop, proposal_id: UUID, group_id: UUID | None, viewer: Person, today: date) -> Group:
    """Put a proposal with others that mean the same; without a group it gets one of its own."""
    now = demand_part(workshop, viewer, Workshop.PROPOSE, Workshop.TALK, today=today)
    moved = Proposal.objects.filter(workshop=now, pk=proposal_id).select_related("group").first()
    if moved is None:
        raise NotTheirs
    left = moved.group
    to: Group | None
    if group_id is None:
        to = Group.objects.create(
            organisation_id=now.organisation_id, workshop=now, profile_id=left.profile_id, name=moved.text, at=clock.now()
        )  # fmt: skip
    else:
        to = Group.objects.filter(workshop=now, pk=group_id, profile=left.profile_id).first()
    if to is None:
        raise NotTheirs
    moved.group = to
    moved.save(update_fields=["group"])
    _drop_empty(left)
    told(now)
    journal.note(viewer, gettext_noop("moved a proposal"), now)
    return to


@transaction.atomic
def name_group(*, workshop: Workshop, group_id: UUID, competence_id: UUID | None, viewer: Person, today: date) -> Group:
    """Say which competence of the library a group is. Two groups of one competence become one."""
    now = demand_lead(workshop, viewer, Workshop.PROPOSE, Workshop.ESTIMATE, Workshop.TALK, today=today)
    group = Group.objects.filter(workshop=now, pk=group_id).select_related("profile").first()
    if group is None or (competence_id and competence_id not in shelf(group.profile.language).by_id):
        raise Refused("lead a profile project")
    same = (
        competence_id
        and now.groups.filter(profile=group.profile_id, competence=competence_id).exclude(pk=group.pk).first()
    )
    if same:
        Proposal.objects.filter(group=group).update(group=same)
        _bring_judgements(group, same, shown=now.stage == Workshop.TALK)
        group.delete()
        group = same
    else:
        group.competence_id = competence_id
        group.save(update_fields=["competence"])
    told(now)
    journal.note(
        viewer, gettext_noop("said which competence a group of proposals is"), now, competence=str(competence_id)
    )
    return group


def _bring_judgements(group: Group, to: Group, *, shown: bool) -> None:
    """How people judged comes along; who judged both is counted once. If only one of the two was shown, what so few judged
    in the other goes: one could see it by what is new in the picture."""
    counts = {one: one.estimates.count() >= FEWEST_JUDGES for one in (group, to)}
    if shown and len(set(counts.values())) > 1:
        Estimate.objects.filter(group__in=[one for one, enough in counts.items() if not enough]).delete()
    group.estimates.exclude(person__in=list(to.estimates.values_list("person", flat=True))).update(group=to)


def _drop_empty(group: Group) -> None:
    """A group that nothing is said in any more goes; but not one that people have judged, or that became a requirement."""
    if (
        group.requirement_id is None
        and not group.estimates.exists()
        and not Proposal.objects.filter(group=group).exists()
    ):
        group.delete()
