"""The result as data for machines, in the form that is promised: the same over REST, in the file and on the command line."""

from __future__ import annotations

import json
from typing import Any

from stigar.areas.writers.result import AreaResult, Result


def contract(result: Result) -> dict[str, Any]:
    """The whole result as plain data. Every role is in exactly one area.

    >>> from datetime import date
    >>> contract(Result("Alvbro", date(2026, 11, 20)))["stable"]
    False
    """
    return {
        "areas": [_area(area) for area in result.areas],
        "bridges": [{"role": role.title, "areas": list(role.also)} for role in result.roles if role.also],
        "questions": [{"one": pair.one, "other": pair.other, "gain": round(pair.gain, 4)} for pair in result.questions],
        "evidence": {role.title: round(role.told, 4) for role in sorted(result.roles, key=lambda role: role.title)},
        "org_chart": {
            "agreement": round(result.agreement, 4),
            "overlap": [
                {"area": one.area, "unit": one.unit, "roles": one.roles, "jaccard": round(one.share, 4)}
                for one in result.meetings
            ],
        },
        "stable": result.stable,
    }


def data(result: Result) -> bytes:
    """The same as the bytes of a JSON file."""
    return json.dumps(contract(result), ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _area(area: AreaResult) -> dict[str, Any]:
    return {
        "key": area.key,
        "name": area.name,
        "roles": [
            {
                "role": role.title,
                "unit": role.unit,
                "confidence": round(role.confidence, 4),
                "because": [
                    {"kind": one.kind, "text": one.text, "weight": round(one.weight, 4)} for one in role.because
                ],
            }
            for role in area.roles
        ],
        "base": [
            {"text": one.text, "coverage": round(one.coverage, 4), "outside": round(one.outside, 4)}
            for one in area.base
        ],
        "specific": {role.title: list(role.specific) for role in area.roles},
    }
