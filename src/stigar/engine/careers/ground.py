"""The ground: all roles of an organisation, read once, and how near each is to what somebody has, signal by signal.

Five likenesses, each 0 to 1 and each a sum over things that can be named:
- competences: levels, counted from what is usual among the roles and up to what the role requires, never beyond;
- skills: the share of what the role needs that is there already, what few roles need counting more;
- work: among which occupations of the vocabulary the everyday work belongs; without a vocabulary, its words;
- field: which fields of work the titles speak of in the vocabulary;
- titles: their words.
A likeness is taken to its square root: between nothing and something in common there is more than between much and all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stigar.engine.careers.role import Have, Role
from stigar.engine.text.model import TextModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

COMPETENCES, SKILLS, WORK, FIELD, TITLES = "competences", "skills", "work", "field", "titles"
SIGNALS = (COMPETENCES, SKILLS, WORK, FIELD, TITLES)
LEAST_SPREAD = 0.5  # levels


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Roles in the order of their keys, as tables. ``usual`` and ``spread`` are of the levels of each competence."""

    roles: tuple[Role, ...]
    model: TextModel
    competences: Mapping[str, int]
    usual: Numbers
    spread: Numbers
    standing: Numbers
    skills: Mapping[str, int]
    needed: Any
    rare: Numbers
    places: Numbers
    fields: Numbers
    words: Mapping[str, int]
    rarity: Numbers
    titled: Any
    tasked: Any
    tasks: tuple[Any, ...]
    pairs: Mapping[str, Numbers]

    @classmethod
    def of(cls, roles: Iterable[Role], model: TextModel | None = None) -> Ground:
        """Read all roles once; the order they come in changes nothing."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        these, model = tuple(sorted(roles, key=lambda one: one.key)), model or TextModel()
        if len({one.key for one in these}) < len(these):
            raise ValueError("two roles have the same key")
        competences = _numbered(level.competence for role in these for level in role.competences)
        levels = np.array([_levels(Have.of(role).levels, competences) for role in these]).reshape(
            len(these), len(competences)
        )
        usual, spread = _usual(levels)
        skills = _numbered(skill for role in these for skill in role.skills)
        needed = np.array([_has(role.skills, skills) for role in these]).reshape(len(these), len(skills))
        rare = np.log((len(these) + 1) / np.maximum(needed.sum(axis=0), 1))
        titles, tasks = [_bag(_titles(role), model) for role in these], [_bag(role.tasks, model) for role in these]
        words = _numbered(term for bag in (*titles, *tasks) for term in bag)
        often = Counter(term for bag in titles + tasks for term in bag)
        rarity = np.array([math.log((1 + 2 * len(these)) / (1 + often[term])) + 1 for term in words])
        places, fields = _placed(model, titles, tasks)
        standing, titled, tasked = (
            np.maximum(0.0, (levels - usual) / spread),
            *(_said(one, words, rarity) for one in (titles, tasks)),
        )
        pairs = {
            COMPETENCES: np.array([_shared_levels(row, standing).sum(axis=1) for row in standing]),
            SKILLS: (needed * rare) @ needed.T / np.maximum(needed @ rare, 1e-12),
            WORK: places @ places.T if places.shape[1] else (tasked @ tasked.T).toarray(),
            FIELD: fields @ fields.T,
            TITLES: (titled @ titled.T).toarray(),
        }
        return cls(
            these, model, competences, usual, spread, standing, skills, needed, rare, places, fields, words, rarity, titled,
            tasked, tuple(_each(role.tasks, model, words, rarity) for role in these), {name: _curved(one) for name, one in pairs.items()},
        )  # fmt: skip

    def near(self, have: Have) -> dict[str, Numbers]:
        """Every signal's likeness to every role, 0 to 1, in the roles' order."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        titles, tasks = _bag(have.titles, self.model), _bag(have.tasks, self.model)
        place, field_ = _placed(self.model, [titles], [tasks])
        work = self.places @ place[0] if self.places.shape[1] else self.worded(self.tasked, tasks)
        found = {
            COMPETENCES: _shared_levels(self._above(have), self.standing).sum(axis=1),
            SKILLS: self.needed
            @ (_has(have.skills, self.skills) * self.rare)
            / np.maximum(self.needed @ self.rare, 1e-12),
            WORK: work,
            FIELD: self.fields @ field_[0],
            TITLES: self.worded(self.titled, titles),
        }
        return {name: _curved(one) for name, one in found.items()}

    def shared_levels(self, have: Have, at: int) -> dict[str, float]:
        """Competence -> what is shared with one role above what is usual, against what both stand out with."""
        shared = _shared_levels(self._above(have), self.standing[at : at + 1])[0]
        return dict(zip(self.competences, shared.tolist(), strict=True))

    def shared_skills(self, have: Have, at: int) -> dict[str, float]:
        """Skill of one role that is there already -> how rare it is."""
        return {one: float(self.rare[self.skills[one]]) for one in sorted(self.roles[at].skills & have.skills)}

    def _above(self, have: Have) -> Numbers:
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        found: Numbers = np.maximum(0.0, (_levels(have.levels, self.competences) - self.usual) / self.spread)
        return found

    def meant(self, have: Have) -> Any:
        """What the work of somebody means, to hold tasks against; its words, without a vocabulary."""
        mine = _bag(have.tasks or have.titles, self.model)
        return self.model.meaning([mine])[0] if self.model.meanings is not None else self.said(mine).toarray()[0]

    def task_shares(self, at: int, meant: Any) -> list[float]:
        """How near each task of a role is to the work somebody has; not negative."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        near: list[float] = np.maximum(0.0, np.asarray(self.tasks[at] @ meant, dtype=float)).tolist()
        return near

    def said(self, bag: Mapping[str, float]) -> Any:
        """A bag of words as a sparse row of length 1; words that no role uses count for nothing."""
        return _said([bag], self.words, self.rarity)

    def worded(self, rows: Any, bag: Mapping[str, float]) -> Numbers:
        """How alike rows of words are to a bag, 0 to 1."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        found: Numbers = np.asarray((rows @ self.said(bag).T).todense(), dtype=float).ravel()
        return found


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(sorted(set(names)))}


