"""Figures of the goal checker, measured: ``python -m bench.goals``.

240 goals made up by us in three languages lie in tests/engine/goals, with the faults that were put in named. They were written
before the engine; the held-out half was not looked at while the engine was made, but the same hand wrote both halves and the lists of words.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stigar.engine.goals import CopiedGoals, Goal, GoalCheck, Milestone, Said
from stigar.engine.goals.reading import read
from stigar.engine.goals.specific import verbs

CORPUS = Path(__file__).parents[1] / "tests" / "engine" / "goals"
HALVES = ("development", "held_out")
LANGUAGES = ("sv", "nb", "en")
SPACES = {"day": 1, "week": 7, "month": 30, "": 7}


@dataclass(frozen=True)
class Planted:
    """A goal and the codes of what is missing in it."""

    goal: Goal
    missing: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """How many planted pieces were found, and how much was said to be missing that was not."""

    planted: int
    found: int
    goals: int
    sound: int
    sound_faulted: int
    false: int
    lost: Counter[str]
    extra: Counter[str]

    @property
    def recall(self) -> float:
        return self.found / self.planted

    @property
    def false_share(self) -> float:
        """Pieces wrongly named, of all that could have been (five questions a goal, less what was planted)."""
        return self.false / (5 * self.goals - self.planted)


def goals(language: str, half: str) -> list[Planted]:
    """One half of one language's goals."""
    told = tomllib.loads((CORPUS / f"{language}.toml").read_text(encoding="utf-8"))
    return [Planted(_goal(one, language), frozenset(one["missing"].split())) for one in told[half]]


def measured(language: str, half: str) -> Figures:
    """The figures of one half of one language's goals."""
    these = goals(language, half)
    answers = [frozenset(GoalCheck().of(one.goal).missing) for one in these]
    pairs = list(zip(these, answers, strict=True))
    return Figures(
        planted=sum(len(one.missing) for one in these),
        found=sum(len(one.missing & said) for one, said in pairs),
        goals=len(these),
        sound=sum(not one.missing for one in these),
        sound_faulted=sum(bool(said) for one, said in pairs if not one.missing),
        false=sum(len(said - one.missing) for one, said in pairs),
        lost=Counter(code for one, said in pairs for code in one.missing - said),
        extra=Counter(code for one, said in pairs for code in said - one.missing),
    )


def _goal(told: dict[str, Any], language: str) -> Goal:
    measure, unit, every, between, kind = ([part.strip() for part in told.get("count", "").split("|")] + [""] * 5)[:5]
    baseline, _, target = (part.strip() for part in between.partition(">"))
    days, _, steps = told.get("time", "").partition(":")
    start, last = (date.fromisoformat(part.strip()) if part.strip() else None for part in (*days.split(">"), "")[:2])
    return Goal(
        told["text"], language, measure, unit, *(float(part) if part else None for part in (baseline, target)), every, kind == "total",
        start, last, tuple(_step(one, start or last) for one in steps.split(";") if one.strip()), told.get("attractive"),
        _history(told.get("history", []), start or last or date(2026, 9, 7), SPACES[every]), told.get("plan", ""),
    )  # fmt: skip


def _step(said: str, near: date | None) -> Milestone:
    day, _, what = said.strip().partition(" ")
    month, on = map(int, day.split("-"))
    years = [date(year, month, on) for year in (2026, 2027)]
    return Milestone(min(years, key=lambda one: abs((one - (near or years[0])).days - 40)), what)


def _history(values: list[float], before: date, space: int) -> tuple[tuple[date, float], ...]:
    return tuple((before - timedelta(days=space * (len(values) - at)), float(value)) for at, value in enumerate(values))


def table() -> Iterator[str]:
    """Both halves of every language."""
    for half in HALVES:
        for language in LANGUAGES:
            one = measured(language, half)
            yield (
                f"{language} {half}: {one.found} of {one.planted} planted pieces found ({one.recall:.1%}; goal 95 %); "
                f"{one.false} wrongly named ({one.false_share:.1%}; goal 5 %), {one.sound_faulted} of {one.sound} sound goals faulted; "
                f"lost {dict(one.lost)}, extra {dict(one.extra)}"
            )


