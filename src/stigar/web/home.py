"""Home: how far the organisation has come on its way, and the one thing that would help most right now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from stigar.areas import queries
from stigar.areas.queries.map import WORK, Glance, at_a_glance
from stigar.areas.queries.work import CHANGING as TOLD
from stigar.areas.queries.work import RoleWork
from stigar.areas.rules import roles_near
from stigar.dialogues.queries.rounds import begun, steered
from stigar.dialogues.queries.waiting import BetweenTwo, waits_between_two
from stigar.dialogues.rules import may_hold_rounds
from stigar.foundation.journal import kept_until
from stigar.foundation.tenancy import Visit
from stigar.people.rules import may_here
from stigar.profiles.queries import following
from stigar.profiles.queries import messages as letters
from stigar.profiles.queries.profiles import asking
from stigar.profiles.queries.waiting import LETTER, PULSE, heard_of, waiting_for

ENOUGH_TO_DRAW = 0.75  # the share of roles with enough told from which a map is worth drawing


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way: its word, how it stands, whether it is reached, and where it is done."""

    word: str
    said: str
    reached: bool
    address: str


@dataclass(frozen=True, slots=True)
class Far:
    """Every role with its meter, the map in short, how many roles have an approved job profile, how many rounds there have been, and
    whether one goes on."""

    works: tuple[RoleWork, ...]
    map: Glance | None
    profiles: int
    rounds: int
    ongoing: bool


@kept_until(dict.fromkeys((*TOLD, *WORK, "areas.map", "areas.decision", *asking.CHANGING, "dialogues.round")))
def how_far(language: str, *, today: date) -> Far:
    """All of it, kept in memory together so that home asks once whether any of it has changed."""
    works = queries.works(today=today, language=language)
    return Far(works, at_a_glance(language), len(asking.askings().by_role), *begun())


@login_required
def home(request: Visit) -> HttpResponse:
    """Where things stand, what to do next, and what is your own."""
    language = get_language() or "sv"
    far = how_far(language, today=request.today)
    works, view = far.works, far.map
    held, led = roles_near(request.viewer, today=request.today)
    survey, wished = queries.open_survey_and_wishes(request.viewer, today=request.today)
    stages = _stages(works, far)
    own = [work for work in works if work.role.id in held]
    heard = heard_of(request.viewer, today=request.today)
    steers = may_here(request.viewer, "decide on areas", today=request.today)
    between = waits_between_two(request.viewer, today=request.today)
    return render(
        request,
        "web/home.html",
        {
            "stages": stages,
            "reached": sum(stage.reached for stage in stages),
            "own": [(work, view.area_of(str(work.role.id)) if view else None) for work in own],
            "led": [work for work in works if work.role.id in led],
            "survey": survey,
            "letters": [
                (one, letters.said(one.message, language).get("subject", ""))
                for one in (letters.received(request.viewer) if LETTER in heard else ())
                if one.read_at is None
            ],
            "pulses": following.asked(request.viewer, today=request.today) if PULSE in heard else [],
            "waiting": waiting_for(request.viewer, today=request.today, heard=heard),
            "between": between,
            "rounds": steered(request.viewer, today=request.today)
            if may_hold_rounds(request.viewer, today=request.today)
            else [],
            "wished": wished,
            "step": (_steering(stages, works, view) if steers else None)
            or _preparing(between)
            or _telling(own, survey, wished, view),
        },
    )


def _stages(works: list[RoleWork], far: Far) -> list[Stage]:
    people, enough = sum(work.role.people for work in works), sum(work.meter.enough for work in works)
    areas, pilot = (far.map.areas, far.map.pilot) if far.map else (0, "")
    return [
        Stage(_("People"), _count(people, "people"), bool(people), reverse("people:directory")),
        Stage(_("Roles"), _count(len(works), "roles"), bool(works), reverse("people:roles")),
        Stage(
            _("Everyday work"),
            _("%(enough)d of %(all)d roles have told enough") % {"enough": enough, "all": len(works)} if works else _("not begun"),
            bool(works) and enough >= ENOUGH_TO_DRAW * len(works), reverse("areas:works"),
        ),
        Stage(_("Areas"), _count(areas, "areas") if areas else _("not drawn yet"), bool(areas), reverse("areas:map")),
        Stage(_("Start with one"), pilot or _("not chosen yet"), bool(pilot), reverse("areas:start")),
        *_further(far),
    ]  # fmt: skip


