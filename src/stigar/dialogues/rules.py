"""Who may: a dialogue is the two's. A preparation is its writer's until both have handed in, a reflection its writer's until shared.

A manager's right ends with the assignment; a new manager gets the agreed goals and the latest signed summary, not the history. HR sees that
dialogues are held; the words only through a break that a second person has agreed to and the employee is told of.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from stigar.dialogues.models import Break, Goal, Note, Reflection, Round, Signature, Talk, Template
from stigar.foundation.policy import Ground, may
from stigar.levels.rules import shown_by
from stigar.people.rules import grounds as of_organisation
from stigar.people.rules import (
    is_hr_somewhere,
    is_led_by,
    may_here,
    people_in_hr_scope,
    people_led_by,
    units_in_hr_scope,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from stigar.people.models import Person

EVERYONE, UNIT, UNITS, AREA = "everyone", "unit", "units", "area"  # whom a round is for; of ``Round.whom``

READ_FOR_DAYS = 30  # so long a reviewer who is not the manager reads a dialogue that is closed
ASKED_FOR_DAYS = 7  # so long a second person may agree to what HR has asked
LONGEST_ABOUT = 160  # signs in what else a dialogue belongs to
TOLD_FOR_DAYS = 30  # so long home tells somebody that their summaries were opened


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
    return given_of_others(person, viewer) if inherits(viewer, person, today=today) else Talk.objects.none()


def inherits(viewer: Person, person: Person, *, today: date) -> bool:
    """Whether the viewer is given something of what was before: who leads the person today."""
    return viewer.is_here(today) and is_led_by(person, viewer, today=today)


def given_of_others(person: Person, manager: Person) -> QuerySet[Talk]:
    """The one dialogue that a manager who leads the person is given of: with somebody else."""
    return _latest(held_as_manager(person).exclude(reviewer=manager))


def given_on(person: Person, manager: Person | None = None) -> QuerySet[Talk]:
    """The one dialogue that whoever comes to lead the person next is given of; where there is one that ``manager`` is given of, that one."""
    if manager is None:
        return _latest(held_as_manager(person))
    is_own = Case(When(reviewer=manager, then=1), default=0)
    return held_as_manager(person).order_by(is_own, "-closed_at")[:1]


def held_as_manager(person: Person) -> QuerySet[Talk]:
    """The person's dialogues with those who have led them, signed by both."""
    return signed_by_both(Talk.objects.filter(person=person, as_manager=True, put_down_at=None).exclude(closed_at=None))


def _latest(rows: QuerySet[Talk]) -> QuerySet[Talk]:
    return rows.order_by("-closed_at")[:1]


def opened_by_break(viewer: Person, *, today: date) -> QuerySet[Talk]:
    """Closed dialogues of those whose summaries HR may read today: asked for with a reason, agreed to by a second person.

    It ends with the duty too: who is HR for the person no longer reads nothing more, whatever was agreed.
    """
    if not _is_hr(viewer, today):
        return Talk.objects.none()
    open_ones = Break.objects.filter(
        by=viewer, ended_at=None, seconded__until__gte=today, person__in=people_in_hr_scope(viewer, today=today)
    )
    rows = Talk.objects.filter(person__in=open_ones.values("person"), put_down_at=None).exclude(closed_at=None)
    return signed_by_both(rows)


def visible_breaks(viewer: Person, *, today: date) -> QuerySet[Break]:
    """Those that concern the viewer: asked for or agreed to by them, and, once a second has agreed, those about themself."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Break.objects.none()
    return Break.objects.filter(Q(by=viewer) | Q(seconded__by=viewer) | Q(person=viewer, seconded__isnull=False))


def breaks_to_answer(viewer: Person, *, today: date) -> QuerySet[Break]:
    """What somebody else in HR has asked lately and the viewer may agree to: never their own, never about themself."""
    waiting = Break.objects.filter(
        ended_at=None, seconded=None, at__date__gte=today - timedelta(days=ASKED_FOR_DAYS)
    ).exclude(Q(by=viewer) | Q(person=viewer))
    here = of_organisation(viewer, today=today)
    if Ground.MEMBER not in here:
        return Break.objects.none()
    if may("agree to break in", here - {Ground.HR}):
        return waiting
    if not is_hr_somewhere(viewer, today=today):
        return Break.objects.none()
    return waiting.filter(person__in=people_in_hr_scope(viewer, today=today))


def _is_hr(viewer: Person, today: date) -> bool:
    return Ground.MEMBER in of_organisation(viewer, today=today) and is_hr_somewhere(viewer, today=today)


def signed_by_both(rows: QuerySet[Talk]) -> QuerySet[Talk]:
    """Those whose summary both have signed: what one alone wrote, or what was closed unsigned, is nobody else's to read."""
    standing = Signature.objects.filter(talk=OuterRef("pk"), taken_away_at=None)
    return rows.filter(Exists(standing.filter(by=OuterRef("person"))), Exists(standing.filter(by=OuterRef("reviewer"))))


def visible_notes(viewer: Person, talk: Talk) -> QuerySet[Note]:
    """One's own, and those moved to what both see; asked only of a dialogue the viewer may see."""
    return Note.objects.filter(Q(by=viewer) | Q(shared=True), talk=talk)