def verbs_found() -> Iterator[str]:
    """Names of skills in ESCO begin with a verb, names of knowledge do not: how often that is seen. Needs STIGAR_SHARED."""
    path = Path(os.environ.get("STIGAR_SHARED", "")) / "data" / "esco" / "skills.csv.gz"
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for language in ("sv", "en"):
        shares = []
        for kind in ("skill/competence", "knowledge"):
            names = [row[f"label_{language}"] for row in rows if row["skill_type"] == kind and row[f"label_{language}"]]
            shares.append(sum(bool(verbs(read(name, language))) for name in names) / len(names))
        yield f"{language}: something done is seen in {shares[0]:.1%} of ESCO's skills and {shares[1]:.1%} of its knowledge"


SOUNDS, VOWELS = "bdfgklmnprstv", "aeiouyåäö"
DEEDS = (
    "ringer", "möter", "skriver", "läser", "packar", "hämtar", "kontrollerar", "visar", "frågar", "tackar", "hjälper",
    "väger", "mäter", "städar", "svarar",
)  # fmt: skip
THINGS = (
    "kunden", "kollegan", "chefen", "brukaren", "leverantören", "patienten", "gästen", "föraren", "lagret", "kassan",
    "rapporten", "fakturan", "avtalet", "ordern", "hyllan",
)  # fmt: skip
WHERES = (
    "i telefon", "på lagret", "i butiken", "vid skiftet", "före lunch", "efter passet", "på mötet", "i receptionen",
    "hos kunden", "på linjen",
)  # fmt: skip
WHENS = (
    "varje morgon",
    "varje fredag",
    "i veckan",
    "om dagen",
    "efter semestern",
    "under våren",
    "på nattpasset",
    "i månaden",
)


def many_goals(number: int, copies: int = 50) -> tuple[list[Said], set[tuple[str, ...]]]:
    """So many goals of as many people, all different but for the planted groups of 2-6, half of them with a word changed."""
    luck = random.Random(number)
    made_up = [
        "".join(luck.choice("bdfgklmnprstv") + luck.choice("aeiouyåäö") for _ in range(3)) + "n" for _ in range(8000)
    ]
    texts: dict[str, None] = {}
    while len(texts) < number:
        deed, other = luck.sample(DEEDS, 2)
        words = [
            luck.choice(THINGS),
            luck.choice(WHERES),
            f"{luck.randrange(2, 60)}",
            *luck.sample(THINGS, 2),
            luck.choice(WHENS),
        ]
        luck.shuffle(words)
        why = " ".join(luck.sample(made_up, 4))
        texts[f"Jag {deed} {' '.join(words)} så att vi {other} {why}"] = None
    told = [Said(f"g{at:06}", f"p{at:06}", text) for at, text in enumerate(texts)]
    planted = set()
    for group in range(copies):
        some = luck.sample(range(group * 100, group * 100 + 100), luck.randrange(2, 7))
        text = told[some[0]].text
        for at in some[1:]:
            changed = text.replace("så att", "för att") if group % 2 else text
            told[at] = Said(told[at].goal, told[at].person, changed)
        planted.add(tuple(sorted(told[at].goal for at in some)))
    return told, planted


def speed() -> Iterator[str]:
    """One goal, and the copies among 20,000."""
    these = [one.goal for half in HALVES for language in LANGUAGES for one in goals(language, half)]
    GoalCheck().of(these[0])
    started = time.process_time()
    for goal in these:
        GoalCheck().of(goal)
    yield f"{len(these)} goals checked: {1000 * (time.process_time() - started) / len(these):.2f} ms CPU a goal"
    told, planted = many_goals(20_000)
    CopiedGoals().of(told[:9])  # what is heavy is imported
    started = time.process_time()
    found = {one.goals for one in CopiedGoals().of(told)}
    spent = time.process_time() - started
    yield (
        f"copies among 20,000 goals: {spent:.2f} s CPU (goal 2 s); {len(found & planted)} of {len(planted)} planted groups, "
        f"{len(found - planted)} others"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.parse_args()
    for line in (*table(), *verbs_found(), *speed()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
