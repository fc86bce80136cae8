"""Where a dialogue begins: against which profile, what stands out, the few questions put first, and things to try.

Each of the six situations looks at its own: what is missing, what is done gladly, what weighs most, where two see it differently.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

from stigar.dialogues.models import Talk
from stigar.dialogues.queries.templates import REVIEWER, TEXTS, in_language
from stigar.foundation.journal import kept_until
from stigar.levels.queries.besides import besides
from stigar.levels.queries.gaps import GapPicture, GapRow, gap_picture, levels_told
from stigar.levels.queries.plan import level_of, way
from stigar.levels.queries.required import held_on, held_today, profiles_of, required_among
from stigar.levels.queries.shown import interests_shown
from stigar.levels.rules import grounds
from stigar.library.queries.shelf import CHANGING as SHELVED
from stigar.library.queries.shelf import CompetenceShown, ItemShown, Shelf, shelf
from stigar.people.queries.hired import Hired, hired_to
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import CHANGING as ASKING
from stigar.profiles.queries.profiles.asking import Asking, Askings, askings
from stigar.profiles.queries.profiles.earlier import Then, asked_then

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST_ROWS, MOST_TO_TRY, FROM_LIBRARY = 5, 4, 2
KEY = "start"  # of the block that stands first in the dialogue
NOT_QUESTIONS = ("about", "title")
OTHERS = (Talk.MORE_SELF, Talk.MORE_WORK)  # what is met is looked at, not what is missing


@dataclass(frozen=True, slots=True)
class ToTry:
    """One thing to do, and for which competence."""

    competence: CompetenceShown
    level: int
    item: ItemShown


@dataclass(frozen=True, slots=True)
class Since:
    """What somebody was hired to, and the profiles as they were approved then; none where the role has never had one."""

    hired: Hired
    then: tuple[Then, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A starting point. ``profiles`` is what it is held against; ``rows`` is None where the reader may not see the person's levels.
    ``since`` is told where it begins in what the person was hired to."""

    situation: str
    about: str
    profiles: tuple[Asking, ...]
    rows: tuple[GapRow, ...] | None
    to_try: tuple[ToTry, ...]
    since: Since | None = None

    @property
    def heading(self) -> str:
        """What the profile is called, or both of them."""
        return ", ".join(one.heading for one in self.profiles)


def told_of(situation: str, language: str) -> str:
    """What it means to begin there, in a sentence or two."""
    return in_language({spoken: words[situation]["about"] for spoken, words in _words().items()}, language)


def start(
    situation: str, person: Person, *, viewer: Person, chosen: Asking | None, sees: bool, language: str, today: date
) -> Start:
    """The starting point as ``viewer`` may see it; ``sees`` says whether they may see the person's levels."""
    since = since_hired(person, time_zone=viewer.organisation.time_zone) if situation == Talk.HIRED else None
    if situation == Talk.GROW:
        profiles = [chosen] if chosen else []
    else:
        then = [one.asking for one in since.then] if since else []
        profiles = then or own_profiles(person, sees=sees, today=today)
    rows: list[GapRow] = []
    if sees:
        required = required_among(profiles, dict(_there()[1])[language].by_id)
        told = levels_told(viewer, person, today=today)
        rows = _LOOKS[situation](
            gap_picture(person, required, told, today=today, told_besides=besides(person, today=today))
        )
    rows = rows[:MOST_ROWS]
    to_try = _to_try(rows, one_further=situation in OTHERS)
    return Start(
        situation, told_of(situation, language), tuple(profiles), tuple(rows) if sees else None, tuple(to_try), since
    )


def own_profiles(person: Person, *, sees: bool, today: date) -> list[Asking]:
    """The approved profiles that hold for the person today: read with what else is told of them, where the reader ``sees`` that."""
    held = besides(person, today=today).holds if sees else held_today(person, today=today)
    return profiles_of(_there()[0], [role.pk for role in roles_today(person, today=today)], held)


def since_hired(person: Person, *, time_zone: str) -> Since | None:
    """What the person was hired to learn against: the first role, by the profile that was approved then, or first after. Two queries."""
    hired = hired_to(person)
    if hired is None:
        return None
    return Since(hired, tuple(asked_then(hired.role, held_on(person, hired.on), on=hired.on, time_zone=time_zone)))


def profile_to_grow_into(key: UUID) -> Asking | None:
    """The approved profile with this id."""
    return _there()[0].by_profile.get(key)


