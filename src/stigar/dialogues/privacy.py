"""What this room holds about a person: what they wrote in dialogues, what was agreed and signed, goals, reflections, time set aside.

What the other one prepared is told when both have handed in; what the other wrote for themself alone is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.dialogues.models import (
    Agreed,
    Answer,
    Answered,
    Break,
    Comment,
    Goal,
    GoesSoon,
    Note,
    Preparation,
    Reflection,
    Reopening,
    Shared,
    Summary,
    Talk,
    TimeSet,
)
from stigar.dialogues.queries.signed import as_signed, signatures
from stigar.dialogues.queries.worth import read, voiced
from stigar.dialogues.rules import visible_talks
from stigar.foundation import clock
from stigar.people.queries.columns import columns_of_people

if TYPE_CHECKING:
    from stigar.people.models import Person

GOES = {  # rows that are the person's own
    ("Talk", "person"), ("Goal", "person"), ("Reflection", "person"), ("Shared", "reader"), ("TimeSet", "person"),
    ("Break", "person"), ("Pairing", "person"), ("RoundLetter", "person"), ("GoesSoon", "person"),
    ("Answered", "giver"), ("CalledOff", "person"), ("CalledOff", "other"), ("Comment", "by"),
}  # fmt: skip
TOLD = {
    *(one for one in GOES if one[0] not in {"Pairing", "RoundLetter", "CalledOff"}),
    ("Talk", "reviewer"),
    ("Preparation", "giver"),
    ("Note", "by"),
    ("Agreed", "who"),
}  # under headings of their own
_N = gettext_noop
MOMENTS = ("at", "opened_at")
CALLED = {
    "Agreed": _N("something agreed in a dialogue"), "Booking": _N("a time for a dialogue"),
    "CalledOff": _N("a time for a dialogue that was called off"), "Break": _N("a request to break in"),
    "BreakSeconded": _N("an answer to a request to break in"), "Reopening": _N("a dialogue opened again"),
    "Pairing": _N("who talks with whom in a round of dialogues"), "Round": _N("a round of dialogues"),
    "RoundLetter": _N("a letter about a round of dialogues"), "Signature": _N("a signature under a dialogue"), "Talk": _N("a dialogue"),
    "KeptFor": _N("a decision on how long something is kept"),
    "Template": _N("a template of dialogues"), "TimeSet": _N("time set aside for somebody"),
}  # fmt: skip


def tell(person: Person) -> list[dict[str, Any]]:
    """Everything held here about the person, under headings; what is empty is left out."""
    headings: dict[str, Callable[[Person], list[dict[str, Any]]]] = {
        _("Your dialogues"): _talks, _("What you have prepared for dialogues"): _answers, _("Your notes in dialogues"): _notes,
        _("What you have agreed to do"): _agreed, _("What you have said of your dialogues"): _worth, _("Your goals"): _goals,
        _("What you have said about others' goals"): _comments,
        _("Your reflections"): _reflections, _("What others have let you read"): _shared_with, _("Time set aside for you"): _time,
        _("When HR has asked to read your summaries, and why"): _breaks,
        _("What you have been told is deleted, and when"): _going,
        _("What else carries your name in the dialogues"): _signed,
    }  # fmt: skip
    told = {heading: rows(person) for heading, rows in headings.items()}
    return [{"heading": heading, "rows": rows} for heading, rows in told.items() if rows]


def forget(person: Person, *, today: date) -> None:
    """What is the person's goes, and what they wrote in others' dialogues. Those stay the others', with somebody whose name is gone."""
    Answer.objects.filter(preparation__giver=person).delete()
    Note.objects.filter(by=person).delete()
    _without_a_name(person)
    for model, column in columns_of_people("dialogues"):
        rows = model.objects.filter(**{column: person})  # type: ignore[attr-defined]
        if (model.__name__, column) in GOES:
            rows.delete()
        elif model._meta.get_field(column).null:
            rows.update(**{column: None})


def _without_a_name(person: Person) -> None:
    """What they said of their dialogues is counted with others' already: it stays, and with a voice that no key leads to."""
    for one in voiced(person.pk):
        one.voice = token_hex(32)
        one.save(update_fields=["voice"])


