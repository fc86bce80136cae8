"""What becomes of somebody's position: it goes on, is corrected, or ends the day before and a new one opens.

A position is dated. A change of role, unit, site, manager or share from a certain day ends the old
position the day before and opens a new one; a position that begins that very day is corrected in its place.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from stigar.people.actions.imports.plan import Place, PositionDraft, Writes
from stigar.people.queries.ground import PositionNow

A_DAY = timedelta(days=1)
FULL = Decimal(100)  # per cent of full time


@dataclass(frozen=True, slots=True)
class Employment:
    """First and last day of somebody's employment, as they will be."""

    person: uuid.UUID
    started: date | None
    ended: date | None

    def is_over(self, on: date) -> bool:
        return self.ended is not None and self.ended < on


def place_of(now: PositionNow) -> Place:
    """What a position says."""
    return Place(now.role, now.unit, now.site, now.manager, now.share)


def open_first(employment: Employment, place: Place, begins: date, writes: Writes) -> None:
    """Open somebody's first position, unless it would begin after the last day of employment."""
    if employment.ended is None or begins <= employment.ended:
        writes.new_positions.append(PositionDraft(uuid.uuid4(), employment.person, place, begins, employment.ended))


def change(held: Sequence[PositionNow], employment: Employment, place: Place, on: date, writes: Writes) -> None:
    """Let somebody's latest position become what it is to be from ``on``. ``held`` are all positions, the latest last."""
    now = held[-1]
    if employment.is_over(on):
        leave(held, employment, writes)
    elif now.ends is not None and now.ends < on:
        begins = max(on, employment.started or on)
        writes.new_positions.append(PositionDraft(uuid.uuid4(), employment.person, place, begins, employment.ended))
    elif place == place_of(now):
        _end(now, employment.ended, writes)
    elif now.begins >= on:
        ends = max(employment.ended, now.begins) if employment.ended else None
        writes.corrected_positions.append(PositionDraft(now.id, now.person, place, now.begins, ends))
    else:
        _end(now, on - A_DAY, writes)
        writes.new_positions.append(PositionDraft(uuid.uuid4(), now.person, place, on, employment.ended))


def leave(held: Sequence[PositionNow], employment: Employment, writes: Writes) -> None:
    """Nobody has a position after the last day: what goes on past it ends then, what would begin after it is taken back."""
    last = employment.ended
    assert last is not None
    for position in held:
        if position.begins > last:
            writes.dropped_positions.append(position.id)
        elif position.ends is None or position.ends > last:
            _end(position, last, writes)


def _end(now: PositionNow, last: date | None, writes: Writes) -> None:
    if now.ends != last:
        writes.corrected_positions.append(PositionDraft(now.id, now.person, place_of(now), now.begins, last))
