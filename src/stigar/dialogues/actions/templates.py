"""The organisation's own templates: copied from one that is there, written in three languages, every change can be taken back.

A dialogue that has begun keeps the questions it began with; what is changed here is asked in those that begin afterwards.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.talks import NewerElsewhere
from stigar.dialogues.models import Earlier, Template
from stigar.dialogues.queries.template_shelf import find, part_of, question_of, seen_as, shelf, whole
from stigar.dialogues.queries.templates import shipped
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.people.rules import demand_here

if TYPE_CHECKING:
    from collections.abc import Callable

    from stigar.people.models import Person

RIGHT = "hold rounds of dialogues"
FOR = ("both", "person", "reviewer")
NAME, QUESTION, MOST_QUESTIONS = 80, 400, 15  # signs in a name or title, signs in a question, questions in a part


class LastOne(Exception):
    """One template stays in use, or nobody could begin a dialogue."""


class LastPart(Exception):
    """One part stays on, or the dialogue would be about nothing."""


class NoWords(Exception):
    """A name, a title and a question have words in at least one language."""


class TooMany(Exception):
    """A part holds at most so many questions: who prepares gets tired."""


class ChangedSince(Exception):
    """Somebody has changed the template after the change that was to be taken back."""


@transaction.atomic
def copy(*, key: str, viewer: Person, today: date) -> Template:
    """A template of the organisation's own with the words of another; parts that are not in it come along, switched off."""
    demand_here(viewer, RIGHT, today=today)
    source = find(rules.visible_templates(viewer, today=today), key)
    if source is None:
        raise Refused(RIGHT)
    blocks = whole(key) if not source.own else [dict(block) for block in source.blocks]
    made: Template = Template.objects.create(
        organisation_id=viewer.organisation_id, key=f"own-{secrets.token_hex(4)}", names=_copied(dict(source.names)), blocks=blocks,
        own=True, by=viewer, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("copied a template of dialogues"), made)
    return made


@transaction.atomic
def use(*, key: str, on: bool, viewer: Person, today: date) -> None:
    """Offer a template to those who begin a dialogue, or no longer. Raises :class:`LastOne`."""
    demand_here(viewer, RIGHT, today=today)
    visible = rules.visible_templates(viewer, today=today)
    list(Template.objects.select_for_update().order_by("pk"))  # two who each take one away leave one standing
    found = find(visible, key)
    if found is None:
        raise Refused(RIGHT)
    if not on and not any(one.in_use for one in shelf(visible) if one.key != key):
        raise LastOne
    row = found.row or _standing_in(key, viewer)
    row.put_down = None if on else clock.now()
    row.save(update_fields=["put_down"])
    verb = (
        gettext_noop("took a template of dialogues into use")
        if on
        else gettext_noop("put down a template of dialogues")
    )
    journal.note(viewer, verb, row)


@transaction.atomic
def name_it(*, template: Template, names: dict[str, str], seen: str, viewer: Person, today: date) -> int:
    """Raises :class:`NoWords`, ``NewerElsewhere``. Like every change: its number, to take it back by; 0 when it changed nothing."""
    row = _locked(template, viewer, today=today)
    _demand_seen(row.names, seen)
    row.names = _words(names, NAME)
    return _kept(row, viewer)


@transaction.atomic
def entitle(*, template: Template, part: str, title: dict[str, str], seen: str, viewer: Person, today: date) -> int:
    """Raises :class:`NoWords`, ``NewerElsewhere``."""
    row = _locked(template, viewer, today=today)
    block = _part(row, part)
    _demand_seen(block["title"], seen)
    block["title"] = _words(title, NAME)
    return _kept(row, viewer)


@transaction.atomic
def switch(*, template: Template, part: str, on: bool, viewer: Person, today: date) -> int:
    """Talk about this part, or not. Its questions are kept. Raises :class:`LastPart`."""
    row = _locked(template, viewer, today=today)
    _part(row, part)["on"] = on
    if not any(block.get("on", True) for block in row.blocks):
        raise LastPart
    return _kept(row, viewer)


@transaction.atomic
def move(*, template: Template, part: str, question: str = "", up: bool, viewer: Person, today: date) -> int:
    """A part, or a question within it, one step up or down. At the end it stays."""
    row = _locked(template, viewer, today=today)
    block = _part(row, part)
    things, thing = (block["questions"], _question(block, question)) if question else (row.blocks, block)
    place = things.index(thing)
    things.insert(max(0, place - 1) if up else place + 1, things.pop(place))
    return _kept(row, viewer)


