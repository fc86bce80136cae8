"""Assessments, levels, evidence and dialogues between somebody and their manager, as they stand on the stage; and what is sent there.

Each has one that is open and one that both have seen: the two may do in one what they may no longer do in the other.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.dialogues.models import (
    Agreed,
    Booking,
    CalledOff,
    Comment,
    Earlier,
    Goal,
    Milestone,
    Note,
    Preparation,
    Reflection,
    Shared,
    Signature,
    Summary,
    Talk,
    Template,
    TimeSet,
)  # fmt: skip
from stigar.dialogues.queries.template_shelf import seen_as
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock, files
from stigar.levels.models import Assessment, Evidence, Level, Part, Rating, Reply
from stigar.library.models import Competence
from tests.cast import LONG_AGO, TODAY
from tests.web import changes

ONE = "competence/people/<uuid:person>/<uuid:competence>/"
PARTS = "dialogues/templates/<slug:template>/parts/"
JUDGED, TALK = "competence/assessments/<uuid:assessment>/", "dialogues/<uuid:talk>/"


def things_between(own: Any, manager: Any) -> dict[str, Any]:
    """What the two have together: judged, answered, shown, talked about."""
    keys = {key: Competence.objects.get(key=key).pk for key in ("listening", "writing")}
    return _judged(own, manager, keys) | _talked(own, manager) | changes.things_that_change(own)


def _judged(own: Any, manager: Any, keys: dict[str, UUID]) -> dict[str, Any]:
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    pair = {**held, "person": own, "reviewer": manager, "as_manager": True, "opened_by": manager, "opened_at": now}
    waiting = Assessment.objects.create(**pair, competences=[str(keys["writing"])])
    seen = Assessment.objects.create(**pair, competences=[str(keys["listening"])], revealed_at=now)
    for one in (waiting, seen):
        for giver in (own, manager):
            part = Part.objects.create(**held, assessment=one, giver=giver, submitted_at=one.revealed_at)
            Rating.objects.create(**held, part=part, competence_id=one.competences[0], level=2, words="Så", at=now)
    given = {**held, "person": own, "competence_id": keys["listening"], "on": TODAY, "by": manager, "at": now}
    level, contested = (Level.objects.create(**given, source=Level.OBSERVATION, level=at) for at in (2, 1))
    reply = Reply.objects.create(**held, level=contested, words="Nej", contests=True, by=own, at=now)
    shown = {**held, "person": own, "competence_id": keys["listening"], "on": TODAY, "by": own, "at": now}
    upload = files.keep(BytesIO(b"%PDF-1.4"), "intyg.pdf", kind="evidence", by=own, stays=True)
    evidence = Evidence.objects.create(**shown, kind=Evidence.FILE, title="Intyg", upload=upload)
    things = {
        "assessment": waiting, "seen assessment": seen, "level": level, "reply": reply, "evidence": evidence, "evidence upload": upload,
        "reader": manager,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


def _talked(own: Any, manager: Any) -> dict[str, Any]:
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    pair = {
        **held, "person": own, "reviewer": manager, "as_manager": True, "blocks": blocks_of("yearly"), "language": "sv",
        "opened_by": manager, "opened_at": now,
    }  # fmt: skip
    talk = Talk.objects.create(**pair)
    closed = Talk.objects.create(**pair, revealed_at=now, closed_at=now)
    room = Talk.objects.create(**pair, revealed_at=now)
    for one in (talk, closed, room):
        for giver in (own, manager):
            Preparation.objects.create(**held, talk=one, giver=giver, submitted_at=one.revealed_at)
    Summary.objects.create(**held, talk=closed, text="Vi ser det lika.", at=now)
    note = Note.objects.create(**held, talk=talk, by=own, text="Fråga om natten", at=now)
    agreed = Agreed.objects.create(**held, talk=talk, who=manager, text="Lyssnar med", by=own, at=now)
    ended = TimeSet.objects.create(
        **held, person=own, talk=talk, hours=2, begins=LONG_AGO, ends=LONG_AGO, by=own, at=now
    )
    for giver in (own, manager):
        Signature.objects.create(**held, talk=closed, by=giver, digest="d" * 64, at=now)
    return (
        {
            "talk": talk.pk,
            "closed talk": closed.pk,
            "talk in the room": room.pk,
            "note": note.pk,
            "agreed": agreed.pk,
            "agreed time": ended.pk,
        }
        | _meeting(talk, own)
        | _of_ones_own(own, manager, room)
    )


def _meeting(talk: Talk, own: Any) -> dict[str, Any]:
    """A time for the dialogue, and a template of the organisation's own with a change that can be taken back."""
    held = {"organisation_id": own.organisation_id}
    Booking.objects.create(**held, talk=talk, begins="2026-12-03T12:00:00Z", place="Björken", uid="u@stigar", by=own)
    key = f"own-{str(own.organisation_id)[:8]}"
    blocks = [{**block, "on": True} for block in blocks_of("yearly")]
    template = Template.objects.create(**held, key=key, names={"sv": "Vårt"}, blocks=blocks, own=True, at=clock.now())
    Earlier.objects.create(**held, template=template, number=1, names={"sv": "Ert"}, blocks=blocks)
    off = CalledOff.objects.create(
        **held, talk=talk, person=own, other=talk.reviewer, begins="2026-12-03T12:00:00Z", day="2026-12-03", at=clock.now()
    )  # fmt: skip
    return {"template": key, "told": off.pk}


