"""What happens by itself in a round: its dialogues are opened, letters are mailed, who has a new manager is handed over, reminders go out."""

from zoneinfo import ZoneInfo

from stigar.dialogues.actions import reminding
from stigar.dialogues.actions.inviting import invite
from stigar.dialogues.actions.moving import hand_over_moved
from stigar.dialogues.actions.rounds import ERRAND, RIGHT
from stigar.dialogues.models import RoundLetter
from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.people.queries import colleague
from stigar.people.queries.clocks import in_each_organisation

MORNING = 7  # o'clock where the organisation is: letters do not come at night


@errand(ERRAND)
def open_the_dialogues(asked: Errand) -> None:
    """A dialogue for each in the round and a letter to each; started again after a crash it goes on where it was."""
    today = clock.today()
    viewer = colleague(asked.by, today=today)
    if viewer is None:
        raise Refused(RIGHT)
    made = invite(asked, viewer=viewer, today=today)
    told = reminding.mail(asked, kind=RoundLetter.BEGINS, today=today)
    with once(asked) as result:
        result.update({"made": made, **told})


@errand(reminding.ERRAND)
def send_the_reminders(asked: Errand) -> None:
    """A reminder to each in their own language."""
    told = reminding.mail(asked, kind=asked.given["kind"], today=clock.today())
    with once(asked) as result:
        result.update(told)


def look_after_rounds() -> None:
    """In every organisation, by its own clock: hand over to new managers, and remind. Run often; each happens once."""
    in_each_organisation(_look_after, what="rounds of dialogues")


def _look_after(time_zone: str) -> None:
    today, hour = clock.today(time_zone), clock.now().astimezone(ZoneInfo(time_zone)).hour
    for row in reminding.ongoing():
        hand_over_moved(row=row, today=today)
        if hour >= MORNING:
            reminding.remind(row=row, today=today)
