"""The organisation's own settings."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import demand
from stigar.people import rules
from stigar.people.models import Organisation, Person


@transaction.atomic
def change_settings(*, name: str, language: str, time_zone: str, viewer: Person, today: date) -> Organisation:
    """Name, language and clock of the viewer's organisation."""
    demand("manage settings", rules.grounds(viewer, today=today))
    organisation = viewer.organisation
    before = {"name": organisation.name, "language": organisation.language, "time_zone": organisation.time_zone}
    organisation.name, organisation.language, organisation.time_zone = name, language, time_zone
    organisation.save(update_fields=["name", "language", "time_zone"])
    journal.note(viewer, gettext_noop("changed the organisation's settings"), organisation, before=before)
    return organisation
