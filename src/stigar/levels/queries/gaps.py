"""A person against what is asked of them, or against any other approved profile: rows with everything a page tells of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from stigar.engine.gaps.finder import GapFinder
from stigar.engine.gaps.known import Exemption as Exempt
from stigar.engine.gaps.known import Known, Need, Source
from stigar.foundation.policy import Ground
from stigar.foundation.prepared import prepared
from stigar.levels import rules
from stigar.levels.models import Level, Reply
from stigar.levels.queries.besides import Besides, besides
from stigar.levels.queries.required import Required
from stigar.library.queries.shelf import shelf
from stigar.people.rules import leads_since

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.engine.gaps.answer import Gap, Gaps
    from stigar.levels.models import Exemption, Experience
    from stigar.people.models import Person


WARN_DAYS = 90


@dataclass(frozen=True, slots=True)
class GapRow:
    """One requirement: what is asked, how it stands and why; the level that counts and the person's own, as rows; the latest experience."""

    asked: Required
    gap: Gap
    seen: Level | None
    own: Level | None
    experience: Experience | None
    exemption: Exemption | None

    @property
    def state(self) -> str:
        return self.gap.state

    @property
    def missing(self) -> int:
        """Levels that are missing; 0 when it is met or not known."""
        return self.gap.assessed.gap if self.gap.assessed and not self.gap.exemption else 0


@dataclass(frozen=True, slots=True)
class GapPicture:
    """All of it: the rows in the profile's order, and what the person is known for beside what is asked."""

    rows: tuple[GapRow, ...]
    beside: tuple[Level, ...]
    answer: Gaps

    @property
    def below(self) -> tuple[GapRow, ...]:
        """What is missing, what cannot be done without first, then the widest."""
        found = [row for row in self.rows if row.missing]
        return tuple(sorted(found, key=lambda row: (-row.asked.importance, -row.missing)))

    @property
    def not_known(self) -> tuple[GapRow, ...]:
        return tuple(row for row in self.rows if row.state == "not known")

    @property
    def met(self) -> int:
        return sum(row.state in ("meets", "surplus", "exempt") for row in self.rows)


def gap_picture(
    person: Person,
    required: Sequence[Required],
    told: Sequence[Level],
    *,
    today: date,
    reasons: bool = False,
    told_besides: Besides | None = None,
) -> GapPicture:
    """The person against ``required``, as far as ``told`` (:func:`levels_told`) goes; ``reasons``: why something need not hold is told too,
    to those who may read it. One query, none when what is told besides is read already."""
    more = told_besides or besides(person, today=today)
    experience, exempt = more.experience, more.exempt
    answer = GapFinder(warn_days=WARN_DAYS).of(
        [Need(str(one.competence), one.level, one.importance, one.until, place) for place, one in enumerate(required)],
        [_known(one, turn, more.papers) for turn, one in enumerate(told)],
        today=today,
        used={str(key): one.used for key, one in experience.items() if one.used},
        exemptions=[Exempt(str(one.competence_id), one.why if reasons else "", one.ends) for one in exempt.values()],
        prerequisites=more.first,
    )
    seen = _latest(told, Level.SEEN_BY_OTHERS)
    own = _latest(told, (Level.SELF,))
    rows = tuple(
        GapRow(
            one, gap, seen.get(one.competence), own.get(one.competence), experience.get(one.competence),
            exempt.get(one.competence),
        )
        for one, gap in zip(required, answer, strict=True)
    )  # fmt: skip
    asked = {one.competence for one in required}
    beside = tuple({**own, **seen}[key] for key in dict.fromkeys((*seen, *own)) if key not in asked)
    return GapPicture(rows, beside, answer)


def levels_told(
    viewer: Person, person: Person, *, today: date, towards: frozenset[Ground] | None = None
) -> list[Level]:
    """The person's levels up to today that the viewer may see, in order of time, each with who gave it and whether it is
    ``contested``. One query when what the viewer is to the person (``towards``) is known and it is no manager."""
    towards = rules.grounds(viewer, person, today=today) if towards is None else towards
    begun = leads_since(viewer, person, today=today) if Ground.MANAGER in towards else None
    return _levels(viewer, person, towards=towards, since=begun or today, today=today)


@prepared
def _levels(viewer: Person, person: Person, *, towards: frozenset[Ground], since: date, today: date) -> QuerySet[Level]:
    rows = rules.visible_levels(viewer, person, today=today, towards=towards, since=since)
    waits = Reply.objects.filter(level=OuterRef("pk"), contests=True, settled_at=None)
    return rows.annotate(contested=Exists(waits)).filter(on__lte=today).select_related("by").order_by("on", "at")


def _known(one: Level, turn: int, papers: dict[UUID, date | None]) -> Known:
    last_day = papers.get(one.competence_id) if one.source == Level.CERTIFICATE else None
    return Known(str(one.competence_id), one.level, Source(one.source), one.on, str(one.by_id or ""), turn, last_day)


def _latest(told: Iterable[Level], sources: Iterable[str]) -> dict[UUID, Level]:
    """The latest of each competence: ``told`` is in order of time."""
    return {one.competence_id: one for one in told if one.source in sources}


def names_of(keys: Iterable[UUID], language: str) -> dict[UUID, str]:
    """What competences are called in the reader's language; one that is no longer on the shelf is left out."""
    wanted = list(keys)
    books = shelf(language).by_id if wanted else {}
    return {key: books[key].name for key in wanted if key in books}
