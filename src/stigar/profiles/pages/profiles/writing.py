"""Writing a profile: its purpose and its requirements, begun from what the work already tells."""

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
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles import rules
from stigar.profiles.actions import profiles as actions
from stigar.profiles.forms.profiles import PurposeForm, RequirementForm, VariantForm
from stigar.profiles.models import Profile, Requirement
from stigar.profiles.pages.profiles.reading import with_family, written
from stigar.profiles.queries import profiles as queries
from stigar.profiles.queries.matching import meant
from stigar.profiles.queries.profiles.beginnings import beginnings
from stigar.profiles.queries.profiles.variants import named

FOUND, REMOVALS_KEPT = 12, 20


@login_required
@require_safe
def writing(request: Visit, profile: UUID) -> HttpResponse:
    """The profile with everything that can be changed in it, and what could be added."""
    found, family = with_family(request, profile)
    if not rules.may_write(request.viewer, found, today=request.today):
        raise Http404
    form = PurposeForm(initial={"purpose": found.purpose, "seen": found.purpose})
    return _writing(request, found, family, form)


def _writing(
    request: Visit, found: Profile, family: list[Profile], form: PurposeForm, status: int = 200, **more: Any
) -> HttpResponse:
    shown = queries.profile_shown(found, version=None, language=request.LANGUAGE_CODE)
    return render(
        request, "profiles/profile_writing.html",
        {
            "profile": found, "shown": shown, "form": form, "variant_form": VariantForm(), "others": family,
            "proposed": beginnings(found, request.LANGUAGE_CODE), "waived": _waived(request, found), **more,
        },
        status=status,
    )  # fmt: skip


@login_required
@require_POST
def purpose(request: Visit, profile: UUID) -> HttpResponse:
    """What the role is there for; written over by a colleague meanwhile, both texts are shown."""
    found, form = written(request, profile), PurposeForm(request.POST)
    if not form.is_valid():
        return _writing(request, *with_family(request, profile), form, 422)
    told = form.cleaned_data
    try:
        actions.set_purpose(
            profile=found, purpose=told["purpose"], seen=told["seen"], viewer=request.viewer, today=request.today
        )
    except actions.Overtaken as other:
        form = PurposeForm(initial={"purpose": told["purpose"], "seen": other.now})
        return _writing(request, *with_family(request, profile), form, 409, theirs=other.now)
    messages.success(request, _("The purpose is saved."))
    return redirect("profiles:writing", profile=profile)


@login_required
@require_POST
def begun_from(request: Visit, profile: UUID) -> HttpResponse:
    """The proposed competences that were ticked become requirements."""
    found, ticked = written(request, profile), set(request.POST.getlist("competence"))
    wanted = [
        actions.Wanted(one.competence.id, one.level, None, one.importance, one.origin, _because(one.reasons))
        for one in beginnings(found, request.LANGUAGE_CODE)
        if str(one.competence.id) in ticked
    ]
    if not wanted:
        messages.error(request, _("Tick at least one competence first."))
        return redirect("profiles:writing", profile=profile)
    try:
        actions.require_all(profile=found, wanted=wanted, viewer=request.viewer, today=request.today)
    except actions.AlreadyRequired:
        messages.error(request, _("A colleague added one of them at the same time. Here is how it stands now."))
    else:
        messages.success(request, _("Added. Now look at the level of each: it is proposed in the middle of the scale."))
    return redirect("profiles:writing", profile=profile)


def _because(reasons: list[Any]) -> str:
    """The words of the work that spoke for it, as a first "why"."""
    return "; ".join(dict.fromkeys(one.text for one in reasons[:3]))


@login_required
def addition(request: Visit, profile: UUID) -> HttpResponse:
    """Choose a competence of the library, then say level, importance and why."""
    found = written(request, profile)
    chosen = _chosen(request)
    if chosen is None:
        words = request.GET.get("q", "").strip()[:100]
        shown = {"profile": found, "words": words, "found": _found(words, request.LANGUAGE_CODE) if words else []}
        return render(request, "profiles/profile_choice.html", shown)
    form = RequirementForm(chosen, request.POST or None, initial=_from_core(found, chosen))
    if request.method == "POST" and form.is_valid():
        try:
            actions.require(profile=found, wanted=_wanted(chosen.id, form), viewer=request.viewer, today=request.today)
        except actions.AlreadyRequired:
            form.add_error(None, _("The profile requires this competence already."))
        else:
            messages.success(request, _("“%(name)s” is added.") % {"name": chosen.name})
            return redirect("profiles:writing", profile=profile)
    return _requirement_page(request, found, chosen, form)


