"""Certificates that roles of an example company ask for: most have one that holds, some run out, and somebody has none yet."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from stigar.cli.example.history.past import Past, luck
from stigar.cli.example.rows import Person as Row
from stigar.levels.queries.asked import folded, lasts_until

DAYS_A_MONTH, IN_GOOD_TIME, SEEN_AFTER, AT_LEAST = 30.44, 100, 3, 5
MORNING = time(9)


def tell(past: Past) -> None:
    """What each role asks for, and what those who have the role can show: what stands in one's own table is not told again."""
    for told in past.told.get("asks", ()):
        past.add(
            "RequiredCertificate", role_id=past.roles[told["role"]], name=told["name"], months=told["months"], by=past.hr,
            at=past.moment(told["ago"]),
        )  # fmt: skip
        for one in past.company.staff_of(told["role"]):
            if past.people[one.number].is_here(past.today) and not _told_already(past, one, told):
                _has(past, one, told)


def _told_already(past: Past, one: Row, told: dict[str, Any]) -> bool:
    own = {folded(row[0]) for row in past.said(one).get("certificate", ())}
    return folded(told["name"]) in own or f"{one.given} {one.family}" in told["lacks"]


def _has(past: Past, one: Row, told: dict[str, Any]) -> None:
    """One that holds for long, or until the day that is told; the manager has seen it unless it was told of just now."""
    name, lasts = f"{one.given} {one.family}", round(told["months"] * DAYS_A_MONTH)
    here, ahead = (past.today - one.start).days, told["left"].get(name)
    ago = luck(one.number, told["name"]).randint(20, lasts - IN_GOOD_TIME) if ahead is None else lasts - ahead
    begins = past.today - timedelta(days=max(AT_LEAST, ago if ahead is not None else min(ago, here - 1)))
    at = datetime.combine(begins + timedelta(days=1), MORNING, past.moment(1).tzinfo)
    leader = past.leader_of(one, begins)
    seen = leader is not None and name not in told["unseen"]
    past.add(
        "Certificate", person_id=past.id(one), name=told["name"], issuer=told["issuer"], begins=begins,
        ends=lasts_until(begins, None, told["months"]), by_id=past.id(one), at=at,
        confirmed_by_id=past.id(leader) if leader and seen else None, confirmed_at=at + timedelta(days=SEEN_AFTER) if seen else None,
    )  # fmt: skip
