"""Sending many invitations while the administrator does something else."""

from datetime import date

from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand
from stigar.people.actions.accounts import invite_many
from stigar.people.models import Person


@errand("people.invite")
def invite(asked: Errand) -> None:
    """A letter to each; the errand ends with how many went."""
    viewer = Person.objects.get(pk=asked.by)
    told = invite_many(asked, viewer=viewer, today=date.fromisoformat(asked.given["today"]))
    with once(asked) as result:
        result.update(told)
