"""The figures of groups are counted at night, and when somebody asks."""

from stigar.foundation import clock
from stigar.foundation.jobs import errand
from stigar.foundation.models import Errand
from stigar.levels.actions.groups import ERRAND, count_in_the_background


@errand(ERRAND)
def count_the_groups(asked: Errand) -> None:
    """Started again after a crash it goes on from what was published."""
    count_in_the_background(asked, today=clock.today())
