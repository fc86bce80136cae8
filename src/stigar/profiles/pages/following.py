"""Steps 8 and 9: the guides and who has been through them; how secure people feel, and what has changed under the profiles."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.people.queries.audiences import readers
from stigar.profiles import rules
from stigar.profiles.actions import following as actions
from stigar.profiles.actions.projects import ProjectEnded
from stigar.profiles.forms.following import CONFIDENCE, ConfidenceForm, ThresholdForm
from stigar.profiles.models import Learned, Pulse
from stigar.profiles.pages.finding import around, ended, leading, project_of
from stigar.profiles.queries import following as asked
from stigar.profiles.queries.guides import KEYS, guide, guides


@login_required
@require_safe
def teach(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 8: the guides, and how many of the managers have been through one; who, only for the owner."""
    found = project_of(request, project)
    managers, learned = asked.learners_kept(found.pk, today=request.today)
    given = around(request, found, "teach") | {
        "guides": guides(request.LANGUAGE_CODE), "managers": len(managers), "learned": len(learned),
        "left": readers(managers - learned, today=request.today) if found.owner_id == request.viewer.pk else [],
    }  # fmt: skip
    return render(request, "profiles/step_teach.html", given)


@login_required
@require_safe
def guides_page(request: Visit) -> HttpResponse:
    """The three guides, for everybody."""
    rules.demand_in(None, "see profiles", request.viewer, today=request.today)
    done = set(Learned.objects.filter(person=request.viewer).values_list("guide", flat=True))
    return render(request, "profiles/step_guides.html", {"guides": guides(request.LANGUAGE_CODE), "done": done})


@login_required
@require_safe
def one_guide(request: Visit, guide_key: str) -> HttpResponse:
    """One guide with its exercise; the answer is shown when one has chosen."""
    rules.demand_in(None, "see profiles", request.viewer, today=request.today)
    if guide_key not in KEYS:
        raise Http404
    shown = guide(guide_key, request.LANGUAGE_CODE)
    chosen = request.GET.get("answer", "")
    place = next((at for at in range(len(shown.choices)) if chosen == str(at)), None)
    done = Learned.objects.filter(person=request.viewer, guide=guide_key).exists()
    given = {"guide": shown, "chosen": place, "is_right": place == shown.right, "done": done}
    return render(request, "profiles/step_guide.html", given)


@login_required
@require_POST
def guide_done(request: Visit, guide_key: str) -> HttpResponse:
    """A guide is ticked off."""
    try:
        actions.learn(guide=guide_key, viewer=request.viewer, today=request.today)
    except actions.NoSuchGuide as gone:
        raise Http404 from gone
    undo = reverse("profiles:guide-removal", args=[guide_key])
    messages.success(request, _("Well done. The guide is ticked off."), extra_tags=f"undo:{undo}")
    return redirect("profiles:guides")


@login_required
@require_POST
def guide_removal(request: Visit, guide_key: str) -> HttpResponse:
    """The tick is taken back."""
    if guide_key not in KEYS:
        raise Http404
    actions.unlearn(guide=guide_key, viewer=request.viewer, today=request.today)
    return redirect("profiles:guides")


@login_required
def follow(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 9: how secure people feel round by round, and each profile's age, use and ground. POST asks again."""
    found = project_of(request, project)
    held = asked.rounds(found, today=request.today)
    form = ThresholdForm(
        request.POST or None, initial={"threshold": held[0].pulse.threshold if held else Decimal("4.0")}
    )
    if request.method == "POST":
        leading(request, project)
        if form.is_valid():
            return _asked(request, found, form)
    now = next((one.pulse for one in held if one.pulse.opens <= request.today <= one.pulse.closes), None)
    given = around(request, found, "follow") | {
        "rounds": [_shown(one) for one in held], "form": form, "open": now, "profiles": asked.followed(found, today=request.today),
        "reached": bool(held) and next((one.reached for one in held if one.mean is not None), False),
        "asked_me": now is not None and asked.asks(now, request.viewer, today=request.today),
    }  # fmt: skip
    return render(request, "profiles/step_follow.html", given, status=422 if form.errors else 200)


@login_required
def pulse(request: Visit, pulse: uuid.UUID) -> HttpResponse:
    """How secure one feels, answered once."""
    open_ones = {one.pk: one for one in asked.asked(request.viewer, today=request.today)}
    if (
        request.method == "POST"
        and pulse not in open_ones
        and Pulse.objects.filter(pk=pulse, answers__person=request.viewer).exists()
    ):
        messages.error(
            request, _("You have answered already. An answer stands, so that nobody can work out who gave it.")
        )
        return redirect("profiles:front")
    found = open_ones.get(pulse)
    if found is None:
        raise Http404
    form = ConfidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_confidence(
                pulse=found, answer=int(form.cleaned_data["answer"]), viewer=request.viewer, today=request.today
            )
        except actions.AnsweredAlready:  # sent twice in the same moment: the first stands
            return redirect("profiles:front")
        messages.success(request, _("Thank you. Your answer is only shown added up with at least four others."))
        return redirect("profiles:front")
    return render(
        request, "profiles/step_pulse.html", {"pulse": found, "form": form}, status=422 if form.errors else 200
    )


def _asked(request: Visit, project, form: forms.Form) -> HttpResponse:  # type: ignore[no-untyped-def]
    try:
        actions.ask_confidence(
            project=project, threshold=form.cleaned_data["threshold"], viewer=request.viewer, today=request.today
        )
    except ProjectEnded:
        return ended(request, project)
    except actions.PulseOpen:
        messages.error(request, _("A round is open already."))
    else:
        messages.success(request, _("The question is asked. It can be answered for two weeks."))
    return redirect("profiles:follow", project=project.pk)


def _shown(one: asked.Round) -> dict[str, object]:
    most = max(one.shown.values(), default=0) or 1
    bars = [
        {"word": CONFIDENCE[answer], "many": one.shown[answer], "part": one.shown[answer] / most}
        for answer in sorted(one.shown)
    ]
    return {"round": one, "bars": bars}
