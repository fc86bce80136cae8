"""What else a dialogue or a reflection belongs to: a project, a reorganisation, a course. In the writer's own words, sealed like the rest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues.actions.reflections import own
from stigar.dialogues.actions.talks import locked
from stigar.dialogues.rules import LONGEST_ABOUT
from stigar.engine.text.typed import one_line
from stigar.foundation import journal

if TYPE_CHECKING:
    from stigar.dialogues.models import Reflection, Talk
    from stigar.people.models import Person


@transaction.atomic
def attach_talk(*, talk: Talk, about: str, viewer: Person, today: date) -> None:
    """Either of the two says what else it belongs to, or takes that away. Raises ``Closed``."""
    now = locked(talk, viewer, today=today)
    now.about = tidy(about)
    now.save(update_fields=["about"])
    journal.note(viewer, gettext_noop("said what a dialogue belongs to"), now, about=now.person_id)


@transaction.atomic
def attach_reflection(*, reflection: Reflection, about: str, viewer: Person, today: date) -> None:
    """The writer says what else a piece belongs to, or takes that away."""
    row = own(reflection, viewer, today)
    row.about = tidy(about)
    row.save(update_fields=["about"])


def tidy(about: str) -> str:
    """On one line, and no longer than there is room for.

    >>> tidy("  Flytten till \\n Kajen ")
    'Flytten till Kajen'
    """
    return one_line(about, LONGEST_ABOUT)
