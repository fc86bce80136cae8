"""How a plan is told on a page: its figures, its sections with so many lines at a time, and each change from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from stigar.foundation.models import Upload
from stigar.people.actions.imports import A_PAGE, read_page
from stigar.people.readers.headings import is_never_read
from stigar.people.readers.sentences import FIELD_WORDS, told
from stigar.people.readers.weighing import letter_of

DAYS = ("started", "ended", "position")
NAMES = ("given", "family")  # a new person's stand first on the line


@dataclass(frozen=True, slots=True)
class Link:
    """A section of the plan, as a link to it."""

    key: str
    word: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person or thing of the plan, in words."""

    row: int
    number: str
    name: str
    changes: SafeString


class Section(Sequence[Any]):
    """A section of a kept plan, of which only the page that is shown is read."""

    def __init__(self, kept: Upload, index: Mapping[str, Any], key: str) -> None:
        self.kept, self.pages, self.key = kept, index, key

    def __len__(self) -> int:
        return int(self.pages["count"])

    def __getitem__(self, asked: Any) -> Any:
        lines = read_page(self.kept, self.pages, asked.start // A_PAGE + 1)
        if self.key == "faults":
            return [told(line) for line in lines]
        if self.key == "things":
            return [_thing(*line) for line in lines]
        return [Line(row, number, name, self._changes(facts)) for row, number, name, facts in lines]

    def _changes(self, facts: Sequence[Sequence[str]]) -> SafeString:
        if self.key == "added":
            return _changes([fact for fact in facts if fact[0] not in NAMES], apart=" · ")
        return _changes(facts)


def sections(result: Mapping[str, Any], wanted: str, address: str) -> list[Link]:
    """The sections that hold something, with how many; faults come alone."""
    words = {
        "faults": _("To correct"), "added": _("Added"), "changed": _("Changed"), "ended": _("Ended"),
        "things": _("Units, sites and roles"),
    }  # fmt: skip
    filled = [key for key in words if result["index"][key]["count"] and (key == "faults" or not result["faults"])]
    chosen = wanted if wanted in filled else next(iter(filled), "")
    return [
        Link(key, f"{words[key]} ({result['index'][key]['count']})", f"{address}?show={key}", key == chosen)
        for key in filled
    ]


def figures(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many of each, in words; what there is none of is left out, except the four that everybody looks for."""
    told_always = [
        (_("added"), counts["added"]), (_("changed"), counts["changed"]), (_("ended"), counts["ended"]),
        (_("as before"), counts["unchanged"]),
    ]  # fmt: skip
    return told_always + [
        (word, number)
        for word, number in (
            (_("new units"), counts["new_units"]), (_("changed units"), counts["changed_units"]),
            (_("new sites"), counts["new_sites"]), (_("changed sites"), counts["changed_sites"]), (_("new roles"), counts["new_roles"]),
        )
        if number
    ]  # fmt: skip


def running_words(step: str) -> str:
    """What is being done while one waits."""
    words = {
        "look": _("Looking at the file"),
        "plan": _("Working out what would happen"),
        "apply": _("Bringing the people in"),
    }
    return words[step]


def column_lines(form: Any, look: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each column with its letter, heading, examples and choice."""
    return [
        {
            "letter": letter_of(place + 1), "heading": heading, "samples": look["samples"][place],
            "field": form[f"column_{place}"], "never": is_never_read(heading),
        }
        for place, heading in enumerate(look["headings"])
        if heading
    ]  # fmt: skip


def _changes(facts: Sequence[Sequence[str]], *, apart: str = "<br>") -> SafeString:
    """Each field from what to what, as it stands on the page. Put together here: a template takes five times as long."""
    gone = _("taken away")
    return mark_safe(apart.join(_change(*fact, gone=gone) for fact in facts))  # each part is escaped already


def _change(about: str, old: str, new: str, *, gone: str) -> SafeString:
    field = FIELD_WORDS.get(about, about)
    if not old:
        return format_html('<span class="soft">{}:</span> {}', field, _value(about, new))
    becomes = format_html('<span aria-hidden="true">→</span> <ins>{}</ins>', _value(about, new))
    lost = format_html('<span class="soft">({})</span>', gone)
    return format_html(
        '<span class="soft">{}:</span> <del>{}</del> {}', field, _value(about, old), becomes if new else lost
    )


def _thing(kind: str, name: str, is_new: bool, facts: Sequence[Sequence[str]]) -> Line:
    words = {
        ("unit", True): _("New unit"), ("unit", False): _("Changed unit"), ("site", True): _("New site"),
        ("site", False): _("Changed site"), ("role", True): _("New role"),
    }  # fmt: skip
    return Line(0, words[kind, is_new], name, _changes([fact for fact in facts if fact[1] or fact[2]]))


def _value(about: str, text: str) -> str:
    if not text:
        return ""
    if about in DAYS:
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    if about == "share":
        return f"{text}\N{NO-BREAK SPACE}%"
    if about == "language":
        return {"sv": _("Swedish"), "nb": _("Norwegian bokmål"), "en": _("English")}[text]
    return text
