"""One secret word in everything that levels and dialogues hold of Bo, and who may read which; the table follows who may see what.

Ada leads Bo. Dag led him before and does so no more. Ulf is the coach with whom Bo shares all that can be shared, and one piece of reflection.
Hedda has opened Bo's levels yesterday and said why, and has asked to break in: neither lets her in today. Rut reads the journal.
Cai recruits to what Bo wants, and did so to what he wants no more; Dag was named after Bo said yes, and Bo has not said yes to Dag.
"""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

from stigar.dialogues import models as talks
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock, files, journal
from stigar.levels import models as levels
from stigar.people.models import Role
from tests.cast import LONG_AGO, TODAY, Cast
from tests.profiles import written
from tests.web.plans import approve_profile

YESTERDAY = TODAY - timedelta(days=1)
READERS = {  # what -> who may read it
    "open rating bo": "bo", "open rating ada": "ada", "seen rating bo": "bo ada", "seen rating ada": "bo ada",
    "old rating bo": "bo", "old rating dag": "bo dag",
    "level": "bo ada ulf", "taken back": "bo ada", "reply": "bo ada ulf", "settlement": "bo ada ulf", "evidence": "bo ada ulf",
    "evidence text": "bo ada ulf", "evidence link": "bo ada ulf", "evidence file": "bo ada ulf",
    "exemption": "bo ada ulf", "opening": "bo hedda rut", "certificate": "bo ada ulf", "interest": "bo",
    "activity": "bo", "activity text": "bo", "activity who": "bo", "activity where": "bo", "shared activity": "bo ada ulf",
    "open answer bo": "bo", "open answer ada": "ada", "seen answer bo": "bo ada", "seen answer ada": "bo ada",
    "old answer bo": "bo", "old answer dag": "bo dag", "old note dag": "dag", "old shared note bo": "bo", "old agreed": "bo ada dag",
    "old summary": "bo ada",
    "note bo": "bo", "note ada": "ada", "shared note": "bo ada", "agreed": "bo ada", "summary": "bo ada",
    "reopening": "bo ada", "reopened words": "bo ada", "reopened agreed": "bo ada",
    "reopened goal": "bo ada", "reopened less of": "bo ada", "goal": "bo", "plan": "bo", "milestone": "bo", "counts": "bo", "unit": "bo",
    "shared goal": "bo ada ulf", "comment": "bo ulf", "comment put away": "bo ulf", "readers interest": "bo ulf",
    "signed summary": "bo ada ulf", "signed agreed": "bo ada ulf", "signed goal": "bo ada ulf", "signed less of": "bo ada ulf",
    "wanted": "bo cai hedda", "wanted no more": "bo", "wanted what has ended": "bo", "mobility": "bo ada hedda ulf",
    "reflection": "bo", "asked": "bo", "shared reflection": "bo ulf", "break": "bo hedda rut", "less of": "bo ada", "old less of": "bo",
}  # fmt: skip


def word(what: str) -> str:
    return f"kanaritva{what.replace(' ', '')}x"  # ends alike, so that no word is the beginning of another


def plant_between(cast: Cast) -> dict[str, list[str]]:
    """Everything of Bo's. Gives what fills the slots of an address: slot -> keys."""
    held, now = {"organisation_id": cast.organisation.pk}, clock.now()
    books = written.library(cast)
    return _judged(cast, held, now, books) | _talked(cast, held, now)


def _judged(cast: Cast, held: dict[str, Any], now: Any, books: dict[str, Any]) -> dict[str, list[str]]:
    asked = [str(books["listening"])]
    keys = []
    for reviewer, kind, seen in ((cast.ada, "open", None), (cast.ada, "seen", now), (cast.dag, "old", now)):
        one = levels.Assessment.objects.create(
            **held,
            person=cast.bo,
            reviewer=reviewer,
            as_manager=True,
            competences=asked,
            opened_at=now,
            revealed_at=seen,
        )
        keys.append(str(one.pk))
        for giver in (cast.bo, reviewer):
            part = levels.Part.objects.create(**held, assessment=one, giver=giver, submitted_at=seen)
            words = word(f"{kind} rating {giver.given.lower()}")
            levels.Rating.objects.create(
                **held, part=part, competence_id=asked[0], level=3 if giver == cast.bo else 2, words=words, at=now
            )
    return (
        {"assessment": keys, "competence": asked, "person": [str(cast.bo.pk)]}
        | _known(cast, held, now, asked[0])
        | _vacant(cast, held, now, asked[0])
    )


