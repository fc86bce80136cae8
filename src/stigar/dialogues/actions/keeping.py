"""How long things are kept: decided by HR, told to each person a month before, and then really gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from stigar.dialogues.models import Answer, GoesSoon, KeptFor, Note, Reflection
from stigar.dialogues.queries.keeping import finished, held_talks, kept_for, months_before
from stigar.foundation import clock, journal
from stigar.foundation.tenancy import where_we_are
from stigar.levels.actions.keeping import drop_earlier
from stigar.people.rules import demand_here

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "decide how long dialogues are kept"
TOLD_DAYS = 30  # so long before something goes, its person is told
LONGEST = 600


class NoTime(Exception):
    """A time is whole months, from one to fifty years."""


@transaction.atomic
def keep_for(*, months: Mapping[str, int | None], viewer: Person, today: date) -> None:
    """Decide how long each kind is kept; None keeps it as long as the person works here. Raises :class:`NoTime`."""
    demand_here(viewer, RIGHT, today=today)
    before = kept_for()
    for what, _words in KeptFor.WHAT:
        wanted = months.get(what)
        if wanted is None:
            KeptFor.objects.filter(what=what).delete()
            continue
        if not 1 <= wanted <= LONGEST:
            raise NoTime
        KeptFor.objects.update_or_create(
            organisation_id=viewer.organisation_id,
            what=what,
            defaults={"months": wanted, "by": viewer, "at": clock.now()},
        )
    after = kept_for()
    if after != before:
        verb = gettext_noop("decided how long dialogues are kept")
        journal.note(viewer, verb, viewer.organisation, before=before, after=after, outdates="")


@transaction.atomic
def tell_what_goes(*, today: date) -> list[GoesSoon]:
    """Note for each person what of theirs goes in a month and has not been told yet. Again the same day it finds nothing more."""
    found: list[GoesSoon] = []
    here = where_we_are()
    assert here, "it is told inside an organisation"
    for what, months in kept_for().items():
        on = today + timedelta(days=TOLD_DAYS)
        by = months_before(on, months)
        told = _told_of(what)
        fresh = {person for person, day in finished(what, by=by) if day > told.get(person, date.min)}
        found += [
            GoesSoon.objects.create(
                organisation_id=here, person_id=person, what=what, finished_by=by, on=on, at=clock.now()
            )
            for person in sorted(fresh, key=str)
        ]
    return found


def write_of(told: GoesSoon) -> int:
    """A letter about it, without a word of what it is about beyond its kind. Returns how many went."""
    person = told.person
    if not person.email:
        return 0
    language = (person.identity.language if person.identity else "") or person.language or person.organisation.language
    with override(language):
        day = date_format(told.on, "DATE_FORMAT")
        subject = _("Something of yours is soon deleted in Stigar")
        hello = _("Hello %(name)s,") % {"name": person.given}
        said = _(
            "Your organisation has decided how long things are kept. On %(day)s this is deleted: %(what)s. Log in before then to read it or"
            " take it out as a file. Do you no longer work there? Then ask HR for a copy."
        ) % {"day": day, "what": told.get_what_display()}
    with suppress(OSError, SMTPException):  # it stands on home whatever becomes of the letter
        return EmailMessage(subject, f"{hello}\n\n{said}\n", to=[person.email]).send()
    return 0


def drop_what_is_past(*, today: date, forgets: Iterable[Callable[..., None]]) -> int:
    """Delete what was told a month ago and is past its time. Run twice it deletes nothing more. Returns how many notices were carried out.

    ``forgets`` is what each room does when somebody who has left is forgotten. A time that was made longer meanwhile holds.
    """
    months, done = kept_for(), 0
    for told in GoesSoon.objects.filter(gone_at=None, on__lte=today).select_related("person").order_by("on", "pk"):
        with transaction.atomic():
            if not GoesSoon.objects.filter(pk=told.pk, gone_at=None).update(gone_at=clock.now()):
                continue
            if told.what in months:
                by = min(told.finished_by, months_before(today, months[told.what]))
                _drop(told, by, today, forgets)
                done += 1
    return done


def _drop(told: GoesSoon, by: date, today: date, forgets: Iterable[Callable[..., None]]) -> None:
    person = told.person
    if told.what == KeptFor.TALK:
        held_talks(by=by).filter(person=person).delete()
    elif told.what == KeptFor.PREPARED:
        talks = held_talks(by=by).values("pk")
        Answer.objects.filter(preparation__giver=person, preparation__talk__in=talks).delete()
        Note.objects.filter(by=person, talk__in=talks).delete()
    elif told.what == KeptFor.REFLECTION:
        Reflection.objects.filter(Q(person=person), at__date__lte=by).delete()
    elif told.what == KeptFor.LEVEL:
        drop_earlier(person=person, by=by)
    elif person.ended and person.ended <= by:
        for forget in forgets:
            forget(person, today=today)
    verb = gettext_noop("deleted what had been kept long enough")
    journal.note(None, verb, told, about=person.pk, what=told.what, by=str(by))


def _told_of(what: str) -> dict[object, date]:
    """Person -> the last day of what they have been told goes."""
    rows = GoesSoon.objects.filter(what=what, gone_at=None).order_by("finished_by")
    return dict(rows.values_list("person", "finished_by"))
