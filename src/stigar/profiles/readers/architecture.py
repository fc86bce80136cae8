"""Reads the rules of profiles from a file that another organisation has written: strict, and every fault said with its place.

The file is JSON: ``{"format": "stigar-profile-rules", "version": 1, "rules": {"fewest": 5, ...}}``. Nothing is guessed; a field that
is not known, or of another kind than the rule wants, is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stigar.profiles.queries.architecture import Rules, from_data

FORMAT, VERSION, LARGEST = "stigar-profile-rules", 1, 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: its ``code``, the field, and what was found there. The sentence is made at the door."""

    code: str
    field: str = ""
    found: str = ""


class NotRules(Exception):
    """The file cannot be used; ``faults`` says why, all of them at once."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda one: type(one) is int and low <= one <= high


def _texts(most: int, longest: int) -> Callable[[Any], bool]:
    return lambda one: (
        isinstance(one, list) and len(one) <= most
        and all(isinstance(text, str) and 0 < len(text) <= longest and "\0" not in text for text in one)
    )  # fmt: skip


FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "fewest": _number(1, 60), "most": _number(1, 60), "longest": _number(50, 1000), "why": lambda one: type(one) is bool,
    "levels": lambda one: isinstance(one, list) and 0 < len(one) <= 7 and all(_number(1, 7)(level) for level in one),
    "shared": _texts(60, 120), "avoid": _texts(200, 80),
}  # fmt: skip


def written(rules: Rules, organisation: str) -> str:
    """The rules as a file.

    >>> read(written(Rules(most=9), "Alvbro").encode()).most
    9
    """
    told = {"format": FORMAT, "version": VERSION, "from": organisation, "rules": rules.as_data()}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def read(raw: bytes) -> Rules:
    """The rules of a file, or :class:`NotRules` with every fault."""
    if len(raw) > LARGEST:
        raise NotRules(Fault("too-large"))
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise NotRules(Fault("not-json")) from wrong
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("rules"), dict):
        raise NotRules(Fault("other-format"))
    if told.get("version") != VERSION:
        raise NotRules(Fault("other-version", "version", _short(told.get("version"))))
    faults = [*_faults(told["rules"])]
    if faults:
        raise NotRules(*faults)
    rules = from_data({**told["rules"], "levels": sorted(set(told["rules"]["levels"]))})
    if rules.fewest > rules.most or len(rules.shared) > rules.most:
        raise NotRules(Fault("contradiction", "most", str(rules.most)))
    return rules


def _faults(told: Mapping[str, Any]) -> list[Fault]:
    unknown = [Fault("unknown-field", _short(name)) for name in told if name not in FIELDS]
    missing = [Fault("missing-field", name) for name in FIELDS if name not in told]
    wrong = [
        Fault("wrong-value", name, _short(told[name]))
        for name, fits in FIELDS.items()
        if name in told and not fits(told[name])
    ]
    return [*unknown, *missing, *wrong]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
