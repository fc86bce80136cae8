"""When something is new in a vacancy that somebody wants: they are written to, and say yes to it or leave it as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused, demand
from stigar.levels.actions.vacancies import WANTS
from stigar.levels.models import OptIn
from stigar.levels.queries.vacancies import own_opt_in
from stigar.levels.queries.vacancies_news import to_tell

if TYPE_CHECKING:
    from stigar.levels.models import Vacancy
    from stigar.people.models import Person

UNDONE_WITHIN = timedelta(hours=1)  # so long what HR has done may be undone before anybody is written to


@transaction.atomic
def leave_as_it_was(*, vacancy: Vacancy, viewer: Person, today: date) -> None:
    """The viewer has read what is new and does not say yes to it: it holds as it was said, and home asks no more. Nobody else
    learns of it."""
    demand(WANTS, frozenset({Ground.SELF}) if viewer.is_here(today) else frozenset())
    row = own_opt_in(vacancy, viewer, today=today)
    if row is None:
        raise Refused(WANTS)
    OptIn.objects.filter(pk=row.pk).update(left_at=clock.now())
    journal.note(viewer, gettext_noop("left as it was what is said for a vacancy"), row, about=viewer.pk)


def write_of_news(*, today: date) -> int:
    """A letter to each who has said yes to a vacancy where somebody more recruits, or that goes on longer; each once for what is
    new. Returns how many went; run twice it sends nothing."""
    before = clock.now() - UNDONE_WITHIN
    return sum(_written(row, before) for row in to_tell(before=before, today=today))


def _written(row: OptIn, before: datetime) -> int:
    """The mark and the letter together: a letter that could not go is tried again the next night."""
    if not row.person.email:
        return 0
    try:
        with transaction.atomic():
            if OptIn.objects.filter(pk=row.pk, told_until=row.told_until).update(told_until=before):
                return _letter(row.person).send()
    except (OSError, SMTPException):
        pass
    return 0  # another worker was quicker, or the mail server did not take it


def _letter(person: Person) -> EmailMessage:
    """To the person alone. That it is about a vacancy stands in Stigar and not in a letter, which others may see."""
    chosen = person.identity.language if person.identity else ""
    with override(chosen or person.language or person.organisation.language):
        subject = _("Something is new in what you have said yes to")
        hello = _("Hi %(name)s,") % {"name": person.given}
        words = _(
            "HR has changed something that you have said yes to in Stigar. What is new does not hold for you until you say yes to it. Here you"
            " see what it is:"
        )
    return EmailMessage(
        subject, f"{hello}\n\n{words}\n\n{settings.STIGAR.address.rstrip('/')}{reverse('home')}\n", to=[person.email]
    )