def visible_goals(viewer: Person, *, today: date) -> QuerySet[Goal]:
    """One's own, those that the people one leads have shared, and those that somebody shows the viewer. Not one's peers'."""
    return goals_near(viewer, today=today) | shown_goals(viewer, today=today)


def shown_goals(viewer: Person, *, today: date) -> QuerySet[Goal]:
    """Of those who show the viewer their goals today: what their manager may read too, and nothing that is theirs alone."""
    if not may("read what is shown", {Ground.SHARED}):
        return Goal.objects.none()
    return Goal.objects.filter(shared=True, person__in=shown_by(viewer, "goals", today=today).values("person"))


def goals_near(viewer: Person, *, today: date) -> QuerySet[Goal]:
    """One's own, and those that the people one leads have shared."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Goal.objects.none()
    return Goal.objects.filter(Q(person=viewer) | Q(shared=True, person__in=people_led_by(viewer, today=today)))


def visible_reflections(viewer: Person, *, today: date) -> QuerySet[Reflection]:
    """One's own, and the pieces that others have shared with one."""
    if Ground.MEMBER not in of_organisation(viewer, today=today):
        return Reflection.objects.none()
    return Reflection.objects.filter(Q(person=viewer) | Q(shared__reader=viewer)).distinct()


def visible_rounds(viewer: Person, *, today: date) -> QuerySet[Round]:
    """Those the viewer holds: all of them for HR, and for HR of some units those that are for people there and nobody else.

    Those who are in one see their own dialogue, not the round.
    """
    reach = hr_reach(viewer, today=today)
    if reach is None:
        return Round.objects.all()
    if not reach:
        return Round.objects.none()
    told = Round.objects.values_list("pk", "whom")
    return Round.objects.filter(pk__in=[key for key, whom in told if is_within(whom, reach)])


def followed_rounds(viewer: Person, *, today: date) -> QuerySet[Round]:
    """Those the viewer holds; and for HR of some units every started one in which somebody they answer for today has a dialogue."""
    held = visible_rounds(viewer, today=today)
    if not hr_reach(viewer, today=today):
        return held
    theirs = Talk.objects.filter(person__in=people_in_hr_scope(viewer, today=today), put_down_at=None)
    wider = Round.objects.exclude(started_at=None).filter(Exists(theirs.filter(round=OuterRef("pk"))))
    return Round.objects.filter(Q(pk__in=held.values("pk")) | Q(pk__in=wider.values("pk")))


def hr_reach(viewer: Person, *, today: date) -> frozenset[UUID] | None:
    """The units, with their parts, that the viewer is HR for: None for all of them, empty for who is not HR."""
    if Ground.HR in of_organisation(viewer, today=today):
        return None
    return units_in_hr_scope(viewer, today=today)


def may_hold_rounds(viewer: Person, *, today: date) -> bool:
    """Whether the viewer plans and holds rounds, for everybody or for the units they are HR for."""
    return _is_hr(viewer, today)


def may_be_for(viewer: Person, whom: Mapping[str, Any], *, today: date) -> bool:
    """Whether the viewer may hold a round for these: HR for anybody, HR of some units for people there and nobody else."""
    reach = hr_reach(viewer, today=today)
    return reach is None or is_within(whom, reach)


def is_within(whom: Mapping[str, Any], reach: frozenset[UUID]) -> bool:
    """Whether a round for ``whom`` is for people in these units and for nobody else. Everybody and an area always reach wider.

    >>> from uuid import UUID
    >>> is_within({"kind": "unit", "key": str(UUID(int=1))}, frozenset({UUID(int=1)}))
    True
    >>> is_within({"kind": "everyone"}, frozenset({UUID(int=1)}))
    False
    """
    keys, known = units_of(whom), {str(key) for key in reach}
    return bool(keys) and known.issuperset(keys)


def units_of(whom: Mapping[str, Any]) -> tuple[str, ...]:
    """The units a round is for, each with its parts; none when it is chosen in another way."""
    if whom.get("kind") == UNITS:
        return tuple(whom.get("keys", ()))
    return (whom["key"],) if whom.get("kind") == UNIT and whom.get("key") else ()


def visible_templates(viewer: Person, *, today: date) -> QuerySet[Template]:
    """What HR has made of the templates, to write in. Everybody else meets a template as the questions of their own dialogue."""
    if Ground.HR not in of_organisation(viewer, today=today):
        return Template.objects.none()
    return Template.objects.all()


def readable_templates(viewer: Person, *, today: date) -> QuerySet[Template]:
    """What a round can be about: who holds rounds for some units reads them and chooses among them, and changes none."""
    return Template.objects.all() if may_hold_rounds(viewer, today=today) else Template.objects.none()


def covered_rounds(viewer: Person, *, today: date) -> QuerySet[Round]:
    """Those that have been started, for HR and for who speaks for the employed: how many dialogues are held, never what is said."""
    if not may_here(viewer, "see coverage of dialogues", today=today):
        return Round.objects.none()
    return Round.objects.exclude(started_at=None)


def talks_in(viewer: Person, row: Round, *, today: date) -> QuerySet[Talk]:
    """The viewer's own in a round, and those they hold with the people they lead."""
    return visible_talks(viewer, today=today).filter(round=row)
