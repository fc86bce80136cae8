"""The employee is written to when their summaries are opened."""

from stigar.dialogues.actions.breaking import ERRAND, write_to_the_person
from stigar.foundation.jobs import errand, once
from stigar.foundation.models import Errand


@errand(ERRAND)
def tell(asked: Errand) -> None:
    """One letter; the errand ends with how many went."""
    with once(asked) as result:
        result.update(write_to_the_person(asked))
