"""An example company's dialogues from before it came here, and what belongs to them: brought in bulk, as they would have been held.

Only in an organisation that is a demonstration. Nothing is journalled: nobody does it today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from stigar.dialogues.actions.signing import digest_of, keep_as_signed
from stigar.dialogues.models import (
    Agreed,
    Answer,
    Answered,
    Booking,
    Comment,
    Goal,
    Milestone,
    Note,
    Preparation,
    Reflection,
    Round,
    Shared,
    Signature,
    Summary,
    Talk,
    Template,
    Tick,
    TimeSet,
    Worth,
)
from stigar.dialogues.queries.templates import shipped
from stigar.people.actions.earlier import demand_demonstration

if TYPE_CHECKING:
    from stigar.people.models import Organisation

KINDS: tuple[Any, ...] = (
    Round, Talk, Booking, Preparation, Answer, Note, Summary, Agreed, Goal, Comment, Milestone, Tick, Reflection, Shared, TimeSet, Answered,
    Worth,
)  # fmt: skip
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def standing_template(*, organisation: Organisation, key: str, at: datetime) -> UUID:
    """The row that stands for a template that comes with the product, so that a round can name it."""
    demand_demonstration(organisation)
    told = shipped()[key]
    found, _made = Template.objects.get_or_create(
        key=key, defaults={"organisation": organisation, "names": told["names"], "blocks": told["blocks"], "at": at}
    )
    return found.pk


@transaction.atomic
def bring_talks(
    *, organisation: Organisation, told: Rows, signed: Mapping[UUID, Iterable[tuple[UUID, datetime]]]
) -> int:
    """Bring rows by kind, then sign: ``{talk: [(who, when), …]}`` under exactly the words that are there. Returns how many rows.

    Raises ``NotADemonstration``. A talk names what it assesses, so levels are brought before.
    """
    demand_demonstration(organisation)
    for kind in KINDS:
        rows = told.get(kind.__name__, ())
        kind.objects.bulk_create([kind(organisation=organisation, **row) for row in rows])
    Signature.objects.bulk_create(
        Signature(organisation=organisation, talk=talk, by_id=who, digest=digest, at=at)
        for talk in Talk.objects.filter(pk__in=list(signed))
        for digest in (digest_of(talk),)
        for who, at in signed[talk.pk]
    )
    keep_as_signed(Talk.objects.filter(pk__in=list(signed)).exclude(closed_at=None))
    return sum(len(told.get(kind.__name__, ())) for kind in KINDS)
