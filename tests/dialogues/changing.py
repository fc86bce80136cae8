"""Steps that tests of what changes have in common: a dialogue signed by both, and a manager that is replaced."""

from datetime import timedelta

from stigar.dialogues.actions import goals, rounds, signing, talks
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Round
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.templates import blocks_of
from stigar.people.models import Position
from tests.cast import TODAY


def under_way(cast):
    """A round that everybody is in, under way."""
    planned = rounds.Planned("Hösten", "yearly", TODAY, TODAY + timedelta(days=30), False, (), {"kind": "everyone"})
    made = rounds.make_round(planned=planned, viewer=cast.hedda, today=TODAY)
    open_the_dialogues(rounds.start_round(row=made, viewer=cast.hedda, today=TODAY))
    return Round.objects.get(pk=made.pk)


def signed(cast, *, reviewer=None, summary="deras sammanfattning", agreed="lyssnar med", goal="", today=TODAY):
    """The yearly dialogue of Bo and whoever leads him, with something private of each in it, signed by both."""
    reviewer = reviewer or cast.ada
    told = {"today": today}
    talk = talks.open_talk(
        person=cast.bo, reviewer=reviewer, blocks=blocks_of("yearly"), language="sv", viewer=reviewer, **told
    )
    for viewer in (cast.bo, reviewer):
        name = viewer.given.lower()
        talks.save_answer(talk=talk, question="back.hard", text=f"{name}s förberedelse", turn=0, viewer=viewer, **told)
        talks.write_note(talk=talk, block="back", text=f"{name}s anteckning", shared=False, viewer=viewer, **told)
        talks.write_note(talk=talk, block="back", text=f"{name}s delade", shared=True, viewer=viewer, **told)
    for viewer in (cast.bo, reviewer):
        talks.hand_in(talk=talk, viewer=viewer, **told)
    talk.refresh_from_db()
    talks.agree(talk=talk, who=reviewer, text=agreed, by_day=None, viewer=cast.bo, **told)
    if goal:
        agree_goal(cast, talk, goal, today=today)
    signing.write_summary(talk=talk, text=summary, turn=0, viewer=reviewer, **told)
    for viewer in (cast.bo, reviewer):
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, **told)
    talk.refresh_from_db()
    return talk


def agree_goal(cast, talk, text, *, today=TODAY):
    """A goal of Bo's, brought into the dialogue."""
    row = goals.write(draft=Draft(text, "sv", today), viewer=cast.bo, today=today)
    goals.agree(goal=row, talk=talk, viewer=cast.bo, today=today)
    return row


def new_manager(cast, manager, *, begins=TODAY):
    """Bo gets another manager from the day."""
    Position.objects.filter(person=cast.bo, ends=None).update(ends=begins - timedelta(days=1))
    return Position.objects.create(
        organisation=cast.organisation,
        person=cast.bo,
        role=cast.adviser,
        unit=cast.service,
        manager=manager,
        begins=begins,
    )
