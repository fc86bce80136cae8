"""The letters of a project: planned with drafts in three languages, written better by people, sent once, and read."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import as_written, one_line
from stigar.foundation import clock, jobs, journal
from stigar.foundation.models import Errand
from stigar.people.queries.audiences import readers
from stigar.profiles.actions.projects import NoName, demand_open
from stigar.profiles.actions.records import begun
from stigar.profiles.models import Delivery, Goal, Message, Project
from stigar.profiles.queries.drafts import drafts
from stigar.profiles.queries.messages import audiences, said

if TYPE_CHECKING:
    from stigar.people.models import Person

ENGAGEMENT, ERRAND = 5, "profiles.letters"
SUBJECT, TEXT = 160, 6000
AFTERWARDS_WEEKS = 8


class SentAlready(Exception):
    """The message has been sent: it stands as it was read."""


@transaction.atomic
def plan_messages(*, project: Project, viewer: Person, today: date) -> list[Message]:
    """Draft what is not planned yet: to each audience, what begins and what happens afterwards. Raises :class:`NoName` without a goal."""
    demand_open(project, viewer, today)
    goal = Goal.objects.filter(project=project).first()
    if goal is None:
        raise NoName
    planned = set(Message.objects.filter(project=project).values_list("audience", "moment"))
    days = {Message.BEGINS: today + timedelta(days=7), Message.AFTERWARDS: today + timedelta(weeks=AFTERWARDS_WEEKS)}
    made = [
        Message(
            organisation_id=viewer.organisation_id, project=project, audience=audience, moment=moment, day=days[moment], by=viewer,
            words=drafts(audience, moment, project=project.name, goal=goal.words, expected=goal.expected, owner=project.owner.name),
        )
        for audience, _ in Message.AUDIENCES for moment, _ in Message.MOMENTS if (audience, moment) not in planned
    ]  # fmt: skip
    Message.objects.bulk_create(made, ignore_conflicts=True)  # a colleague may plan them in the same moment
    begun(project, ENGAGEMENT, viewer)
    journal.note(viewer, gettext_noop("planned the letters of a profile project"), project)
    return made


@transaction.atomic
def write_message(
    *, message: Message, day: date, words: dict[str, dict[str, str]], viewer: Person, today: date
) -> Message:
    """Say it better. Raises :class:`SentAlready`, and :class:`NoName` when one of the languages is left without words."""
    demand_open(message.project, viewer, today)
    held: Message = Message.objects.select_for_update().get(pk=message.pk)
    if held.sent_at:
        raise SentAlready
    told = {
        language: {
            "subject": one_line(one["subject"], SUBJECT),
            "text": as_written(one["text"], TEXT),
        }
        for language, one in words.items()
    }  # fmt: skip
    if not all(one["subject"] and one["text"] for one in told.values()):
        raise NoName
    held.day, held.words = day, told
    held.save(update_fields=["day", "words"])
    journal.note(viewer, gettext_noop("wrote a letter of a profile project"), held.project)
    return held


@transaction.atomic
def ask_to_send(*, message: Message, viewer: Person, today: date) -> Errand:
    """Send it now: seen in the product at once, mailed in the background. Raises :class:`SentAlready`."""
    demand_open(message.project, viewer, today)
    if not Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=clock.now()):
        raise SentAlready
    people = audiences(message.project, today=today)[message.audience]
    Delivery.objects.bulk_create(
        (Delivery(organisation_id=viewer.organisation_id, message=message, person_id=one) for one in sorted(people, key=str)),
        batch_size=500,
    )  # fmt: skip
    begun(message.project, ENGAGEMENT, viewer)
    journal.note(viewer, gettext_noop("sent a letter of a profile project"), message.project, people=len(people))
    return jobs.start(ERRAND, by=viewer, message=str(message.pk))


def mail(asked: Errand, *, today: date) -> dict[str, int]:
    """Mail the letter to everyone it has not been mailed to; started again after a crash it goes on where it was."""
    message = Message.objects.select_related("project__organisation").get(pk=asked.given["message"])
    waiting = dict(Delivery.objects.filter(message=message, mailed_at=None).order_by("pk").values_list("person", "pk"))
    people = [one for one in readers(waiting, today=today) if one.email]
    sent = 0
    for done, person in enumerate(people):
        jobs.tell(asked, done, len(people), gettext_noop("Sending letters"))
        words = said(message, _language(person))
        try:
            EmailMessage(words["subject"], words["text"] + "\n", to=[person.email]).send()
        except (OSError, SMTPException):
            continue  # it stays unmailed, is seen in the product, and is counted so
        sent += Delivery.objects.filter(pk=waiting[person.pk]).update(mailed_at=clock.now())
    return {"sent": sent, "left": len(waiting) - sent}


@transaction.atomic
def read_message(*, message: uuid.UUID, viewer: Person) -> Delivery | None:
    """The reader opened it; the first time counts. None for who was not sent it."""
    found: Delivery | None = (
        Delivery.objects.filter(message=message, person=viewer).select_related("message__project__goal").first()
    )
    if found and found.read_at is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
        journal.note(viewer, gettext_noop("read a letter of a profile project"), found.message.project, about=viewer.pk)
    return found


def _language(person: Person) -> str:
    chosen = person.identity.language if person.identity else ""
    return chosen or person.language or person.organisation.language
