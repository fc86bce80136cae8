"""A vacancy from its opening to its end: opened and ended by HR, people named to recruit, and who wants to be considered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written, one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused, demand
from stigar.levels.models import OptIn, Recruiter, Vacancy
from stigar.levels.models.vacancies import DECIDED_WITHIN
from stigar.levels.queries.vacancies import own_opt_in, shown_to
from stigar.levels.rules import vacancies as rules
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import may_see_colleague, units_in_hr_scope
from stigar.profiles.queries.profiles.asking import newest_version

if TYPE_CHECKING:
    from stigar.people.models import Person

HOLDS, WANTS = "hold vacancies", "be considered for a vacancy"
LONGEST = timedelta(days=366)
WORDS, ABOUT = 1200, 3000


class NoProfile(Exception):
    """The role has no approved profile, so there is nothing to hold anybody against."""


class NotSoLong(Exception):
    """The last day lies behind, or more than a year ahead."""


class Ended(Exception):
    """The last day has passed, or HR has ended it."""


class OthersSee(Exception):
    """Since the page was shown, other people have been named to see it."""


class NamedAlready(Exception):
    """They recruit to it already."""


class WantsIt(Exception):
    """Who wants to be considered does not recruit to the same vacancy."""


@transaction.atomic
def open_vacancy(
    *, role: UUID, unit: UUID | None, where: str, words: str, last_day: date, viewer: Person, today: date
) -> Vacancy:
    """Everybody reads it from now on. HR of some units opens it in one of them. Raises :class:`NoProfile`, :class:`NotSoLong`."""
    everywhere = Ground.HR in of_organisation(viewer, today=today)
    if not rules.holds_vacancies(viewer, today=today):
        raise Refused(HOLDS)
    if not everywhere and unit not in units_in_hr_scope(viewer, today=today):
        raise Refused(HOLDS)
    version = newest_version(role)
    if version is None:
        raise NoProfile
    made: Vacancy = Vacancy.objects.create(
        organisation_id=viewer.organisation_id, role_id=role, version_id=version, unit_id=unit, where=one_line(where, 160),
        words=as_written(words, ABOUT), last_day=_within(last_day, today), opened_by=viewer, opened_at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("opened a vacancy"), made)
    return made


@transaction.atomic
def change_vacancy(*, vacancy: Vacancy, where: str, words: str, last_day: date, viewer: Person, today: date) -> Vacancy:
    """What is told of it, and its last day; what it asks for stays as it was, and so does the day until which those who have said yes are
    seen. Raises :class:`Ended`, :class:`NotSoLong`."""
    row = _held(vacancy, viewer, today)
    row.put_off_at = clock.now() if _within(last_day, today) > row.last_day else row.put_off_at
    row.where, row.words, row.last_day = one_line(where, 160), as_written(words, ABOUT), last_day
    row.save(update_fields=["where", "words", "last_day", "put_off_at"])
    journal.note(viewer, gettext_noop("changed a vacancy"), row)
    return row


@transaction.atomic
def end_vacancy(*, vacancy: Vacancy, viewer: Person, today: date) -> None:
    """It is filled, or there will be none: nobody sees any more who wanted to be considered. Raises :class:`Ended`."""
    row = _held(vacancy, viewer, today)
    row.ended_at, row.ended_by = clock.now(), viewer
    row.save(update_fields=["ended_at", "ended_by"])
    journal.note(viewer, gettext_noop("ended a vacancy"), row)


@transaction.atomic
def go_on(*, vacancy: Vacancy, viewer: Person, today: date) -> None:
    """Ending it was a mistake; until the next night everything is as it was. Raises :class:`Ended`."""
    row = _held(vacancy, viewer, today, ended=True)
    row.ended_at = row.ended_by = None
    if row.is_over(today):
        raise Ended
    row.save(update_fields=["ended_at", "ended_by"])
    journal.note(viewer, gettext_noop("opened a vacancy again"), row)


@transaction.atomic
def name_recruiter(*, vacancy: Vacancy, person: Person, viewer: Person, today: date) -> Recruiter:
    """They see who says yes from now on. Raises :class:`Ended`, :class:`NamedAlready`, :class:`WantsIt`."""
    row = _held(vacancy, viewer, today)
    if not may_see_colleague(viewer, person, today=today) or not person.is_here(today):
        raise Refused(HOLDS)
    _not_wanted(row, viewer, today)
    if own_opt_in(row, person, today=today):
        raise WantsIt
    if Recruiter.objects.filter(vacancy=row, person=person, stopped_at=None).exists():
        raise NamedAlready
    made: Recruiter = Recruiter.objects.update_or_create(
        organisation_id=viewer.organisation_id, vacancy=row, person=person,
        defaults={"by": viewer, "at": clock.now(), "stopped_at": None},
    )[0]  # fmt: skip
    journal.note(viewer, gettext_noop("named a recruiter"), made, about=person.pk)
    return made


@transaction.atomic
def name_no_more(*, recruiter: Recruiter, viewer: Person, today: date) -> None:
    """They see nothing at the next request. Raises :class:`Ended`."""
    _held(recruiter.vacancy, viewer, today)
    if not Recruiter.objects.filter(pk=recruiter.pk, stopped_at=None).update(stopped_at=clock.now()):
        raise Refused(HOLDS)
    journal.note(viewer, gettext_noop("took back who recruits"), recruiter, about=recruiter.person_id)


@transaction.atomic
def name_again(*, recruiter: Recruiter, viewer: Person, today: date) -> None:
    """Taking it back was a mistake: they see the same as before. Raises :class:`Ended`."""
    _not_wanted(_held(recruiter.vacancy, viewer, today), viewer, today)
    if not Recruiter.objects.filter(pk=recruiter.pk).exclude(stopped_at=None).update(stopped_at=None):
        raise Refused(HOLDS)
    journal.note(viewer, gettext_noop("named a recruiter"), recruiter, about=recruiter.person_id)


@transaction.atomic
def opt_in(*, vacancy: Vacancy, words: str, seen_by: str, viewer: Person, today: date) -> OptIn:
    """The viewer wants to be considered, and is seen by those the page named (``seen_by``, see ``ShownTo.mark``); said again, the words are
    the new ones. Raises :class:`Ended`, :class:`OthersSee`."""
    demand(WANTS, _own(viewer, today))
    row = _locked(Vacancy.objects.all(), vacancy)
    there = own_opt_in(row, viewer, today=today)
    if row.is_over(today) or not (there or row.is_open(today)):
        raise Ended
    if shown_to(row, viewer, there, today=today).mark != seen_by:
        raise OthersSee
    made: OptIn = OptIn.objects.update_or_create(
        organisation_id=viewer.organisation_id, vacancy=row, person=viewer,
        defaults={
            "words": as_written(words, WORDS), "at": clock.now(), "last_day": row.last_day, "left_at": None, "told_until": None,
            "taken_back_at": None,
        },
    )[0]  # fmt: skip
    verb = gettext_noop("changed what is said for a vacancy") if there else gettext_noop("wants a vacancy")
    journal.note(viewer, verb, made, about=viewer.pk)
    return made


@transaction.atomic
def opt_out(*, vacancy: Vacancy, viewer: Person, today: date) -> None:
    """Nobody sees it at the next request."""
    demand(WANTS, _own(viewer, today))
    row = own_opt_in(vacancy, viewer, today=today)
    if row is None:
        raise Refused(WANTS)
    OptIn.objects.filter(pk=row.pk).update(taken_back_at=clock.now())
    journal.note(viewer, gettext_noop("wants a vacancy no more"), row, about=viewer.pk)


@transaction.atomic
def opt_in_again(*, vacancy: Vacancy, viewer: Person, today: date) -> None:
    """Taking it back was a mistake: the same words, for those who saw them before. Raises :class:`Ended`."""
    demand(WANTS, _own(viewer, today))
    row = _locked(Vacancy.objects.all(), vacancy)
    there = OptIn.objects.filter(vacancy=row, person=viewer).exclude(taken_back_at=None).first()
    if there is None:
        raise Refused(WANTS)
    if row.is_over(today) or today > there.until:
        raise Ended
    OptIn.objects.filter(pk=there.pk).update(taken_back_at=None)
    journal.note(viewer, gettext_noop("wants a vacancy"), there, about=viewer.pk)


def erase_what_has_ended(*, today: date) -> int:
    """Who wanted to be considered, and who recruited, is gone a day after the vacancy ended; what was taken back is gone a day after that, and
    what somebody said goes after the day that was named to them. Returns how many."""
    yesterday, gone = clock.now() - timedelta(days=1), 0
    gone += OptIn.objects.filter(Q(taken_back_at__lt=yesterday) | Q(last_day__lt=today - DECIDED_WITHIN)).delete()[0]
    past, of_it = Q(ended_at__lt=yesterday) | Q(last_day__lt=today - DECIDED_WITHIN), Q(vacancy=OuterRef("pk"))
    for vacancy in Vacancy.objects.filter(past).filter(
        Exists(OptIn.objects.filter(of_it)) | Exists(Recruiter.objects.filter(of_it))
    ):
        with transaction.atomic():
            journal.note(None, gettext_noop("erased who wanted a vacancy that has ended"), vacancy)
            for kept in (OptIn, Recruiter):
                gone += kept.objects.filter(vacancy=vacancy).delete()[0]
    return gone


def _own(viewer: Person, today: date) -> frozenset[Ground]:
    return frozenset({Ground.SELF}) if viewer.is_here(today) else frozenset()


def _not_wanted(vacancy: Vacancy, viewer: Person, today: date) -> None:
    """Who wants it names nobody to recruit: neither chooses who judges them, nor learns by trying who else wants it."""
    if own_opt_in(vacancy, viewer, today=today):
        raise Refused(HOLDS)


def _held(vacancy: Vacancy, viewer: Person, today: date, *, ended: bool = False) -> Vacancy:
    """The row as it stands now, for its HR. Raises :class:`Ended` unless it goes on."""
    row = _locked(rules.held_vacancies(viewer, today=today), vacancy)
    if ended != (row.ended_at is not None) or (not ended and row.is_over(today)):
        raise Ended
    return row


def _locked(rows: object, vacancy: Vacancy) -> Vacancy:
    """One by one: whoever ends it and whoever says yes do not pass each other."""
    found: Vacancy | None = rows.select_for_update().filter(pk=vacancy.pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Refused("see vacancies")
    return found


def _within(last_day: date, today: date) -> date:
    if not today <= last_day <= today + LONGEST:
        raise NotSoLong
    return last_day
