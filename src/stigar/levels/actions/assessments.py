"""An assessment between two: opened, written by each alone, handed in, and seen by both in the moment when both have handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.models import Assessment, Experience, Level, Part, Rating
from stigar.library.queries.shelf import shelf
from stigar.people.rules import is_led_by, may_see_colleague

if TYPE_CHECKING:
    from stigar.people.models import Person, Role

MOST = 40  # competences in one assessment; fifteen is already much


class AlreadyOpen(Exception):
    """The two have an open assessment already."""


class NothingToJudge(Exception):
    """An assessment is of at least one competence, and of at most forty."""


class NotAReviewer(Exception):
    """The reviewer is the manager, or for HR any colleague who works here; never the person."""


class HandedIn(Exception):
    """This part has been handed in; it is taken back before it is changed."""


class OutsideScale(Exception):
    """The level is not on the competence's scale."""


class NewerElsewhere(Exception):
    """The same competence was written on another screen after this one was opened. Both are kept: ``theirs`` is what is saved."""

    def __init__(self, theirs: Rating) -> None:
        super().__init__()
        self.theirs = theirs


class Unanswered(Exception):
    """Competences without a level, where the giver has not said that they cannot tell."""

    def __init__(self, competences: Sequence[UUID]) -> None:
        super().__init__()
        self.competences = competences


@dataclass(frozen=True, slots=True)
class Judged:
    """What one gives for one competence. ``level`` None with ``cannot_say``; the rest is told only of oneself."""

    level: int | None = None
    cannot_say: bool = False
    interest: int | None = None
    years: Decimal | None = None
    used: date | None = None
    words: str = ""


