"""Sending many invitations while the administrator does something else."""

from stigar.foundation import clock
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.people.actions.accounts import invite_many
from stigar.people.queries import colleague


@errand("people.invite")
def invite(asked: Errand) -> None:
    """A letter to each; the errand ends with how many went."""
    today = clock.today()
    viewer = colleague(asked.by, today=today)
    if viewer is None:
        raise Refused("manage accounts")
    told = invite_many(asked, viewer=viewer, today=today)
    with once(asked) as result:
        result.update(told)
