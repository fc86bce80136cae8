"""Everyday work: the roles and whether they have told enough, and one role's tasks, told and changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import queries, rules
from stigar.areas.actions import work as actions
from stigar.areas.forms.work import TaskForm
from stigar.areas.models import Skill, Task, Trait
from stigar.areas.pages.work_words import lines
from stigar.foundation.tenancy import Visit
from stigar.people.queries import role_row, standing_role_id
from stigar.people.rules import may_here

ROLES_A_PAGE = 50
KINDS = {"tasks": Task, "skills": Skill, "traits": Trait}
REMOVALS_KEPT = 5  # removals that can be undone, the latest


@login_required
@require_safe
def works(request: Visit) -> HttpResponse:
    """Which roles have told enough of their work, and where telling more would help most."""
    if not rules.may_see_work(request.viewer, today=request.today):
        raise Http404
    every = queries.works(today=request.today, language=request.LANGUAGE_CODE)
    asked = request.GET.get("q", "").strip()
    page = Paginator(queries.found_by(every, asked), ROLES_A_PAGE).get_page(request.GET.get("page"))
    held, led = rules.roles_near(request.viewer, today=request.today)
    may_all = may_here(request.viewer, "describe the work", today=request.today)
    return render(
        request,
        "areas/works.html",
        {
            "page": page, "lines": lines(page.object_list, held), "asked": asked, "held": held, "all": len(every),
            "enough": sum(work.meter.enough for work in every), "next": _next(every, held, led, may_all),
            "may_import": may_here(request.viewer, "import the work", today=request.today),
        },
    )  # fmt: skip


@login_required
@require_safe
def work(request: Visit, role: UUID) -> HttpResponse:
    """One role's everyday tasks as people there tell them."""
    try:
        return _tasks(request, role, TaskForm())
    except Http404:
        standing = standing_role_id(role)
        if standing is None or standing == role:
            raise
        return redirect("areas:work", role=standing)


@login_required
@require_POST
def tasks(request: Visit, role: UUID) -> HttpResponse:
    """One task more."""
    form = TaskForm(request.POST)
    if form.is_valid():
        try:
            actions.tell_task(
                role_id=role, language=spoken(request), viewer=request.viewer, today=request.today, **form.cleaned_data
            )
        except actions.AlreadyTold:
            form.add_error("text", _("This is told already. Say what sets yours apart, or tell something else."))
        else:
            return (
                _tasks(request, role, TaskForm(), again=True) if by_htmx(request) else redirect("areas:work", role=role)
            )
    return _tasks(request, role, form, status=422)


@login_required
def task(request: Visit, task: UUID) -> HttpResponse:
    """One task, to say better."""
    told = get_object_or_404(rules.changeable(request.viewer, Task.objects.all(), today=request.today), pk=task)
    form = TaskForm(request.POST or None, initial={name: getattr(told, name) for name in TaskForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_task(task=told, viewer=request.viewer, today=request.today, **form.cleaned_data)
        except actions.AlreadyTold:
            form.add_error("text", _("This is told already. Say what sets yours apart, or tell something else."))
        else:
            messages.success(request, _("The task is saved."))
            return redirect("areas:work", role=standing_role_id(told.role_id))
    shown = {"form": form, "task": told, "role": role_row(standing_role_id(told.role_id), today=request.today)}  # type: ignore[arg-type]
    return render(request, "areas/work_task.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: Visit, kind: str, said: UUID) -> HttpResponse:
    """Something told is taken away, and can be put back."""
    found = get_object_or_404(rules.changeable(request.viewer, KINDS[kind].objects.all(), today=request.today), pk=said)
    role = standing_role_id(found.role_id)
    removed = actions.remove(said=found, viewer=request.viewer, today=request.today)
    kept = {**request.session.get("removals", {}), str(said): [removed.kind, removed.told, removed.ratings]}
    request.session["removals"] = dict(list(kept.items())[-REMOVALS_KEPT:])
    undo = reverse("areas:return", args=[said])
    messages.success(request, _("“%(text)s” is removed.") % {"text": found.text[:60]}, extra_tags=f"undo:{undo}")
    return redirect(PLACES[kind], role=role)


@login_required
@require_POST
def put_back(request: Visit, said: UUID) -> HttpResponse:
    """A removal undone."""
    removals = request.session.get("removals", {})
    if str(said) not in removals:
        raise Http404
    kind, told, ratings = removals.pop(str(said))
    request.session.modified = True
    removed = actions.Removed(kind, told, tuple((rater, rating) for rater, rating in ratings))
    try:
        actions.put_back(removed=removed, viewer=request.viewer, today=request.today)
    except actions.AlreadyTold:
        messages.success(request, _("It was told again meanwhile, so nothing needed to be put back."))
    return redirect(PLACES[f"{kind}s"], role=standing_role_id(UUID(told["role"])))


PLACES = {"tasks": "areas:work", "skills": "areas:skills", "traits": "areas:traits"}


def frame(request: Visit, role_id: UUID, here: str, counts: tuple[int, int]) -> dict[str, Any]:
    """What the three pages of a role share: the role, its meter, who may tell, and the ways between them."""
    role = role_row(role_id, today=request.today)
    if role is None or not rules.may_see_work(request.viewer, today=request.today):
        raise Http404
    held, _led = rules.roles_near(request.viewer, today=request.today)
    words = {"tasks": _("Tasks"), "skills": _("Skills"), "traits": _("Traits")}
    return {
        "role": role,
        "part": by_htmx(request),
        "meter": queries.meter(*counts),
        "may_tell": rules.may_describe_work(request.viewer, role_id, today=request.today),
        "may_change_all": rules.may_change_all(request.viewer, role_id, today=request.today),
        "is_own": role_id in held,
        "links": [
            {"href": reverse(PLACES[kind], args=[role_id]), "word": word, "current": kind == here}
            for kind, word in words.items()
        ],
    }


def by_htmx(request: Visit) -> bool:
    """Whether only a part of the page is asked for."""
    return request.headers.get("HX-Request") == "true"


def cursor_in(form: Form, *, again: bool) -> None:
    """The cursor goes back to the words when one thing was just told, so that the next can be."""
    if again:
        form.fields["text"].widget.attrs["data-focus"] = ""


def spoken(request: Visit) -> str:
    """The language somebody most likely writes in: their own, else the page's."""
    return request.viewer.language or request.LANGUAGE_CODE


def _tasks(request: Visit, role: UUID, form: TaskForm, *, again: bool = False, status: int = 200) -> HttpResponse:
    told = queries.tasks_of(role)
    cursor_in(form, again=again)
    shown = frame(request, role, "tasks", (len({task.text for task in told}), queries.skill_count(role)))
    if not shown["is_own"]:
        form.fields["text"].label = _("What do those who have the role do?")
    groups = [(word, [task for task in told if task.frequency == key]) for key, word in Task.FREQUENCIES]
    shown |= {
        "form": form, "again": again, "tellers": len({task.by_id for task in told if task.by_id}),
        "groups": [(word, tasks) for word, tasks in groups if tasks],
    }  # fmt: skip
    return render(request, "areas/work_tasks.html" if by_htmx(request) else "areas/work.html", shown, status=status)


def _next(every: list[queries.RoleWork], held: frozenset[UUID], led: frozenset[UUID], may_all: bool) -> Any:
    """Where the visitor's own telling helps most: their own role, then those they lead, then (HR) anywhere."""
    lacking = [work for work in every if work.meter.missing]
    own = [work for work in lacking if work.role.id in held]
    near = [work for work in lacking if work.role.id in led or may_all]
    return next(iter(own or near), None)
