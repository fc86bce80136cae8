"""An example company has a past: who led whom before. Only in an organisation that is a demonstration; nothing is journalled,
since nobody does it today."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from stigar.people.actions.visitors import NotADemonstration
from stigar.people.models import Organisation, Person, Position, Unit


@transaction.atomic
def led_before(
    *, organisation: Organisation, led: Mapping[Person, Person], unit: str, until: date, today: date
) -> None:
    """Until that day each of these (``{person: manager}``) worked in ``unit`` and was led by somebody else than today.

    Raises :class:`NotADemonstration`. Call it inside the organisation.
    """
    demand_demonstration(organisation)
    there = Unit.objects.get(code=unit)
    for now in Position.objects.standing(today).filter(person__in=list(led), begins__lt=until):
        Position.objects.create(
            organisation=organisation, person_id=now.person_id, role_id=now.role_id, unit=there, site_id=now.site_id,
            manager=led[now.person], share=now.share, begins=now.begins, ends=until,
        )  # fmt: skip
        Position.objects.filter(pk=now.pk).update(begins=until + timedelta(days=1))


def demand_demonstration(organisation: Organisation) -> None:
    """Raise :class:`NotADemonstration` unless the organisation is one: a real past is told by those who were there."""
    if not organisation.is_demo:
        raise NotADemonstration
