"""Areas of competence: roles that need the same base, found from what people do and never from the org chart.

Give evidence, get a map of areas with reasons, doubts and questions. Nothing here reads a unit to place a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from stigar.engine.areas.answer import Answer, AreaMap
from stigar.engine.areas.slider import Slider
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence

NO_ONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AreaFinder:
    """How to look for areas. The defaults are what measured best.

    ``resolution`` higher gives finer areas; ``neighbours`` how many most alike roles each is joined to; ``runs`` how
    many times the search is repeated on varied evidence to tell how sure it is; ``most_because`` how many reasons to
    show for a placement; ``title_weight`` how much a title counts against one task.

    >>> AreaFinder().of([]).areas
    ()
    """

    resolution: float = 1.5
    neighbours: int = 6
    runs: int = 16
    most_because: int = 5
    title_weight: float = 2.0

    def of(
        self,
        evidence: Iterable[Evidence],
        *,
        model: TextModel | None = None,
        answers: Iterable[Answer] = (),
        placed: Mapping[str, str] = NO_ONE,
        named: Mapping[str, str] = NO_ONE,
        before: AreaMap | None = None,
        language: str = "en",
        ask: int = 10,
        seed: int = 7,
    ) -> AreaMap:
        """The areas of an organisation. Answers that contradict each other raise ``Contradiction``."""
        from stigar.engine.areas.finding import Decided, find  # noqa: PLC0415 - heavy: only when asked for

        decided = Decided(tuple(answers), dict(placed), dict(named), before)
        return find(self, tuple(evidence), model or TextModel(), decided, language=language, ask=ask, seed=seed)

    def slider(
        self,
        evidence: Iterable[Evidence],
        *,
        model: TextModel | None = None,
        answers: Sequence[Answer] = (),
        placed: Mapping[str, str] = NO_ONE,
        seed: int = 7,
    ) -> Slider:
        """Coarser to finer: how many areas each resolution gives, and where the picture stays the same."""
        from stigar.engine.areas.finding import slide  # noqa: PLC0415 - heavy: only when asked for

        return slide(self, tuple(evidence), model or TextModel(), tuple(answers), placed, seed=seed)
