"""Areas are called stable only when one half of the evidence finds what the other half says."""

from __future__ import annotations

import random

from stigar.engine.areas import AreaFinder
from stigar.engine.vocabulary import Evidence
from tests.engine.planted import work


def shuffled(seed):
    rows = work()
    texts = [one.text for one in rows]
    random.Random(seed).shuffle(texts)
    return [Evidence(one.role, text) for one, text in zip(rows, texts, strict=True)]


def test_real_kinds_of_work_are_stable():
    assert AreaFinder(runs=2).of(work()).stable


def test_shuffled_work_is_not():
    assert [AreaFinder(runs=2).of(shuffled(seed)).stable for seed in range(20)].count(True) <= 1


def test_a_title_alone_is_no_evidence_of_areas():
    assert not AreaFinder(runs=2).of([Evidence(f"Kundrådgivare {n}", "") for n in range(9)]).stable
