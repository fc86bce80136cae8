"""What the vocabularies hold about a person: only that they brought one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stigar.library.models import Vocabulary

if TYPE_CHECKING:
    from stigar.people.models import Person


def tell(person: Person) -> list[dict[str, Any]]:
    """The vocabularies this person brought, and when."""
    rows = [
        {_("Vocabulary"): str(one), _("When"): one.at, _("Files"): ", ".join(one.files)}
        for one in Vocabulary.objects.filter(by=person).order_by("at")
    ]
    return [{"heading": _("Vocabularies you brought"), "rows": rows}] if rows else []


def forget(person: Person, *, today: date) -> None:
    """The vocabularies stay; who brought them is forgotten."""
    Vocabulary.objects.filter(by=person).update(by=None)
