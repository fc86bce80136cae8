"""The workshops of an example project: people propose, judge alone and talk, and what was settled becomes requirements."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from stigar.cli.example import reading
from stigar.profiles.actions import workshops
from stigar.profiles.actions.profiles import Wanted

if TYPE_CHECKING:
    from stigar.cli.example.projects import Told

JUST_BEGUN, QUARTER = timedelta(minutes=25), 15


def hold(one: Told, told: dict[str, Any], moment: datetime) -> None:
    """Hold a workshop as its lines tell it: to its end, to the board that is open now, or only planned for a day to come."""
    workshop = workshops.plan_workshop(
        project=one.project, profiles=[one.profiles[key] for key in told["about"]], kind="workshop", name=told["name"],
        at=_at(told, moment), place=told["place"], led_by=one.who(told["led_by"]).pk, viewer=one.owner, today=one.day(max(told["ago"], 0)),
    )  # fmt: skip
    lines = [(key, kind, line) for key in told["about"] for kind, line in _lines(one, key)]
    taken: set[Any] = set()
    groups = [(key, kind, line, _propose(one, workshop, key, line, told, taken)) for key, kind, line in lines]
    if "judges" in told:
        _judge_and_settle(one, workshop, told, groups)


def _at(told: dict[str, Any], moment: datetime) -> datetime:
    if not told["ago"]:
        begun = moment - JUST_BEGUN
        return begun.replace(minute=begun.minute // QUARTER * QUARTER, second=0, microsecond=0)
    day = (moment if told["ago"] > 0 else moment - timedelta(days=told["ago"])).date()
    return datetime(day.year, day.month, day.day, told["hour"], tzinfo=UTC)


def _lines(one: Told, key: str) -> list[tuple[str, dict[str, Any]]]:
    told = reading.read(*one.folder, f"{key}.toml")
    return [(kind, line) for kind in ("settled", "aside", "open") for line in told.get(kind, ())]


def _propose(
    one: Told, workshop: Any, key: str, line: dict[str, Any], told: dict[str, Any], taken: set[Any]
) -> uuid.UUID:
    """What people said about the same thing, put together; returns the group."""
    day, leader, group = one.day(max(told["ago"], 0)), one.who(told["led_by"]), None
    for said in line["said"]:
        proposal, _new = workshops.propose(
            workshop=workshop, profile_id=one.profiles[key].pk, key=uuid.uuid5(uuid.NAMESPACE_OID, said["text"]), text=said["text"],
            nameless=not said["who"], viewer=one.who(said["who"]) if said["who"] else leader, today=day,
        )  # fmt: skip
        landed = proposal.group
        if landed != group and (group or landed in taken):
            to = group.pk if group else None
            landed = workshops.move(workshop=workshop, proposal_id=proposal.pk, group_id=to, viewer=leader, today=day)
        group = landed
    competence = one.competence(line["competence"]) if "competence" in line else None
    if group.competence_id != competence:
        group = workshops.name_group(
            workshop=workshop, group_id=group.pk, competence_id=competence, viewer=leader, today=day
        )
    taken.add(group)
    return group.pk  # type: ignore[no-any-return]


def _judge_and_settle(
    one: Told, workshop: Any, told: dict[str, Any], groups: list[tuple[str, str, dict[str, Any], uuid.UUID]]
) -> None:
    leader, day = one.who(told["led_by"]), one.day(told["ago"])
    _go(workshop, leader, day, "propose", "estimate")
    for place, name in enumerate(told["judges"]):
        sheet = {group: line["judged"].split()[place] for _key, _kind, line, group in groups}
        judged = {group: (int(marks[0]), int(marks[1])) for group, marks in sheet.items() if marks != "-"}
        workshops.estimate_all(workshop=workshop, judged=judged, viewer=one.who(name), today=day)
    _go(workshop, leader, day, "estimate", "talk")
    for key, kind, line, group in groups:
        if kind == "aside":
            workshops.put_aside(workshop=workshop, group_id=group, viewer=leader, today=day)
        else:
            wanted: Wanted = one.wanted(line)
            row = workshops.settle(workshop=workshop, group_id=group, wanted=wanted, viewer=leader, today=day)
            one.requirements[key, line["competence"]] = row
    _go(workshop, leader, day, "talk", "closed")


def _go(workshop: Any, leader: Any, day: Any, seen: str, stage: str) -> None:
    workshops.go_to(workshop=workshop, stage=stage, seen=seen, viewer=leader, today=day)
