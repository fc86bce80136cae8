"""What stands beside the levels in an example company: proof, certificates, exemptions, what was seen in passing, and who may look."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from stigar.cli.example.history.judging import TOP, how_seen
from stigar.cli.example.history.past import Past, luck
from stigar.cli.example.rows import Person as Row

SEEN_IN_PASSING = 0.12


def tell(past: Past, one: Row) -> None:
    """All that is told of somebody, and what a manager has seen in passing of some of the others."""
    said = past.said(one)
    for competence, title, text, ago, *readers in said.get("evidence", ()):
        key = past.add(
            "Evidence", person_id=past.id(one), competence_id=past.book(competence).id, kind="text", title=title, text=text, on=past.day(ago),
            by_id=past.id(one), at=past.moment(ago, 12),
        )  # fmt: skip
        for reader in readers:  # a manager who began after it was put there, and whom the person shows it
            past.add("EvidenceShown", evidence_id=key, reader_id=past.id(past.by_name[reader]), at=past.moment(18, 13))
    for told in said.get("certificate", ()):
        _certificate(past, one, *told)
    for competence, why, ago, ahead in said.get("exemption", ()):
        leader = past.leader_of(one, past.today)
        past.add(
            "Exemption", person_id=past.id(one), competence_id=past.book(competence).id, why=why, begins=past.day(ago),
            ends=past.today + timedelta(days=ahead), by_id=past.id(leader) if leader else None, at=past.moment(ago),
        )  # fmt: skip
    for reader in said.get("shares", ()):
        past.add(
            "SharedWith",
            person_id=past.id(one),
            reader_id=past.id(past.by_name[reader]),
            begins=past.day(33),
            at=past.moment(33),
            goals=True,
            summary=True,
            interests=True,
        )
    _see_in_passing(past, one)


def _certificate(
    past: Past, one: Row, name: str, issuer: str, competence: str, level: int, ago: int, ahead: int, state: str
) -> None:
    """A certificate; confirmed by the manager it vouches for a level."""
    leader, key = past.leader_of(one, past.day(ago)), past.book(competence).id if competence else None
    begins, confirmed = past.day(ago), state == "confirmed"
    at = datetime.combine(begins + timedelta(days=1), time(9), past.moment(1).tzinfo)
    by = past.id(leader) if leader and confirmed else None
    past.add(
        "Certificate", person_id=past.id(one), name=name, issuer=issuer, competence_id=key, level=level if competence else None, begins=begins,
        ends=past.today + timedelta(days=ahead), by_id=past.id(one), at=at, confirmed_by_id=by, confirmed_at=at if confirmed else None,
    )  # fmt: skip
    if competence and confirmed:
        past.add(
            "Level",
            person_id=past.id(one),
            competence_id=key,
            source="certificate",
            level=level,
            on=begins,
            by_id=by,
            at=at,
        )


def _see_in_passing(past: Past, one: Row) -> None:
    """Some managers have written down something they saw since: of what the work takes, at most one level up."""
    chance, asked = luck(one.number, "passing"), past.asked.get(one.role, {})
    leader = past.leader_of(one, past.today)
    if not asked or leader is None or chance.random() > SEEN_IN_PASSING:
        return
    competence, need = chance.choice(sorted(asked.items()))
    ago = chance.randint(28, 80)
    told: dict[str, Any] = {
        "person_id": past.id(one),
        "competence_id": past.book(competence).id,
        "by_id": past.id(leader),
    }
    level = min(TOP, how_seen(past, one.number, one.start, competence, need, past.day(ago)).manager + 1)
    past.add("Level", source="observation", level=level, on=past.day(ago), at=past.moment(ago, 14), **told)
