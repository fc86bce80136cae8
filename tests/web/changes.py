"""What changes, as it stands on the stage: HR's ways in to signed summaries, a dialogue left open, and time set aside.

Dag is HR in nothing; who asks is Kim, HR in the same organisation, so that Hedda is the second person and the auditor another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from stigar.dialogues.models import Break, BreakSeconded, Preparation, Signature, Summary, Talk, TimeSet
from stigar.foundation import clock
from stigar.people.models import Duty, Person
from tests.cast import LONG_AGO, TODAY

HERE = "dialogues/opened/<uuid:broken>/"


def things_that_change(own: Any) -> dict[str, Any]:
    """A way in that waits for a second person, one that HR has open with a dialogue to read, one of the person's own left open, and time."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    hr = Duty.objects.filter(kind=Duty.HR, unit=None).exclude(person=own).first()
    reader = hr.person if hr else Person.objects.exclude(pk=own.pk).first()
    asker = Person.objects.create(**held, number="asker", given="Lo")
    Duty.objects.create(**held, person=asker, kind=Duty.HR, begins=LONG_AGO)
    waiting = Break.objects.create(**held, person=own, by=asker, why="Ada har slutat", at=now)
    opened = Break.objects.create(**held, person=own, by=reader, why="Ada har slutat", at=now)
    BreakSeconded.objects.create(**held, broken=opened, by=asker, at=now, until=TODAY + timedelta(days=1), told_at=now)
    signed = _talk(held, own, asker, now, closed_at=now, revealed_at=now)
    Summary.objects.create(**held, talk=signed, text="Vi ser det lika.", at=now)
    for signer in (own, asker):
        Signature.objects.create(**held, talk=signed, by=signer, digest="1" * 64, at=now)
    left = _talk(held, own, asker, now)
    over, going = (
        TimeSet.objects.create(**held, person=own, hours=2, begins=begins, ends=ends, by=own, at=now)
        for begins, ends in ((LONG_AGO, LONG_AGO), (TODAY, None))
    )
    things = {
        "broken": waiting, "opened break": opened, "opened talk": signed, "left talk": left, "time": going, "time over": over,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


def _talk(held: dict[str, Any], own: Any, other: Any, now: Any, **more: Any) -> Talk:
    made: Talk = Talk.objects.create(
        **held,
        person=own,
        reviewer=other,
        as_manager=True,
        blocks=[],
        language="sv",
        opened_by=own,
        opened_at=now,
        **more,
    )
    for giver in (own, other):
        Preparation.objects.create(**held, talk=made, giver=giver, submitted_at=more.get("revealed_at"))
    return made


SLOTS: dict[str, str] = {
    "broken": "broken", "time": "time", f"{HERE}end/ broken": "opened break", f"{HERE}<uuid:talk>/ broken": "opened break",
    f"{HERE}<uuid:talk>/ talk": "opened talk", "dialogues/<uuid:talk>/closing/ talk": "left talk",
}  # fmt: skip
TIME = {"hours": "2", "begins": "2026-11-20", "less_of": "Rapporter"}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST dialogues/opened/people/<uuid:person>/new/": lambda _: {"kind": "gone", "why": "Ada har slutat"},
    "POST dialogues/people/<uuid:person>/start/<slug:situation>/": lambda _: {"template": "short", "language": "sv"},
    "POST dialogues/time/": lambda _: TIME,
    "POST dialogues/<uuid:talk>/time/": lambda _: {**TIME, "begins": "2026-12-01"},
    "POST dialogues/kept/": lambda _: {"talk": "24"},
}  # fmt: skip
