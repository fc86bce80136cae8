"""What this room holds about a person: words they told, ratings they gave, wishes, and decisions about areas they took."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.areas.models import (
    Answer,
    AreaName,
    Decision,
    Lock,
    Map,
    Placement,
    Skill,
    Survey,
    Task,
    Trait,
    TraitRating,
    Wave,
    Wish,
)

if TYPE_CHECKING:
    from stigar.people.models import Person

OWN: dict[Any, str] = {Wish: "person", TraitRating: "rater"}  # goes with the person
SIGNED: tuple[tuple[Any, str], ...] = (  # stays when the person is forgotten, without the name
    (Task, "by"), (Skill, "by"), (Trait, "by"), (Survey, "by"), (Map, "by"), (Decision, "by"), (Decision, "undone_by"),
    (AreaName, "by"), (Placement, "by"), (Lock, "by"), (Answer, "by"), (Wave, "by"),
)  # fmt: skip
TOLD: tuple[Any, ...] = (Task, Skill, Trait)
_N = gettext_noop
CALLED = {  # what a person made or decided, as people call it
    Answer: _N("an answer about two roles"), AreaName: _N("the name of an area"), Decision: _N("a decision about an area"),
    Lock: _N("a lock on an area"), Map: _N("a map of areas"), Placement: _N("a role's place in an area"),
    Survey: _N("a survey of wishes"), Wave: _N("the start of an area"),
}  # fmt: skip


def tell(person: Person) -> list[dict[str, Any]]:
    """Everything held here about the person, under headings; what is empty is left out."""
    headings = {
        _("Everyday work you have told"): _told(person),
        _("Traits you have rated"): _rated(person),
        _("Your wishes"): _wished(person),
        _("What else carries your name: maps, surveys and decisions about areas"): _signed(person),
    }
    return [{"heading": heading, "rows": rows} for heading, rows in headings.items() if rows]


def forget(person: Person, *, today: date) -> None:
    """Wishes and ratings go; what was told of the work and decided on areas stays, without the name."""
    for model, column in OWN.items():
        model.objects.filter(**{column: person}).delete()
    for model, column in SIGNED:
        model.objects.filter(**{column: person}).update(**{column: None})


def _told(person: Person) -> list[dict[str, Any]]:
    return [
        {_("Kind"): _(model.__name__.lower()), _("Role"): said.role.title, _("Text"): said.text, _("When"): said.at}
        for model in TOLD
        for said in model.objects.filter(by=person).select_related("role").order_by("at")
    ]


def _rated(person: Person) -> list[dict[str, Any]]:
    given = TraitRating.objects.filter(rater=person).select_related("trait__role").order_by("at")
    return [
        {_("Role"): one.trait.role.title, _("Trait"): one.trait.text, _("Rating"): one.rating, _("When"): one.at}
        for one in given
    ]


def _wished(person: Person) -> list[dict[str, Any]]:
    return [
        {
            _("Wish"): wish.text, _("Why"): wish.why, _("HR may read why"): _("yes") if wish.why_shared else _("no"),
            _("When"): wish.at,
        }
        for wish in Wish.objects.filter(person=person).order_by("at")
    ]  # fmt: skip


def _signed(person: Person) -> list[dict[str, Any]]:
    return [
        {_("What"): _(CALLED[model]), _("Which"): str(row.pk), _("When"): _moment(row)}
        for model, column in SIGNED
        if model not in TOLD
        for row in model.objects.filter(**{column: person})
    ]


def _moment(row: Any) -> Any:
    """When the row was made: a moment, or a survey's first day; a name that was given has none."""
    return getattr(row, "at", None) or getattr(row, "opens", "")
