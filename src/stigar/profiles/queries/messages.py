"""The letters of a project: who belongs to which audience, what is planned for them, and who was reached."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.people.queries.audiences import employed, holding, managers_of, representatives
from stigar.profiles.models import Delivery, Message, Project
from stigar.profiles.queries.viewpoints import CHANGING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person

FIRST = (Message.MANAGERS, Message.HOLDERS)  # those who must have heard before the work goes on


@dataclass(frozen=True, slots=True)
class Planned:
    """A message of the plan, how many it is for, and how many of them were mailed and have read it."""

    message: Message
    readers: int
    reached: int
    mailed: int
    read: int


def audiences(project: Project, *, today: date) -> dict[str, frozenset[uuid.UUID]]:
    """Everybody employed in exactly one audience: those in the roles first, then their managers, then representatives. Four queries."""
    everybody = employed(today=today)
    holders = holding(project.roles.values_list("role", flat=True), today=today)
    managers = (managers_of(holders, today=today) & everybody) - holders
    speaking = (representatives(today=today) & everybody) - holders - managers
    return {
        Message.MANAGERS: managers, Message.HOLDERS: holders, Message.REPRESENTATIVES: speaking,
        Message.OTHERS: everybody - holders - managers - speaking,
    }  # fmt: skip


def plan(project: Project, *, today: date) -> list[Planned]:
    """The project's messages in order of their day, with who was reached. Three queries, two when all are sent."""
    rows = Message.objects.filter(project=project).annotate(
        to=Count("deliveries"), mailed=Count("deliveries", filter=Q(deliveries__mailed_at__isnull=False)),
        read=Count("deliveries", filter=Q(deliveries__read_at__isnull=False)),
    )  # fmt: skip
    planned = list(rows.order_by("day", "audience", "moment"))
    many = {} if all(one.sent_at for one in planned) else _how_many(project, today)
    return [
        Planned(one, one.to if one.sent_at else many[one.audience], one.to, one.mailed, one.read) for one in planned
    ]


def _how_many(project: Project, today: date) -> dict[str, int]:
    """How many there are in each of the audiences. Two queries."""
    holders, managers, everybody = around_kept(project.pk, today=today)
    speaking = representatives(today=today) - holders - managers
    return {
        Message.MANAGERS: len(managers), Message.HOLDERS: len(holders), Message.REPRESENTATIVES: len(speaking),
        Message.OTHERS: everybody - len(holders | managers | speaking),
    }  # fmt: skip


@kept_until(CHANGING, most=64)
def around_kept(project: uuid.UUID, *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID], int]:
    """Those in the project's roles, those who lead them, and how many are employed: kept in memory, one query while nothing has changed."""
    groups = audiences(Project.objects.get(pk=project), today=today)
    return groups[Message.HOLDERS], groups[Message.MANAGERS], sum(len(group) for group in groups.values())


def unsent_first(messages: Iterable[Message]) -> tuple[str, ...]:
    """Which of the first audiences have not been told what begins."""
    told = {one.audience for one in messages if one.sent_at and one.moment == Message.BEGINS}
    return tuple(audience for audience in FIRST if audience not in told)


@prepared
def received(person: Person) -> QuerySet[Delivery]:
    """What has been sent to somebody, newest first."""
    rows = Delivery.objects.filter(person=person, message__sent_at__isnull=False).select_related("message__project")
    return rows.order_by("-message__sent_at")


def said(message: Message, language: str) -> dict[str, str]:
    """Subject and text in the reader's language, else in another that is written."""
    words: dict[str, dict[str, str]] = message.words
    return next((words[one] for one in (language, "en", "sv", "nb") if words.get(one, {}).get("text")), {})
