"""Figures of the careers engine, measured: ``python -m bench.careers [--quick] [--fit]``.

Occupations of O*NET 29.3 are roles; those of the same SOC minor group (the first four signs of the code) are the ones to be found
near each other. Seven in ten are for learning the weights, three in ten for reporting; nothing was tuned on the latter.
``--fit`` learns the weights again and prints them.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import numpy as np

from bench.esco import lexicon, rows
from stigar.engine.careers import Careers, Ground, Have, Level, Matching, PathFinder, Role
from stigar.engine.careers.ground import SIGNALS
from stigar.engine.text.model import TextModel, kept_model

TENTHS, REPORTED = 10, 3  # of the code's SHA-256 as a number, modulo ten: 0-2 are for reporting
DRAWS = 4
LEAST_TASKS = 5
PULL = 1e-3  # of the weights towards nought


@cache
def model() -> TextModel:
    """Fitted on ESCO, once."""
    return kept_model([lexicon()], folder=Path(gettempdir()) / "stigar-bench")


@cache
def roles(*, coarse: bool = False) -> tuple[Role, ...]:
    """Occupations with knowledge and skills as competences, detailed (or intermediate) activities as skills, tasks and titles."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"levels": {}, "skills": set(), "tasks": [], "titles": []})
    for name in ("onet/knowledge.csv.gz", "onet/skills.csv.gz"):
        for row in rows(name):
            if row["Scale ID"] == "LV":
                found[row["O*NET-SOC Code"]]["levels"][row["Element ID"]] = float(row["Data Value"])
    for row in rows("onet/tasks_to_dwas.csv.gz"):
        activity = row["DWA ID"].rsplit(".", 1)[0] if coarse else row["DWA ID"]
        found[row["O*NET-SOC Code"]]["skills"].add(activity)
    for row in rows("onet/task_statements.csv.gz"):
        found[row["O*NET-SOC Code"]]["tasks"].append(row["Task"])
    for row in rows("onet/alternate_titles.csv.gz"):
        found[row["O*NET-SOC Code"]]["titles"].append(row["Alternate Title"])
    titles = {row["O*NET-SOC Code"]: row["Title"] for row in rows("onet/occupation_data.csv.gz")}
    return tuple(
        Role(
            code,
            titles[code],
            tuple(Level(name, level) for name, level in sorted(told["levels"].items())),
            frozenset(told["skills"]),
            tuple(told["tasks"]),
            tuple(told["titles"]),
        )
        for code, told in sorted(found.items())
        if told["levels"] and told["skills"] and len(told["tasks"]) >= LEAST_TASKS
    )


def split(these: Sequence[Role]) -> tuple[list[Role], list[Role]]:
    """For learning, for reporting."""
    tenth = {one.key: int(hashlib.sha256(one.key.encode()).hexdigest(), 16) % TENTHS for one in these}
    learning = [one for one in these if tenth[one.key] >= REPORTED]
    return learning, [one for one in these if tenth[one.key] < REPORTED]


def nearness(these: Sequence[Role]) -> tuple[dict[str, Any], Any]:
    """Each signal from every role to every role, and which belong together."""
    ground = Ground.of(these, model())
    group = np.array([role.key[:4] for role in ground.roles])
    same = group[:, None] == group[None, :]
    np.fill_diagonal(same, False)
    return dict(ground.pairs), same


def scores(these: Sequence[Role], asked: Iterable[int] | None = None, *, settings: Careers | None = None) -> Any:
    """What the engine says from each role (those asked) to every role."""
    ground = Ground.of(these, model())
    found = np.zeros((len(these), len(these)))
    for at in range(len(these)) if asked is None else asked:
        found[at] = (settings or Careers()).scores(Have.of(ground.roles[at]), ground)
    return found


def mean_precision(score: Any, same: Any, asked: Any = None) -> float:
    """Mean average precision over the roles that have anybody of their group among the others."""
    found = []
    for at in np.arange(len(score)) if asked is None else asked:
        others = np.delete(np.arange(len(score)), at)
        hit = same[at, others][np.argsort(-score[at, others], kind="stable")]
        if hit.any():
            found.append(float((np.cumsum(hit)[hit] / (np.flatnonzero(hit) + 1)).mean()))
    return float(np.mean(found))


def weighed(near: dict[str, Any], weights: dict[str, float]) -> Any:
    """The sum of the signals."""
    return sum(weights[name] * near[name] for name in SIGNALS)


def plain(near: dict[str, Any]) -> dict[str, float]:
    """All signals alike, each divided by its spread."""
    return {name: 1 / float(near[name].std()) for name in SIGNALS}


