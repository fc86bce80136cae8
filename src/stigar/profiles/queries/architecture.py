"""The rules that a project's profiles keep, and every place where a profile breaks one.

A rule is checked by counting, so that nobody has to guess what was meant; the sentence about a breach is made at the door.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Architecture, Profile, Project, Requirement
from stigar.profiles.queries.profiles.standing import said_in


@dataclass(frozen=True, slots=True)
class Rules:
    """How many competences, on which levels, which ones every profile has (by key), how long a text may be (characters),
    words that are not used, and whether each requirement says why it is there.

    >>> Rules().fewest, Rules().most
    (5, 12)
    """

    fewest: int = 5
    most: int = 12
    levels: tuple[int, ...] = (1, 2, 3, 4, 5)
    shared: tuple[str, ...] = ()
    longest: int = 400
    avoid: tuple[str, ...] = ()
    why: bool = True

    def as_data(self) -> dict[str, Any]:
        """As it is kept and travels: lists for tuples."""
        return {name: list(one) if isinstance(one, tuple) else one for name, one in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken: which (``code``), where (a competence's name, "purpose", or "" for the whole profile), and the figures or words.

    Codes: too-few, too-many, level, not-shared, too-long, avoided, no-why.
    """

    code: str
    place: str
    values: Mapping[str, Any]


def rules_of(project: Project | None) -> Rules | None:
    """The project's rules; None before anybody has set them, and for a profile without a project. One query."""
    if project is not None and Project.architecture.is_cached(project):  # it came along with the project
        kept = getattr(project, "architecture", None)
    else:
        kept = Architecture.objects.filter(project=project).first() if project else None
    return from_data(kept.rules) if kept else None


def from_data(data: Mapping[str, Any]) -> Rules:
    """Rules from what is kept; what is not told is as usual."""
    known: dict[str, Any] = {name: data[name] for name in Rules.__slots__ if name in data}
    told: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in known.items()}
    return Rules(**told)


def breaches(profile: Profile, rules: Rules | None, *, language: str = "sv") -> tuple[Breach, ...]:
    """Every breach, the whole profile's first and then requirement by requirement. Two queries."""
    return _judged([profile], said_in(profile), rules, language)[profile.pk] if rules else ()


def breaches_of(
    profiles: Iterable[Profile], rules: Rules | None, *, language: str = "sv"
) -> dict[uuid.UUID, tuple[Breach, ...]]:
    """The breaches of each of the profiles, however many: two queries.

    A variant says only what differs: its number and its shared core are counted together with its core's.
    """
    checked = list(profiles)
    if rules is None:
        return {one.pk: () for one in checked}
    wanted = {one.pk for one in checked} | {one.core_id for one in checked if one.core_id}
    rows = Requirement.objects.filter(profile__in=wanted).select_related("competence").order_by("place", "pk")
    return _judged(checked, rows, rules, language)


def _judged(
    checked: list[Profile], rows: Iterable[Requirement], rules: Rules, language: str
) -> dict[uuid.UUID, tuple[Breach, ...]]:
    """The same, from what they and their cores ask for."""
    books = shelf(language)
    required: dict[uuid.UUID | None, list[Requirement]] = {}
    for row in rows:
        required.setdefault(row.profile_id, []).append(row)
    names = {one.id: one.name for one in books}
    by_key = {one.key: one.name for one in books}
    return {
        one.pk: tuple(_of_one(one, required.get(one.pk, []), required.get(one.core_id, []), rules, names, by_key))
        for one in checked
    }


def _of_one(
    profile: Profile, own: list[Requirement], of_core: list[Requirement], rules: Rules, names: Mapping[uuid.UUID, str],
    by_key: Mapping[str, str],
) -> Iterator[Breach]:  # fmt: skip
    yield from _of_the_whole({row.competence.key for row in [*of_core, *own]}, rules, by_key)
    yield from _of_text(profile.purpose, "purpose", rules)
    for row in own:
        yield from _of_requirement(row, names.get(row.competence_id, str(row.competence)), rules)


def _of_the_whole(keys: set[str], rules: Rules, names: Mapping[str, str]) -> Iterator[Breach]:
    if len(keys) < rules.fewest:
        yield Breach("too-few", "", {"has": len(keys), "rule": rules.fewest})
    if len(keys) > rules.most:
        yield Breach("too-many", "", {"has": len(keys), "rule": rules.most})
    for key in rules.shared:
        if key not in keys:
            yield Breach("not-shared", "", {"competence": names.get(key, key)})


def _of_requirement(one: Requirement, name: str, rules: Rules) -> Iterator[Breach]:
    for level in (one.level, one.until):
        if level is not None and level not in rules.levels:
            yield Breach("level", name, {"level": level, "rule": list(rules.levels)})
    if rules.why and not one.why.strip():
        yield Breach("no-why", name, {})
    yield from _of_text(one.why, name, rules)


def _of_text(text: str, place: str, rules: Rules) -> Iterator[Breach]:
    if len(text) > rules.longest:
        yield Breach("too-long", place, {"has": len(text), "rule": rules.longest})
    for word in rules.avoid:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield Breach("avoided", place, {"word": word})
