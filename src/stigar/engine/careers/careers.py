"""Roles within reach of one person, or of one role: what I have against what they require.

The score is a sum, every part of which can be shown: each signal's weight times how near the role is, dealt out among the
competences, skills and tasks that make it near; half of it comes from the few roles most like it. Nobody is compared
with anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stigar.engine.careers.answer import FULL, Lack, Near, Part, Reach
from stigar.engine.careers.ground import COMPETENCES, FIELD, SKILLS, TITLES, WORK, Ground
from stigar.engine.careers.role import Have, Role
from stigar.engine.text.model import TextModel

INTEREST, AROUND = "interest", "around"
CLOSER = 3  # how much more the most alike of the roles around count
ROLES_A_NEIGHBOUR = 8  # in a small company fewer stand around a role, or all would


@dataclass(frozen=True, slots=True)
class Careers:
    """What each signal weighs, together 1, and how many roles to tell of.

    The weights were learnt on seven occupations in ten of O*NET 29.3, with ESCO as the vocabulary: those under which occupations
    of the same SOC minor group come first (``bench/careers.py``; decision 0071).
    ``around`` is the share of the score that comes from the ``alike`` roles most like a role: where those are near, so is it.
    ``interest`` was not learnt and comes on top: what somebody wishes lifts a role and hides none.

    >>> roles = [Role("a", "Adviser", skills=frozenset({"listen", "sell"})), Role("c", "Cook", skills=frozenset({"fry"}))]
    >>> print(Careers().of(Have(skills=frozenset({"listen"})), roles))
    Adviser: 177 = 177 listen
    Cook: 0
    """

    competences: float = 0.14
    skills: float = 0.50
    work: float = 0.10
    field: float = 0.12
    titles: float = 0.14
    around: float = 0.5
    alike: int = 4
    interest: float = 0.15
    most: int = 12

    def __post_init__(self) -> None:
        if min(*self.weights.values(), self.interest) < 0 or not 0 <= self.around < 1 or min(self.most, self.alike) < 1:
            raise ValueError("weights are not negative, around is a share below 1, and at least one role is told of")

    @property
    def weights(self) -> dict[str, float]:
        """Signal -> weight, without interest."""
        return {
            COMPETENCES: self.competences, SKILLS: self.skills, WORK: self.work, FIELD: self.field, TITLES: self.titles,
        }  # fmt: skip

    def of(self, have: Have, roles: Iterable[Role] | Ground, *, model: TextModel | None = None) -> Reach:
        """The nearest roles. ``roles`` may be a ground read before, which makes the answer quick."""
        ground = roles if isinstance(roles, Ground) else Ground.of(roles, model)
        if not ground.roles:
            return Reach(())
        telling = _Telling(self, ground, have)
        order = sorted(
            range(len(ground.roles)), key=lambda at: (-round(float(telling.scores[at]), 9), ground.roles[at].key)
        )
        told = [at for at in order if ground.roles[at].key != have.now][: self.most]
        return Reach(tuple(telling.near(at) for at in told))

    def scores(self, have: Have, ground: Ground) -> Any:
        """Every role's score, 0 to 1 and what interest adds, in the ground's order."""
        return _Telling(self, ground, have).scores


class _Telling:
    """All that is worked out for one question: each signal's nearness, the roles around each role, and the scores."""

    def __init__(self, settings: Careers, ground: Ground, have: Have) -> None:
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        self.settings, self.ground, self.have = settings, ground, have
        self.signals = ground.near(have)
        self.direct = sum(weight * self.signals[name] for name, weight in settings.weights.items())
        now = [at for at, role in enumerate(ground.roles) if role.key == have.now]
        others = np.delete(self.direct, now)
        self.seen = np.array(self.direct)
        self.seen[now] = others.max(initial=0.0)  # what somebody has already is no nearer than the nearest other
        self.around, self.shares = _around(settings, ground)
        self.meant = ground.meant(have)
        self.wished = np.array([_wish(have, role) for role in ground.roles])
        near = (self.shares * self.seen[self.around]).sum(axis=1)
        self.scores = (1 - settings.around) * self.direct + settings.around * near + settings.interest * self.wished

    def near(self, at: int) -> Near:
        """The answer about one role, all its points dealt out."""
        settings, ground, have, role = self.settings, self.ground, self.have, self.ground.roles[at]
        worth = {
            name: (1 - settings.around) * weight * float(self.signals[name][at])
            for name, weight in settings.weights.items()
        }
        tasks = ground.task_shares(at, self.meant)
        exact = [
            *_dealt(COMPETENCES, worth, ground.shared_levels(have, at).items()),
            *_dealt(SKILLS, worth, ground.shared_skills(have, at).items()),
            *_dealt(WORK, worth, zip(role.tasks, tasks, strict=True)),
            *_dealt(FIELD, worth, ()),
            *_dealt(TITLES, worth, [(role.title, 1.0)]),
            *(
                (AROUND, ground.roles[other].title, settings.around * float(share) * float(self.seen[other]))
                for other, share in zip(self.around[at].tolist(), self.shares[at].tolist(), strict=True)
            ),
            (INTEREST, "", settings.interest * float(self.wished[at])),
        ]
        parts = sorted(_whole(exact), key=lambda one: (-one.points, one.signal, one.item))
        return Near(role.key, role.title, tuple(parts), lacks(have, role))