def _further(far: Far) -> list[Stage]:
    """What comes after the areas: profiles of what the work requires, and dialogues about it."""
    held = _count(far.rounds, "rounds") if far.rounds else _("not begun")
    return [
        Stage(
            _("Job profiles"), _count(far.profiles, "profiles") if far.profiles else _("none approved yet"), bool(far.profiles),
            reverse("profiles:front"),
        ),
        Stage(_("Dialogues"), _("a round is under way") if far.ongoing else held, bool(far.rounds), reverse("dialogues:talks")),
    ]  # fmt: skip


def _count(number: int, what: str) -> str:
    words = {
        "people": ngettext("%(n)d person", "%(n)d people", number),
        "roles": ngettext("%(n)d role", "%(n)d roles", number),
        "areas": ngettext("%(n)d area", "%(n)d areas", number),
        "profiles": ngettext("%(n)d role has one", "%(n)d roles have one", number),
        "rounds": ngettext("%(n)d round held", "%(n)d rounds held", number),
    }
    return words[what] % {"n": number}


def _steering(stages: list[Stage], works: list[RoleWork], view: Glance | None) -> dict[str, str] | None:
    """The next step of who steers: the first stage that is not reached."""
    missing = next((number for number, stage in enumerate(stages) if not stage.reached), None)
    bring = reverse("people:imports")
    lacking = sum(not work.meter.enough for work in works)
    steps = {
        0: (_("Begin by importing your people"), _("A file from the HR system is enough. You see what will happen before anything is saved."),
            bring, _("Import people from a file")),
        1: (_("Give people a role"), _("Titles come with the file from the HR system."), bring, _("Import people from a file")),
        2: (ngettext("%(n)d role needs to tell more of its work", "%(n)d roles need to tell more of their work", lacking) % {"n": lacking},
            _("The areas are found from what people do on an ordinary day. Six to ten tasks for each role are right."),
            reverse("areas:works"), _("See which roles")),
        3: (_("There is enough to draw the areas from"), _("It takes a few seconds, and you can change what does not fit."),
            reverse("areas:map"), _("Draw the map")),
        4: (_("Choose one area to start with"), _("Start small: one area as pilot. The others wait and are not lost."),
            reverse("areas:start"), _("See where to start")),
        5: (_("Make the first job profile"), _("Those who do the work say what it requires, and others approve it."),
            reverse("profiles:front"), _("See the job profiles")),
        6: (_("Time to talk about it"),
            _("In a round everybody has a dialogue with their manager. You see that they are held, never what is said."),
            reverse("dialogues:round-new"), _("Plan a round")),
    }  # fmt: skip
    if missing is None:
        return None
    heading, text, href, label = steps[missing]
    return {"heading": heading, "text": text, "href": href, "label": label}


def _preparing(between: BetweenTwo) -> dict[str, str] | None:
    """The next step of who has a dialogue to prepare: the first that is due."""
    if not between.dialogues:
        return None
    first = between.dialogues[0]
    return {
        "heading": _("A dialogue is coming up"), "text": _("With %(name)s.") % {"name": first.other},
        "href": reverse("dialogues:talk", args=[first.key]), "label": _("Prepare"),
    }  # fmt: skip


def _telling(own: list[RoleWork], survey: Any, wished: int, view: Glance | None) -> dict[str, str] | None:
    """The next step of who works here: tell of the work, wish, or look at one's area."""
    lacking = next((work for work in own if not work.meter.enough), None)
    if lacking:
        return {
            "heading": _("Tell what you do on an ordinary day"),
            "text": _("A few more tasks from %(role)s would help. It takes five minutes, on the phone too.") % {"role": lacking.role.title},
            "href": reverse("areas:work", args=[lacking.role.id]), "label": _("Tell of your work"),
        }  # fmt: skip
    if survey and not wished:
        return {
            "heading": _("What would you like to get better at?"),
            "text": _("Only you see what you write. What five or more share is shown together, without names."),
            "href": reverse("areas:wishes"), "label": _("Make a wish"),
        }  # fmt: skip
    if view:
        return {
            "heading": _("See what you share with others"),
            "text": _("People in other departments do much of the same work as you. The map shows who."),
            "href": reverse("areas:map"), "label": _("Open the map"),
        }  # fmt: skip
    return None
