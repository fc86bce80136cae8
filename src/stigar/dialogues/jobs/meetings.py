"""What happens in the background with times: invitations to dialogues are mailed."""

from stigar.dialogues.actions import meetings
from stigar.dialogues.queries.meetings import ERRAND
from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand


@errand(ERRAND)
def send_an_invitation(asked: Errand) -> None:
    """One letter to one of the two. Sent twice after a crash does no harm: calendars know it by its number."""
    told = meetings.mail(asked, today=clock.today())
    with once(asked) as result:
        result.update(told)