def _known(cast: Cast, held: dict[str, Any], now: Any, competence: str) -> dict[str, list[str]]:
    of_bo = {**held, "person": cast.bo, "at": now}
    here = {**of_bo, "competence_id": competence, "by": cast.ada}
    level = levels.Level.objects.create(**here, source="observation", level=2, on=YESTERDAY, words=word("level"))
    levels.Level.objects.create(
        **here, source="observation", level=1, on=YESTERDAY, words=word("taken back"), taken_back=now
    )
    levels.Reply.objects.create(
        **held, level=level, words=word("reply"), contests=True, by=cast.bo, at=now, settled_at=now, settled_by=cast.ada,
        settlement=word("settlement"),
    )  # fmt: skip
    upload = files.keep(BytesIO(word("evidence file").encode()), "intyg.txt", kind="evidence", by=cast.bo, stays=True)
    shown = levels.Evidence.objects.create(
        **here, kind="file", title=word("evidence"), text=word("evidence text"), upload=upload, on=TODAY,
        address=f"https://alvbro.example/{word('evidence link')}",
    )  # fmt: skip
    levels.Exemption.objects.create(**here, why=word("exemption"), begins=YESTERDAY)
    share = levels.SharedWith.objects.create(
        **{**of_bo, "at": now + timedelta(minutes=5)}, reader=cast.ulf, begins=YESTERDAY, goals=True, summary=True, interests=True
    )  # fmt: skip
    opening = levels.Opening.objects.create(**of_bo, by=cast.hedda, why=word("opening"), on=YESTERDAY)
    journal.look(cast.hedda, "opened the levels", cast.bo, about=cast.bo.pk, why=opening.why)
    levels.Certificate.objects.create(**of_bo, name=word("certificate"), begins=YESTERDAY)
    role = Role.objects.create(**held, title="Chef")
    levels.CareerInterest.objects.create(**of_bo, role=role, why=word("interest"))
    said = Role.objects.create(**held, title="Navigatör")
    levels.CareerInterest.objects.create(**of_bo, role=said, why=word("readers interest"), audience="readers")
    levels.Activity.objects.create(
        **of_bo,
        name=word("activity"),
        text=word("activity text"),
        who=word("activity who"),
        where=word("activity where"),
    )
    levels.Activity.objects.create(**of_bo, name=word("shared activity"), shared=True)
    return {
        "shared": [str(share.pk)],
        "level": [str(level.pk)],
        "evidence_key": [str(shown.pk)],
        "upload": [str(upload.pk)],
    }


def _vacant(cast: Cast, held: dict[str, Any], now: Any, competence: str) -> dict[str, list[str]]:
    """What Bo wants, wants no more, and wanted until it ended, in a role that asks for what has been seen of him; and a role of which HR
    may know that it interests him."""
    role, other = (Role.objects.create(**held, title=title) for title in ("Lots", "Styrman"))
    levels.CareerInterest.objects.create(
        **held, person=cast.bo, role=other, audience="mobility", why=word("mobility"), at=now
    )
    version = approve_profile(held, role, competence)
    told = {
        **held,
        "role": role,
        "version": version,
        "last_day": TODAY + timedelta(days=9),
        "opened_by": cast.hedda,
        "opened_at": now,
    }
    later, rows, named = now + timedelta(minutes=1), [], []
    for what, ended, back in (
        ("wanted", None, None),
        ("wanted no more", None, now),
        ("wanted what has ended", now, None),
    ):
        one = levels.Vacancy.objects.create(**told, ended_at=ended)
        for person, at, stopped in ((cast.cai, now, back), (cast.dag, later, None)):
            who = {**held, "vacancy": one, "person": person, "by": cast.hedda}
            named.append(levels.Recruiter.objects.create(**who, at=at, stopped_at=stopped))
        levels.OptIn.objects.create(
            **held, vacancy=one, person=cast.bo, words=word(what), at=now, last_day=one.last_day, taken_back_at=back
        )
        rows.append(one)
    return {"vacancy": [str(one.pk) for one in rows], "recruiter": [str(one.pk) for one in named]}


def _talked(cast: Cast, held: dict[str, Any], now: Any) -> dict[str, list[str]]:
    rows = []
    for reviewer, kind, seen in ((cast.ada, "open", None), (cast.ada, "seen", now), (cast.dag, "old", now)):
        one = talks.Talk.objects.create(
            **held, person=cast.bo, reviewer=reviewer, as_manager=True, blocks=blocks_of("yearly"), language="sv", opened_at=now,
            revealed_at=seen, closed_at=now if kind == "old" else None,
        )  # fmt: skip
        rows.append(one)
        for giver in (cast.bo, reviewer):
            part = talks.Preparation.objects.create(**held, talk=one, giver=giver, submitted_at=seen)
            words = word(f"{kind} answer {giver.given.lower()}")
            talks.Answer.objects.create(**held, preparation=part, question="back.hard", text=words, at=now)
    _in_the_room(cast, held, now, *rows)
    rows.append(_signed(cast, held, now))
    return {"talk": [str(one.pk) for one in rows]} | _own(cast, held, now)


