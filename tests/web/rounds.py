"""Rounds of dialogues as they stand on the stage: one that is planned, and one under way in which everybody is still preparing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from stigar.dialogues.models import Preparation, Round, Talk, Template
from stigar.foundation import clock
from tests.cast import TODAY

ROUND = "dialogues/rounds/<uuid:round>/"
TALK = f"{ROUND}talks/<uuid:talk>/"
ENDS = TODAY + timedelta(days=30)


def things_of_rounds(own: Any, manager: Any, hr: Any) -> dict[str, Any]:
    """A draft, and a round under way with one dialogue that both have handed in."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    template = Template.objects.create(**held, key="yearly", names={"sv": "Utvecklingssamtal"}, at=now)
    told = {
        **held,
        "template": template,
        "begins": TODAY,
        "ends": ENDS,
        "whom": {"kind": "everyone"},
        "by": hr,
        "at": now,
    }
    draft, going = (
        Round.objects.create(**told, name="Våren"),
        Round.objects.create(**told, name="Hösten", started_at=now),
    )
    talk = Talk.objects.create(
        **held,
        round=going,
        person=own,
        reviewer=manager,
        as_manager=True,
        blocks=[],
        language="sv",
        opened_by=hr,
        opened_at=now,
    )
    for giver in (own, manager):
        Preparation.objects.create(**held, talk=talk, giver=giver)
    return {"draft round": draft.pk, "round": going.pk, "round talk": talk.pk}


SLOTS: dict[str, str] = {
    "round": "round", f"{TALK} talk": "round talk", f"{TALK}absence/ talk": "round talk", f"{TALK}staying/ talk": "round talk",
    f"{TALK}staying/removal/ talk": "round talk", f"{TALK}beginning/ talk": "round talk", f"{TALK}beginning/removal/ talk": "round talk",
    "dialogues/<uuid:talk>/absence/ talk": "round talk",
    f"{ROUND}plan/ round": "draft round", f"{ROUND}start/ round": "draft round", f"{ROUND}pairs/<uuid:person>/ round": "draft round",
}  # fmt: skip
PLAN = {"name": "Våren", "begins": "2026-11-20", "ends": "2026-12-20", "whom": "everyone", "template": "yearly"}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "POST dialogues/rounds/new/": lambda _: PLAN,
    f"POST {ROUND}plan/": lambda _: PLAN,
    f"POST {ROUND}pairs/<uuid:person>/": lambda _: {"choice": "out"},
    f"POST {ROUND}period/": lambda _: {"ends": "2027-01-20"},
    f"POST {TALK}absence/": lambda _: {"until": "2026-12-01"},
    f"POST {TALK}": lambda stage: {"reviewer": str(stage.cast.gro.pk)},
}
