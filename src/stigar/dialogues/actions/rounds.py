"""A round of dialogues: planned, paired, started once, extended and closed. HR sees that dialogues are held, never what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.models import Pairing, Round, Talk, Template
from stigar.dialogues.queries.pairing import plan_of
from stigar.dialogues.queries.templates import shipped
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, jobs, journal
from stigar.foundation.policy import Refused
from stigar.levels.actions.together import put_off
from stigar.people.rules import people_in_hr_scope

if TYPE_CHECKING:
    from stigar.foundation.models import Errand
    from stigar.people.models import Person

RIGHT, ERRAND = "hold rounds of dialogues", "dialogues.round"
MOST_REMINDERS = 5


class NoDays(Exception):
    """A round ends on the day it begins or later, and not before today."""


class StartedAlready(Exception):
    """The dialogues of the round are open: its template and whom it is for stand."""


class NobodyToPair(Exception):
    """The round is for nobody, or nobody in it has somebody to talk with."""


class NotTheOther(Exception):
    """The reviewer is somebody else than the person, and works here."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What HR says of a round. ``reminders`` are days before the end; ``whom`` as in ``models.Round``."""

    name: str
    template: str
    begins: date
    ends: date
    judges_levels: bool
    reminders: tuple[int, ...]
    whom: Mapping[str, Any]


@transaction.atomic
def make_round(*, planned: Planned, viewer: Person, today: date) -> Round:
    """A draft that nobody but HR sees. Raises :class:`NoDays`."""
    made: Round = Round(organisation_id=viewer.organisation_id, by=viewer, at=clock.now())
    _fill(made, planned, viewer, today)
    made.save()
    journal.note(viewer, gettext_noop("planned a round of dialogues"), made)
    return made


@transaction.atomic
def change_round(*, row: Round, planned: Planned, viewer: Person, today: date) -> Round:
    """Plan it otherwise, as long as it has not been started. Raises :class:`StartedAlready`, :class:`NoDays`."""
    now = locked(row, viewer, today=today)
    if now.started_at:
        raise StartedAlready
    _fill(now, planned, viewer, today)
    now.save()
    journal.note(viewer, gettext_noop("changed the plan of a round of dialogues"), now)
    return now


@transaction.atomic
def pair(*, row: Round, person: Person, reviewer: Person | None, left_out: bool, viewer: Person, today: date) -> None:
    """HR's word about one: this reviewer, or not in the round; neither gives the manager back. Raises :class:`NotTheOther`."""
    now = locked(row, viewer, today=today)
    if not people_in_hr_scope(viewer, today=today).filter(pk=person.pk).exists():
        raise Refused(RIGHT)
    if reviewer and (reviewer.pk == person.pk or not reviewer.is_here(today)):
        raise NotTheOther
    if reviewer is None and not left_out:
        Pairing.objects.filter(round=now, person=person).delete()
    else:
        told = {"reviewer": None if left_out else reviewer, "left_out": left_out, "by": viewer, "at": clock.now()}
        Pairing.objects.update_or_create(
            round=now, person=person, defaults=told, create_defaults={**told, "organisation_id": now.organisation_id}
        )
    journal.note(viewer, gettext_noop("chose who talks with whom in a round"), now, about=person.pk)


@transaction.atomic
def start_round(*, row: Round, viewer: Person, today: date) -> Errand:
    """Open the dialogues and write to everybody, in the background. Raises :class:`StartedAlready`, :class:`NobodyToPair`."""
    now = locked(row, viewer, today=today)
    if now.started_at or now.ended_at:
        raise StartedAlready
    if now.ends < today:
        raise NoDays
    if not plan_of(now, language="sv", today=today).pairs:
        raise NobodyToPair
    now.started_at = clock.now()
    now.save(update_fields=["started_at"])
    journal.note(viewer, gettext_noop("started a round of dialogues"), now)
    return jobs.start(ERRAND, by=viewer, round=str(now.pk))


@transaction.atomic
def go_on(*, row: Round, viewer: Person, today: date) -> Errand:
    """Open the dialogues that are not open yet: for those who came later, or when the first try broke. Nobody gets two."""
    now = locked(row, viewer, today=today)
    if not now.started_at or now.ended_at:
        raise Refused(RIGHT)
    return jobs.start(ERRAND, by=viewer, round=str(now.pk))


@transaction.atomic
def extend(*, row: Round, ends: date, viewer: Person, today: date) -> date:
    """Let it last until another day; gives the day it was, with which it is undone. Raises :class:`NoDays`."""
    now = locked(row, viewer, today=today)
    if ends < max(now.begins, today):
        raise NoDays
    before = now.ends
    now.ends = ends
    now.save(update_fields=["ends"])
    open_ones = Talk.objects.filter(round=now, closed_at=None, put_down_at=None)
    open_ones.update(due=ends)
    put_off(assessments=open_ones.exclude(assessment=None).values_list("assessment", flat=True), due=ends)
    journal.note(viewer, gettext_noop("changed the last day of a round of dialogues"), now)
    return before


@transaction.atomic
def close(*, row: Round, viewer: Person, today: date) -> None:
    """End the round: no more reminders. Open dialogues stay the two's to finish. A draft is put away."""
    _ended(row, True, gettext_noop("closed a round of dialogues"), viewer, today)


@transaction.atomic
def open_again(*, row: Round, viewer: Person, today: date) -> None:
    """The closing undone."""
    _ended(row, False, gettext_noop("opened a round of dialogues again"), viewer, today)


def locked(row: Round, viewer: Person, *, today: date) -> Round:
    """The round, if the viewer holds it, locked for the transaction."""
    seen = rules.visible_rounds(viewer, today=today).filter(pk=row.pk)
    now: Round | None = Round.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    if now is None:
        raise Refused(RIGHT)
    return now


def _ended(row: Round, ends: bool, verb: str, viewer: Person, today: date) -> None:
    now = locked(row, viewer, today=today)
    if bool(now.ended_at) == ends:
        return
    now.ended_at = clock.now() if ends else None
    now.save(update_fields=["ended_at"])
    journal.note(viewer, verb, now)


def _fill(row: Round, planned: Planned, viewer: Person, today: date) -> None:
    if not rules.may_be_for(viewer, planned.whom, today=today):
        raise Refused(RIGHT)
    if planned.ends < max(planned.begins, today):
        raise NoDays
    row.name, row.template = one_line(planned.name, 120), _template(planned.template, viewer)
    row.begins, row.ends, row.judges_levels = planned.begins, planned.ends, planned.judges_levels
    row.reminders = sorted(set(planned.reminders), reverse=True)[:MOST_REMINDERS]
    row.whom = dict(planned.whom)


def _template(key: str, viewer: Person) -> Template:
    """The organisation's own, or a row that stands for one that comes with the product, whose words are read from there."""
    known = shipped()
    told = known.get(key, {"names": {}})
    found, _made = Template.objects.get_or_create(
        key=key,
        defaults={"organisation_id": viewer.organisation_id, "names": told["names"], "by": viewer, "at": clock.now()},
    )
    return found
