"""A round that is planned and one that is under way in the example company, so that the crawl walks both."""

from datetime import timedelta

from stigar.dialogues.actions import moving, rounds, talks
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Round, Talk
from stigar.foundation import clock
from stigar.people.models import Person
from stigar.people.queries.units import tree


def hold_rounds(hr: Person) -> Round:
    """Somebody in it is away, two have both prepared."""
    today = clock.today()
    ends, whom = today + timedelta(days=30), {"kind": "unit", "key": str(tree()[-1].id)}
    planned = rounds.Planned("Vårens samtal", "yearly", today, ends, True, (14, 3), {"kind": "everyone"})
    rounds.make_round(planned=planned, viewer=hr, today=today)
    planned = rounds.Planned("Höstens samtal", "yearly", today, ends, False, (14, 3), whom)
    row = rounds.make_round(planned=planned, viewer=hr, today=today)
    open_the_dialogues(rounds.start_round(row=row, viewer=hr, today=today))
    first, second = Talk.objects.filter(round=row).select_related("person", "reviewer").order_by("person__number")[:2]
    moving.set_away(row=row, talk=first, until=ends, viewer=hr, today=today)
    for viewer in (second.person, second.reviewer):
        talks.hand_in(talk=second, viewer=viewer, today=today)
    return row


def plan_of_a_round() -> str:
    """The address of the plan of a round that has not begun."""
    return f"/dialogues/rounds/{Round.objects.filter(started_at=None, ended_at=None).earliest('at').pk}/plan/"