def _titles(role: Role) -> tuple[str, ...]:
    return (role.title, *role.titles)


def _bag(texts: Sequence[str], model: TextModel) -> Counter[str]:
    language, found = model.language(texts), Counter[str]()
    for text in texts:
        found.update(model.bag(text, language))
    return found


def _each(tasks: Sequence[str], model: TextModel, words: Mapping[str, int], rarity: Numbers) -> Any:
    """Every task of a role as a row of its own, of meanings or words; all read in the language of the role."""
    language = model.language(tasks)
    bags = [model.bag(task, language) for task in tasks]
    return model.meaning(bags) if model.meanings is not None else _said(bags, words, rarity)


def _levels(levels: Mapping[str, float], competences: Mapping[str, int]) -> Numbers:
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    found = np.zeros(len(competences))
    for name, level in levels.items():
        if name in competences:
            found[competences[name]] = level
    return found


def _has(skills: Iterable[str], known: Mapping[str, int]) -> Numbers:
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    found = np.zeros(len(known))
    found[[known[one] for one in sorted(skills) if one in known]] = 1.0
    return found


def _usual(levels: Numbers) -> tuple[Numbers, Numbers]:
    """The mean and spread of each competence, with one more role that requires nothing, so that one role stands out too."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    more = np.vstack([levels, np.zeros((1, levels.shape[1]))])
    return more.mean(axis=0), np.maximum(more.std(axis=0), LEAST_SPREAD)


def _shared_levels(mine: Numbers, theirs: Numbers) -> Numbers:
    """Roles x competences."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    whole = np.sqrt(np.maximum(mine.sum() * theirs.sum(axis=1), 1e-12))
    found: Numbers = np.minimum(mine, theirs) / whole[:, None]
    return found


def _curved(likeness: Any) -> Numbers:
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    found: Numbers = np.sqrt(np.clip(likeness, 0.0, 1.0))
    return found


def _placed(model: TextModel, titles: Sequence[Counter[str]], tasks: Sequence[Counter[str]]) -> tuple[Numbers, Numbers]:
    """Places among occupations, and fields that the titles speak of; no columns without a vocabulary."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    if model.space is None or not titles:
        return np.zeros((len(titles), 0)), np.zeros((len(titles), 0))
    told = model.rows(titles)
    fields = model.space.spoken_for(told).astype(float)
    size = np.linalg.norm(fields, axis=1, keepdims=True)
    return model.space.places(told, model.rows(tasks)).astype(float), fields / np.where(size > 0, size, 1.0)


def _said(bags: Sequence[Mapping[str, float]], words: Mapping[str, int], rarity: Numbers) -> Any:
    """Bags as sparse rows of length 1, what is said again counting less and rare words more."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy import sparse  # noqa: PLC0415 - heavy: only when asked for

    rows, columns, values = [], [], []
    for row, bag in enumerate(bags):
        told = {words[term]: 1 + math.log(number) for term, number in bag.items() if term in words}
        weights = [value * rarity[column] for column, value in told.items()]
        size = math.sqrt(math.fsum(weight * weight for weight in weights)) or 1.0
        rows += [row] * len(told)
        columns += list(told)
        values += [weight / size for weight in weights]
    return sparse.csr_matrix((np.array(values, dtype=float), (rows, columns)), shape=(len(bags), len(words)))
