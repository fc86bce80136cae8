"""Assessments and dialogues of an employee and their manager at every stage, as they come about when two people use the house."""

from datetime import time, timedelta
from typing import Any

from stigar.dialogues.actions import goals, meetings, signing, talks, worth
from stigar.dialogues.models import Goal, Talk
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.worth import asked_since, to_answer
from stigar.foundation import clock
from stigar.levels.actions import assessments, evidence, seen, standing
from stigar.levels.models import Assessment
from stigar.library.models import Competence
from stigar.people.models import Person
from stigar.people.queries.leading import manager_of
from stigar.profiles.queries.profiles.asking import askings
from tests.journeys.colleagues import let_in

KEYS = ("listening", "writing", "conflict")


def leader_of(person: Person) -> Person:
    """Their manager today, with a login."""
    return let_in(manager_of(person, today=clock.today()))


def judge_and_talk(person: Person) -> dict[str, str]:
    """An assessment and a dialogue at every stage between the person and their manager. Gives the address of each page."""
    manager, today = leader_of(person), clock.today()
    for waiting in Assessment.objects.filter(person=person, reviewer=manager, revealed_at=None, put_down_at=None):
        assessments.put_down(assessment=waiting, viewer=manager, today=today)
    standing.let_hold(person=person, profile=next(iter(askings().by_profile)), viewer=manager, today=today)
    return _judged(person, manager, today) | _talked(person, manager, today)


def of_the_two(person: Person) -> list[str]:
    """What the person writes with their manager, and of their dialogues and goals: pages that only some of these have."""
    today = clock.today()
    goals_now = Goal.objects.filter(person=person, put_down_on=None, reached_on=None)
    own, written = (
        goals_now.filter(talk=None).latest("at"),
        goals_now.filter(talk__in=Talk.objects.filter(closed_at=None)).latest("talk__opened_at"),
    )
    talk = f"/dialogues/{written.talk_id}"
    asked = to_answer(person, since=asked_since(person, today=today), today=today).latest("closed_at")
    return [
        f"{talk}/goals/new/", f"{talk}/goals/{written.pk}/", f"{talk}/time/",
        f"/dialogues/{asked.pk}/worth/", f"/dialogues/goals/{own.pk}/wording/",
    ]  # fmt: skip


def _judged(person: Person, manager: Person, today: Any) -> dict[str, str]:
    books = [Competence.objects.get(key=key).pk for key in KEYS]
    pair = {"person": person, "reviewer": manager, "role": None, "due": today, "viewer": manager, "today": today}
    both = assessments.open_assessment(competences=books, **pair)
    for viewer, levels in ((person, (3, 2, None)), (manager, (1, 2, 2))):
        for book, level in zip(books, levels, strict=True):
            judged = assessments.Judged(
                level=level, cannot_say=level is None, words="Hon frågade tills kunden var nöjd"
            )
            assessments.save_rating(assessment=both, competence=book, judged=judged, turn=0, viewer=viewer, today=today)
        assessments.hand_in(assessment=both, viewer=viewer, today=today)
    told = {"competence": books[0], "viewer": manager, "today": today}
    level = seen.observe(person=person, level=2, on=today, words="Lugnade en kund som ropade", **told)
    seen.reply(level=level, words="Det var inte så", contests=True, viewer=person, today=today)
    evidence.show(
        person=person, competence=books[0], title="Ett samtal", text="Om natten", address="https://alvbro.example/1", file=None,
        file_name="", viewer=person, today=today,
    )  # fmt: skip
    waiting = assessments.open_assessment(competences=books, **pair)
    return {
        "both": f"/competence/assessments/{both.pk}/", "waiting": f"/competence/assessments/{waiting.pk}/",
        "rating": f"/competence/assessments/{waiting.pk}/{books[0]}/", "one": f"/competence/people/{person.pk}/{books[0]}/",
        "person": f"/competence/people/{person.pk}/", "judge": f"/competence/people/{person.pk}/assessments/new/",
        "talk new": f"/dialogues/people/{person.pk}/new/", "team": "/competence/team/",
        "team competence": f"/competence/team/{books[0]}/",
    }  # fmt: skip


def _talked(person: Person, manager: Person, today: Any) -> dict[str, str]:
    def opened() -> Any:
        return talks.open_talk(
            person=person,
            reviewer=manager,
            blocks=blocks_of("yearly"),
            language="sv",
            viewer=manager,
            today=today,
            due=today,
        )

    closed, room, alone = (_held(opened(), person, manager, today), opened(), opened())
    _handed_in(room, person, manager, today)
    goals.write_together(
        draft=Draft("Jag leder två möten i veckan", "sv", today), talk=room, viewer=person, today=today
    )
    for viewer in (person, manager):
        signing.sign(talk=closed, digest=signing.digest_of(closed), viewer=viewer, today=today)
    worth.answer(talk=closed, worth=4, viewer=manager, today=today)
    meetings.meet(
        talk=alone, day=today + timedelta(days=7), at=time(13), minutes=60, place="Björken", seen="", viewer=person, today=today
    )  # fmt: skip
    return {
        "alone": f"/dialogues/{alone.pk}/", "room": f"/dialogues/{room.pk}/", "end": f"/dialogues/{room.pk}/?part=end",
        "closed": f"/dialogues/{closed.pk}/", "meeting": f"/dialogues/{alone.pk}/booking/",
        "worth": f"/dialogues/{closed.pk}/worth/", "talks": "/dialogues/",
    }  # fmt: skip


def _handed_in(talk: Any, person: Person, manager: Person, today: Any) -> None:
    for viewer in (person, manager):
        talks.save_answer(talk=talk, question="back.hard", text="Två slutade", turn=0, viewer=viewer, today=today)
        talks.write_note(
            talk=talk,
            block=talk.blocks[0]["key"],
            text="Fråga om natten",
            shared=viewer == person,
            viewer=viewer,
            today=today,
        )
        talks.hand_in(talk=talk, viewer=viewer, today=today)


def _held(talk: Any, person: Person, manager: Person, today: Any) -> Any:
    _handed_in(talk, person, manager, today)
    talks.agree(talk=talk, who=manager, text="Lyssnar med en gång i veckan", by_day=today, viewer=person, today=today)
    talks.agree(talk=talk, who=person, text="Ringer upp", by_day=None, viewer=person, today=today)
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=manager, today=today)
    return talk