def fitted(near: dict[str, Any], same: Any) -> dict[str, float]:
    """Weights, not negative, under which those that belong together come first: the softmax over all others (Cao et al.,
    Learning to rank: from pairwise to listwise, 2007)."""
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy: only when asked for

    rows_ = np.flatnonzero(same.any(axis=1))
    spread = {name: float(near[name].std()) for name in SIGNALS}
    table = np.stack([near[name][rows_] / spread[name] for name in SIGNALS], axis=-1)
    truth = same[rows_] / same[rows_].sum(axis=1, keepdims=True)

    def loss(weights: Any) -> tuple[float, Any]:
        score = table @ weights
        score[np.arange(len(rows_)), rows_] = -1e9
        score -= score.max(axis=1, keepdims=True)
        sums = np.exp(score).sum(axis=1, keepdims=True)
        slope = ((np.exp(score) / sums - truth)[..., None] * table).sum(axis=(0, 1)) / len(rows_)
        lost = -(truth * (score - np.log(sums))).sum(axis=1).mean() + PULL * weights @ weights
        return float(lost), slope + 2 * PULL * weights

    found = minimize(loss, np.ones(len(SIGNALS)) / 2, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(SIGNALS)).x
    raw = {name: float(found[at]) / spread[name] for at, name in enumerate(SIGNALS)}
    return {name: weight / sum(raw.values()) for name, weight in raw.items()}


def told(weights: dict[str, float]) -> str:
    return ", ".join(f"{name} {weight:.3f}" for name, weight in weights.items())


def learn() -> Iterator[str]:
    """The weights, and how they do inside the learning part (drawn in two, some times)."""
    learning, _ = split(roles())
    near, same = nearness(learning)
    inside = []
    for seed in range(DRAWS):
        order = np.random.default_rng(seed).permutation(len(learning))
        judge, teach = np.sort(order[: int(0.43 * len(order))]), np.sort(order[int(0.43 * len(order)) :])
        weights = fitted({name: one[np.ix_(teach, teach)] for name, one in near.items()}, same[np.ix_(teach, teach)])
        there = {name: one[np.ix_(judge, judge)] for name, one in near.items()}
        inside.append(
            (
                mean_precision(weighed(there, plain(there)), same[np.ix_(judge, judge)]),
                mean_precision(weighed(there, weights), same[np.ix_(judge, judge)]),
            )
        )
    yield f"inside the learning part, {DRAWS} draws: plain {np.mean(inside, axis=0)[0]:.3f}, learnt {np.mean(inside, axis=0)[1]:.3f}"
    weights = fitted(near, same)
    yield f"weights from all {len(learning)}: {told(weights)}"
    for name, own in (("these weights", weights), ("the weights kept", Careers().weights)):
        yield f"{name} on the {len(learning)} with the roles around: {mean_precision(scores(learning, settings=Careers(**own)), same):.3f}"


def report(*, quick: bool) -> Iterator[str]:
    """On what was kept apart."""
    kinds = ((False, "detailed activities as skills"), (True, "intermediate activities as skills"))
    for coarse, name in kinds[: 1 if quick else 2]:
        _, reported = split(roles(coarse=coarse))
        near, same = nearness(reported)
        single = {one: round(mean_precision(near[one], same), 3) for one in SIGNALS}
        mine, direct = mean_precision(scores(reported), same), mean_precision(weighed(near, Careers().weights), same)
        yield f"{len(reported)} occupations kept apart, {name}: MAP {mine:.3f} (goal .66 and .70)"
        yield f"  without the roles around {direct:.3f}; starting line .534 best single, .626 plain sum, .659 learned"
        yield f"  plain sum {mean_precision(weighed(near, plain(near)), same):.3f}; each alone: {told(single)}"
    if quick:
        return
    _, same = nearness(roles())
    keys = {one.key for one in split(roles())[1]}
    asked = [at for at, one in enumerate(roles()) if one.key in keys]
    yield f"the same asked among all {len(roles())}: MAP {mean_precision(scores(roles(), asked), same, asked):.3f}"


def speed() -> Iterator[str]:
    """What a page and a search cost."""
    these = roles()[:200]
    started = time.process_time()
    ground = Ground.of(these, model())
    read = time.process_time() - started
    started = time.process_time()
    for role in these[:20]:
        Careers().of(Have.of(role), ground)
    spent = (time.process_time() - started) * 50
    yield f"200 roles read in {read:.2f} s; the nearest of one person with all reasons: {spent:.0f} ms CPU"
    started = time.process_time()
    finder = PathFinder(cap=25.0)
    ways = [len(finder.of(Have.of(these[at]), these, target=these[-at - 1].key)) for at in range(10)]
    spent = (time.process_time() - started) * 100
    yield f"ways to a role over 200 roles of 68 competences: {spent:.0f} ms CPU; found in {sum(map(bool, ways))} of 10"
    luck = np.random.default_rng(1000)
    for share, people in ((1.0, 100_000), (0.3, 100_000), (0.05, 100_000)):
        table = {
            f"c{at:02}": (luck.integers(1, 6, people) * (luck.random(people) < 0.9)).astype(np.uint8)
            for at in range(40)
        }
        opted = luck.random(people) < share
        required = {name: int(luck.integers(1, 3)) for name in table}
        spent = []
        for _ in range(20):
            started = time.process_time()
            found = Matching().of(required, table, opted)
            spent.append(time.process_time() - started)
        yield (
            f"who meets 40 requirements, {people:,} people, {share:.0%} of them to be found: {sorted(spent)[10] * 1000:.2f} ms CPU "
            f"(goal 2; starting line SQLite 47, PostgreSQL 120); {len(found.all)} meet all, {len(found)} all or all but one"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only with detailed activities, among those kept apart")
    parser.add_argument("--fit", action="store_true", help="learn the weights again")
    options = parser.parse_args()
    for part in (*([learn()] if options.fit else []), report(quick=options.quick), speed()):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
