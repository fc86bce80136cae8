"""One person against a profile, or against any other role: what would it take?

Assessed is the latest of manager, observation and certificate, never the best; what the person and peers say stands
beside it. An expired certificate lowers no level, but a requirement whose level rests on it is not met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from stigar.engine.gaps import reasons
from stigar.engine.gaps.ageing import DAYS_IN_A_MONTH, Ageing
from stigar.engine.gaps.answer import Gap, Gaps, Paper, Side
from stigar.engine.gaps.known import ASSESSED, Exemption, Known, Need, Prerequisite, Source
from stigar.engine.gaps.reasons import Why, why

NEVER: Mapping[str, date] = MappingProxyType({})
ORDER = {source: at for at, source in enumerate((Source.SELF, Source.PEER, *ASSESSED))}


@dataclass(frozen=True, slots=True)
class GapFinder:
    """Which sources count as assessed, how it all ages, and how many days ahead a certificate's end is told of.

    >>> said = [Known("calm", 2, Source.MANAGER, date(2026, 5, 1)), Known("calm", 4, Source.SELF, date(2026, 6, 1))]
    >>> print(GapFinder().of([Need("calm", 3, importance=3)], said, today=date(2026, 6, 2)))
    calm: max(0, 3 - 2) x 3 = 3 The person says 4, the assessment 2.
    """

    assessed: tuple[Source, ...] = ASSESSED
    ageing: Ageing = field(default_factory=Ageing)
    warn_days: int = 60

    def of(
        self,
        needs: Iterable[Need],
        known: Iterable[Known],
        *,
        today: date,
        used: Mapping[str, date] = NEVER,
        exemptions: Iterable[Exemption] = (),
        prerequisites: Iterable[Prerequisite] = (),
    ) -> Gaps:
        """Every requirement and how it stands on ``today``; what is dated later is not known yet.

        ``used`` is when each competence was last used. The order things come in changes nothing.
        """
        wanted = sorted(needs, key=lambda one: (one.place, one.competence, one.level, one.importance))
        if len({one.competence for one in wanted}) < len(wanted):
            raise ValueError("a profile requires a competence once")
        told = _by_competence(one for one in known if one.on <= today)
        exempt = {one.competence: one for one in exemptions if one.last_day is None or today <= one.last_day}
        has = {name: _latest(these, self.assessed) for name, these in told.items()}
        levels = {name: one.level for name, one in has.items() if one}
        first = _Order(tuple(prerequisites), levels)
        return Gaps(
            tuple(
                self._gap(need, told.get(need.competence, ()), exempt.get(need.competence), first, used, today)
                for need in wanted
            ),
            today,
        )

    def _gap(
        self,
        need: Need,
        told: Sequence[Known],
        exempt: Exemption | None,
        first: _Order,
        used: Mapping[str, date],
        today: date,
    ) -> Gap:
        counts, own = _latest(told, self.assessed), _latest(told, (Source.SELF,))
        last_use = used.get(need.competence)
        assessed = self._side(counts, need, last_use, today)
        paper = _paper(told, counts, today)
        state = _state(assessed, paper, exempt)
        points = 0 if exempt else assessed.gap * need.importance if assessed else None
        gap = Gap(
            need,
            state,
            points,
            assessed,
            self._side(own, need, last_use, today),
            tuple(one for one in (self._side(peer, need, last_use, today) for peer in _peers(told)) if one),
            paper,
            exempt,
            first.of(need.competence) if not exempt and state in (reasons.BELOW, reasons.NOT_KNOWN) else (),
            (),
        )
        return _with_reasons(gap, _earlier(told, counts, self.assessed), today, self.warn_days)

    def _side(self, one: Known | None, need: Need, last_use: date | None, today: date) -> Side | None:
        if one is None:
            return None
        fresh = max(one.on, last_use) if last_use and last_use <= today else one.on
        weight = self.ageing.weight(one.competence, fresh, today=today)
        return Side(
            one.level,
            one.source,
            one.on,
            fresh,
            weight,
            self.ageing.band(one.source, weight),
            max(0, need.level - one.level),
            max(0, one.level - need.highest),
            one.by,
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """What comes before what, and the levels that are there."""

    before: tuple[Prerequisite, ...]
    levels: Mapping[str, int]

    def of(self, competence: str) -> tuple[Prerequisite, ...]:
        """What is missing before a competence can be learnt, deepest first; going round in a ring it stops."""
        found: dict[Prerequisite, None] = {}
        self._gather(competence, frozenset({competence}), found)
        return tuple(found)

    def _gather(self, competence: str, passed: frozenset[str], found: dict[Prerequisite, None]) -> None:
        mine = sorted(
            (one for one in self.before if one.competence == competence), key=lambda one: (one.needs, one.level)
        )
        for one in mine:
            if one.needs in passed or self.levels.get(one.needs, 0) >= one.level:
                continue
            self._gather(one.needs, passed | {one.needs}, found)
            found.setdefault(one)


def _by_competence(known: Iterable[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for one in known:
        found.setdefault(one.competence, []).append(one)
    return found


def _when(one: Known) -> tuple[date, int, int, int, str]:
    return (one.on, one.turn, ORDER[one.source], -one.level, one.by)


def _latest(told: Sequence[Known], sources: Sequence[Source]) -> Known | None:
    return max((one for one in told if one.source in sources), key=_when, default=None)


def _peers(told: Sequence[Known]) -> list[Known]:
    latest: dict[str, Known] = {}
    for one in sorted((one for one in told if one.source == Source.PEER), key=_when):
        latest[one.by] = one
    return [latest[by] for by in sorted(latest)]


def _earlier(told: Sequence[Known], counts: Known | None, sources: Sequence[Source]) -> int | None:
    """A level given before and higher than the one that counts, so that nobody wonders where it went."""
    if counts is None:
        return None
    before = [one.level for one in told if one.source in sources and _when(one) < _when(counts)]
    return max((level for level in before if level > counts.level), default=None)


def _paper(told: Sequence[Known], counts: Known | None, today: date) -> Paper | None:
    """The certificate with the latest last day; one that the assessed level rests on goes first."""
    dated = [one for one in told if one.source == Source.CERTIFICATE and one.last_day]
    if not dated:
        return None
    one = counts if counts in dated else max(dated, key=lambda each: (each.last_day or date.min, _when(each)))
    assert one is not None
    assert one.last_day is not None
    return Paper(one.level, one.last_day, (one.last_day - today).days, one is counts)


def _state(assessed: Side | None, paper: Paper | None, exempt: Exemption | None) -> str:
    if exempt:
        return reasons.EXEMPT
    if assessed is None:
        return reasons.NOT_KNOWN
    if assessed.gap:
        return reasons.BELOW
    if paper and paper.counts and paper.expired:
        return reasons.EXPIRED
    return reasons.SURPLUS if assessed.surplus else reasons.MEETS


def _with_reasons(gap: Gap, earlier: int | None, today: date, warn_days: int) -> Gap:
    told = [_of_state(gap)]
    side, own = gap.assessed, gap.own
    if own and side and own.level != side.level:
        told.append(why(reasons.DIFFERS, own=own.level, level=side.level))
    if own and not side:
        told.append(why(reasons.SELF_ONLY, level=own.level))
    if side and earlier is not None:
        told.append(why(reasons.LATER, level=side.level, before=earlier))
    if side and side.old:
        months = int((today - side.fresh).days / DAYS_IN_A_MONTH)
        told.append(why(reasons.OLD, on=side.fresh, months=months, weight=side.weight))
    if side and gap.state in (reasons.BELOW, reasons.MEETS) and side.old and _may_be_other(gap, side):
        told.append(why(reasons.UNSURE, band=side.band))
    if gap.paper and gap.paper.expired and gap.state != reasons.EXPIRED:
        told.append(why(reasons.HAS_EXPIRED, last_day=gap.paper.last_day))
    if gap.paper and 0 <= gap.paper.days <= warn_days:
        told.append(why(reasons.EXPIRES, last_day=gap.paper.last_day, days=gap.paper.days))
    told += [why(reasons.FIRST, needs=one.needs, level=one.level) for one in gap.first]
    return Gap(gap.need, gap.state, gap.points, side, own, gap.peers, gap.paper, gap.exemption, gap.first, tuple(told))


def _may_be_other(gap: Gap, side: Side) -> bool:
    return (side.highest >= gap.need.level) if gap.state == reasons.BELOW else (side.lowest < gap.need.level)


def _of_state(gap: Gap) -> Why:
    need, side = gap.need, gap.assessed
    if gap.exemption:
        return why(reasons.EXEMPT, reason=gap.exemption.reason)
    if side is None:
        return why(reasons.NOT_KNOWN)
    if gap.state == reasons.BELOW:
        return why(reasons.BELOW, required=need.level, level=side.level, importance=need.importance, points=gap.points)
    if gap.state == reasons.EXPIRED and gap.paper:
        return why(reasons.EXPIRED, level=side.level, last_day=gap.paper.last_day)
    if side.surplus:
        return why(reasons.SURPLUS, level=side.level, surplus=side.surplus)
    return why(reasons.MEETS, level=side.level)
