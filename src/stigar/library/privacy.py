"""What the library holds about a person: that they brought something, wrote words of our own, hid something or tied two competences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stigar.library.models import CompetenceModel, Crosswalk, Hiding, Vocabulary, Wording

if TYPE_CHECKING:
    from stigar.people.models import Person


def tell(person: Person) -> list[dict[str, Any]]:
    """The vocabularies and models this person brought, and what they did with the words of the library."""
    sections = [
        {"heading": _("Vocabularies you brought"), "rows": [
            {_("Vocabulary"): str(one), _("When"): one.at, _("Files"): ", ".join(one.files)}
            for one in Vocabulary.objects.filter(by=person).order_by("at")
        ]},
        {"heading": _("Competence models you brought"), "rows": [
            {_("Model"): str(one), _("When"): one.at} for one in CompetenceModel.objects.filter(by=person).order_by("at")
        ]},
        {"heading": _("Texts of the library you rewrote"), "rows": [
            {_("Text"): str(one), _("Your words"): " / ".join(one.texts.values()), _("When"): one.at}
            for one in Wording.objects.filter(by=person).select_related("competence", "item").order_by("at")
        ]},
        {"heading": _("What you hid in the library"), "rows": [
            {_("Text"): str(one.competence or one.item), _("When"): one.at}
            for one in Hiding.objects.filter(by=person).select_related("competence", "item").order_by("at")
        ]},
        {"heading": _("Competences you tied together"), "rows": [
            {_("Competences"): f"{one.one}, {one.other}", _("When"): one.at}
            for one in Crosswalk.objects.filter(by=person).select_related("one", "other").order_by("at")
        ]},
    ]  # fmt: skip
    return [section for section in sections if section["rows"]]


def forget(person: Person, *, today: date) -> None:
    """What was brought and written stays; who did it is forgotten."""
    for kind in (Vocabulary, CompetenceModel, Wording, Hiding, Crosswalk):
        kind.objects.filter(by=person).update(by=None)
