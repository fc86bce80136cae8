"""What one needs to be able to do in a role, and (kept apart) what one is like: told, weighed and rated."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import queries, rules
from stigar.areas.actions import work as actions
from stigar.areas.forms.work import RatingForm, SkillForm, TraitForm
from stigar.areas.models import Skill, Trait
from stigar.areas.pages.work import by_htmx, cursor_in, frame, spoken
from stigar.foundation.tenancy import Visit
from stigar.people.queries import role_row, standing_role_id

MOST_TITLES = 2  # of a role, looked for among the occupations


@login_required
def skills(request: Visit, role: UUID) -> HttpResponse:
    """What one needs to be able to do or know in a role; POST tells one more."""

    def tell(told: dict[str, Any]) -> None:
        actions.tell_skill(
            role_id=role, text=told["text"], concept=told["concept"], essential=told["weight"] == "essential",
            language=spoken(request), viewer=request.viewer, today=request.today,
        )  # fmt: skip

    return _telling(request, role, SkillForm, tell, _skills, "areas:skills")


@login_required
@require_POST
def skill_weight(request: Visit, skill: UUID) -> HttpResponse:
    """Whether a skill is essential or only useful."""
    told = get_object_or_404(rules.changeable(request.viewer, Skill.objects.all(), today=request.today), pk=skill)
    essential = request.POST.get("weight") == "essential"
    actions.weigh_skill(skill=told, essential=essential, viewer=request.viewer, today=request.today)
    role = standing_role_id(told.role_id)
    if by_htmx(request) and role:
        return _skills(request, role, SkillForm())
    return redirect("areas:skills", role=role)


@login_required
@require_safe
def skill_options(request: Visit) -> HttpResponse:
    """Skills that match what is typed so far, as a part for the search box."""
    words = request.GET.get("text", "").strip()
    found = queries.matching_skills(words, language=request.LANGUAGE_CODE) if words else []
    options = [{"value": one.concept, "text": one.text, "note": one.source} for one in found]
    return render(request, "web/parts/options.html", {"options": options, "q": words, "own": True})


@login_required
@require_safe
def suggestions(request: Visit, role: UUID) -> HttpResponse:
    """Skills that the words of the role's tasks point to, as a part of the page."""
    found = role_row(role, today=request.today)
    if found is None or not rules.may_describe_work(request.viewer, role, today=request.today):
        raise Http404
    told = [name for skill in queries.skills_of(role) for name in (skill.text, skill.concept)]
    tasks = [task.text for task in queries.tasks_of(role)]
    titles = (found.title, *found.variants)[:MOST_TITLES]
    options = queries.suggested_skills(titles, tasks, told, language=request.LANGUAGE_CODE)
    return render(request, "areas/work_suggestions.html", {"role": found, "found": options})


@login_required
def traits(request: Visit, role: UUID) -> HttpResponse:
    """Traits that help in a role, apart from skills; POST tells one more."""

    def tell(told: dict[str, Any]) -> None:
        actions.tell_trait(
            role_id=role, text=told["text"], language=spoken(request), viewer=request.viewer, today=request.today
        )

    return _telling(request, role, TraitForm, tell, _traits, "areas:traits")


@login_required
@require_POST
def rating(request: Visit, trait: UUID) -> HttpResponse:
    """How much a trait matters in the role, says the visitor."""
    told = get_object_or_404(Trait.objects.all(), pk=trait)
    form = RatingForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data["rating"]
        actions.rate_trait(trait=told, rating=given, viewer=request.viewer, today=request.today)
    role = standing_role_id(told.role_id)
    if by_htmx(request) and role:
        return _traits(request, role, TraitForm())
    return redirect("areas:traits", role=role)


def _telling(
    request: Visit, role: UUID, blank: type[Form], tell: Callable[[dict[str, Any]], None], show: Callable[..., HttpResponse],
    place: str,
) -> HttpResponse:  # fmt: skip
    """The page with its form; POST tells what the form says, once, and leaves room for the next."""
    if request.method != "POST":
        return show(request, role, blank())
    form = blank(request.POST)
    if form.is_valid():
        try:
            tell(form.cleaned_data)
        except actions.AlreadyTold:
            form.add_error("text", _("This is told already."))
        else:
            return show(request, role, blank(), again=True) if by_htmx(request) else redirect(place, role=role)
    return show(request, role, form, status=422)


def _skills(request: Visit, role: UUID, form: SkillForm, *, again: bool = False, status: int = 200) -> HttpResponse:
    told = queries.skills_of(role)
    shown = frame(request, role, "skills", (queries.task_count(role), len({skill.text for skill in told})))
    labels = queries.labels_of({skill.concept for skill in told if skill.concept}, language=request.LANGUAGE_CODE)
    rows = [(skill, labels.words.get(skill.concept, skill.text)) for skill in told]
    shown |= {
        "form": form, "again": again, "licences": labels.licences, "any": bool(told),
        "groups": [
            (_("Essential in the role"), [row for row in rows if row[0].essential]),
            (_("Useful"), [row for row in rows if not row[0].essential]),
        ],
    }  # fmt: skip
    return render(
        request, "areas/work_skills_part.html" if by_htmx(request) else "areas/work_skills.html", shown, status=status
    )


def _traits(request: Visit, role: UUID, form: TraitForm, *, again: bool = False, status: int = 200) -> HttpResponse:
    cursor_in(form, again=again)
    shown = frame(request, role, "traits", queries.counts_of(role))
    shown |= {"form": form, "rows": queries.traits_of(role, viewer=request.viewer), "scale": range(1, 6)}
    return render(
        request, "areas/work_traits_part.html" if by_htmx(request) else "areas/work_traits.html", shown, status=status
    )
