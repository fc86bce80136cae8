"""The demo's cast: whom anyone may log in as. Only in an organisation that is a demonstration."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from stigar.people.models import DemoVisitor, Identity, Organisation, Person


class NotADemonstration(Exception):
    """A real organisation never has visitors who log in without a key."""


@transaction.atomic
def keep_cast(*, organisation: Organisation, cast: Iterable[tuple[str, Mapping[str, str], str]]) -> int:
    """Make the cast anew from (employee number, what they are by language, icon), in that order. Returns how many.

    Who has no login gets one, without a password. Call it inside the organisation.
    Example: ``keep_cast(organisation=alvbro, cast=[("1042", {"sv": "HR-chef", "nb": "HR-leder", "en": "HR lead"}, "person-group")])``.
    """
    if not organisation.is_demo:
        raise NotADemonstration
    DemoVisitor.objects.filter(organisation=organisation).delete()
    for sort, (number, said, icon) in enumerate(cast):
        person = Person.objects.get(number=number)
        if person.identity is None:
            person.identity = Identity.objects.filter(
                email=person.email.lower()
            ).first() or Identity.objects.create_user(person.email)
            person.save(update_fields=["identity"])
        DemoVisitor.objects.create(organisation=organisation, person=person, sort=sort, said=dict(said), icon=icon)
    return DemoVisitor.objects.count()
