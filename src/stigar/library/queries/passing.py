"""What may leave the organisation: the one sieve for files, print, REST and links. The rule itself is ``rules.may_pass_on``."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.library import rules
from stigar.library.models import Competence, Rights
from stigar.library.queries.shelf import CompetenceShown, RightsShown, shelf

CLOSED, ENDED = "closed", "ended"
MOST_OF_TERMS = 160  # characters of the terms that stand where the words would have stood


@dataclass(frozen=True, slots=True)
class Passing:
    """What passes of some competences. ``lines`` are to stand wherever it is printed; ``held`` are the rights that kept the rest."""

    competences: tuple[CompetenceShown, ...]
    left_competences: int
    left_items: int
    lines: tuple[str, ...]
    held: tuple[RightsShown, ...]

    @property
    def is_refused(self) -> bool:
        """Nothing at all may leave, though there was something."""
        return not self.competences and bool(self.left_competences)


def passing(competences: Iterable[CompetenceShown], *, today: date) -> Passing:
    """The competences that may be passed on today, each with those of its items that may; the rest counted."""
    passed: list[CompetenceShown] = []
    held: dict[RightsShown, None] = {}
    lines: dict[str, None] = {}
    left_competences = left_items = 0
    for one in competences:
        if not rules.may_pass_on(one.rights, today=today):
            left_competences += 1
            held.setdefault(one.rights)
            continue
        items = tuple(item for item in one.items if rules.may_pass_on(item.rights, today=today))
        left_items += len(one.items) - len(items)
        held.update(dict.fromkeys(item.rights for item in one.items if not rules.may_pass_on(item.rights, today=today)))
        passed.append(one if len(items) == len(one.items) else replace(one, items=items))
        lines.update(dict.fromkeys(attribution(rights) for rights in (one.rights, *(item.rights for item in items))))
    return Passing(tuple(passed), left_competences, left_items, tuple(lines), tuple(held))


def closed(competences: Iterable[uuid.UUID], language: str, *, today: date) -> dict[uuid.UUID, str]:
    """Those of the competences whose words may not leave today, each with what stands in its place outside, in ``language``.

    Retired and hidden ones too, for what was written about them earlier may still be handed out: one query for those.
    """
    books, asked = shelf(language).by_id, set(competences)
    found: dict[uuid.UUID, Rights | RightsShown] = {key: books[key].rights for key in asked if key in books}
    if gone := asked - set(found):
        rows = Competence.objects.filter(pk__in=gone).select_related("rights", "model__rights")
        found |= {row.pk: row.rights or row.model.rights for row in rows}
    with override(language):
        return {key: words for key, rights in found.items() if (words := closed_words(rights, today=today))}


def off_paper(shown: Iterable[CompetenceShown], *, today: date) -> tuple[frozenset[uuid.UUID], str]:
    """The competences and items among these that may not stand on paper, and a line that says so; nothing when all may."""
    every = (
        (key, rights)
        for one in shown
        for key, rights in ((one.id, one.rights), *((each.id, each.rights) for each in one.items))
    )
    kept = {key: rights for key, rights in every if not rules.may_pass_on(rights, today=today)}
    if not kept:
        return frozenset(), ""
    whose = ", ".join(dict.fromkeys(rights.holder for rights in kept.values()))
    return frozenset(kept), _("Words that may not be passed on are left out here (%(whose)s).") % {"whose": whose}


def closed_words(rights: Rights | RightsShown, *, today: date) -> str:
    """What stands outside the organisation where the words would have stood: that they are closed, whose they are and on what terms.

    Nothing when they may be passed on.
    """
    if rules.may_pass_on(rights, today=today):
        return ""
    terms = Truncator(" ".join(rights.terms.split())).chars(MOST_OF_TERMS) or rights.licence
    whose = ", ".join(part for part in (rights.holder, terms) if part)
    if rules.has_ended(rights, today=today) and rights.ends:
        return _("Closed since %(day)s: %(whose)s") % {"day": date_format(rights.ends), "whose": whose}
    return _("Closed: %(whose)s") % {"whose": whose}


def attribution(rights: RightsShown) -> str:
    """The line that goes with the words, as their holder wants it or made of holder and licence."""
    return rights.attribution or f"{rights.holder}, {rights.licence}"


def reason(rights: RightsShown, *, today: date) -> str:
    """``ended`` when the last day has been, else ``closed``; empty when the words may be passed on."""
    if rules.may_pass_on(rights, today=today):
        return ""
    return ENDED if rules.has_ended(rights, today=today) else CLOSED


def reason_words(rights: RightsShown, *, today: date) -> str:
    """Why the words may not be passed on, to a reader: whose they are, and what they said."""
    words: Mapping[str, str] = {
        ENDED: _("The right to use these words, which belong to %(holder)s, ended on %(day)s."),
        CLOSED: _("These words belong to %(holder)s, who has not allowed that they are passed on."),
    }
    told = words.get(reason(rights, today=today), "")
    return told % {"holder": rights.holder, "day": date_format(rights.ends) if rights.ends else ""}
