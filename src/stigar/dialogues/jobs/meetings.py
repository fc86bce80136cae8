"""What happens in the background with times: invitations to dialogues are mailed, and times of who no longer meet are called off."""

from stigar.dialogues.actions import meetings
from stigar.dialogues.queries.meetings import ERRAND
from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.people.queries.clocks import in_each_organisation


@errand(ERRAND)
def send_an_invitation(asked: Errand) -> None:
    """One letter to one of the two. Sent twice after a crash does no harm: calendars know it by its number."""
    told = meetings.mail(asked, today=clock.today())
    with once(asked) as result:
        result.update(told)


def look_after_times() -> None:
    """In every organisation: call off the times of those who are no longer manager and employee. Run often; each happens once."""
    in_each_organisation(_look_after, what="times for dialogues")


def _look_after(time_zone: str) -> None:
    meetings.call_off_apart(today=clock.today(time_zone))
