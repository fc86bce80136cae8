"""Every night: letters about certificates that end soon, and what was thrown away is gone."""

from __future__ import annotations

from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.levels.actions.certificates import erase_taken_away, warn_of_endings
from stigar.people.queries.imports import organisation_called, organisation_keys


def write_of_endings() -> int:
    """In each organisation. Run again the same day it does nothing more. Returns how many letters went."""
    sent = 0
    for key in organisation_keys():
        found = organisation_called(key)
        if found:
            with inside(found[0]):
                sent += warn_of_endings(today=clock.today())
                erase_taken_away()
    return sent