def _talks(person: Person) -> list[dict[str, Any]]:
    """That each was held; what the other wrote in it only as long as the person may read it."""
    rows = Talk.objects.filter(Q(person=person) | Q(reviewer=person)).select_related(
        "person", "reviewer", "round", "booking"
    )
    summaries = {one.talk_id: one.text for one in Summary.objects.filter(talk__in=_still_read(person))}
    theirs, again = _revealed_to(person), _opened_again(person)
    return [
        {
            _("Concerns"): one.person.name, _("With"): one.reviewer.name, _("Round"): one.round.name if one.round else "",
            _("Belongs to"): one.about, _("Opened"): one.opened_at, _("Closed"): one.closed_at, _("Summary"): summaries.get(one.pk, ""),
            _("What the other prepared"): theirs.get(one.pk, []), _("Opened again"): again.get(one.pk, []),
            **_meeting(one),
        }
        for one in rows.order_by("opened_at")
    ]  # fmt: skip


def _meeting(talk: Talk) -> dict[str, Any]:
    stands = getattr(talk, "booking", None)
    return {_("You meet"): stands.begins, _("Place"): stands.place} if stands and not stands.cancelled_at else {}


def _still_read(person: Person) -> QuerySet[Talk]:
    """Their own, and those they may still read as the other one: a manager's right ends with the assignment, here too."""
    today = clock.today()
    return Talk.objects.filter(Q(person=person) | Q(pk__in=visible_talks(person, today=today).values("pk")))


def _revealed_to(person: Person) -> dict[Any, list[str]]:
    """What the other one of the two prepared, in dialogues where both have handed in."""
    given = Preparation.objects.filter(talk__in=_still_read(person)).exclude(talk__revealed_at=None)
    others = {one.pk: one.talk_id for one in given.exclude(giver=person)}
    found: dict[Any, list[str]] = {}
    for answer in Answer.objects.filter(preparation__in=others).order_by("question"):
        found.setdefault(others[answer.preparation_id], []).append(f"{answer.question}: {answer.text}")
    return found


def _opened_again(person: Person) -> dict[Any, list[dict[str, Any]]]:
    """When and why dialogues that the person may read were opened again, and what both had signed before that, each time."""
    found: dict[Any, list[dict[str, Any]]] = {}
    rows = Reopening.objects.filter(talk__in=_still_read(person)).order_by("at")
    for one in rows.select_related("by", "was", "talk__person", "talk__reviewer"):
        told = {_("When"): one.at, _("By"): one.by.name if one.by else "", _("Why"): one.why}
        found.setdefault(one.talk_id, []).append(told | (_before_that(one) if one.was else {}))
    return found


def _before_that(one: Reopening) -> dict[str, Any]:
    was = as_signed(one.was, one.talk, list(signatures(one.talk)))
    told = {
        _("Summary"): was.summary,
        _("What you have agreed to do"): [{_("Who"): who, _("What"): text, _("No later than"): day} for who, text, day in was.agreed],
        _("Your goals"): [{_("Goal"): text, _("Until"): day} for text, day in was.goals],
        _("Time set aside for you"): [_set_aside(time) for time in was.time],
        _("Signed by"): [{_("Who"): name, _("When"): at} for name, at in was.signers],
    }  # fmt: skip
    return {heading: words for heading, words in told.items() if words}


def _answers(person: Person) -> list[dict[str, Any]]:
    parts = {part.pk: part for part in Preparation.objects.filter(giver=person)}
    rows = Answer.objects.filter(preparation__in=parts).order_by("at")
    return [
        {
            _("Question"): one.question,
            _("Text"): one.text,
            _("When"): one.at,
            _("Handed in"): parts[one.preparation_id].submitted_at,
        }
        for one in rows
    ]


def _notes(person: Person) -> list[dict[str, Any]]:
    """One's own notes, and those that the other has let both read."""
    rows = Note.objects.filter(Q(by=person) | Q(shared=True, talk__in=_still_read(person)))
    return [
        {_("Text"): one.text, _("Read by both"): one.shared, _("By"): one.by.name, _("When"): one.at}
        for one in rows.select_related("by").order_by("at")
    ]


def _agreed(person: Person) -> list[dict[str, Any]]:
    return [
        {_("What"): one.text, _("No later than"): one.by_day, _("Done"): one.done_on, _("When"): one.at}
        for one in Agreed.objects.filter(who=person).order_by("at")
    ]


