"""How far those agree who judged alone in the workshops: per requirement in words, and for the whole profile.

Only judgements that everybody has been shown are counted, and only together: who judged what is told nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.engine.agreement import Agreement, Rating
from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Estimate, Workshop

if TYPE_CHECKING:
    from stigar.profiles.models import Profile

SHOWN = (Workshop.TALK, Workshop.CLOSED)
MOST = 0.75  # so large a part on one level is agreement, when nobody is more than a step away


@dataclass(frozen=True, slots=True)
class OfRequirement:
    """What people judged about one competence, and in a word how far apart they are: two steps or more is apart.

    ``level``: the one that is written in the profile, None when it is not required.
    """

    competence: UUID
    name: str
    judges: int
    lowest: int
    highest: int
    raw: float
    calibrated: float | None
    verdict: str
    level: tuple[int, int | None] | None

    @property
    def beside(self) -> bool:
        """The profile asks for a level that lies outside everything people judged."""
        return self.level is not None and not (
            self.lowest <= (self.level[1] or self.level[0]) and self.level[0] <= self.highest
        )


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """The whole: alpha (ordinal) and ICC(2,k) of the judged levels, the verdict in a word, and why nothing is calibrated, if so."""

    judges: int
    ratings: int
    alpha: float | None
    icc: float | None
    verdict: str
    refusal: str
    requirements: tuple[OfRequirement, ...]


def agreement_of(profile: Profile, language: str) -> AgreementShown:
    """Agreement on the level of each competence judged for this profile (for a variant: for it). Two queries, and the shelf's."""
    rows = Estimate.objects.filter(
        group__profile=profile, group__workshop__stage__in=SHOWN, group__competence__isnull=False
    )
    latest = {
        (person, competence): level
        for person, competence, level in rows.order_by("at").values_list("person", "group__competence", "level")
    }
    answer = Agreement().of(
        Rating(str(person), str(competence), level) for (person, competence), level in latest.items()
    )
    asked = {one.competence_id: (one.level, one.until) for one in profile.requirements.all()}
    names = {one.id: one.name for one in shelf(language)}
    given: dict[UUID, list[int]] = defaultdict(list)
    for (_person, competence), level in latest.items():
        given[competence].append(level)
    told = []
    for one in answer.competences:
        key, place = UUID(one.competence), (one.competence, "")
        told.append(
            OfRequirement(
                key, names.get(key, ""), one.raters, int(one.lowest), int(one.highest), answer.raw[place],
                answer.calibrated[place] if answer.calibrated else None, _verdict(given[key]), asked.get(key),
            )
        )  # fmt: skip
    order = {"apart": 0, "mostly": 1, "alone": 2}
    return AgreementShown(
        answer.raters, answer.ratings, answer.alpha, answer.icc, answer.verdict, answer.refusal.code if answer.refusal else "",
        tuple(sorted(told, key=lambda one: (order.get(one.verdict, 3), one.name))),
    )  # fmt: skip


def _verdict(levels: list[int]) -> str:
    """How far apart people are about one competence. Alpha corrects for chance, which says little about a single thing.

    >>> _verdict([3, 3, 3, 4]), _verdict([3, 4]), _verdict([2, 3, 4])
    ('agree', 'mostly', 'apart')
    """
    apart = max(levels) - min(levels)
    if len(levels) < 2 or apart == 0:
        return "alone" if len(levels) < 2 else "same"
    if apart >= 2:
        return "apart"
    return "agree" if Counter(levels).most_common(1)[0][1] >= MOST * len(levels) else "mostly"
