"""What we can ask about where to start: the areas in a reasoned order, the waves, and the hours a joint programme saves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from stigar.areas import rules
from stigar.areas.models import ProgrammeFigures, StartWeights, Wave
from stigar.areas.queries.map import AreaView, MapView
from stigar.areas.queries.wishes import latest_survey, together
from stigar.areas.queries.words import stems
from stigar.engine.areas.savings import Account, JointProgramme
from stigar.engine.areas.start import Candidate, Part, StartOrder

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST = 5  # weights and needs go from 0 to 5
PARTS = ("people", "need", "common", "wishes", "coordination")


@dataclass(frozen=True, slots=True)
class Placed:
    """An area in the order: its score, and every part of it that the viewer may see."""

    area: AreaView
    number: int
    score: float
    parts: tuple[Part, ...]

    @property
    def for_it(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.points > 0)

    @property
    def against(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.points < 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """A wave: an area that is started, from when, for how many weeks, and with which figures."""

    area: AreaView | None
    key: str
    number: int
    begins: date | None
    weeks: int
    why: str
    figures: Mapping[str, Any]

    @property
    def ends(self) -> date | None:
        return self.begins + timedelta(weeks=self.weeks) if self.begins else None


def weights() -> StartWeights:
    """How much each reason counts, as HR has set it; the usual weights before that."""
    return StartWeights.objects.first() or StartWeights()


def figures() -> ProgrammeFigures:
    """The hours a programme takes, as people have entered them; usual figures before that."""
    return ProgrammeFigures.objects.first() or ProgrammeFigures()


def order(view: MapView, *, viewer: "Person", today: date, weighed: StartWeights | None = None) -> tuple[Placed, ...]:
    """Every area, best to begin with first, each point of the order visible.

    Wishes are weighed only for those who may see them together: for the others the order itself knows nothing of them.
    """
    weighed = weighed or weights()
    parts = tuple(part for part in PARTS if part != "wishes" or rules.may_see_wishes_together(viewer, today=today))
    wishes = _wishes(view, today) if "wishes" in parts else {}
    candidates = [
        Candidate(
            area.key, area.people, need=weighed.needs[area.key] / MOST if area.key in weighed.needs else None,
            common=_common(area), wishes=wishes.get(area.key), units=max(len(area.units), 1),
        )
        for area in view.areas
    ]  # fmt: skip
    engine = StartOrder(**{part: float(getattr(weighed, part)) if part in parts else 0.0 for part in PARTS})
    areas = {area.key: area for area in view.areas}
    return tuple(
        Placed(areas[one.area], number, one.score, tuple(part for part in one.parts if part.what in parts))
        for number, one in enumerate(engine.of(candidates), start=1)
    )


def waves(view: MapView) -> tuple[Plan, ...]:
    """What is started, the pilot first."""
    return tuple(
        Plan(view.area(one.key), one.key, one.number, one.begins, one.weeks, one.why, one.figures)
        for one in view.started
    )


def next_wave(plans: tuple[Plan, ...], *, today: date) -> tuple[int, date, int]:
    """The next wave's number, and dates that follow the first's plan: it begins when the one before ends, and is as long."""
    if not plans:
        return 1, today + timedelta(days=(7 - today.weekday()) % 7 + 28), Wave._meta.get_field("weeks").default
    last = plans[-1]
    return last.number + 1, max(last.ends or today, today), plans[0].weeks


def saved_hours(area: AreaView, entered: ProgrammeFigures) -> Account:
    """One joint programme against one for each department, every term visible."""
    people: Counter[str] = Counter()
    for role in area.roles:
        people.update(role.units)
    hours = float(entered.hours)
    programme = JointProgramme(
        hours=hours, preparation=float(entered.preparation_hours) / hours if hours else 0.0, group=entered.group_size,
        trainers=entered.trainers, coordination=float(entered.coordination_hours),
    )  # fmt: skip
    return programme.of(people)


def _common(area: AreaView) -> float | None:
    """How much of the area is common: the mean coverage of its base, thinner when the base is short."""
    if not area.base:
        return 0.0 if area.role_count > 1 else None
    top = [row.coverage for row in area.base[:MOST]]
    return sum(top) / MOST


def _wishes(view: MapView, today: date) -> dict[str, float]:
    """The share of those who answered that wish the area or something of its base; only figures that may be shared."""
    survey = latest_survey()
    told = together(survey, today=today, language=view.language) if survey else None
    if told is None or not told.people:
        return {}
    found: dict[str, float] = {}
    for area in view.areas:
        own = {stems(text) for text in (area.name, area.proposed, *(row.text for row in area.base))}
        found[area.key] = max((row.wish_share for row in told.rows if stems(row.name) in own), default=0.0)
    return found
