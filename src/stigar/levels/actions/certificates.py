"""Certificates over time: renewed, warned of by letter before they end, and gone for good a month after they were taken away."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPException
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from stigar.foundation import clock, files, journal
from stigar.foundation.policy import Refused
from stigar.levels.actions.standing import PAPERS, ThereAlready, tell_certificate
from stigar.levels.models import Certificate, CertificateWarning
from stigar.levels.queries.certificates import thrown_away, to_warn

if TYPE_CHECKING:
    from stigar.people.models import Person

KEPT_DAYS = 30  # so long one that was taken away can be put back


@transaction.atomic
def renew_certificate(
    *, certificate: Certificate, issuer: str, begins: date, ends: date | None, viewer: Person, today: date, address: str = "",
    file: IO[bytes] | None = None, file_name: str = "",
) -> Certificate:  # fmt: skip
    """The same certificate again for a new time. The old stays readable. Raises :class:`ThereAlready` and what telling of one raises."""
    now = Certificate.objects.select_for_update().filter(pk=certificate.pk, taken_away=None).first()
    if now is None:
        raise Refused(PAPERS)
    if now.renewals.filter(taken_away=None).exists():
        raise ThereAlready
    return tell_certificate(
        person=certificate.person, name=now.name, issuer=issuer, begins=begins, ends=ends, competence=now.competence_id, level=now.level,
        viewer=viewer, today=today, address=address, file=file, file_name=file_name, renews=now,
    )  # fmt: skip


def warn_of_endings(*, today: date) -> int:
    """A letter to each person whose certificate ends within 90, 30 or 7 days, each once. Returns how many went; run twice it sends nothing."""
    return sum(_warn(certificate, days, today) for certificate, days in to_warn(today=today))


def erase_taken_away() -> int:
    """What was taken away a month ago is gone, with its file. Returns how many."""
    gone = 0
    for row in thrown_away(days=KEPT_DAYS).select_related("upload"):
        with transaction.atomic():
            journal.note(None, gettext_noop("erased a certificate that was taken away"), row, about=row.person_id)
            upload = row.upload
            row.delete()
            if upload:
                files.drop(upload)
        gone += 1
    return gone


def _warn(certificate: Certificate, days: int, today: date) -> int:
    """The row and the letter together: a letter that could not go is tried again the next night."""
    if not certificate.person.email:
        return 0
    try:
        with transaction.atomic():
            CertificateWarning.objects.create(
                organisation_id=certificate.organisation_id, certificate=certificate, days=days, at=clock.now()
            )
            _letter(certificate, today).send()
    except (IntegrityError, OSError, SMTPException):
        return 0  # another worker was quicker, or the mail server did not take it
    return 1


def _letter(certificate: Certificate, today: date) -> EmailMessage:
    """To the person alone; what the certificate is called stands in Stigar and not in a letter."""
    person, last = certificate.person, certificate.ends
    assert last is not None
    chosen = person.identity.language if person.identity else ""
    with override(chosen or person.language or person.organisation.language):
        told = {"name": person.given, "day": date_format(last, "DATE_FORMAT"), "n": (last - today).days}
        subject = _("One of your certificates expires on %(day)s") % told
        words = ngettext(
            "One of your certificates ends in %(n)d day, on %(day)s. Here you see which, and here you tell of the new one:",
            "One of your certificates ends in %(n)d days, on %(day)s. Here you see which, and here you tell of the new one:",
            (last - today).days,
        )  # fmt: skip
        text = (
            _("Hi %(name)s,") % told
            + "\n\n"
            + words % told
            + f"\n\n{settings.STIGAR.address.rstrip('/')}{reverse('levels:certificates')}\n"
        )
    return EmailMessage(subject, text, to=[person.email])
