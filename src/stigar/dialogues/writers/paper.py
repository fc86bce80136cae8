"""The signed summary of a dialogue on paper, in the two's own language: the words, what was agreed, the goals, and who signed when.

Preparations and notes are not in it: they were for the room.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.library.templatetags.library import time_word
from stigar.profiles.writers.paper import set_page

if TYPE_CHECKING:
    from stigar.dialogues.models import Reopening, TimeSet
    from stigar.dialogues.queries.talks import TalkShown


def summary_paper(
    shown: TalkShown, signed: Iterable[tuple[str, datetime]], *, digest: str, changed: bool, today: date
) -> bytes:  # fmt: skip
    """The bytes of a PDF. Raises ``NoPrinter``."""
    with override(shown.row.language):
        agreed = [_said(one.text, one.who.name, one.by_day) for one in shown.agreed]
        goals = [_said(one.text, one.person.name, one.ends) for one in shown.goals]
        names = [f"{name}: {date_format(localtime(at), 'DATETIME_FORMAT')}" for name, at in signed]
        time = [_time(one) for one in shown.time]
        lists = (
            (_("What we agreed to do"), agreed), (_("Goals"), goals), (_("Time for development"), time), (_("Signed by"), names),
            (_("Opened again"), [_again(one) for one, _was in shown.reopenings]),
        )  # fmt: skip
        words = shown.summary.text if shown.summary else ""
        sections: list[dict[str, Any]] = [{"heading": _("Summary"), "text": words}]
        sections += [{"heading": heading, "lists": [{"heading": "", "items": some}]} for heading, some in lists if some]
        day = date_format(localtime(shown.row.closed_at or shown.row.opened_at), "DATE_FORMAT")
        later = [_("Something agreed or a goal has been changed since it was signed.")] if changed else []
        told = {
            "language": shown.row.language, "organisation": shown.row.person.organisation.name, "kind": _("Dialogue"),
            "title": f"{shown.row.person.name} – {shown.row.reviewer.name}", "state": day, "page": _("Page"), "of": _("of"), "lead": "",
            "foot": [f"SHA-256 {digest}", *later], "strong": "", "weak": "", "notes": "", "sections": sections,
        }  # fmt: skip
        return set_page(told, today)


def _again(row: Reopening) -> str:
    """The trace of a dialogue that was opened again."""
    name, day = row.by.name if row.by else "", date_format(localtime(row.at), "DATE_FORMAT")
    return _("Opened again by %(name)s on %(day)s: %(why)s") % {"name": name, "day": day, "why": row.why}


def _said(text: str, who: str, day: date | None) -> str:
    return f"{text} ({who}, {date_format(day, 'SHORT_DATE_FORMAT')})" if day else f"{text} ({who})"


def _time(row: TimeSet) -> str:
    """How much from when, to when, and what is done less of."""
    told = {"hours": time_word(row.hours), "day": date_format(row.begins, "DATE_FORMAT")}
    until = _("to %(day)s") % {"day": date_format(row.ends, "DATE_FORMAT")} if row.ends else ""
    said = " ".join(filter(None, (_("%(hours)s a week from %(day)s") % told, until)))
    return f"{said}. {_('Less of:')} {row.less_of}" if row.less_of else said
