"""How what is known ages: it counts half as much after every half-life, and gets less sure. The level itself never drops.

What is not used is forgotten: by 1.4 standard deviations after more than a year (Arthur, Bennett, Stanush and McNelly, Human
Performance 11, 1998); half of what training gave is gone after 6 to 13 months without use (Tatel and Ackerman, Psychological
Bulletin, 2023). These are means over many tasks and people, so they widen the band and say nothing of one person's level. Using the
competence makes it fresh again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from types import MappingProxyType

from stigar.engine.gaps.known import Source

DAYS_IN_A_MONTH = 365.25 / 12
NO_ONE: Mapping[str, float] = MappingProxyType({})
AGREEMENT: Mapping[str, float] = MappingProxyType({
    Source.SELF: 0.35, Source.PEER: 0.62, Source.MANAGER: 0.65, Source.OBSERVATION: 0.65, Source.CERTIFICATE: 0.65,
    Source.FILE: 0.62,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ageing:
    """Half-lives in months, per competence where it differs; how far sources agree with a manager; how levels spread.

    ``agreement``: two managers of the same people agree .65, peers with managers .62, people themselves with their
    manager .35 (Harris and Schaubroeck, Personnel Psychology 41, 1988, corrected). ``spread`` is the standard
    deviation of levels among people in general, in levels.

    >>> Ageing().weight("calm", date(2025, 1, 1), today=date(2026, 7, 3))
    0.5
    """

    months: float = 18.0
    own: Mapping[str, float] = field(default_factory=lambda: NO_ONE)
    agreement: Mapping[str, float] = field(default_factory=lambda: AGREEMENT)
    spread: float = 1.0

    def __post_init__(self) -> None:
        if min((self.months, *self.own.values())) <= 0:
            raise ValueError("a half-life is longer than nothing")

    def half_life(self, competence: str) -> float:
        """In days."""
        return self.own.get(competence, self.months) * DAYS_IN_A_MONTH

    def weight(self, competence: str, fresh: date, *, today: date) -> float:
        """How much it counts today: 1 on the day it was seen or last used, half after every half-life."""
        days = max(0, (today - fresh).days)
        return round(float(2.0 ** (-days / self.half_life(competence))), 2)

    def band(self, source: str, weight: float) -> float:
        """How far the level may be off, in levels, either way, in two cases of three.

        The standard error of one judgement, ``spread`` x sqrt(1 - agreement), with the agreement fading with age: a
        manager's level is .59 off when fresh, .82 after one half-life, and in the end as far off as anybody's (1.0).

        >>> [Ageing().band("manager", weight) for weight in (1.0, 0.5, 0.0)]
        [0.59, 0.82, 1.0]
        """
        return round(self.spread * sqrt(1.0 - self.agreement.get(source, 0.0) * weight), 2)
