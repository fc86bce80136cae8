"""One profile, as a manager wants to read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.people.rules import is_hr_somewhere
from stigar.profiles import rules
from stigar.profiles.actions.following import count_use
from stigar.profiles.models import Profile, Use
from stigar.profiles.pages.languages import language_line, language_of, papers
from stigar.profiles.queries import profiles as queries
from stigar.profiles.queries.approvals import digest_of
from stigar.profiles.queries.feeds import staying
from stigar.profiles.queries.viewpoints import viewpoints_kept
from stigar.profiles.writers.sayings import left_out
from stigar.profiles.writers.step_words import joined, view_name


@login_required
@require_safe
def profile(request: Visit, profile: UUID) -> HttpResponse:
    """Everyone reads the approved version; those who make it read how it stands, and who asked for what."""
    found, family = with_family(request, profile)
    inside = rules.may_in(found.project, "see a profile project", request.viewer, today=request.today)
    approved = queries.approved_version(found)
    frozen = approved if approved and (not inside or request.GET.get("version") == "approved") else None
    if frozen and not inside:
        count_use(profile=found, kind=Use.READ, today=request.today)
    language = language_of(request)
    variants = [one for one in family if one.core_id == found.pk] if not frozen else []
    asked = None if frozen else queries.said_among(found, variants)
    words = frozen.content if frozen else queries.content(found, said=asked)
    said = queries.spoken(words, language)
    shown = queries.as_shown(said.content)
    as_approved = frozen or (approved if approved and approved.digest == digest_of(words) else None)
    stays, held = staying((one.competence for one in shown.requirements), request.LANGUAGE_CODE, today=request.today)
    return render(
        request, "profiles/profile.html",
        {
            "profile": found, "shown": shown, "inside": inside, "approved": approved, "frozen": frozen,
            "as_approved": as_approved,
            "may_write": rules.may_write(request.viewer, found, today=request.today),
            "sources": queries.sources_of(found) if inside else {},
            "variants": queries.differences(found, request.LANGUAGE_CODE, variants, asked) if variants else [],
            "others": family, "tasks": by_frequency(shown), "language": language,
            "unheard": unheard(request, found) if inside else "",
            "line": language_line(request, said) if as_approved else None, "papers": papers(language),
            "may_let_hold": approved is not None and is_hr_somewhere(request.viewer, today=request.today),
            "stays": stays, "left_out": left_out(len(stays), held) if stays else "",
        },
    )  # fmt: skip


def unheard(request: Visit, profile: Profile) -> str:
    """The viewpoints that nobody in the project speaks for, in words; a reader inside keeps it in mind."""
    open_project = profile.project and not profile.project.ended
    found = viewpoints_kept(profile.project_id, today=request.today) if open_project else ()
    return joined([view_name(one.kind, one.key) for one in found if one.missing])


def seen(request: Visit, key: UUID) -> Profile:
    """The profile, if the visitor may read it in some version."""
    found = queries.one_profile.first(request.viewer, key, today=request.today)
    if found is None:
        raise Http404
    if found.project:
        rules.remembering(found.project, request.viewer, found, today=request.today)
    return found


def with_family(request: Visit, key: UUID) -> tuple[Profile, list[Profile]]:
    """The same, with the core and its variants in use, as far as the visitor sees them, when there is more than one. One query."""
    rows = queries.family_of(request.viewer, key, today=request.today)
    found = next((one for one in rows if one.pk == key), None)
    if found is None:
        raise Http404
    if found.project:
        rules.remembering(found.project, request.viewer, found, today=request.today)
    family = [one for one in rows if one.put_down is None]
    return found, sorted(family, key=lambda one: one.core_id is not None) if len(family) > 1 else []


def written(request: Visit, key: UUID) -> Profile:
    """The profile, if the visitor may write in it."""
    found = seen(request, key)
    if not rules.may_write(request.viewer, found, today=request.today):
        raise Http404
    return found


def by_frequency(shown: queries.ProfileShown) -> list[tuple[str, list[Any]]]:
    """The everyday work: how often, and what."""
    groups = (
        (often, [one for one in shown.tasks if one.frequency == often])
        for often in ("daily", "weekly", "monthly", "seldom")
    )
    return [(often, tasks) for often, tasks in groups if tasks]
