"""The letters of a round: that it has begun, and on the days HR has set a reminder to those for whom something waits. Each is sent once."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from stigar.dialogues.models import Round, RoundLetter
from stigar.dialogues.queries.reminding import Waiting, reminder_due, waiting_in
from stigar.foundation import clock, jobs, journal
from stigar.people.queries.audiences import readers

if TYPE_CHECKING:
    from stigar.foundation.models import Errand
    from stigar.people.models import Person

ERRAND = "dialogues.reminders"
TEXTS = Path(__file__).parent.parent / "texts"


@transaction.atomic
def remind(*, row: Round, today: date) -> Errand | None:
    """Make today's reminders, once, and mail them in the background; None when none are due."""
    now: Round | None = Round.objects.select_for_update().filter(pk=row.pk, ended_at=None).first()
    if now is None or now.started_at is None:
        return None
    started = now.started_at.astimezone(ZoneInfo(row.organisation.time_zone)).date()
    day = reminder_due(now, today=today, started=started)
    if day is None:
        return None
    now.reminded_on = day
    now.save(update_fields=["reminded_on"])
    told = sorted(waiting_in(now, today=today), key=str)
    RoundLetter.objects.bulk_create(
        (RoundLetter(organisation_id=now.organisation_id, round=now, person_id=one, kind=RoundLetter.REMINDER, on=day) for one in told),
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
    journal.note(None, gettext_noop("reminded those for whom a dialogue waits"), now, people=len(told))
    return jobs.start(ERRAND, by=None, round=str(now.pk), kind=RoundLetter.REMINDER)


def mail(asked: Errand, *, kind: str, today: date) -> dict[str, int]:
    """Mail the letters of this kind that are not mailed; started again after a crash it goes on where it was."""
    row = Round.objects.select_related("organisation").get(pk=asked.given["round"])
    letters = RoundLetter.objects.filter(round=row, kind=kind, mailed_at=None)
    waiting = waiting_in(row, today=today)
    keys = {person: key for person, key in letters.values_list("person", "pk") if person in waiting}
    people = [one for one in readers(keys, today=today) if one.email]
    sent = 0
    for done, person in enumerate(people):
        jobs.tell(asked, done, len(people), gettext_noop("Sending letters"))
        letter = _letter(row, kind, person, waiting[person.pk])
        if letters.filter(pk=keys[person.pk]).exists() and _goes(letter):
            sent += letters.filter(pk=keys[person.pk]).update(mailed_at=clock.now())
    return {"sent": sent, "left": len(keys) - sent}


def ongoing() -> list[Round]:
    """The rounds that are under way."""
    rows = Round.objects.filter(~Q(started_at=None), ended_at=None).select_related("organisation")
    return list(rows.order_by("begins"))


def _goes(letter: EmailMessage) -> bool:
    try:
        letter.send()
    except (OSError, SMTPException):
        return False  # it stays unmailed; what waits is seen in the product
    return True


def _letter(row: Round, kind: str, person: Person, waiting: Waiting) -> EmailMessage:
    """Names are put in as they are; nothing a person wrote is ever run as a template. It says that something waits, and where."""
    language = (person.identity.language if person.identity else "") or person.language or row.organisation.language
    words = _words(language)
    with translation.override(language):
        days = {name: date_format(day, "DATE_FORMAT") for name, day in (("begins", row.begins), ("ends", row.ends))}
    known = {
        "round": row.name, "name": person.given, "others": str(waiting.others), "ready": str(waiting.ready), **days,
        "address": settings.STIGAR.address.rstrip("/") + reverse("dialogues:talks"),
    }  # fmt: skip
    told = [words[name] for name in _parts(waiting)]
    text = "\n\n".join((words["hello"], words[kind], "\n".join(f"- {one}" for one in told), words["where"]))
    return EmailMessage(_filled(words[f"{kind}_subject"], known), _filled(text, known) + "\n", to=[person.email])


def _parts(waiting: Waiting) -> list[str]:
    parts = ["own"] if waiting.own else []
    if waiting.others:
        parts.append("other" if waiting.others == 1 else "others")
    if waiting.ready:
        parts.append("ready" if waiting.ready == 1 else "readies")
    return parts


def _filled(words: str, known: dict[str, str]) -> str:
    """One pass over our own words, so that a brace in a name stays a brace."""
    return words.format_map(known)


@cache
def _words(language: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"letters.{language}.toml").read_text(encoding="utf-8"))
