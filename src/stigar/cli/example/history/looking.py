"""Who has looked at whose levels in an example company, through the same verbs as on a page, each at its own moment."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from stigar.cli.example.bygone import days_ago
from stigar.cli.example.history.past import Past
from stigar.foundation import journal
from stigar.levels.actions.sharing import open_for_hr


def tell(past: Past) -> None:
    """The oldest first. A manager needs no words for it; HR says why. Each is read by the one it is about."""
    for told in sorted(past.told.get("looks", ()), key=lambda one: -one["ago"]):
        who, by = (past.people[past.by_name[told[part]].number] for part in ("who", "by"))
        with days_ago(told["ago"]):
            if "why" in told:
                open_for_hr(person=who, why=told["why"], viewer=by, today=past.day(told["ago"]))
            else:
                journal.look(by, gettext_noop("saw the levels"), who, about=who.pk)
