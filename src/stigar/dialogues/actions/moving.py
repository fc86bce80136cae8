"""In the middle of a round somebody gets another manager, or is on leave.

Before both have handed in, the dialogue is handed to the new one: what the first has prepared goes unread, and the person takes their own
part back, since they wrote it for somebody else. Afterwards it is the first two's, and HR decides who goes on.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.inviting import open_some
from stigar.dialogues.actions.meetings import call_off_handed_on
from stigar.dialogues.actions.rounds import RIGHT, NotTheOther, locked
from stigar.dialogues.models import Agreed, Answer, Goal, Note, Preparation, Round, Signature, Summary, Talk, TimeSet
from stigar.dialogues.queries.coverage import moved_in
from stigar.dialogues.queries.pairing import Pair
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels.actions.together import hand_on, keep_with
from stigar.people.queries import colleague
from stigar.people.queries.workplaces import workplaces
from stigar.people.rules import is_led_by, reaches_as_hr

if TYPE_CHECKING:
    from stigar.people.models import Person


class SeenByBoth(Exception):
    """Both have handed in: the dialogue is theirs, and nobody else is put in it."""


class WrittenIn(Exception):
    """Somebody has written in the new dialogue already, so the old one cannot be taken up instead."""


def hand_over_moved(*, row: Round, today: date) -> int:
    """Hand the dialogues of those who have got another manager to that one, where nothing has been seen yet. Gives how many."""
    done = 0
    for one in moved_in(row, language="sv", today=today):
        if one.revealed or not one.manager:
            continue
        with transaction.atomic():
            talk, reviewer = _open(row, one.talk), colleague(one.manager, today=today)
            if talk and reviewer and talk.revealed_at is None and talk.reviewer_id == one.reviewer:
                _hand_over(talk, reviewer, today=today)
                journal.note(None, gettext_noop("handed a dialogue to the new manager"), talk, about=talk.person_id)
                done += 1
    return done


@transaction.atomic
def hand_over(*, row: Round, talk: Talk, to: Person, viewer: Person, today: date) -> None:
    """HR gives the dialogue to somebody else. Raises :class:`SeenByBoth`, ``NotTheOther``."""
    now = _of_round(row, talk, viewer, today)
    if now.revealed_at:
        raise SeenByBoth
    if to.pk == now.person_id or not to.is_here(today):
        raise NotTheOther
    if to.pk != now.reviewer_id:
        _hand_over(now, to, today=today)
        journal.note(viewer, gettext_noop("handed a dialogue to somebody else"), now, about=now.person_id)


@transaction.atomic
def stay(*, row: Round, talk: Talk, stays: bool, viewer: Person, today: date) -> None:
    """Who began finishes it, as a reviewer who is not the manager. ``stays=False`` takes that back."""
    now = _of_round(row, talk, viewer, today)
    now.as_manager = not stays
    now.save(update_fields=["as_manager"])
    if now.assessment_id and stays:
        keep_with(assessment=now.assessment_id)
    journal.note(viewer, gettext_noop("let the one who began a dialogue finish it"), now, about=now.person_id)


@transaction.atomic
def begin_anew(*, row: Round, talk: Talk, viewer: Person, today: date) -> Talk:
    """The new manager begins afresh. What was said before is closed, and stays with the person; nobody new reads it."""
    now = _of_round(row, talk, viewer, today)
    everybody = workplaces(language="sv", today=today)
    one = everybody.get(now.person_id)
    manager = next((key for key in one.managers if key in everybody and key != one.id), None) if one else None
    if one is None or manager is None or manager == now.reviewer_id:
        raise NotTheOther
    if now.assessment_id:
        hand_on(assessment=now.assessment_id, to=manager, as_manager=True)
    call_off_handed_on(talk=now)
    now.round, now.closed_at = None, clock.now()
    now.save(update_fields=["round", "closed_at"])
    row = Round.objects.select_related("template", "organisation").get(pk=row.pk)
    pair = Pair(one, manager, everybody[manager].name, as_manager=True, chosen=False)
    (made,) = open_some(row=row, pairs=[pair], viewer=viewer, today=today)
    Agreed.objects.filter(talk=made).delete()
    made.before = now
    made.save(update_fields=["before"])
    _inherit(made, colleague(manager, today=today), today=today)
    return made


@transaction.atomic
def take_up_old(*, row: Round, talk: Talk, viewer: Person, today: date) -> None:
    """The beginning anew undone, as long as nobody has written in the new one. Raises :class:`WrittenIn`."""
    now = _of_round(row, talk, viewer, today)
    old = Talk.objects.select_for_update().filter(pk__in=[now.before_id], round=None, person=now.person_id).first()
    if old is None:
        raise Refused(RIGHT)
    if (
        Answer.objects.filter(preparation__talk=now).exists()
        or now.revealed_at
        or Note.objects.filter(talk=now).exists()
    ):
        raise WrittenIn
    now.put_down_at = clock.now()
    now.save(update_fields=["put_down_at"])
    old.round, old.closed_at = row, None
    old.save(update_fields=["round", "closed_at"])
    journal.note(viewer, gettext_noop("took up the dialogue that had begun"), old, about=old.person_id)


@transaction.atomic
def set_away(*, row: Round, talk: Talk, until: date | None, viewer: Person, today: date) -> date | None:
    """The person is away until that day: nobody is reminded before. Why is not asked. Gives what it was, for the undo.

    HR says so, or the manager who holds the dialogue; the person takes it away when they are here.
    """
    now = _of_manager(talk, viewer, until, today) or _of_round(row, talk, viewer, today)
    before = now.away_until
    now.away_until = until
    now.save(update_fields=["away_until"])
    journal.note(viewer, gettext_noop("said when reminders of a dialogue wait"), now, about=now.person_id)
    return before


def _of_manager(talk: Talk, viewer: Person, until: date | None, today: date) -> Talk | None:
    """The same open dialogue of a round for the manager who holds it, and for the person who is here after all."""
    own = Q(as_manager=True, reviewer=viewer)
    if until is None:
        own |= Q(person=viewer)
    seen = rules.visible_talks(viewer, today=today).filter(own, pk=talk.pk, closed_at=None).exclude(round=None)
    found: Talk | None = Talk.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    return found


def _of_round(row: Round, talk: Talk, viewer: Person, today: date) -> Talk:
    """An open dialogue of a round the viewer holds, of somebody they answer for today."""
    now = _open(locked(row, viewer, today=today), talk.pk)
    if now is None or not reaches_as_hr(viewer, now.person, today=today):
        raise Refused(RIGHT)
    return now


def _open(row: Round, key: UUID) -> Talk | None:
    """An open dialogue of the round, locked for the transaction."""
    rows = Talk.objects.select_for_update().filter(round=row, closed_at=None, put_down_at=None)
    found: Talk | None = rows.filter(pk=key).first()
    return found


def _hand_over(talk: Talk, reviewer: Person, *, today: date) -> None:
    """Nothing of what the first one wrote is left to be seen; the person's own words stay theirs until they hand them in anew."""
    first = talk.reviewer_id
    call_off_handed_on(talk=talk)
    Preparation.objects.filter(talk=talk, giver=first).delete()
    Note.objects.filter(talk=talk, by=first).delete()
    Note.objects.filter(talk=talk).update(shared=False)
    for words in (Agreed, Summary, Signature):
        words.objects.filter(talk=talk).delete()
    for kept in (Goal, TimeSet):
        kept.objects.filter(talk=talk).update(talk=None)
    Preparation.objects.filter(talk=talk).update(submitted_at=None)
    Preparation.objects.create(organisation_id=talk.organisation_id, talk=talk, giver=reviewer)
    talk.reviewer, talk.before, talk.about = reviewer, None, ""
    talk.as_manager = is_led_by(talk.person, reviewer, today=today)
    if talk.assessment_id:
        talk.assessment_id = hand_on(assessment=talk.assessment_id, to=reviewer.pk, as_manager=talk.as_manager)
    talk.save(update_fields=["reviewer", "as_manager", "before", "about", "assessment"])
    _inherit(talk, reviewer, today=today)


def _inherit(talk: Talk, reviewer: Person | None, *, today: date) -> None:
    """What the person promised in the latest dialogue both signed comes along: that a new manager gets."""
    if reviewer is None:
        return
    signed = rules.inherited_talks(reviewer, talk.person, today=today)
    for one in Agreed.objects.filter(talk__in=signed.values("pk"), who=talk.person_id, done_on=None, dropped_at=None):
        Agreed.objects.create(
            organisation_id=talk.organisation_id, talk=talk, who_id=one.who_id, text=one.text, by_day=one.by_day, carried_from=one,
            by_id=one.by_id, at=clock.now(),
        )  # fmt: skip