@transaction.atomic
def write_question(
    *, template: Template, part: str, question: str, whom: str, text: dict[str, str], reviewer: dict[str, str], seen: str, viewer: Person,
    today: date,
) -> int:  # fmt: skip
    """Rewrite a question, or add one when ``question`` is empty. Raises :class:`NoWords`, :class:`TooMany`, ``NewerElsewhere``."""
    row = _locked(template, viewer, today=today)
    block = _part(row, part)
    told = {
        "for": whom if whom in FOR else "both", "text": _words(text, QUESTION),
        "reviewer": _words(reviewer, QUESTION, needed=False) if whom == "both" else {},
    }  # fmt: skip
    if question:
        there = _question(block, question)
        _demand_seen(there, seen)
        there.update(told)
    elif len(block["questions"]) >= MOST_QUESTIONS:
        raise TooMany
    else:
        block["questions"].append({"key": f"q-{secrets.token_hex(4)}", **told})
    return _kept(row, viewer)


@transaction.atomic
def take_away(*, template: Template, part: str, question: str, viewer: Person, today: date) -> int:
    """A question is not asked any more in dialogues that begin from now on."""
    row = _locked(template, viewer, today=today)
    block = _part(row, part)
    block["questions"].remove(_question(block, question))
    return _kept(row, viewer)


@transaction.atomic
def take_back(*, template: Template, number: int, viewer: Person, today: date) -> Template:
    """Undo the latest change. Raises :class:`ChangedSince` when ``number`` is not the latest any more."""
    row = _locked(template, viewer, today=today)
    latest = Earlier.objects.filter(template=row).order_by("-number").first()
    if latest is None or latest.number != number:
        raise ChangedSince
    row.names, row.blocks, row.by = latest.names, latest.blocks, viewer
    row.save(update_fields=["names", "blocks", "by"])
    latest.delete()
    journal.note(viewer, gettext_noop("took back a change of a template of dialogues"), row)
    return row


def latest_change(template: Template) -> int:
    """The number of the latest change that can be taken back; 0 when there is none."""
    return Earlier.objects.filter(template=template).aggregate(Max("number"))["number__max"] or 0


def _locked(template: Template, viewer: Person, *, today: date) -> Template:
    demand_here(viewer, RIGHT, today=today)
    row: Template | None = Template.objects.select_for_update().filter(pk=template.pk, own=True).first()
    if row is None:
        raise Refused(RIGHT)
    return row


def _kept(row: Template, viewer: Person) -> int:
    """Keep the change, and how it stood before it. What changes nothing is no change."""
    before = Template.objects.values("names", "blocks").get(pk=row.pk)
    if before == {"names": row.names, "blocks": row.blocks}:
        return 0
    number = latest_change(row) + 1
    Earlier.objects.create(organisation_id=row.organisation_id, template=row, number=number, **before)
    row.by = viewer
    row.save(update_fields=["names", "blocks", "by"])
    journal.note(viewer, gettext_noop("changed a template of dialogues"), row)
    return number


def _standing_in(key: str, viewer: Person) -> Template:
    """The row that says of a template that comes with the product whether it is used here."""
    told = shipped()[key]
    made: Template = Template.objects.create(
        organisation_id=viewer.organisation_id,
        key=key,
        names=told["names"],
        blocks=told["blocks"],
        by=viewer,
        at=clock.now(),
    )
    return made


def _part(row: Template, key: str) -> dict[str, Any]:
    return _there(part_of, row.blocks, key)


def _question(block: dict[str, Any], key: str) -> dict[str, Any]:
    return _there(question_of, block, key)


def _there(finder: Callable[[Any, str], dict[str, Any] | None], among: Any, key: str) -> dict[str, Any]:
    found = finder(among, key)
    if found is None:
        raise Refused(RIGHT)
    return found


def _demand_seen(told: Any, seen: str) -> None:
    if seen_as(told) != seen:
        raise NewerElsewhere(told)


def _words(words: dict[str, str], longest: int, *, needed: bool = True) -> dict[str, str]:
    """The words of each language that has any, in the order of the languages."""
    clean = {
        language: one_line(words.get(language, ""), longest) for language, _name in settings.LANGUAGES
    }  # fmt: skip
    told = {language: said for language, said in clean.items() if said}
    if needed and not told:
        raise NoWords
    return told


def _copied(names: dict[str, str]) -> dict[str, str]:
    """The names, each saying in its own language that it is a copy."""
    told = {}
    for language, name in names.items():
        with translation.override(language):
            told[language] = (_("%(name)s (copy)") % {"name": name})[:NAME]
    return told