def _signed(cast: Cast, held: dict[str, Any], now: Any) -> Any:
    """What Bo and Ada have signed, and Bo shows his coach."""
    talk = talks.Talk.objects.create(
        **held, person=cast.bo, reviewer=cast.ada, as_manager=True, blocks=blocks_of("yearly"), language="sv", opened_at=now,
        revealed_at=now, closed_at=now,
    )  # fmt: skip
    talks.Summary.objects.create(**held, talk=talk, text=word("signed summary"), at=now)
    told = json.dumps({
        "summary": word("signed summary"), "agreed": [[str(cast.bo.pk), word("signed agreed"), ""]],
        "goals": [[word("signed goal"), "", "", ""]], "time": [["1.0", word("signed less of"), str(TODAY), ""]],
    })  # fmt: skip
    talks.Signed.objects.create(**held, talk=talk, words=told, digest="d" * 64, at=now)
    for who in (cast.bo, cast.ada):
        talks.Signature.objects.create(**held, talk=talk, by=who, digest="d" * 64, at=now)
    return talk


def _in_the_room(cast: Cast, held: dict[str, Any], now: Any, waiting: Any, seen: Any, old: Any) -> None:
    for talk, by, shared, what in (
        (waiting, cast.bo, False, "note bo"), (seen, cast.ada, False, "note ada"), (seen, cast.ada, True, "shared note"),
        (old, cast.dag, False, "old note dag"), (old, cast.bo, True, "old shared note bo"),
    ):  # fmt: skip
        talks.Note.objects.create(**held, talk=talk, by=by, shared=shared, block="back", text=word(what), at=now)
    for talk, who, what in ((seen, cast.ada, "agreed"), (old, cast.dag, "old agreed")):
        talks.Agreed.objects.create(**held, talk=talk, who=who, text=word(what), by=cast.bo, at=now)
    talks.TimeSet.objects.create(
        **held, person=cast.bo, talk=old, hours=1, less_of=word("old less of"), begins=LONG_AGO, ends=YESTERDAY, by=cast.dag, at=now
    )  # fmt: skip
    for talk, what in ((seen, "summary"), (old, "old summary")):
        talks.Summary.objects.create(**held, talk=talk, text=word(what), at=now)
    told = json.dumps({
        "summary": word("reopened words"), "agreed": [[str(cast.bo.pk), word("reopened agreed"), ""]],
        "goals": [[word("reopened goal"), "", "", ""]], "time": [["1.0", word("reopened less of"), str(TODAY), ""]],
    })  # fmt: skip
    was = talks.Signed.objects.create(**held, talk=seen, words=told, digest="d" * 64, at=now)
    talks.Reopening.objects.create(**held, talk=seen, by=cast.ada, why=word("reopening"), was=was, at=now)


def _own(cast: Cast, held: dict[str, Any], now: Any) -> dict[str, list[str]]:
    of_bo = {**held, "person": cast.bo, "at": now}
    goal = talks.Goal.objects.create(
        **of_bo,
        text=word("goal"),
        plan=word("plan"),
        counts=word("counts"),
        unit=word("unit"),
        language="sv",
        begins=TODAY,
    )
    talks.Milestone.objects.create(**held, goal=goal, day=TODAY, text=word("milestone"))
    seen = talks.Goal.objects.create(**of_bo, text=word("shared goal"), language="sv", begins=TODAY, shared=True)
    said = [
        talks.Comment.objects.create(**held, goal=seen, by=cast.ulf, text=word(what), at=now, put_away_at=away)
        for what, away in (("comment", None), ("comment put away", now))
    ]
    talks.Reflection.objects.create(**of_bo, text=word("reflection"), asked=word("asked"))
    piece = talks.Reflection.objects.create(**of_bo, text=word("shared reflection"))
    talks.Shared.objects.create(**held, reflection=piece, reader=cast.ulf, at=now)
    talks.Break.objects.create(**of_bo, by=cast.hedda, why=word("break"))
    talks.TimeSet.objects.create(**of_bo, hours=2, less_of=word("less of"), begins=TODAY, by=cast.ada)
    return {"goal": [str(goal.pk), str(seen.pk)], "comment": [str(one.pk) for one in said]}
