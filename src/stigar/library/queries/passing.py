"""What may leave the organisation: the one sieve for files, print, REST and links. The rule itself is ``rules.may_pass_on``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stigar.library import rules
from stigar.library.queries.shelf import CompetenceShown, RightsShown

CLOSED, ENDED = "closed", "ended"


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
