"""The one thing that would help most right now, for this visitor, and why."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.areas import rules
from stigar.areas.queries.map import AreaView, MapView
from stigar.areas.queries.questions import OpenQuestion, open_questions
from stigar.foundation.tenancy import Visit

Step = dict[str, str]
FEW_ENOUGH = 0.75  # a smaller share of roles with enough told: telling more helps more than answering questions
SETTLED = 0.75  # roles at least this sure are not what the questions are about


def next_step(request: Visit, view: MapView) -> Step | None:
    """What to do next: draw again, tell more, answer, start, or look at one's own area."""
    decides = rules.may_decide_on_areas(request.viewer, today=request.today)
    if view.stale and decides:
        return _draw_again()
    if not view.stable or view.enough < FEW_ENOUGH * (len(view.roles) + len(view.untold)):
        return _tell_more(view)
    questions = open_questions(view, viewer=request.viewer, today=request.today)
    if questions:
        return _answer(questions)
    if decides:
        return _start(view)
    held, _led = rules.roles_near(request.viewer, today=request.today)
    return _own(view, [str(role) for role in held])


def _draw_again() -> Step:
    return {
        "heading": _("The work has changed since the map was drawn"),
        "text": _("A new map takes a few seconds and keeps everything you have decided."),
        "action": reverse("areas:runs"), "label": _("Draw the map again"),
    }  # fmt: skip


def _tell_more(view: MapView) -> Step:
    missing = len(view.roles) + len(view.untold) - view.enough
    heading = ngettext(
        "%(n)d role needs to tell more of its work", "%(n)d roles need to tell more of their work", missing
    ) % {"n": missing}
    if not missing:
        heading = _("More tasks would make the map steadier")
    return {
        "heading": heading, "text": _("Nothing makes the map steadier than six to ten everyday tasks for each role."),
        "href": reverse("areas:works"), "label": _("Tell of the work"),
    }  # fmt: skip


def _answer(questions: list[OpenQuestion]) -> Step:
    first = questions[0]
    heading = ngettext(
        "%(n)d question would make the map surer", "%(n)d questions would make the map surer", len(questions)
    ) % {"n": len(questions)}
    text = _("The first is about %(one)s and %(other)s. Each answer takes a few seconds and counts at once.") % {
        "one": first.one.title, "other": first.other.title,
    }  # fmt: skip
    return {"heading": heading, "text": text, "href": reverse("areas:questions"), "label": _("Answer the questions")}


def _start(view: MapView) -> Step:
    pilot = next((area for area in view.areas if area.wave == 1), None)
    if pilot:
        return {
            "heading": _("“%(area)s” is the pilot") % {"area": pilot.name},
            "text": _("See the plan, and what comes after it."), "href": reverse("areas:start"), "label": _("Open the plan"),
        }  # fmt: skip
    return {
        "heading": _("The map is clear enough to begin"),
        "text": _("Start with one area and let the others wait. See which gives most, and why."),
        "href": reverse("areas:start"), "label": _("Choose where to start"),
    }  # fmt: skip


def _own(view: MapView, roles: list[str]) -> Step | None:
    role = next((role for role in roles if view.role(role)), None)
    area: AreaView | None = view.area_of(role) if role else None
    placed = view.role(role) if role else None
    if area is None or placed is None:
        return None
    return {
        "heading": _("Your role, %(role)s, belongs to “%(area)s”") % {"role": placed.title, "area": area.name},
        "text": _("See what the area shares, and what is special to your role."),
        "href": reverse("areas:area", args=[area.key]), "label": _("Open your area"),
    }  # fmt: skip
