"""Standing: the roles of a map as they were read and placed, kept so that one changed role costs only itself.

Where the others stand in meaning and among occupations does not change when one role does; only the comparison and the
gathering are done again, which takes milliseconds. It tells where every role belongs, not how sure that is, why, or
what to ask: that is ``AreaFinder.of``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from stigar.engine.areas import keys
from stigar.engine.areas.answer import Answer, AreaMap
from stigar.engine.areas.finder import NO_ONE, AreaFinder
from stigar.engine.areas.likeness import Likeness, Numbers, Space, neighbours
from stigar.engine.areas.partition import fitting, gather
from stigar.engine.areas.roles import RoleWork, identical, read
from stigar.engine.areas.ties import Ties
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Roles in the order of their names, with their rows in meaning and among occupations.

    >>> before = Standing.of([Evidence("a", "svarar kunder"), Evidence("b", "lagar mat")], TextModel())
    >>> sorted(before.changed("b", [Evidence("b", "svarar kunder")]).placement().values())[0][:5]
    'area-'
    """

    finder: AreaFinder
    model: TextModel
    roles: tuple[RoleWork, ...]
    meanings: Numbers
    works: Numbers

    @classmethod
    def of(cls, evidence: Iterable[Evidence], model: TextModel, finder: AreaFinder | None = None) -> Standing:
        """Read everything once."""
        finder = finder or AreaFinder()
        roles = read(evidence, model, finder.title_weight)
        return cls(finder, model, roles, *_rows(roles, model))

    def changed(self, role: str, evidence: Iterable[Evidence]) -> Standing:
        """The same with all that is said about one role, new or old, said anew; nothing said takes the role away.

        A role whose own words do not show their language is read in the language of its own evidence, not in that of
        the organisation.
        """
        new = read((one for one in evidence if one.role == role), self.model, self.finder.title_weight)
        meanings, works = _rows(new, self.model)
        kept = [at for at, one in enumerate(self.roles) if one.role != role]
        roles = [*(self.roles[at] for at in kept), *new]
        order = sorted(range(len(roles)), key=lambda at: roles[at].role)
        return replace(
            self,
            roles=tuple(roles[at] for at in order),
            meanings=np.vstack([self.meanings[kept], meanings])[order],
            works=np.vstack([self.works[kept], works])[order],
        )

    def placement(
        self,
        *,
        answers: Iterable[Answer] = (),
        placed: Mapping[str, str] = NO_ONE,
        before: AreaMap | None = None,
        seed: int = 7,
    ) -> dict[str, str]:
        """Role -> area key, as ``AreaFinder.of`` places them. Answers hold for the roles asked about, no further."""
        if not self.roles:
            return {}
        titles = [role.role for role in self.roles]
        bags = [role.bag for role in self.roles]
        space = Space.told(bags, self.model)
        likeness = Likeness.from_parts(space, space.words(bags), self.meanings, self.works)
        ties = Ties.of(titles, answers, placed).joining(identical(self.roles))
        graph = neighbours(likeness.matrix, self.finder.neighbours)
        groups = gather(graph, fitting(self.finder.resolution, len(titles)), seed, ties)
        return keys.keyed(titles, groups.tolist(), placed, before)


def _rows(roles: Sequence[RoleWork], model: TextModel) -> tuple[Numbers, Numbers]:
    space = Space(model, {}, np.zeros(0))
    return space.meanings([role.bag for role in roles]), space.works([role.pieces for role in roles])
