"""Saying whose a single competence or text is, when it is somebody else's than the model it stands in, and taking that back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import demand
from stigar.library.actions.keeping import keep_rights, rights_told
from stigar.library.models import Competence, CompetenceModel, Item, Rights
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.library.readers.told import RightsTold
    from stigar.people.models import Person

Thing = Competence | Item


@transaction.atomic
def say_text_rights(*, thing: Thing, told: RightsTold | None, viewer: Person, today: date) -> bool:
    """Whose a competence or a text is. None, or the same as what it stands in: nobody else's than that.

    Returns whether anything changed.
    """
    demand("manage competence models", grounds(viewer, today=today))
    before = thing.rights
    wanted = None if told == rights_told(rights_above(thing)) else told
    if (rights_told(before) if before else None) == wanted:
        return False
    thing.rights = keep_rights(wanted, thing.organisation_id, None) if wanted else None  # others may share the old row
    thing.save(update_fields=["rights"])
    if before:
        _drop_unused(before)
    if wanted is None:
        journal.note(viewer, gettext_noop("gave a text of the library its model's rights back"), thing)
        return True
    journal.note(
        viewer, gettext_noop("said whose a text of the library is"), thing, holder=wanted.holder, licence=wanted.licence,
        ends=wanted.ends.isoformat() if wanted.ends else "", may_pass_on=wanted.may_pass_on,
    )  # fmt: skip
    return True


def rights_above(thing: Thing) -> Rights:
    """The rights that hold for a competence or a text that has none of its own."""
    if isinstance(thing, Item):
        return thing.competence.rights or thing.competence.model.rights
    return thing.model.rights


def _drop_unused(rights: Rights) -> None:
    if not any(kind.objects.filter(rights=rights).exists() for kind in (CompetenceModel, Competence, Item)):
        rights.delete()
