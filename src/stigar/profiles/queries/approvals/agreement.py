"""How far those agree who judged alone in the workshops: per requirement in words, and for the whole profile.

Only judgements that everybody has been shown are counted, and only together: who judged what is told nobody, so what fewer
than three judged in a workshop is left out here too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.engine.agreement import Agreement, Rating
from stigar.foundation.prepared import prepared
from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Estimate, Workshop
from stigar.profiles.queries.profiles.standing import said_in
from stigar.profiles.rules import FEWEST_JUDGES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.profiles.models import Profile

SHOWN = (Workshop.TALK, Workshop.CLOSED)
MOST = 0.75  # so large a part on one level is agreement, when nobody is more than a step away
NEAR = 0.9  # so large a part stands within a step of the middle where people judge nearly alike
FEW_APART = 0.25  # with more of the competences apart than this, and a low alpha, the whole is apart
LEVELS = 5  # of a scale that is not in the library any more


@dataclass(frozen=True, slots=True)
class OfRequirement:
    """What people judged about one competence, and in a word how far apart they are: see :func:`verdict_of`.

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
    judged = _judged(profile)
    judges = Counter(group for group, *_ in judged)
    latest = {
        (person, competence): level
        for group, person, competence, level in judged if judges[group] >= FEWEST_JUDGES
    }  # fmt: skip
    answer = Agreement().of(
        Rating(str(person), str(competence), level) for (person, competence), level in latest.items()
    )
    asked = {one.competence_id: (one.level, one.until) for one in said_in(profile) if one.profile_id == profile.pk}
    books = shelf(language).by_id
    given: dict[UUID, list[int]] = defaultdict(list)
    for (_person, competence), level in latest.items():
        given[competence].append(level)
    told = []
    for one in answer.competences:
        key, place = UUID(one.competence), (one.competence, "")
        told.append(
            OfRequirement(
                key, books[key].name if key in books else "", one.raters, int(one.lowest), int(one.highest), answer.raw[place],
                answer.calibrated[place] if answer.calibrated else None,
                verdict_of(given[key], len(books[key].model.scale) if key in books else LEVELS), asked.get(key),
            )
        )  # fmt: skip
    order = {"apart": 0, "mostly": 1, "alone": 2}
    return AgreementShown(
        answer.raters, answer.ratings, answer.alpha, answer.icc,
        whole_of(answer.verdict, [one.verdict for one in told]), answer.refusal.code if answer.refusal else "",
        tuple(sorted(told, key=lambda one: (order.get(one.verdict, 3), one.name))),
    )  # fmt: skip


@prepared
def _judged(profile: Profile) -> QuerySet[Estimate, Any]:
    rows = Estimate.objects.filter(
        group__profile=profile, group__workshop__stage__in=SHOWN, group__competence__isnull=False
    )
    return rows.order_by("at").values_list("group", "person", "group__competence", "level")


def verdict_of(levels: list[int], scale: int = LEVELS) -> str:
    """How far apart people are about one competence, from the spread in levels, which also few judges can be read from.

    Alike: nobody more than a step from anybody, and three of four on one level. Nearly alike: nine of ten within a step of the
    middle, and the average deviation from it at most a sixth of the scale (Burke & Dunlap, 2002; .83 of a level where there are
    five). Else apart.

    >>> verdict_of([3, 3, 3, 4]), verdict_of([2, 2, 3, 3, 3, 3, 4]), verdict_of([2, 4])
    ('agree', 'mostly', 'apart')
    >>> verdict_of([2, 3, 3, 4, 4, 4, 5])
    'apart'
    """
    if len(levels) < 2 or len(set(levels)) == 1:
        return "alone" if len(levels) < 2 else "same"
    middle, many = median(levels), len(levels)
    if max(levels) - min(levels) == 1 and Counter(levels).most_common(1)[0][1] >= MOST * many:
        return "agree"
    away = [abs(level - middle) for level in levels]
    near = sum(one <= 1 for one in away) >= NEAR * many
    return "mostly" if near and sum(away) / many <= scale / 6 else "apart"


def whole_of(by_alpha: str, verdicts: Iterable[str]) -> str:
    """How far people agree in all: alpha's word, held against what was judged of each competence.

    Alpha tells how much of the difference between competences people see alike; where all lie on nearly the same level there is
    little to tell, and it falls although people agree. Then what was judged of each decides.

    >>> whole_of("apart", ["agree", "agree", "same", "agree"]), whole_of("agree", ["same", "agree", "apart"])
    ('agree', 'mostly')
    """
    compared = [one for one in verdicts if one != "alone"]
    if by_alpha in {"same", "alone", "nothing"} or not compared:
        return by_alpha
    apart = sum(one == "apart" for one in compared) / len(compared)
    alike = sum(one in {"same", "agree"} for one in compared) / len(compared)
    if apart == 0 and (by_alpha == "agree" or alike >= MOST):
        return "agree"
    return "apart" if by_alpha == "apart" and apart > FEW_APART else "mostly"