def _around(settings: Careers, ground: Ground) -> tuple[Any, Any]:
    """The roles most like each role, and the share of each among them; a role with none like it has itself alone."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    alike = np.zeros((len(ground.roles), len(ground.roles)))
    for name, weight in settings.weights.items():
        alike += weight * ground.pairs[name]
    np.fill_diagonal(alike, 0.0)
    most = min(settings.alike, max(1, len(alike) // ROLES_A_NEIGHBOUR))
    order = np.argsort(-np.round(alike, 9), axis=1, kind="stable")[:, :most]
    count = np.take_along_axis(alike, order, axis=1) ** CLOSER
    whole = count.sum(axis=1, keepdims=True)
    return order, count / np.where(whole > 0, whole, 1.0)


def lacks(have: Have, role: Role) -> tuple[Lack, ...]:
    """What a role requires above what is there, what matters most first."""
    found = [
        Lack(one.competence, one.level, have.levels.get(one.competence), one.importance)
        for one in role.competences
        if have.levels.get(one.competence, 0) < one.level
    ]
    return tuple(sorted(found, key=lambda one: (-one.importance, -one.levels, one.competence)))


def _wish(have: Have, role: Role) -> float:
    """1 for a role that is wished for, else the share of what it requires that somebody wishes to work with."""
    if role.key in have.wishes:
        return 1.0
    whole = sum(one.importance for one in role.competences)
    return sum(one.importance for one in role.competences if one.competence in have.wishes) / whole if whole else 0.0


def _dealt(
    signal: str, signals: dict[str, float], items: Iterable[tuple[str, float]]
) -> Iterator[tuple[str, str, float]]:
    """A signal's worth among its items, in proportion; undivided when it has none."""
    shares = [(item, share) for item, share in items if share > 0]
    whole = sum(share for _, share in shares)
    if not shares:
        yield signal, "", signals[signal]
    for item, share in shares:
        yield signal, item, signals[signal] * share / whole


def _whole(exact: list[tuple[str, str, float]]) -> list[Part]:
    """Whole points that add up to the rounded score: rounded down, and those with the largest rest get one more."""
    points = [value * FULL for _, _, value in exact]
    down = [int(one) for one in points]
    left = round(sum(points)) - sum(down)
    order = sorted(range(len(exact)), key=lambda at: (-(points[at] - down[at]), exact[at][:2]))
    for at in order[:left]:
        down[at] += 1
    return [Part(signal, item, count) for (signal, item, _), count in zip(exact, down, strict=True) if count]
