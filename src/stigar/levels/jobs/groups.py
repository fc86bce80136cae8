"""What happens by itself with levels: the figures of groups are counted every night, and when somebody asks."""

from stigar.foundation import clock
from stigar.foundation.jobs import errand
from stigar.foundation.models import Errand
from stigar.levels.actions import groups
from stigar.people.queries.clocks import in_each_organisation


@errand(groups.ERRAND)
def count_the_groups(asked: Errand) -> None:
    """Started again after a crash it goes on from what was published."""
    groups.count_in_the_background(asked, today=clock.today())


def count_groups_at_night() -> int:
    """In each organisation that has levels and has not been counted today. Run again the same day it does nothing. How many began."""
    return in_each_organisation(lambda _: groups.count_if_due(today=clock.today()), what="counting groups")
