"""A level that somebody saw outside an assessment, the person's answer to it, and what is told besides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.models import Assessment, Experience, Level, Part, Reply
from stigar.library.queries.shelf import shelf

if TYPE_CHECKING:
    from stigar.people.models import Person


class BothJudgeNow(Exception):
    """The two have an open assessment of this competence: what one of them saw belongs there until both have handed in."""


class NotToday(Exception):
    """The day lies ahead."""


class NoWords(Exception):
    """An answer says something."""


class Contested(Exception):
    """The level is contested already and waits to be talked about."""


class Settled(Exception):
    """It has been settled meanwhile."""


@transaction.atomic
def observe(
    *, person: Person, competence: UUID, level: int, on: date, words: str, viewer: Person, today: date
) -> Level:
    """The manager, or a colleague with whom the person shares their levels, writes down what they saw one day.

    From the manager it is an observation, from a colleague a colleague's view. Raises :class:`OutsideScale`, :class:`NotToday` and
    :class:`BothJudgeNow`.
    """
    towards = rules.grounds(viewer, person, today=today)
    if not towards & {Ground.MANAGER, Ground.SHARED}:
        raise Refused("judge a level")
    return _added(
        person,
        competence,
        Level.OBSERVATION if Ground.MANAGER in towards else Level.PEER,
        level,
        on,
        words,
        viewer,
        today,
    )


@transaction.atomic
def say_of_oneself(*, competence: UUID, level: int, words: str, viewer: Person, today: date) -> Level:
    """The person gives themself a level; it stands apart from what others saw. Raises as ``observe``."""
    rules.demand_towards(viewer, viewer, "give oneself a level", today=today)
    return _added(viewer, competence, Level.SELF, level, today, words, viewer, today)


@transaction.atomic
def take_back(*, level: Level, viewer: Person, today: date) -> None:
    """Who gave a level outside an assessment takes it back; the one before counts again. Whoever no longer may judge, may not."""
    now = Level.objects.select_for_update().filter(pk=level.pk, by=viewer, assessment=None, taken_back=None).first()
    if now is None or not rules.may_towards(viewer, now.person, "see a person's levels", today=today):
        raise Refused("judge a level")
    now.taken_back = clock.now()
    now.save(update_fields=["taken_back"])
    journal.note(viewer, gettext_noop("took back a level"), now, about=now.person_id)


@transaction.atomic
def reply(*, level: Level, words: str, contests: bool, viewer: Person, today: date) -> Reply:
    """The person answers a level that somebody else gave; contesting asks for a talk. Raises :class:`NoWords`, :class:`Contested`."""
    if level.person_id != viewer.pk or level.by_id == viewer.pk or level.taken_back:
        raise Refused("answer a level")
    rules.demand_towards(viewer, viewer, "answer a level", today=today)
    try:
        with transaction.atomic():
            made: Reply = Reply.objects.create(
                organisation_id=viewer.organisation_id, level=level, words=_said(words), contests=contests, by=viewer, at=clock.now()
            )  # fmt: skip
    except IntegrityError as twice:
        raise Contested from twice
    verb = gettext_noop("contested a level") if contests else gettext_noop("answered a level")
    journal.note(viewer, verb, level, about=viewer.pk)
    return made


@transaction.atomic
def settle(*, reply: Reply, words: str, viewer: Person, today: date) -> Reply:
    """The manager, or HR for a stated reason, writes what came of the talk. Raises :class:`Settled`, :class:`NoWords`."""
    now = Reply.objects.select_for_update().select_related("level__person").get(pk=reply.pk)
    towards = rules.grounds(viewer, now.level.person, today=today)
    if not now.contests or not towards & {Ground.MANAGER, Ground.HR_WHY}:
        raise Refused("settle a contested level")
    if now.settled_at:
        raise Settled
    now.settled_at, now.settled_by, now.settlement = clock.now(), viewer, _said(words)
    now.save(update_fields=["settled_at", "settled_by", "settlement"])
    journal.note(viewer, gettext_noop("settled a contested level"), now.level, about=now.level.person_id)
    return now


@transaction.atomic
def tell_experience(
    *, competence: UUID, interest: int | None, years: Decimal | None, used: date | None, viewer: Person, today: date
) -> Experience:
    """Interest, years and last use, as the person tells them. Raises :class:`NotToday`."""
    rules.demand_towards(viewer, viewer, "give oneself a level", today=today)
    if competence not in shelf("en").by_id:
        raise Refused("give oneself a level")
    if used and used > today:
        raise NotToday
    made: Experience = Experience.objects.create(
        organisation_id=viewer.organisation_id, person=viewer, competence_id=competence, interest=interest, years=years,
        used=used, on=today, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("told of their experience"), made, about=viewer.pk)
    return made


def _added(
    person: Person, competence: UUID, source: str, level: int, on: date, words: str, viewer: Person, today: date
) -> Level:
    known = shelf("en").by_id.get(competence)
    if known is None:
        raise Refused("judge a level")
    if level not in {0, *(one for one, _name in known.model.scale)}:
        raise OutsideScale
    if on > today:
        raise NotToday
    if _both_judge(person, viewer, competence):
        raise BothJudgeNow
    made: Level = Level.objects.create(
        organisation_id=viewer.organisation_id, person=person, competence_id=competence, source=source, level=level, on=on,
        words=as_written(words), by=viewer, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("gave a level"), made, about=person.pk)
    return made


def _both_judge(person: Person, viewer: Person, competence: UUID) -> bool:
    """Whether the viewer is one of two who judge this competence of the person now."""
    parts = Part.objects.filter(giver=viewer).values("assessment")
    waiting = Assessment.objects.filter(pk__in=parts, person=person, revealed_at=None, put_down_at=None)
    return any(str(competence) in asked for asked in waiting.values_list("competences", flat=True))


def _said(words: str) -> str:
    said = as_written(words, 2000)
    if not said:
        raise NoWords
    return said
