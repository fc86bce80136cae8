"""What is asked of somebody and what they have: one's own page, and the same for the manager, a reader it is shared with, and HR."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.foundation import journal
from stigar.foundation.policy import Ground, may
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.pages.gap_rows import told, words_of
from stigar.levels.pages.places import places
from stigar.levels.queries.assessments import judged_together, leads_somebody
from stigar.levels.queries.besides import besides
from stigar.levels.queries.gaps import gap_picture, levels_told
from stigar.levels.queries.required import asked_and_shelved, profiles_of, required_among
from stigar.levels.queries.shown import interests_shown, plan_shown, plan_states
from stigar.levels.queries.waiting import TO_TALK
from stigar.library.queries.shelf import Shelf
from stigar.people.queries.roles import roles_today
from stigar.people.rules import is_hr_somewhere
from stigar.profiles.queries.profiles.asking import Asking, Askings

SEES = "see a person's levels"


@login_required
@require_safe
def mine(request: Visit) -> HttpResponse:
    """One's own competence against what the role asks for, or against another role."""
    rules.demand_towards(request.viewer, request.viewer, SEES, today=request.today)
    return _page(request, request.viewer, frozenset({Ground.SELF}))


@login_required
@require_safe
def person(request: Visit, person: UUID) -> HttpResponse:
    """The same for whoever may see it, which is written down; HR is asked for a reason first."""
    if person == request.viewer.pk:
        return redirect("levels:mine")
    found = rules.somebody(request.viewer, person, today=request.today)
    if found is None:
        raise Http404
    who, towards = found
    if not may(SEES, towards):
        if may("open a person's levels", towards):
            interests = interests_of(request, who, towards)
            if interests:
                journal.look(request.viewer, gettext_noop("saw the interest in roles"), who, about=who.pk)
            return render(request, "levels/person_opening.html", {"person": who, "interests": interests})
        raise Http404
    journal.look(request.viewer, gettext_noop("saw the levels"), who, about=who.pk)
    return _page(request, who, towards)


def _page(request: Visit, who: Any, towards: frozenset[Ground]) -> HttpResponse:
    language, today, viewer = request.LANGUAGE_CODE, request.today, request.viewer
    roles, more = roles_today(who, today=today), besides(who, today=today)
    there, books = asked_and_shelved(language)
    own = profiles_of(there, [role.pk for role in roles], more.holds)
    other = _other(request, own, there)
    required = required_among([other] if other else own, books.by_id)
    levels, reasons = levels_told(viewer, who, today=today, towards=towards), bool(towards & rules.READS_REASONS)
    picture = gap_picture(who, required, levels, today=today, reasons=reasons, told_besides=more)
    needed = {UUID(one.needs) for row in picture.rows for one in row.gap.first}
    names = {
        key: books.by_id[key].name
        for key in needed | {one.competence_id for one in picture.beside}
        if key in books.by_id
    }
    judged = judged_together(viewer, who, today=today)
    waiting, both = [one for one in judged if not one.revealed_at], [one for one in judged if one.revealed_at][:1]
    is_me = who.pk == viewer.pk
    leads = is_me and bool(leads_somebody(viewer, today=today))
    return render(
        request, "levels/person.html",
        {
            "person": who, "is_me": is_me, "role": roles[0] if roles else None, "profiles": own, "other": other,
            "picture": picture, "rows": told(picture, names, about_me=is_me), "waiting": waiting, "both": both,
            "to_talk": [one for one in both if one.revealed_at and today - one.revealed_at.date() < TO_TALK],
            "said": words_of(picture), "several": len(own) > 1, "at": reverse("levels:person", args=[who.pk]),
            "others": [] if other else _others(own, there), "may_judge": Ground.MANAGER in towards,
            **_plans(request, who, towards, books),
            "way_there": other.role if is_me and other and other.role not in {one.pk for one in roles} else None,
            "hr": is_me and is_hr_somewhere(viewer, today=today),
            "may_exempt": bool(towards & rules.READS_REASONS) and may("exempt from a requirement", towards),
            **(places("levels:mine") if is_me else {}),
            "may_begin": may("begin an assessment", towards), "beside": names,
            "takes_out": is_me and rules.may_take_out_as_hr(viewer, today=today),
            "leads": leads, "sees_groups": is_me and rules.sees_groups(viewer, leads=leads, today=today),
        },
    )  # fmt: skip


def _plans(request: Visit, who: Any, towards: frozenset[Ground], books: Shelf) -> dict[str, Any]:
    """What somebody else shows the viewer of plan and interests; one's own stands on pages of its own."""
    if who.pk == request.viewer.pk:
        return {}
    shared = plan_shown(request.viewer, who, towards=towards, today=request.today)
    states = plan_states(who, towards=towards)
    asked = [one.competence_id for one in shared] + [one["competence_id"] for one in states]
    names = {key: books.by_id[key].name for key in asked if key and key in books.by_id}
    return {
        "plan_states": states,
        "shared_plan": shared,
        "plan_names": names,
        "interests": interests_of(request, who, towards),
    }


def interests_of(request: Visit, who: Any, towards: frozenset[Ground]) -> Any:
    """The roles somebody would like to grow into, as far as they let the viewer know."""
    return interests_shown(request.viewer, who, towards=towards, today=request.today)


def _other(request: Visit, own: list[Asking], there: Askings) -> Asking | None:
    """Another approved profile that was asked about: what would it take?"""
    try:
        wanted = there.by_profile.get(UUID(request.GET.get("profile", "")))
    except ValueError:
        return None
    return None if wanted in own else wanted


def _others(own: list[Asking], there: Askings) -> list[Asking]:
    """Roles one may compare oneself with, by title."""
    return sorted((one for one in there.by_profile.values() if one not in own), key=lambda one: one.heading.casefold())