@transaction.atomic
def open_assessment(
    *, person: Person, reviewer: Person, competences: Iterable[UUID], role: Role | None, due: date | None,
    viewer: Person, today: date,
) -> Assessment:  # fmt: skip
    """Open one with a part for each of the two. Raises :class:`NotAReviewer`, :class:`NothingToJudge`, :class:`AlreadyOpen`."""
    rules.demand_towards(viewer, person, "begin an assessment", today=today)
    leads = is_led_by(person, reviewer, today=today)
    if not _may_review(viewer, person, reviewer, leads=leads, today=today):
        raise NotAReviewer
    known = shelf("en").by_id
    wanted = list(dict.fromkeys(one for one in competences if one in known))
    if not 1 <= len(wanted) <= MOST:
        raise NothingToJudge
    try:
        with transaction.atomic():
            made: Assessment = Assessment.objects.create(
                organisation_id=viewer.organisation_id, person=person, reviewer=reviewer, role=role, due=due,
                competences=[str(one) for one in wanted], as_manager=leads, opened_by=viewer, opened_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as twice:
        raise AlreadyOpen from twice
    for giver in (person, reviewer):
        Part.objects.create(organisation_id=viewer.organisation_id, assessment=made, giver=giver)
    journal.note(viewer, gettext_noop("opened an assessment"), made, about=person.pk, reviewer=str(reviewer.pk))
    return made


@transaction.atomic
def save_rating(
    *, assessment: Assessment, competence: UUID, judged: Judged, turn: int, viewer: Person, today: date
) -> Rating:
    """Save what the viewer gives for one competence; nobody else reads it yet. ``turn`` is the one the writer saw, 0 for none.

    Raises :class:`OutsideScale`, :class:`HandedIn` and :class:`NewerElsewhere` (nothing is written over).
    """
    part = _own_part(assessment, viewer, today=today)
    if str(competence) not in part.assessment.competences:
        raise Refused("judge a level")
    if part.submitted_at:
        raise HandedIn
    _on_the_scale(competence, judged.level)
    given = _fields(judged, of_oneself=viewer.pk == part.assessment.person_id)
    there = Rating.objects.filter(part=part, competence=competence).first()
    if there is None:
        return Rating.objects.create(
            organisation_id=viewer.organisation_id, part=part, competence_id=competence, at=clock.now(), **given
        )
    if there.turn != turn:
        if _same(there, given):
            return there
        raise NewerElsewhere(there)
    for name, value in given.items():
        setattr(there, name, value)
    there.turn, there.at = there.turn + 1, clock.now()
    there.save()
    return there


@transaction.atomic
def hand_in(*, assessment: Assessment, viewer: Person, today: date) -> Assessment:
    """Hand in one's part. With the second both parts are seen by both, and become levels. Raises :class:`Unanswered`, :class:`HandedIn`."""
    part = _own_part(assessment, viewer, today=today)
    if part.submitted_at:
        raise HandedIn
    answered = Rating.objects.filter(part=part).exclude(level=None, cannot_say=False)
    there = {str(one) for one in answered.values_list("competence", flat=True)}
    if missing := [UUID(one) for one in part.assessment.competences if one not in there]:
        raise Unanswered(missing)
    part.submitted_at = clock.now()
    part.save(update_fields=["submitted_at"])
    now = part.assessment
    journal.note(viewer, gettext_noop("handed in an assessment"), now, about=now.person_id)
    if not Part.objects.filter(assessment=now, submitted_at=None).exists():
        _reveal(now, today=today)
    return now


@transaction.atomic
def take_back(*, assessment: Assessment, viewer: Person, today: date) -> None:
    """Go on writing, as long as the other has not handed in. Raises :class:`HandedIn` afterwards."""
    part = _own_part(assessment, viewer, today=today)
    if part.assessment.revealed_at:
        raise HandedIn
    part.submitted_at = None
    part.save(update_fields=["submitted_at"])
    journal.note(
        viewer, gettext_noop("took back their part of an assessment"), part.assessment, about=assessment.person_id
    )


@transaction.atomic
def put_down(*, assessment: Assessment, viewer: Person, today: date) -> None:
    """End an open assessment without anybody seeing what the other wrote; what was written is gone. Raises :class:`HandedIn`."""
    part = _own_part(assessment, viewer, today=today)
    if part.assessment.revealed_at:
        raise HandedIn
    Rating.objects.filter(part__assessment=part.assessment).delete()
    part.assessment.put_down_at = clock.now()
    part.assessment.save(update_fields=["put_down_at"])
    journal.note(viewer, gettext_noop("put an assessment down"), part.assessment, about=assessment.person_id)


def _may_review(viewer: Person, person: Person, reviewer: Person, *, leads: bool, today: date) -> bool:
    """The manager may always; HR may ask any colleague who works here."""
    if reviewer.pk == person.pk or not may_see_colleague(viewer, reviewer, today=today) or not reviewer.is_here(today):
        return False
    return leads or rules.is_hr_for(viewer, person, today=today)


def _own_part(assessment: Assessment, viewer: Person, *, today: date) -> Part:
    """The viewer's part of an assessment they may still see, with the assessment locked for the transaction."""
    seen = rules.visible_assessments(viewer, today=today).filter(pk=assessment.pk)
    locked = Assessment.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    part: Part | None = Part.objects.filter(assessment=locked, giver=viewer).first() if locked else None
    if part is None or locked is None:
        raise Refused("judge a level")
    part.assessment = locked
    return part


def _on_the_scale(competence: UUID, level: int | None) -> None:
    known = shelf("en").by_id.get(competence)
    if level is not None and known is not None and level not in {0, *(one for one, _name in known.model.scale)}:
        raise OutsideScale


def _fields(judged: Judged, *, of_oneself: bool) -> dict[str, object]:
    told = {"interest": judged.interest, "years": judged.years, "used": judged.used} if of_oneself else {}
    level = None if judged.cannot_say else judged.level
    return {"level": level, "cannot_say": judged.cannot_say, "words": as_written(judged.words), **told}


def _same(there: Rating, given: dict[str, object]) -> bool:
    return all(getattr(there, name) == value for name, value in given.items())


def _reveal(assessment: Assessment, *, today: date) -> None:
    """Both have handed in: what each gave becomes levels, and what the person told besides is kept."""
    assessment.revealed_at = moment = clock.now()
    assessment.save(update_fields=["revealed_at"])
    given = Rating.objects.filter(part__assessment=assessment).select_related("part")
    for rating in given:
        of_oneself = rating.part.giver_id == assessment.person_id
        if rating.level is not None:
            Level.objects.create(
                organisation_id=assessment.organisation_id, person_id=assessment.person_id, competence_id=rating.competence_id,
                source=Level.SELF if of_oneself else Level.MANAGER, level=rating.level, on=today, words=rating.words,
                by_id=rating.part.giver_id, at=moment, assessment=assessment,
            )  # fmt: skip
        if of_oneself and (rating.interest, rating.years, rating.used) != (None, None, None):
            Experience.objects.create(
                organisation_id=assessment.organisation_id, person_id=assessment.person_id, competence_id=rating.competence_id,
                interest=rating.interest, years=rating.years, used=rating.used, on=today, at=moment,
            )  # fmt: skip
    journal.note(
        None, gettext_noop("both had handed in: the levels are seen by both"), assessment, about=assessment.person_id
    )
