"""What happens in the background: the letters of a project are mailed."""

from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.profiles.actions.messages import ERRAND, mail


@errand(ERRAND)
def send_the_letters(asked: Errand) -> None:
    """A letter to each in their own language; started again after a crash it goes on with those who have not had it."""
    told = mail(asked, today=clock.today())
    with once(asked) as result:
        result.update(told)
