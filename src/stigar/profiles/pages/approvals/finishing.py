"""The page on which a profile is finished: how far people agree, what they object to, what is in the way, and its versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions import approvals as actions
from stigar.profiles.models import Objection, Profile
from stigar.profiles.pages.finding import while_it_goes_on
from stigar.profiles.pages.profiles.reading import seen
from stigar.profiles.pages.rule_words import breach_words
from stigar.profiles.queries import approvals as queries
from stigar.profiles.queries import projects
from stigar.profiles.queries.profiles import content, spoken
from stigar.profiles.queries.workshops import heading
from stigar.profiles.writers.approval_words import REFUSALS, STATES, VERDICTS, WHOLE, lacking_words

SETTLE = {"satisfied": Objection.SATISFIED, "taken_back": Objection.TAKEN_BACK, "set_aside": Objection.SET_ASIDE}


@login_required
@require_safe
def finishing(request: Visit, profile: UUID) -> HttpResponse:
    """Everything about finishing one profile, for those in its project."""
    found = inside(request, profile)
    return render(request, "profiles/finish.html", _told(request, found))


@login_required
@require_POST
def objections(request: Visit, profile: UUID) -> HttpResponse:
    """Somebody objects."""
    found = inside(request, profile)
    about = request.POST.get("about", "")
    try:
        key = UUID(about) if about else None
        actions.object_to(
            profile=found,
            competence=key,
            words=request.POST.get("words", ""),
            viewer=request.viewer,
            today=request.today,
        )
    except ValueError as odd:
        raise Http404 from odd
    except actions.NothingSaid:
        told = _told(request, found) | {"no_words": True}
        return render(request, "profiles/finish.html", told, status=422)
    messages.success(request, _("Your objection stands. You say yourself when it is settled."))
    return redirect("profiles:finishing", profile=found.pk)


@login_required
@require_POST
def answer(request: Visit, objection: UUID) -> HttpResponse:
    """Who writes the profile answers."""
    row = _objection(request, objection)
    try:
        actions.answer_objection(
            objection=row, words=request.POST.get("words", ""), viewer=request.viewer, today=request.today
        )
        messages.success(request, _("The answer is saved."))
    except actions.NothingSaid:
        messages.error(request, _("Write an answer first."))
    except actions.AlreadyEnded:
        messages.error(request, _("The objection has ended meanwhile."))
    return redirect("profiles:finishing", profile=row.profile_id)


@login_required
@require_POST
def ending(request: Visit, objection: UUID) -> HttpResponse:
    """An objection is settled, taken back, or set aside with a reason."""
    row = _objection(request, objection)
    end = SETTLE.get(request.POST.get("end", ""), "")
    try:
        actions.end_objection(
            objection=row, end=end, why=request.POST.get("why", ""), viewer=request.viewer, today=request.today
        )
        messages.success(request, _("The objection has ended. It stays in the record."))
    except actions.NothingSaid:
        messages.error(request, _("Say why the objection is set aside."))
    except actions.AlreadyEnded:
        messages.error(request, _("The objection has ended meanwhile."))
    except actions.NotTheirs as odd:
        raise Http404 from odd
    return redirect("profiles:finishing", profile=row.profile_id)


@login_required
@require_POST
@while_it_goes_on
def versions(request: Visit, profile: UUID) -> HttpResponse:
    """The words as they stand are laid before the reference group."""
    found = inside(request, profile)
    try:
        made = actions.lay(profile=found, why=request.POST.get("why", ""), viewer=request.viewer, today=request.today)
    except actions.Hindered as wrong:
        for one in wrong.lacking:
            messages.error(request, lacking_words(one))
        return redirect("profiles:finishing", profile=found.pk)
    except actions.SameWords:
        messages.error(request, _("The latest version says exactly this already."))
        return redirect("profiles:finishing", profile=found.pk)
    except actions.LaidBefore:
        return render(request, "profiles/finish.html", _told(request, found) | {"no_why": True}, status=422)
    undo = reverse("profiles:version-removal", args=[found.pk, made.number])
    messages.success(
        request, _("Version %(n)d is with the reference group.") % {"n": made.number}, extra_tags=f"undo:{undo}"
    )
    return redirect("profiles:finishing", profile=found.pk)


def inside(request: Visit, key: UUID) -> Profile:
    """The profile, for those in its project and HR."""
    found = seen(request, key)
    if not rules.may_in(found.project, "see a profile project", request.viewer, today=request.today):
        raise Http404
    return found


def ground_of(request: Visit, profile: Profile) -> queries.Ground:
    """What a vote is judged by, as pages show it; whatever is decided gathers it anew."""
    steps = projects.steps_kept(profile.project_id, today=request.today) if profile.project_id else ()
    return queries.ground_of(
        profile, today=request.today, language=request.LANGUAGE_CODE, before=projects.not_done(steps)
    )


def _told(request: Visit, profile: Profile) -> dict[str, Any]:
    viewer, today, language = request.viewer, request.today, request.LANGUAGE_CODE
    latest, ground = queries.standing_version(profile), ground_of(request, profile)
    tally = queries.tally(latest, today=today, language=language, ground=ground) if latest else None
    mine = next((one for one in tally.voters if one.person.pk == viewer.pk), None) if tally else None
    agreement = queries.agreement_of(profile, language)
    hinders = queries.hinders(profile, today=today, language=language, ground=ground)
    leads = rules.may_in(profile.project, "lead a profile project", viewer, today=today)
    words = content(profile)
    digest = queries.digest_of(words)
    fresh = latest is None or latest.digest != digest
    may_lay = leads and fresh and not hinders and not (profile.project and profile.project.ended)
    return {
        "profile": profile, "called": heading(profile), "project": profile.project,
        "goal": getattr(profile.project, "goal", None), "latest": latest, "tally": tally,
        "state": STATES[tally.state] if tally else None, "may_vote": bool(mine and mine.vote is None and tally and tally.state == "waiting"),
        "agreement": agreement, "whole": WHOLE[agreement.verdict], "refusal": REFUSALS.get(agreement.refusal, ""),
        "judged": [(one, VERDICTS[one.verdict]) for one in agreement.requirements],
        "hinders": [lacking_words(one) for one in hinders], "breaches": [breach_words(one) for one in ground.broken],
        "may_lay": may_lay, "laid_before": queries.asks_why(profile, digest, today=today) if may_lay else None, "fresh": fresh, "leads": leads,
        "writes": rules.may_write(viewer, profile, today=today),
        "may_object": rules.may_in(profile.project, "object to a profile", viewer, today=today),
        "objections": queries.objections_of(profile, language), "is_author": viewer.pk == profile.author_id, "me": viewer.pk,
        "requirements": spoken(words, language).content["requirements"],
        "versions": queries.versions_of(profile),
    }  # fmt: skip


def _objection(request: Visit, key: UUID) -> Objection:
    found: Objection = get_object_or_404(Objection.objects.select_related("profile__project"), pk=key)
    inside(request, found.profile_id)
    return found