def roles_to_grow_into(person: Person, *, viewer: Person, sees: bool, today: date) -> list[tuple[Asking, bool]]:
    """The approved profiles that are not the person's own, those they have told the viewer an interest in first."""
    own = {one.profile for one in own_profiles(person, sees=sees, today=today)}
    towards = grounds(viewer, person, today=today)
    wanted = {one.role_id for one in interests_shown(viewer, person, towards=towards, today=today)}
    others = [(one, one.role in wanted) for one in _there()[0].by_profile.values() if one.profile not in own]
    return sorted(others, key=lambda pair: (not pair[1], pair[0].heading.casefold()))


def block_of(found: Start) -> dict[str, Any]:
    """The questions of the starting point, as the first part of a dialogue keeps them: ours, and one or two of the library's
    about what stands out most, which the person answers for themself."""
    role = found.heading
    words = _words()
    first = words[settings.LANGUAGE_CODE][found.situation]
    asked = [
        {
            "key": key, "for": "both",
            "text": {language: told[found.situation][key] for language, told in words.items()},
            "reviewer": {language: told[found.situation][key + REVIEWER] for language, told in words.items()},
        }
        for key in first if key not in NOT_QUESTIONS and not key.endswith(REVIEWER)
    ]  # fmt: skip
    titles = {language: told[found.situation]["title"].replace("{role}", role) for language, told in words.items()}
    return {"key": KEY, "kind": KEY, "title": titles, "questions": [*asked, *_of_the_library(found.rows or ())]}


def put_to(block: dict[str, Any], *, to_me: bool, name: str, language: str) -> list[str]:
    """The questions as one of the two will read them."""
    found = []
    for one in block["questions"]:
        about = "" if to_me else in_language(one.get("reviewer") or {"": ""}, language)
        if to_me or one["for"] == "both":
            found.append((about or in_language(one["text"], language)).replace("{name}", name))
    return found


@kept_until((*ASKING, *SHELVED))
def _there() -> tuple[Askings, tuple[tuple[str, Shelf], ...]]:
    """All approved profiles, and the shelf in every language. One query while nothing of either has changed."""
    return askings(), tuple((language, shelf(language)) for language, _name in settings.LANGUAGES)


def _of_the_library(rows: Sequence[GapRow]) -> list[dict[str, Any]]:
    """A question or two of the competence that stands out most, in every language it is written in."""
    spoken = {language: books.by_id for language, books in _there()[1]} if rows else {}
    for row in rows:
        there = {language: books.get(row.asked.competence) for language, books in spoken.items()}
        asked = {language: one.of("question")[:FROM_LIBRARY] for language, one in there.items() if one}
        most = max((len(one) for one in asked.values()), default=0)
        if most:
            return [
                {
                    "key": f"library-{place + 1}", "for": "person", "reviewer": {},
                    "text": {language: items[place].text for language, items in asked.items() if place < len(items)},
                }
                for place in range(most)
            ]  # fmt: skip
    return []


def _to_try(rows: Sequence[GapRow], *, one_further: bool) -> list[ToTry]:
    """The first thing to do for each, towards the next level that is missing, or one further than the person is."""
    found = []
    for row in rows:
        if row.asked.shown is None:
            continue
        have = level_of(row)
        ahead = way(row.asked.shown, have, have + 1 if one_further else max(row.asked.level, have)).next
        if ahead:
            found.append(ToTry(row.asked.shown, ahead.level, ahead.items[0]))
    return found[:MOST_TO_TRY]


def _missing(picture: GapPicture) -> list[GapRow]:
    return [*picture.below, *picture.not_known]


def _glad(picture: GapPicture) -> list[GapRow]:
    there = [row for row in picture.rows if not row.missing and row.seen]
    return sorted(there, key=lambda row: -(row.experience.interest or 0) if row.experience else 1)


def _weighty(picture: GapPicture) -> list[GapRow]:
    there = [row for row in picture.rows if not row.missing and row.seen]
    return sorted(there, key=lambda row: -row.asked.importance)


def _differing(picture: GapPicture) -> list[GapRow]:
    apart = [row for row in picture.rows if row.seen and row.own and row.own.level != row.seen.level]
    return [*apart, *(row for row in _missing(picture) if row not in apart)]


_LOOKS: dict[str, Callable[[GapPicture], list[GapRow]]] = {
    Talk.CHANGED: _missing, Talk.GROW: _missing, Talk.HIRED: _missing, Talk.MORE_SELF: _glad, Talk.MORE_WORK: _weighty,
    Talk.SEEN: _differing,
}  # fmt: skip


@cache
def _words() -> dict[str, Any]:
    return {
        language: tomllib.loads((TEXTS / f"situations.{language}.toml").read_text(encoding="utf-8"))
        for language, _name in settings.LANGUAGES
    }
