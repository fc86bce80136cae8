"""Who may: a dialogue is the two's. A preparation is its writer's until both have handed in, a reflection its writer's until shared.

A manager's right ends with the assignment; a new manager gets the agreed goals and the latest signed summary, not the history. HR sees that
dialogues are held; the words only through a break that a second person has agreed to and the employee is told of.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.dialogues.models import Break, Goal, Note, Reflection, Round, Signature, Talk, Template
from stigar.foundation.policy import Ground
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import may_here, people_led_by

if TYPE_CHECKING:
    from stigar.people.models import Person

READ_FOR_DAYS = 30  # so long a reviewer who is not the manager reads a dialogue that is closed


def visible_talks(viewer: Person, *, today: date) -> QuerySet[Talk]:
    """Those the viewer is one of the two in: a manager while leading the person, another reviewer until a month after it was closed."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Talk.objects.none()
    leading = Q(as_manager=True, person__in=people_led_by(viewer, today=today))
    fresh = Q(closed_at=None) | Q(closed_at__date__gte=today - timedelta(days=READ_FOR_DAYS))
    mine = Q(person=viewer) | Q(reviewer=viewer) & (leading | Q(as_manager=False) & fresh)
    return Talk.objects.filter(mine, put_down_at=None)


def inherited_talks(viewer: Person, person: Person, *, today: date) -> QuerySet[Talk]:
    """What a new manager gets of earlier dialogues: the latest one that both have signed, to read its summary and agreed actions."""
    if not people_led_by(viewer, today=today).filter(pk=person.pk).exists():
        return Talk.objects.none()
    held = Talk.objects.filter(person=person, as_manager=True, put_down_at=None).exclude(closed_at=None)
    latest = signed_by_both(held.exclude(reviewer=viewer)).order_by("-closed_at").values("pk")[:1]
    return Talk.objects.filter(pk__in=list(latest.values_list("pk", flat=True)))


def opened_by_break(viewer: Person, *, today: date) -> QuerySet[Talk]:
    """Closed dialogues of those whose summaries HR may read today: asked for with a reason, agreed to by a second person."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Talk.objects.none()
    open_ones = Break.objects.filter(by=viewer, ended_at=None, seconded__until__gte=today)
    rows = Talk.objects.filter(person__in=open_ones.values("person"), put_down_at=None).exclude(closed_at=None)
    return signed_by_both(rows)


def signed_by_both(rows: QuerySet[Talk]) -> QuerySet[Talk]:
    """Those whose summary both have signed: what one alone wrote, or what was closed unsigned, is nobody else's to read."""
    standing = Signature.objects.filter(talk=OuterRef("pk"), taken_away_at=None)
    return rows.filter(Exists(standing.filter(by=OuterRef("person"))), Exists(standing.filter(by=OuterRef("reviewer"))))


def visible_notes(viewer: Person, talk: Talk) -> QuerySet[Note]:
    """One's own, and those moved to what both see; asked only of a dialogue the viewer may see."""
    return Note.objects.filter(Q(by=viewer) | Q(shared=True), talk=talk)


def visible_goals(viewer: Person, *, today: date) -> QuerySet[Goal]:
    """One's own, and those that the people one leads have shared. Not one's peers'."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Goal.objects.none()
    return Goal.objects.filter(Q(person=viewer) | Q(shared=True, person__in=people_led_by(viewer, today=today)))


def visible_reflections(viewer: Person, *, today: date) -> QuerySet[Reflection]:
    """One's own, and the pieces that others have shared with one."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Reflection.objects.none()
    return Reflection.objects.filter(Q(person=viewer) | Q(shared__reader=viewer)).distinct()


def visible_rounds(viewer: Person, *, today: date) -> QuerySet[Round]:
    """HR's; those who are in one see their own dialogue, not the round."""
    if Ground.HR not in of_organisation(viewer, today=today):
        return Round.objects.none()
    return Round.objects.all()


def visible_templates(viewer: Person, *, today: date) -> QuerySet[Template]:
    """What HR has made of the templates, to write in. Everybody else meets a template as the questions of their own dialogue."""
    if Ground.HR not in of_organisation(viewer, today=today):
        return Template.objects.none()
    return Template.objects.all()


def covered_rounds(viewer: Person, *, today: date) -> QuerySet[Round]:
    """Those that have been started, for HR and for who speaks for the employed: how many dialogues are held, never what is said."""
    if not may_here(viewer, "see coverage of dialogues", today=today):
        return Round.objects.none()
    return Round.objects.exclude(started_at=None)


def talks_in(viewer: Person, row: Round, *, today: date) -> QuerySet[Talk]:
    """The viewer's own in a round, and those they hold with the people they lead."""
    return visible_talks(viewer, today=today).filter(round=row)
