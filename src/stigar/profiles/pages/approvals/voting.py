"""One version, read exactly as it was frozen; and the vote on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions import approvals as actions
from stigar.profiles.models import Profile, Version
from stigar.profiles.pages.approvals.finishing import ground_of, inside
from stigar.profiles.pages.languages import language_line, language_of
from stigar.profiles.pages.profiles.reading import by_frequency
from stigar.profiles.queries import approvals as queries
from stigar.profiles.queries.feeds import staying
from stigar.profiles.queries.profiles import as_shown, spoken
from stigar.profiles.writers.approval_words import STATES, change_rows, lacking_words
from stigar.profiles.writers.sayings import left_out


@login_required
@require_safe
def version(request: Visit, profile: UUID, number: int) -> HttpResponse:
    """The version's own words, what differs from the one before, and how the vote stands."""
    row = _version(request, profile, number)
    return render(request, "profiles/version.html", _told(request, row))


@login_required
@require_POST
def votes(request: Visit, profile: UUID, number: int) -> HttpResponse:
    """Yes, or not yet. Old words are answered with what has changed."""
    row = _version(request, profile, number)
    yes = request.POST.get("answer") == "yes"
    if request.POST.get("answer") not in {"yes", "no"}:
        return _again(request, row, _("Choose yes or not yet."))
    try:
        _vote, approval = actions.vote(
            version=row, digest=request.POST.get("digest", ""), yes=yes, words=request.POST.get("words", ""), viewer=request.viewer,
            today=request.today,
        )  # fmt: skip
    except actions.NoReason:
        return _again(request, row, _("Say what is missing, so that it can be put right."))
    except actions.OldVersion as old:
        return _old(request, old)
    except actions.VotedAlready:
        return _again(request, row, _("You have voted on this version already. A vote is given once."), 409)
    except actions.Closed:
        return _again(request, row, _("The version is approved: the vote is over."), 409)
    except actions.AuthorDoesNotVote:
        return _again(
            request, row, _("Whoever wrote the profile or submitted it to the group does not vote on it."), 409
        )
    messages.success(request, _("The profile is approved.") if approval else _("Your vote is in."))
    return redirect("profiles:version", profile=row.profile_id, number=row.number)


@login_required
@require_POST
def approval(request: Visit, profile: UUID, number: int) -> HttpResponse:
    """The group has said yes and nothing is in the way any more."""
    row = _version(request, profile, number)
    try:
        actions.conclude(version=row, digest=request.POST.get("digest", ""), viewer=request.viewer, today=request.today)
        messages.success(request, _("The profile is approved."))
    except actions.OldVersion as old:
        return _old(request, old)
    except actions.Hindered as wrong:
        return _again(request, row, " ".join(lacking_words(one) for one in wrong.lacking), 409)
    except actions.Closed:
        return _again(request, row, _("The version is approved: the vote is over."), 409)
    except actions.AuthorDoesNotVote:
        return _again(request, row, _("The author does not approve. Somebody else in HR does."), 409)
    return redirect("profiles:version", profile=row.profile_id, number=row.number)


@login_required
@require_POST
def removal(request: Visit, profile: UUID, number: int) -> HttpResponse:
    """The version is taken back."""
    row = _version(request, profile, number)
    try:
        actions.take_back_version(version=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("Version %(n)d is taken back. The votes stay in the record.") % {"n": row.number})
    except actions.Closed:
        messages.error(request, _("The version is approved: it stays."))
    return redirect("profiles:finishing", profile=row.profile_id)


def _version(request: Visit, key: UUID, number: int) -> Version:
    """Those in the project read every version; everybody else the approved ones."""
    visible = rules.visible_profiles(request.viewer, today=request.today)
    profile: Profile = get_object_or_404(visible.select_related("project", "role", "core__role"), pk=key)
    found: Version = get_object_or_404(
        profile.versions.select_related("by", "approval", "profile__project"), number=number
    )
    if not hasattr(found, "approval"):
        inside(request, key)
    return found


def _told(request: Visit, row: Version) -> dict[str, Any]:
    viewer, today = request.viewer, request.today
    ground = None if hasattr(row, "approval") else ground_of(request, row.profile)
    tally = queries.tally(row, today=today, language=request.LANGUAGE_CODE, ground=ground)
    mine = next((one for one in tally.voters if one.person.pk == viewer.pk), None)
    before = row.profile.versions.filter(number__lt=row.number).select_related("approval").order_by("-number").first()
    approved = tally.state == "approved"
    said = spoken(
        row.content, language_of(request) if approved or "language" in request.GET else row.content["language"]
    )
    shown = as_shown(said.content)
    in_project = rules.may_in(row.profile.project, "see a profile project", viewer, today=today)
    stays, held = staying((one.competence for one in shown.requirements), request.LANGUAGE_CODE, today=today)
    return {
        "stays": stays, "left_out": left_out(len(stays), held) if stays else "",
        "version": row, "profile": row.profile, "shown": shown, "tasks": by_frequency(shown), "tally": tally, "state": STATES[tally.state],
        "before": before, "changes": change_rows(queries.compared(before.content if before else None, row.content), said.names),
        "rounds": queries.earlier_rounds(row) if in_project else (),
        "line": language_line(request, said, approved=approved),
        "mine": mine.vote if mine else None, "may_vote": bool(mine and mine.vote is None and tally.state == "waiting"),
        "hinders": [lacking_words(one) for one in tally.hindering], "inside": in_project,
        "leads": rules.may_in(row.profile.project, "lead a profile project", viewer, today=today),
        "is_author": viewer.pk == row.profile.author_id,
    }  # fmt: skip


def _again(request: Visit, row: Version, wrong: str, status: int = 422) -> HttpResponse:
    said: dict[str, Any] = {
        "wrong": wrong,
        "words": request.POST.get("words", ""),
        "answer": request.POST.get("answer", ""),
    }
    said["why_wanted"] = said["answer"] == "no" and not said["words"].strip()
    return render(request, "profiles/version.html", _told(request, row) | said, status=status)


def _old(request: Visit, old: actions.OldVersion) -> HttpResponse:
    """What was read is not what stands: 409 with what has changed."""
    if old.now is None and old.seen.taken_back is None:
        raise Http404
    now = old.now if old.now is not None and old.now.pk != old.seen.pk else None
    changes = change_rows(queries.compared(old.seen.content, now.content)) if now else []
    given = {
        "seen": old.seen,
        "now": now,
        "profile": old.seen.profile,
        "changes": changes,
        "words": request.POST.get("words", ""),
    }
    return render(request, "profiles/version_old.html", given, status=409)
