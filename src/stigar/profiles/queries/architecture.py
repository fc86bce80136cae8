"""The rules that a project's profiles keep, and every place where a profile breaks one.

A rule is checked by counting, so that nobody has to guess what was meant; the sentence about a breach is made at the door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Architecture, Profile

if TYPE_CHECKING:
    from stigar.profiles.models import Project, Requirement


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
    kept = Architecture.objects.filter(project=project).first() if project else None
    return from_data(kept.rules) if kept else None


def from_data(data: Mapping[str, Any]) -> Rules:
    """Rules from what is kept; what is not told is as usual."""
    known: dict[str, Any] = {name: data[name] for name in Rules.__slots__ if name in data}
    told: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in known.items()}
    return Rules(**told)


def breaches(profile: Profile, rules: Rules | None, *, language: str = "sv") -> tuple[Breach, ...]:
    """Every breach, the whole profile's first and then requirement by requirement. Two queries, and the shelf's one.

    A variant says only what differs: its number and its shared core are counted together with its core's.
    """
    if rules is None:
        return ()
    own = list(profile.requirements.select_related("competence").order_by("place", "pk"))
    names = {one.id: one.name for one in shelf(language)}
    whole = {one.competence_id: one.competence.key for one in own}
    if profile.core_id:
        rows = profile.core.requirements.select_related("competence")  # type: ignore[union-attr]  # it has one
        whole |= {one.competence_id: one.competence.key for one in rows}
    found = [*_of_the_whole(set(whole.values()), rules, {one.key: one.name for one in shelf(language)})]
    found += _of_text(profile.purpose, "purpose", rules)
    for one in own:
        found += _of_requirement(one, names.get(one.competence_id, str(one.competence)), rules)
    return tuple(found)


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