@login_required
def requirement(request: Visit, requirement: UUID) -> HttpResponse:
    """Change a requirement. When a colleague has changed it meanwhile, both are shown side by side, and nothing is lost."""
    row = _row(request, requirement)
    chosen = shelf(request.LANGUAGE_CODE).by_id.get(row.competence_id)
    form = RequirementForm(chosen, request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change_requirement(
                requirement=row, wanted=_wanted(row.competence_id, form), seen=seen, viewer=request.viewer, today=request.today
            )  # fmt: skip
        except actions.Overtaken as other:
            if other.now is None:
                raise Http404 from other
            merged = RequirementForm(chosen, initial={**form.cleaned_data, "seen": other.now.turn})
            return _requirement_page(request, row.profile, chosen, merged, row=row, theirs=other.now, status=409)
        messages.success(request, _("The requirement is saved."))
        return redirect("profiles:writing", profile=row.profile_id)
    return _requirement_page(request, row.profile, chosen, form, row=row)


@login_required
@require_POST
def removal(request: Visit, requirement: UUID) -> HttpResponse:
    """A requirement is taken away, and can be put back."""
    row = _row(request, requirement)
    name = str(row.competence)
    removed = actions.remove_requirement(requirement=row, viewer=request.viewer, today=request.today)
    kept = {**request.session.get("requirements", {}), str(requirement): [removed.fields, list(removed.sources)]}
    request.session["requirements"] = dict(list(kept.items())[-REMOVALS_KEPT:])
    known = shelf(request.LANGUAGE_CODE).by_id.get(row.competence_id)
    undo = reverse("profiles:return", args=[requirement])
    messages.success(
        request, _("“%(name)s” is removed.") % {"name": known.name if known else name}, extra_tags=f"undo:{undo}"
    )
    return redirect("profiles:writing", profile=row.profile_id)


@login_required
@require_POST
def put_back(request: Visit, requirement: UUID) -> HttpResponse:
    """A removal undone."""
    removals = request.session.get("requirements", {})
    if str(requirement) not in removals:
        raise Http404
    fields, sources = removals.pop(str(requirement))
    request.session.modified = True
    try:
        actions.put_back(removed=actions.Removed(fields, tuple(sources)), viewer=request.viewer, today=request.today)
    except actions.AlreadyRequired:
        messages.success(request, _("It was added again meanwhile, so nothing needed to be put back."))
    return redirect("profiles:writing", profile=UUID(fields["profile_id"]))


def _row(request: Visit, key: UUID) -> Requirement:
    """The requirement, if the visitor may write in its profile."""
    rows = Requirement.objects.filter(profile__in=rules.visible_profiles(request.viewer, today=request.today))
    row: Requirement = get_object_or_404(
        rows.select_related("profile__role", "profile__core", "profile__project", "competence"), pk=key
    )
    if not rules.may_write(request.viewer, row.profile, today=request.today):
        raise Http404
    return row


def _requirement_page(
    request: Visit, profile: Profile, chosen: CompetenceShown | None, form: RequirementForm, *, row: Requirement | None = None,
    theirs: Requirement | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = {
        "profile": profile, "competence": chosen, "form": form, "row": row, "theirs": theirs,
        "name": chosen.name if chosen else str(row.competence if row else ""),
    }  # fmt: skip
    return render(request, "profiles/profile_requirement.html", shown, status=422 if form.errors else status)


def _wanted(competence: UUID, form: RequirementForm) -> actions.Wanted:
    told = form.cleaned_data
    return actions.Wanted(competence, told["level"], told["until"], told["importance"], told["origin"], told["why"])


def _initial(row: Requirement) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("level", "until", "importance", "origin", "why")},
        "seen": row.turn,
    }


def _from_core(profile: Profile, chosen: CompetenceShown) -> dict[str, Any]:
    """In a variant one begins from what the core says; otherwise from the middle of the scale."""
    core = (
        Requirement.objects.filter(profile=profile.core_id, competence=chosen.id).first() if profile.core_id else None
    )
    levels = [level for level, _name in chosen.model.scale]
    return (
        _initial(core) if core else {"level": levels[len(levels) // 2], "importance": 2, "origin": Requirement.SPECIFIC}
    )


def _chosen(request: Visit) -> CompetenceShown | None:
    key = request.POST.get("competence") or request.GET.get("competence", "")
    try:
        return shelf(request.LANGUAGE_CODE).by_id.get(UUID(key))
    except ValueError:
        return None


def _found(words: str, language: str) -> list[CompetenceShown]:
    """By name while typing, and by what the words mean."""
    by_name = [one for one, _item, _hit in shelf(language).find(words, language=language, limit=FOUND)]
    by_meaning = [one.competence for one in meant(words, language, limit=FOUND // 2)]
    return list({one.id: one for one in (*by_name, *by_meaning)}.values())[:FOUND]


def _waived(request: Visit, profile: Profile) -> list[dict[str, Any]]:
    books = shelf(request.LANGUAGE_CODE)
    return [
        {"competence": row.competence_id, "why": row.why, "name": named(row, books)}
        for row in (profile.waivers.select_related("competence") if profile.core_id else ())
    ]
