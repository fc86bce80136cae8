"""Roles within reach of oneself, and ways to one of them. Nobody else sees these pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import careers as actions
from stigar.levels.forms.careers import InterestForm
from stigar.levels.models import CareerInterest, Experience
from stigar.levels.pages.places import places
from stigar.levels.queries import careers as queries
from stigar.levels.queries.plan import taken_items
from stigar.levels.queries.vacancies import open_in
from stigar.people.queries.roles import roles_today

LARGEST_CAP = 60  # levels in one step


@login_required
@require_safe
def careers(request: Visit) -> HttpResponse:
    """The nearest roles, each with what makes it near and what is left to learn."""
    interests = _interests(request)
    have = _have(request, interests)
    found = queries.reach(have, interests, language=request.LANGUAGE_CODE, today=request.today)
    return render(
        request, "levels/careers.html",
        {
            "roles": [_with_words(one, have.titles) for one in found], "known": bool(have.levels),
            "interests": [one for one in found if one.interest],
            **places("levels:careers"),
        },
    )  # fmt: skip


@login_required
@require_safe
def role(request: Visit, role: UUID) -> HttpResponse:
    """One role: the score, the ways there with steps of a size one chooses, and one's interest."""
    return _page(request, role)


@login_required
@require_POST
def interest(request: Visit, role: UUID) -> HttpResponse:
    """Say an interest, to those one chooses."""
    form = InterestForm(request.POST)
    if not form.is_valid():
        return _page(request, role, form=form, status=422)
    actions.be_interested(role=role, viewer=request.viewer, today=request.today, **form.cleaned_data)
    messages.success(request, _("Your interest is saved, for those you have chosen."))
    return redirect("levels:career", role)


@login_required
@require_POST
def interest_removal(request: Visit, role: UUID) -> HttpResponse:
    """Take it back."""
    actions.be_no_more(role=role, viewer=request.viewer, today=request.today)
    messages.success(request, _("Your interest is taken back. Nobody sees it any more."))
    return redirect("levels:career", role)


def _page(request: Visit, role: UUID, *, form: InterestForm | None = None, status: int = 200) -> HttpResponse:
    interests, language, today = _interests(request), request.LANGUAGE_CODE, request.today
    have = _have(request, interests)
    found = queries.one_role(role, have, interests, language=language, today=today)
    if found is None:
        raise Http404
    taken = taken_items(rules.visible_activities(request.viewer, request.viewer, today=today))
    there = queries.ways_there(role, have, cap=_cap(request), taken=taken, language=language, today=today)
    initial = {"audience": found.interest.audience, "why": found.interest.why} if found.interest else None
    given = {
        "one": _with_words(found, have.titles), "there": there,
        "compare": f"{reverse('levels:mine')}?profile={found.profile}", "caps": sorted({*queries.CAPS, there.cap}),
        "form": form or InterestForm(initial=initial), "vacant": open_in(role, request.viewer, today=today),
    }  # fmt: skip
    return render(request, "levels/career.html", given, status=status)


def _interests(request: Visit) -> dict[UUID, CareerInterest]:
    rules.demand_towards(request.viewer, request.viewer, actions.RIGHT, today=request.today)
    rows = rules.visible_interests(request.viewer, request.viewer, today=request.today)
    return {one.role_id: one for one in rows}


def _have(request: Visit, interests: dict[UUID, CareerInterest]) -> Any:
    viewer, today = request.viewer, request.today
    wishes = queries.wishes_of(interests.values(), Experience.objects.filter(person=viewer))
    roles = [one.pk for one in roles_today(viewer, today=today)]
    return queries.have_of(rules.visible_levels(viewer, viewer, today=today), roles, wishes, today=today)


def _cap(request: Visit) -> int | None:
    """How many levels one step may hold: as asked, within reason; None when nobody asked."""
    asked = request.GET.get("cap", "")[:4]
    return min(int(asked), LARGEST_CAP) if asked.isascii() and asked.isdigit() and int(asked) else None


def _with_words(one: queries.RoleNear, own: Sequence[str]) -> dict[str, Any]:
    return {"role": one, "told": [(_words(part, own), part) for part in one.told]}


def _words(part: queries.Told, own: Sequence[str]) -> str:
    """What a part of a score is, so that one can agree or not; ``own``: what the person's role is called."""
    if part.signal == "around" and part.name in own:
        return _("It is near your own role, %(name)s") % {"name": part.name}
    with_name = {
        "competences": _("You can: %(name)s"), "skills": _("A skill you use already: %(name)s"),
        "work": _("Work like yours: %(name)s"), "titles": _("The titles are alike"),
        "around": _("It is near %(name)s, which is near you"),
    }  # fmt: skip
    without = {
        "competences": _("What you can"), "skills": _("Skills you use already"), "work": _("Work that is like yours"),
        "field": _("The same field of work"), "titles": _("The titles are alike"), "interest": _("You have said that it interests you"),
        "other": _("Everything else"), "around": _("Roles near it are near you"),
    }  # fmt: skip
    words = with_name.get(part.signal) if part.name else None
    return words % {"name": part.name} if words else without.get(part.signal, part.name)