def _of_ones_own(own: Any, manager: Any, room: Any) -> dict[str, Any]:
    """A goal with a milestone that the manager reads, and a reflection of which one piece is shared with the manager."""
    held, now = {"organisation_id": own.organisation_id}, clock.now()
    goal = Goal.objects.create(**held, person=own, text="Ringer upp", language="sv", begins=TODAY, shared=True, at=now)
    step = Milestone.objects.create(**held, goal=goal, day=TODAY)
    alone, piece = (Reflection.objects.create(**held, person=own, text=text, at=now) for text in ("Natten", "Dagen"))
    shared = Shared.objects.create(**held, reflection=piece, reader=manager, at=now)
    together = Goal.objects.create(
        **held, person=own, talk=room, text="Två pass", language="sv", begins=TODAY, shared=True, at=now
    )
    said = Comment.objects.create(**held, goal=goal, by=manager, text="Så bra", at=now)
    things = {
        "goal": goal,
        "comment": said,
        "goal together": together,
        "step": step,
        "reflection": piece,
        "unshared reflection": alone,
        "shared": shared,
    }
    return {name: thing.pk for name, thing in things.items()}


SLOTS: dict[str, str] = changes.SLOTS | {
    "level": "level", "reply": "reply", "evidence_key": "evidence",
    "told": "told", "reader": "reader", "assessment": "assessment", "talk": "talk", "note": "note",
    "agreed": "agreed", "goal": "goal", "comment": "comment", "step": "step", "reflection": "reflection", "shared": "shared",
    "dialogues/reflections/challenges/<uuid:item>/ item": "challenge",
    f"{TALK}reopening/ talk": "closed talk", f"{TALK}goals/<uuid:goal>/ goal": "goal together",
    f"{TALK}goals/<uuid:goal>/ talk": "talk in the room", f"{TALK}goals/new/ talk": "talk in the room",
    f"{TALK}time/<uuid:time>/removal/ time": "agreed time",
    f"{TALK}worth/ talk": "closed talk", f"{TALK}worth/waiving/ talk": "closed talk",
    "template": "template", f"{JUDGED}<uuid:competence>/ competence": "writing competence",
}  # fmt: skip
WORDS = {
    "part": "back",
    "question": "proud",
    "dialogues/templates/<slug:template>/changes/<int:number>/return/ number": "1",
}
SEEN = {"level": "2", "on": "2026-11-20", "words": "Frågade om tills kunden var nöjd"}
GOAL = {"text": "Ringer upp", "language": "sv", "begins": "2026-11-20", "rhythm": "week"}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = changes.BODIES | {
    "POST competence/people/<uuid:person>/opening/": lambda _: {"why": "Bo har bett om hjälp"},
    "POST competence/people/<uuid:person>/assessments/new/": lambda stage: {"competences": [str(stage.made["competence"])]},
    f"POST {ONE}levels/": lambda stage: {**SEEN, "competence": str(stage.made["competence"])},
    f"POST {ONE}levels/<uuid:level>/replies/": lambda _: {"words": "Inte natten"},
    f"POST {ONE}replies/<uuid:reply>/": lambda _: {"words": "Vi är överens"},
    f"POST {ONE}evidence/": lambda _: {"title": "Intyg", "file": SimpleUploadedFile("i.pdf", b"%PDF-1.4")},
    f"POST {JUDGED}<uuid:competence>/": lambda _: {"turn": "1", "level": "3", "words": "Så"},
    "POST dialogues/people/<uuid:person>/new/": lambda _: {"template": "yearly", "language": "sv"},
    f"POST {TALK}answers/": lambda _: {"text-back.hard": "Natten", "turn-back.hard": "0"},
    f"POST {TALK}answers/one/": lambda _: {"question": "back.hard", "text": "Natten", "turn": "0"},
    f"POST {TALK}language/": lambda _: {"language": "nb"},
    f"POST {TALK}notes/": lambda _: {"text": "Fråga"},
    f"POST {TALK}notes/<uuid:note>/": lambda _: {"text": "Fråga mer"},
    f"POST {TALK}agreed/": lambda stage: {"who": str(stage.made["person"]), "text": "Ringer"},
    f"POST {TALK}summary/": lambda _: {"text": "Vi ser det lika.", "turn": "0"},
    "POST dialogues/goals/new/": lambda _: GOAL,
    "POST dialogues/goals/questions/": lambda _: GOAL,
    "POST dialogues/goals/<uuid:goal>/wording/": lambda _: {**GOAL, "turn": "1"},
    "POST dialogues/goals/<uuid:goal>/taking/": lambda _: {"take": "vague"},
    "POST dialogues/goals/<uuid:goal>/comments/": lambda _: {"text": "Hur vet du att det hjälper?"},
    "POST dialogues/goals/<uuid:goal>/ticks/": lambda _: {"value": "3"},
    "POST dialogues/goals/<uuid:goal>/sharing/": lambda _: {"shared": "1"},
    "POST dialogues/goals/<uuid:goal>/agreement/": lambda stage: {"talk": str(stage.made["talk"])},
    "POST dialogues/reflections/search/": lambda _: {"words": "Natten"},
    "POST dialogues/reflections/challenges/<uuid:item>/": lambda _: {"keep": "mine", "own": "Natten"},
    "POST dialogues/reflections/<uuid:reflection>/text/": lambda _: {"text": "Natten igen", "turn": "1"},
    "POST dialogues/reflections/<uuid:reflection>/sharing/": lambda _: {"email": "ada@alvbro.example"},
    f"POST {TALK}goals/new/": lambda _: GOAL,
    f"POST {TALK}goals/<uuid:goal>/": lambda _: {**GOAL, "turn": "1"},
    f"POST {TALK}booking/": lambda _: {"day": "2026-12-04", "at": "13:00", "minutes": "60", "seen": "u@stigar-0"},
    f"POST {TALK}worth/": lambda _: {"worth": "4"},
    "POST dialogues/templates/<slug:template>/names/": lambda _: {"text_sv": "Vårt samtal", "seen": seen_as({"sv": "Vårt"})},
    f"POST {PARTS}<slug:part>/": lambda _: {"text_sv": "Då", "seen": seen_as(blocks_of("yearly")[0]["title"])},
    f"POST {PARTS}<slug:part>/questions/": lambda _: {"text_sv": "Och nu?", "whom": "both"},
    f"POST {PARTS}<slug:part>/questions/<slug:question>/": lambda _: {
        "text_sv": "Och nu?", "whom": "both", "seen": seen_as(blocks_of("yearly")[0]["questions"][0]),
    },
    f"POST {TALK}reopening/": lambda _: {"why": "Något glömdes"},
}  # fmt: skip
