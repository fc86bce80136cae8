"""Figures of the agreement engine, measured: ``python -m bench.agreement [--quick]``.

People are judged by some of many raters who are kind or strict; the oracle knows how kind each is and takes it away, so that
only the noise is left. All are drawn anew from seeds from 1,000 on; nothing was tuned on them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from math import sqrt

import numpy as np

from stigar.engine.agreement import Agreement, Rating

PEOPLE, COMPETENCES, RATERS, EACH, NOISE = 120, 8, 60, 3, 0.7
REPORTING = 1000


def drawn(seed: int, leniency: float) -> tuple[list[Rating], dict[tuple[str, str], float], dict[str, float]]:
    """A survey: the ratings, the true values, and how kind each rater is."""
    luck = np.random.default_rng(seed)
    kind = luck.normal(0, leniency, RATERS) if leniency else np.zeros(RATERS)
    kind -= kind.mean()
    truth, ratings = {}, []
    for person in range(PEOPLE):
        raters = luck.choice(RATERS, EACH, replace=False)
        for competence in range(COMPETENCES):
            level = luck.normal(3, 1)
            truth[f"c{competence}", f"p{person}"] = level
            ratings += [
                Rating(f"r{rater:03}", f"c{competence}", level + kind[rater] + luck.normal(0, NOISE), f"p{person}")
                for rater in raters
            ]
    return ratings, truth, {f"r{number:03}": float(value) for number, value in enumerate(kind)}


def errors(seed: int, leniency: float) -> tuple[float, float, float]:
    """Root mean square errors: raw, calibrated, and the oracle's."""
    ratings, truth, kind = drawn(seed, leniency)
    answer = Agreement().of(ratings)
    known = Agreement().of(
        [Rating(one.rater, one.competence, one.value - kind[one.rater], one.subject) for one in ratings]
    )
    assert answer.calibrated is not None
    raw, calibrated, oracle = (
        sqrt(np.mean([(found[key] - level) ** 2 for key, level in truth.items()]))
        for found in (answer.raw, answer.calibrated, known.raw)
    )
    return raw, calibrated, oracle


def leniency(number: int) -> Iterator[str]:
    """Calibrated beside raw and the oracle, with much leniency and with none."""
    for spread in (0.9, 0.0):
        raw, calibrated, oracle = np.mean([errors(REPORTING + seed, spread) for seed in range(number)], axis=0)
        yield (
            f"leniency sd {spread}, {EACH} of {RATERS} raters each, {number} draws: raw {raw:.3f}, calibrated {calibrated:.3f}, "
            f"oracle {oracle:.3f} (ratio {calibrated / oracle:.3f}; goal 1.05; starting line .654 raw, .425 calibrated)"
        )


def size() -> Iterator[str]:
    """2,000 raters x 40 competences."""
    luck = np.random.default_rng(REPORTING)
    kind, level = luck.normal(0, 0.6, 2000), luck.uniform(1, 5, 40)
    given = np.clip(np.rint(level[None, :] + kind[:, None] + luck.normal(0, 0.7, (2000, 40))), 1, 5)
    ratings = [
        Rating(f"r{one:04}", f"c{what:02}", float(given[one, what])) for one in range(2000) for what in range(40)
    ]
    started, cpu = time.perf_counter(), time.process_time()
    Agreement().of(ratings)
    yield (
        f"2,000 raters x 40: {time.perf_counter() - started:.2f} s, {time.process_time() - cpu:.2f} s CPU (goal 1 s)"
    )


def against_package() -> Iterator[str]:
    """Alpha beside the package's, with missing values."""
    import krippendorff  # noqa: PLC0415 - only here

    worst = 0.0
    for seed in range(200):
        luck = np.random.default_rng(REPORTING + seed)
        given = luck.integers(1, 6, (luck.integers(2, 12), luck.integers(3, 30))).astype(float)
        given[luck.random(given.shape) < 0.3] = np.nan
        ratings = [
            Rating(f"r{rater:02}", f"c{at:02}", float(given[rater, at]))
            for rater, at in zip(*np.nonzero(~np.isnan(given)), strict=True)
        ]
        ours = Agreement().of(ratings).alpha
        if ours is not None:
            worst = max(worst, abs(ours - krippendorff.alpha(reliability_data=given, level_of_measurement="ordinal")))
    yield f"alpha beside the krippendorff package, 200 tables with 30 % missing: furthest apart {worst:.1e} (goal 1e-6)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    for line in (*against_package(), *leniency(5 if quick else 40), *size()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
