"""How far those agree who judged alone in the workshops: per requirement in words, and for the whole profile.

Only judgements that everybody has been shown are counted, and only together: who judged what is told nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.engine.agreement import Agreement, Rating
from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Estimate, Workshop

if TYPE_CHECKING:
    from stigar.profiles.models import Profile

SHOWN = (Workshop.TALK, Workshop.CLOSED)


@dataclass(frozen=True, slots=True)
class OfRequirement:
    """What people judged about one competence. ``level``: the one that is written in the profile, None when it is not required."""

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
    told = []
    for one in answer.competences:
        key, place = UUID(one.competence), (one.competence, "")
        told.append(
            OfRequirement(
                key, names.get(key, ""), one.raters, int(one.lowest), int(one.highest), answer.raw[place],
                answer.calibrated[place] if answer.calibrated else None, one.verdict, asked.get(key),
            )
        )  # fmt: skip
    order = {"apart": 0, "mostly": 1, "alone": 2}
    return AgreementShown(
        answer.raters, answer.ratings, answer.alpha, answer.icc, answer.verdict, answer.refusal.code if answer.refusal else "",
        tuple(sorted(told, key=lambda one: (order.get(one.verdict, 3), one.name))),
    )  # fmt: skip
