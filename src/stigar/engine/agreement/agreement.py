"""How far people agree about what is required, or about what somebody can do, when each has judged alone.

The ratings themselves are never changed: the calibrated values stand beside the raw ones, and when they cannot be told the
answer says why. No rater is named as kind or strict in an answer that is shown; the leniencies are for calibrating.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from types import MappingProxyType
from typing import Any

from stigar.engine.agreement.figures import Parts, alpha, icc, parts
from stigar.engine.agreement.leniency import groups, leniencies, means
from stigar.engine.agreement.table import Table, table

AGREE, MOSTLY, APART, SAME, ALONE = "agree", "mostly", "apart", "same", "alone"
NOTHING, UNCONNECTED, FEW = "nothing", "unconnected", "few"
WORDS = {
    AGREE: "People judge alike.",
    MOSTLY: "People judge nearly alike; what differs is worth a few words.",
    APART: "People judge so differently that it should be talked about before anything is decided.",
    SAME: "Everybody gave the same value.",
    ALONE: "Fewer than two have judged this.",
    NOTHING: "Nobody has judged anything yet.",
    UNCONNECTED: "The raters fall into groups that have judged nothing in common, so strict and kind cannot be told from low and high.",
    FEW: "There are too few ratings to tell kind raters from high values.",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater gave one thing. ``subject`` is whose or which, when several are judged on the same competence."""

    rater: str
    competence: str
    value: float
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is calibrated: a code, and the groups of raters that nothing ties together."""

    code: str
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def why(self) -> str:
        """The reason in English."""
        return WORDS[self.code]


@dataclass(frozen=True, slots=True)
class OfCompetence:
    """One competence: how many judged it, their alpha and ICC(2,k), the ends of what was given, and a verdict in a word.

    With one subject the alpha is of that one thing, held against the chance of all of them; with several it is their own.
    """

    competence: str
    raters: int
    alpha: float | None
    icc: float | None
    lowest: float
    highest: float
    verdict: str

    @property
    def why(self) -> str:
        """The verdict as an English sentence."""
        return WORDS[self.verdict]


@dataclass(frozen=True, slots=True)
class Agreements:
    """The whole answer. ``raw`` and ``calibrated`` are (competence, subject) -> mean; ``refusal`` says why there is no calibrated."""

    alpha: float | None
    icc: float | None
    raters: int
    ratings: int
    verdict: str
    competences: tuple[OfCompetence, ...]
    raw: Mapping[tuple[str, str], float]
    calibrated: Mapping[tuple[str, str], float] | None
    leniency: Mapping[str, float] | None = field(repr=False)
    refusal: Refusal | None

    def of(self, competence: str) -> OfCompetence | None:
        """What is known of one competence."""
        return next((one for one in self.competences if one.competence == competence), None)

    @property
    def why(self) -> str:
        """The verdict as an English sentence."""
        return WORDS[self.verdict]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Settings and the one verb. The limits are Krippendorff's: .8 to rely on, .667 to draw tentative conclusions from."""

    relied_on: float = 0.8
    tentative: float = 0.667

    def of(self, ratings: Iterable[Rating]) -> Agreements:
        """How far the raters agree, per competence and in all.

        >>> told = [Rating(who, what, n) for who in ("Bo", "Cai") for n, what in enumerate(("listening", "writing", "calm"))]
        >>> Agreement().of(told).alpha
        1.0
        >>> Agreement().of([]).why
        'Nobody has judged anything yet.'
        """
        told = table(ratings)
        if not told.targets:
            return Agreements(None, None, 0, 0, NOTHING, (), _kept({}), None, None, Refusal(NOTHING))
        counts, _values = told.counts()
        whole, own = alpha(counts)
        found = parts(told)
        leniency, refusal = _calibration(told, found)
        return Agreements(
            whole, icc(found), len(told.raters), len(told.rater), self._verdict(whole, counts), self._competences(told, own),
            _named(told, means(told)), None if refusal else _named(told, means(told, leniency)),
            None if refusal else _kept(dict(zip(told.raters, map(float, leniency), strict=True))), refusal,
        )  # fmt: skip

    def _verdict(self, found: float | None, counts: Any) -> str:
        if found is None:
            return SAME if (counts.sum(axis=1) >= 2).any() else ALONE
        return AGREE if found >= self.relied_on else MOSTLY if found >= self.tentative else APART

    def _competences(self, told: Table, own: Any) -> tuple[OfCompetence, ...]:
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        counts, values = told.counts()
        places: dict[str, list[int]] = {}
        for at, (competence, _subject) in enumerate(told.targets):
            places.setdefault(competence, []).append(at)
        answer = []
        for competence, rows in places.items():
            here, mine = counts[rows], np.isin(told.target, rows)
            given = np.flatnonzero(here.sum(axis=0))
            if len(rows) == 1:
                found, sure = (None if np.isnan(own[rows[0]]) else float(own[rows[0]])), None
            else:
                found, sure = alpha(here)[0], icc(parts(told, mine))
            raters = len(np.unique(told.rater[mine]))
            verdict = SAME if len(given) == 1 and raters > 1 else self._verdict(found, here)
            lowest, highest = float(values[given[0]]), float(values[given[-1]])
            answer.append(OfCompetence(competence, raters, found, sure, lowest, highest, verdict))
        return tuple(answer)


def _calibration(told: Table, found: Parts | None) -> tuple[Any, Refusal | None]:
    """The leniencies, or why there are none."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    tied = groups(told)
    if len(tied) > 1:
        return None, Refusal(UNCONNECTED, tied)
    if found is None:
        return None, Refusal(FEW)
    if found.rater <= 0 or sqrt(found.rater) < 1e-6:
        return np.zeros(len(told.raters)), None  # nobody is kinder than anybody else, as far as can be seen
    return leniencies(told, max(found.rest, 1e-9) / found.rater), None


def _named(told: Table, values: Any) -> Mapping[tuple[str, str], float]:
    return _kept(dict(zip(told.targets, map(float, values), strict=True)))


def _kept(given: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(given)
