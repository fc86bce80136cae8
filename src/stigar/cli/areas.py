"""``stigar areas FILE``: the areas of an organisation from a plain file, with no database."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table as Listing

from stigar.engine.areas import Answer, Area, AreaFinder, AreaMap, Contradiction
from stigar.engine.areas.plain import Fault, Faults, answers_of, evidence_of
from stigar.engine.text.model import TextModel, kept_model
from stigar.engine.vocabulary import Evidence, Lexicon
from stigar.library.readers import VocabularyFault, read_vocabularies
from stigar.people.readers.faults import Unreadable
from stigar.people.readers.sentences import told
from stigar.people.readers.tables import read_table

HEADINGS = {"role", "unit", "kind", "text", "weight"}
ANSWER_HEADINGS = {"one", "other", "same"}


class Wrong(Exception):
    """Something handed in cannot be used; ``sentences`` say what, one each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(*sentences)


def find(
    file: Path, *, resolution: float | None, vocabularies: Sequence[Path], answers: Path | None, ask: int, seed: int, kept: Path
) -> tuple[tuple[Evidence, ...], AreaMap]:
    """Read what was handed in and find the areas. Raises :class:`Wrong` with every fault in the terminal's language."""
    evidence = _rows(file, HEADINGS, evidence_of)
    roles = {one.role for one in evidence}
    told: tuple[Answer, ...] = _rows(answers, ANSWER_HEADINGS, lambda rows: answers_of(rows, roles)) if answers else ()
    lexicons = _lexicons(vocabularies)
    model = kept_model(lexicons, folder=kept, seed=seed) if lexicons else TextModel.fit((), seed=seed)
    finder = AreaFinder() if resolution is None else AreaFinder(resolution=resolution)
    try:
        return evidence, finder.of(evidence, model=model, answers=told, language=get_language() or "en", ask=ask, seed=seed)
    except Contradiction as wrong:
        raise Wrong([_("The answers contradict each other: %(answers)s. Take one of them back.") % {"answers": wrong}]) from None


def print_map(found: AreaMap) -> None:
    """The areas as a page of text: each with its roles, how sure, and what they share."""
    console = Console()
    if not found.stable:
        console.print(_("The areas are not stable yet: more everyday tasks, or answers to the questions below, would help."))
    words = ngettext("%(n)d competence area", "%(n)d competence areas", len(found)) % {"n": len(found)}
    console.print(words, style="bold", end="\n\n")
    for area in found:
        console.print(_listing(area))
        if area.base:
            console.print(_("Common base") + ": " + ", ".join(item.text for item in area.base[:8]))
        console.print()
    for question in found.questions[:5]:
        pair = {"one": question.one, "other": question.other}
        console.print(_("Do %(one)s and %(other)s need to be able to do roughly the same things?") % pair)


def print_json(found: AreaMap) -> None:
    """The answer in the promised form, on standard output."""
    json.dump(found.as_json(), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _listing(area: Area) -> Listing:
    listing = Listing(title=area.name, title_justify="left", title_style="bold")
    for word in (_("Role"), _("How sure"), _("Because")):
        listing.add_column(word)
    for placed in area.roles:
        reasons = "; ".join(reason.text for reason in placed.because[:3])
        listing.add_row(placed.role, f"{placed.confidence:.0%}", reasons)
    return listing


def _rows(path: Path, headings: set[str], read: Callable[[list[Mapping[str, Any]]], Any]) -> Any:
    try:
        table = read_table(path, path.name, known=lambda heading: heading.strip().lower() in headings)
        names = [heading.strip().lower() for heading in table.headings]
        return read([dict(zip(names, cells, strict=False)) for _row, cells in table.rows])
    except OSError:
        raise Wrong([_("%(file)s: there is no such file, or it cannot be read.") % {"file": path}]) from None
    except Unreadable as wrong:
        raise Wrong([str(told(fault)) for fault in wrong.faults]) from None
    except Faults as wrong:
        raise Wrong([_told(path.name, fault) for fault in wrong.faults]) from None


def _lexicons(paths: Sequence[Path]) -> list[Lexicon]:
    try:
        return read_vocabularies(paths) if paths else []
    except VocabularyFault as fault:
        raise Wrong([vocabulary_told(fault)]) from None


def _told(file: str, fault: Fault) -> str:
    """A fault in words: file, row, column, value, rule and what to do."""
    values = {"rule": ", ".join(fault.rule[1:]), "value": fault.value, "column": fault.column}
    words = {
        "no_rows": _("There is nothing under the headings. Add at least one row."),
        "missing_column": _("The column “%(column)s” is missing. The headings are: %(rule)s."),
        "empty": _("This must be filled in."),
        "too_long": _("This is longer than %(rule)s characters. Shorten it."),
        "unknown_kind": _("“%(value)s” is no kind of evidence. Write one of: %(rule)s."),
        "not_a_number": _("“%(value)s” is no number. Write a number from 0 to 100."),
        "out_of_range": _("“%(value)s” is too small or too large. Write a number from 0 to 100."),
        "unknown_role": _("The role “%(value)s” is not in the file of evidence. Use a role that is."),
        "not_yes_or_no": _("“%(value)s” is neither yes nor no. Write yes or no."),
        "same_role": _("“%(value)s” is compared with itself. Name two roles."),
    }[fault.code]  # fmt: skip
    place = _("row %(row)d, column %(column)s") % {"row": fault.row, "column": fault.column} if fault.row else ""
    return f"{file}{', ' if place else ''}{place}: {words % values}"