def _worth(person: Person) -> list[dict[str, Any]]:
    """That they have answered stands by their name; what they answered is found with the key, for themself alone."""
    asked = Answered.objects.filter(giver=person).select_related("talk__person", "talk__reviewer").order_by("day", "pk")
    told = [
        {_("With"): _other(one.talk, person), _("Answer"): one.get_how_display(), _("When"): one.day} for one in asked
    ]
    names = (_("Worth the time"), _("Professional"), _("Engaging"), _("Glad"))
    voice = _("Kept without your name, and counted with others")
    return told + [
        {**dict(zip(names, read(one.told), strict=True)), _("How it is kept"): voice, _("When"): one.day}
        for one in voiced(person.pk).order_by("day", "pk")
    ]


def _other(talk: Talk, person: Person) -> str:
    other: Person = talk.reviewer if talk.person_id == person.pk else talk.person
    return other.name


def _goals(person: Person) -> list[dict[str, Any]]:
    rows = Goal.objects.filter(person=person).prefetch_related("milestones", "ticks", "comments__by").order_by("at")
    return [
        {
            _("Goal"): one.text, _("What is counted"): one.counts, _("In what?"): one.unit,
            _("From"): one.begins, _("Until"): one.ends, _("Baseline"): one.baseline,
            _("Target"): one.target, _("Plan"): one.plan, _("How attractive"): one.attractive, _("Seen by the manager"): one.shared,
            _("Milestones"): [{_("Day"): step.day, _("Text"): step.text, _("Reached"): step.reached_on} for step in one.milestones.all()],
            _("How it went"): [{_("Day"): tick.day, _("Value"): tick.value} for tick in one.ticks.all()],
            _("What others have said"): [{_("By"): said.by.name, _("Text"): said.text, _("When"): said.at} for said in one.comments.all()],
        }
        for one in rows
    ]  # fmt: skip


def _comments(person: Person) -> list[dict[str, Any]]:
    """One's own words and whose goal it is; the goal is theirs."""
    rows = Comment.objects.filter(by=person).select_related("goal__person").order_by("at")
    return [{_("Whose goal"): one.goal.person.name, _("Text"): one.text, _("When"): one.at} for one in rows]


def _reflections(person: Person) -> list[dict[str, Any]]:
    rows = Reflection.objects.filter(person=person).prefetch_related("shared__reader").order_by("at")
    return [
        {
            _("Question"): one.asked, _("Text"): one.text, _("Belongs to"): one.about, _("When"): one.at,
            _("Shared with"): [shared.reader.name for shared in one.shared.all()],
        }
        for one in rows
    ]  # fmt: skip


def _shared_with(person: Person) -> list[dict[str, Any]]:
    rows = Shared.objects.filter(reader=person).select_related("reflection__person").order_by("at")
    return [{_("By"): one.reflection.person.name, _("When"): one.at} for one in rows]


def _time(person: Person) -> list[dict[str, Any]]:
    return [_set_aside(one) for one in TimeSet.objects.filter(person=person).order_by("begins")]


def _set_aside(one: TimeSet) -> dict[str, Any]:
    return {_("Hours a week"): one.hours, _("Less of"): one.less_of, _("From"): one.begins, _("Until"): one.ends}


def _breaks(person: Person) -> list[dict[str, Any]]:
    rows = Break.objects.filter(person=person).select_related("by").order_by("at")
    return [{_("Who"): one.by.name, _("Why"): one.why, _("When"): one.at} for one in rows]


def _going(person: Person) -> list[dict[str, Any]]:
    rows = GoesSoon.objects.filter(person=person).order_by("on")
    return [{_("What"): one.get_what_display(), _("Day"): one.on, _("Deleted"): one.gone_at} for one in rows]


def _signed(person: Person) -> list[dict[str, Any]]:
    """That it is there and when, not what it says of others."""
    return [
        {
            _("What"): _(CALLED.get(model.__name__, str(model._meta.verbose_name))),
            _("Which"): str(row.pk),
            _("When"): _moment(row),
        }
        for model, column in columns_of_people("dialogues")
        if (model.__name__, column) not in TOLD
        for row in model.objects.filter(**{column: person}).only(*_moments(model))  # type: ignore[attr-defined]
    ]


def _moments(model: type[models.Model]) -> list[str]:
    """What tells when: no more is read of what is about others, so that none of its words are opened."""
    return ["pk", *(one.name for one in model._meta.concrete_fields if one.name in MOMENTS)]


def _moment(row: Any) -> Any:
    return next((value for name in MOMENTS if (value := getattr(row, name, None))), "")
