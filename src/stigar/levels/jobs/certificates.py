"""Every night: letters about certificates that end soon, and what was thrown away is gone."""

from __future__ import annotations

from stigar.foundation import clock
from stigar.levels.actions.certificates import erase_taken_away, warn_of_endings
from stigar.people.queries.clocks import in_each_organisation


def write_of_endings() -> int:
    """In each organisation. Run again the same day it does nothing more. Returns how many letters went."""
    return in_each_organisation(_look_after, what="certificates")


def _look_after(_time_zone: str) -> int:
    sent = warn_of_endings(today=clock.today())
    erase_taken_away()
    return sent
