"""The interview guide as a workbook: the questions, and a scorecard to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.library.writers.cells import safe
from stigar.library.writers.workbook import fill, formats
from stigar.profiles.queries.feeds import Guide
from stigar.profiles.writers import sayings
from stigar.profiles.writers.paper import scorecard_help


def guide_workbook(guide: Guide) -> bytes:
    """The bytes of an XLSX file with three sheets: about it, questions, scorecard."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept = io.BytesIO()
    with override(guide.profile.language), xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        looks = formats(book)
        _front(book.add_worksheet(_("About")), guide, looks)
        fill(book.add_worksheet(_("Questions")), _question_columns(), _questions(guide), looks)
        fill(book.add_worksheet(_("Scorecard")), _score_columns(), _scores(guide), looks)
    return kept.getvalue()


def _front(page: Any, guide: Guide, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 90)
    page.hide_gridlines(2)
    rows = [
        (_("Interview guide"), guide.profile.heading), (_("Version"), sayings.state(guide.profile)),
        (_("Time"), _("about %(n)d minutes") % {"n": guide.minutes}), (_("Scorecard"), scorecard_help()),
        *([(_("Not covered in this conversation"), ", ".join(one.name for one in guide.untouched))] if guide.untouched else []),
        *(("", words) for words in sayings.foot(guide.profile)),
    ]  # fmt: skip
    for row, (word, value) in enumerate(rows):
        page.write_string(row, 0, word, looks["word"])
        page.write_string(row, 1, safe(value), looks["title"] if not row else looks["text"])


def _question_columns() -> list[tuple[str, float]]:
    return [
        (_("Competence"), 26), (_("Asked for"), 20), (_("Question"), 60), (_("A strong answer"), 50), (_("A weak answer"), 50), (_("Notes"), 40),
    ]  # fmt: skip


def _questions(guide: Guide) -> list[Sequence[Any]]:
    return [
        (one.required.name, sayings.level(one.required), each.ask, each.high, each.low, "")
        for one in guide.asked
        for each in one.questions
    ]


def _score_columns() -> list[tuple[str, float]]:
    return [
        (_("Competence"), 30), (_("Asked for"), 24), (_("Importance"), 24), (_("Highest level"), 14), (_("What you heard (level)"), 20),
        (_("Because"), 60),
    ]  # fmt: skip


def _scores(guide: Guide) -> list[Sequence[Any]]:
    return [(one.name, sayings.level(one), sayings.importance(one), one.top, "", "") for one in guide.scored]
