"""What this room holds about a person: projects they are in, letters they got, answers they gave, and what they wrote or decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from stigar.people.queries.columns import columns_of_people
from stigar.profiles.models import Confidence, Delivery, Estimate, Learned, Participant, Project, Vote
from stigar.profiles.queries.guides import guide

if TYPE_CHECKING:
    from stigar.people.models import Person

OWN = (Delivery, Learned)  # goes with the person
TOLD = (*OWN, Confidence, Participant)  # under headings of their own
COUNTED = (
    Project,
    Vote,
    Estimate,
)  # what was approved and judged stays as it was counted: with somebody whose name is gone
_N = gettext_noop
CALLED = {  # what a person wrote or decided, as people call it
    "Architecture": _N("the rules of a profile project"), "Ending": _N("the end of a profile project"),
    "Estimate": _N("a judgement in a workshop"), "Goal": _N("the goal of a profile project"),
    "Message": _N("a letter of a profile project"), "Objection": _N("an objection to a profile"), "Profile": _N("a profile"),
    "Project": _N("a profile project"), "Proposal": _N("a proposal in a workshop"), "Pulse": _N("the question how secure people feel"),
    "Requirement": _N("a requirement"), "Source": _N("a voice for a requirement"), "StepRecord": _N("a step of a profile project"),
    "TimeFrame": _N("the time of a profile project"), "TrainingRequest": _N("a request for training"),
    "Version": _N("a version of a profile"), "Viewpoint": _N("a viewpoint in a profile project"), "Vote": _N("a vote on a version"),
    "Workshop": _N("a workshop"),
}  # fmt: skip


def tell(person: Person) -> list[dict[str, Any]]:
    """Everything held here about the person, under headings; what is empty is left out."""
    headings = {
        _("Profile projects you are or were in"): _taking_part(person),
        _("Letters about profiles that were sent to you"): [
            {_("Project"): one.message.project.name, _("Sent"): one.message.sent_at, _("Read here"): one.read_at}
            for one in Delivery.objects.filter(person=person).select_related("message__project")
        ],
        _("How confident you said you feel with the profiles"): [
            {_("Project"): one.pulse.project.name, _("Your answer"): one.answer, _("When"): one.at}
            for one in Confidence.objects.filter(person=person).select_related("pulse__project")
        ],
        _("Guides you have been through"): [
            {_("Guide"): guide(one.guide, get_language() or "en").name, _("When"): one.at}
            for one in Learned.objects.filter(person=person)
        ],
        _("What else carries your name: profiles, workshops and decisions in profile projects"): _signed(person),
    }
    return [{"heading": heading, "rows": rows} for heading, rows in headings.items() if rows]


def forget(person: Person, *, today: date) -> None:
    """Letters and ticks go. What was said of the work, answered and decided stays, without the name; so does a project that was led."""
    for model in OWN:
        model.objects.filter(person=person).delete()
    for model, column in signed():
        rows = model.objects.filter(**{column: person})  # type: ignore[attr-defined]
        if model._meta.get_field(column).null:
            rows.update(**{column: None})
        elif model not in COUNTED:
            rows.delete()
    _hand_over(person)


def signed() -> list[tuple[type[models.Model], str]]:
    """Every other column of this room that points at a person, found from the models themselves: a new one is never forgotten."""
    return [(model, column) for model, column in columns_of_people("profiles") if model not in OWN]


def _hand_over(person: Person) -> None:
    """A project must have somebody who leads it: one of those who take part takes over; with nobody left it keeps who began it."""
    for project in Project.objects.filter(owner=person):
        heir = project.participants.filter(left=None).exclude(person=person).order_by("joined", "pk").first()
        if heir:
            Project.objects.filter(pk=project.pk).update(owner=heir.person_id)


def _taking_part(person: Person) -> list[dict[str, Any]]:
    rows = Participant.objects.filter(person=person).select_related("project").order_by("joined")
    return [
        {_("Project"): one.project.name, _("As"): one.get_part_display(), _("From"): one.joined, _("Until"): one.left}
        for one in rows
    ]


def _signed(person: Person) -> list[dict[str, Any]]:
    return [
        {
            _("What"): _(CALLED.get(model.__name__, str(model._meta.verbose_name))),
            _("Which"): str(row.pk),
            _("When"): _moment(row),
        }
        for model, column in signed()
        if model not in TOLD
        for row in model.objects.filter(**{column: person})  # type: ignore[attr-defined]
    ]


def _moment(row: Any) -> Any:
    return next((value for name in ("at", "begun", "made", "opens", "day") if (value := getattr(row, name, None))), "")
