"""What happens by itself with levels: the figures of groups are counted every night, and when somebody asks."""

from stigar.foundation import clock
from stigar.foundation.jobs import errand
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.levels.actions import groups
from stigar.people.queries.imports import organisation_called, organisation_keys


@errand(groups.ERRAND)
def count_the_groups(asked: Errand) -> None:
    """Started again after a crash it goes on from what was published."""
    groups.count_in_the_background(asked, today=clock.today())


def count_groups_at_night() -> int:
    """In each organisation that has levels and has not been counted today. Run again the same day it does nothing. How many began."""
    begun = 0
    for key in organisation_keys():
        found = organisation_called(key)
        if found:
            with inside(found[0]):
                begun += groups.count_if_due(today=clock.today())
    return begun
