"""A person's plan: what helps with each gap, what they have decided to do, and what is done."""

from __future__ import annotations

from collections.abc import Callable
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
from stigar.levels import rules
from stigar.levels.actions import offers
from stigar.levels.actions import plan as actions
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.actions.seen import NotToday
from stigar.levels.forms.plan import ActivityForm, DoneForm
from stigar.levels.models import Activity
from stigar.levels.pages.places import places
from stigar.levels.queries import plan as queries
from stigar.levels.queries.besides import Besides, besides
from stigar.levels.queries.gaps import GapPicture, gap_picture, levels_told, names_of
from stigar.levels.queries.required import role_and_required
from stigar.library.queries.shelf import shelf
from stigar.people.queries.leading import manager_of


@login_required
@require_safe
def plan(request: Visit) -> HttpResponse:
    """What is under way, and what would help with each gap, by what is urgent or by what attracts."""
    viewer, today = request.viewer, request.today
    rules.demand_towards(viewer, viewer, actions.RIGHT, today=today)
    rows = rules.visible_activities(viewer, viewer, today=today)
    more = besides(viewer, today=today)
    picture = _picture(request, more)
    by = queries.ATTRACTIVE if request.GET.get("by") == queries.ATTRACTIVE else queries.URGENT
    levels = _levels(picture)
    shown = queries.plan(rows, levels)
    names = names_of(
        {one.competence_id for one in (*shown.open, *shown.reached, *shown.done) if one.competence_id},
        request.LANGUAGE_CODE,
    )
    return render(
        request, "levels/plan.html",
        {
            "wishes": queries.wishes(picture, more.experience, levels, taken=shown.items, language=request.LANGUAGE_CODE),
            "plan": shown, "ways": queries.ways(picture, by=by, taken=shown.items), "by": by, "names": names,
            "picture": picture, "manager": manager_of(viewer, today=today), "orders": _orders(by), "today": today,
            "shares": any(one.shared for one in (*shown.open, *shown.reached, *shown.done)), **places("levels:plan"),
        },
    )  # fmt: skip


@login_required
@require_safe
def way(request: Visit, competence: UUID) -> HttpResponse:
    """All that the library has for one competence, from where one is and up."""
    viewer, today = request.viewer, request.today
    rules.demand_towards(viewer, viewer, actions.RIGHT, today=today)
    books = shelf(request.LANGUAGE_CODE).by_id.get(competence)
    if books is None:
        raise Http404
    picture = _picture(request)
    row = next((one for one in picture.rows if one.asked.competence == competence), None)
    have, steps = _levels(picture).get(competence, 0), [level for level, _name in books.model.scale]
    wanted = next((level for level in steps if str(level) == request.GET.get("level") and level > have), None)
    target = wanted or (row.asked.level if row and row.missing else max(steps, default=0))
    taken = queries.taken_items(rules.visible_activities(viewer, viewer, today=today))
    return render(
        request, "levels/plan_way.html", {"way": queries.way(books, have, target, taken, row), "competence": books}
    )


@login_required
@require_POST
def taking(request: Visit) -> HttpResponse:
    """An activity of the library, in one's plan."""
    try:
        item, toward = UUID(request.POST.get("item", "")), request.POST.get("toward", "")
        made = actions.take(
            item=item, toward=int(toward) if toward else None, reason=request.POST.get("reason", ""), language=request.LANGUAGE_CODE,
            viewer=request.viewer, today=request.today,
        )  # fmt: skip
    except (ValueError, OutsideScale) as wrong:
        raise Http404 from wrong
    undo = reverse("levels:activity-removal", args=[made.pk])
    messages.success(
        request, _("It is in your plan. Nobody else sees it until you share it."), extra_tags=f"undo:{undo}"
    )
    return redirect("levels:plan")


@login_required
def new(request: Visit) -> HttpResponse:
    """An activity of one's own."""
    rules.demand_towards(request.viewer, request.viewer, actions.RIGHT, today=request.today)
    wanted = request.GET.get("competence", "")
    return _form(
        request,
        None,
        {"competence": wanted},
        lambda told: actions.add_own(viewer=request.viewer, today=request.today, **told),
    )


@login_required
def activity(request: Visit, activity: UUID) -> HttpResponse:
    """One activity: its words may be changed as one likes."""
    row = _own(request, activity)
    names = (
        "name",
        "text",
        "who",
        "where",
        "hours",
        "by_day",
        "reason",
        "shared",
        "toward",
    )
    initial = {"competence": row.competence_id, **{name: getattr(row, name) for name in names}}
    initial["hours"] = None if row.hours is None else f"{row.hours.normalize():f}"
    return _form(
        request,
        row,
        initial,
        lambda told: actions.change(activity=row, viewer=request.viewer, today=request.today, **told),
    )


@login_required
@require_POST
def done(request: Visit, activity: UUID) -> HttpResponse:
    """It is done, and of what use it was."""
    row = _own(request, activity)
    form = DoneForm(request.POST)
    if form.is_valid():
        try:
            actions.do(activity=row, viewer=request.viewer, today=request.today, **form.cleaned_data)
            undo = reverse("levels:activity-done-removal", args=[row.pk])
            messages.success(request, _("Well done! It is now among what you have done."), extra_tags=f"undo:{undo}")
            return redirect("levels:plan")
        except NotToday:
            form.add_error("on", _("That day has not come yet. Choose today or an earlier day."))
    return render(request, "levels/plan_done.html", {"activity": row, "form": form}, status=422)


@login_required
@require_POST
def done_removal(request: Visit, activity: UUID) -> HttpResponse:
    """It is not done after all."""
    actions.do_not(activity=_own(request, activity), viewer=request.viewer, today=request.today)
    return redirect("levels:plan")


@login_required
@require_POST
def sharing(request: Visit, activity: UUID) -> HttpResponse:
    """Show it to the manager, or no longer."""
    row, shared = _own(request, activity), request.POST.get("shared") == "on"
    actions.share(activity=row, shared=shared, viewer=request.viewer, today=request.today)
    messages.success(request, _("Your manager sees it now.") if shared else _("Only you see it now."))
    return redirect("levels:plan")


@login_required
@require_POST
def removal(request: Visit, activity: UUID) -> HttpResponse:
    """Out of the plan; the way back is in the message."""
    row = _own(request, activity)
    actions.drop(activity=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:activity-return", args=[row.pk])
    messages.success(request, _("It is removed from your plan."), extra_tags=f"undo:{undo}")
    return redirect("levels:plan")


@login_required
@require_POST
def putting_back(request: Visit, activity: UUID) -> HttpResponse:
    """Into the plan again."""
    row = get_object_or_404(Activity.objects.exclude(dropped_at=None), pk=activity, person=request.viewer)
    actions.pick_up(activity=row, viewer=request.viewer, today=request.today)
    return redirect("levels:plan")


@login_required
@require_POST
def offering(request: Visit, activity: UUID) -> HttpResponse:
    """Offer it to the company's library."""
    row = _own(request, activity)
    try:
        offers.offer(activity=row, viewer=request.viewer, today=request.today)
        undo = reverse("levels:activity-offer-removal", args=[row.pk])
        messages.success(request, _("HR reads it and answers you."), extra_tags=f"undo:{undo}")
    except offers.OfferedAlready:
        messages.info(request, _("It has been offered already."))
    except offers.NotOnesOwn:
        messages.error(request, _("Say first which competence it leads to. Then others can find it."))
    return redirect("levels:plan")


@login_required
@require_POST
def offering_removal(request: Visit, activity: UUID) -> HttpResponse:
    """Take the offer back."""
    row = _own(request, activity)
    try:
        offers.take_back(activity=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("The offer is taken back."))
    except offers.Answered:
        messages.info(request, _("HR has answered meanwhile."))
    return redirect("levels:plan")


def _form(
    request: Visit, row: Activity | None, initial: dict[str, Any], save: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """The form of an activity: shown, or saved; what is wrong stands at its place with nothing lost."""
    first = [one.asked.competence for one in _picture(request).below]
    form = ActivityForm(
        request.POST or None, initial=initial, competences=queries.competences_in_order(request.LANGUAGE_CODE, first),
        levels=_scale(request, str(request.POST.get("competence", initial.get("competence") or ""))),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            save(form.told())
            messages.success(request, _("Your plan is saved."))
            return redirect("levels:plan")
        except actions.NoName:
            form.add_error("name", _("Say in a few words what you will do."))
        except OutsideScale:
            form.add_error("toward", _("That level is not on the scale."))
        except actions.Waiting:
            form.add_error(
                None,
                _("HR is reading these words. Take the offer back first, and offer it again when you have changed it."),
            )
    given = {"form": form, "activity": row, "manager": manager_of(request.viewer, today=request.today)}
    return render(request, "levels/plan_activity.html", given, status=422 if form.errors else 200)


def _scale(request: Visit, competence: str) -> list[tuple[int, str]]:
    """The levels one may choose among: those of the competence, or of the library's first while none is chosen."""
    books = shelf(request.LANGUAGE_CODE)
    try:
        one = books.by_id.get(UUID(competence))
    except ValueError:
        one = None
    models = [one.model] if one else list(books.models[:1])
    return [row for model in models for row in model.scale]


def _own(request: Visit, key: UUID) -> Activity:
    rows = rules.visible_activities(request.viewer, request.viewer, today=request.today)
    found: Activity = get_object_or_404(rows, pk=key)
    return found


def _picture(request: Visit, more: Besides | None = None) -> GapPicture:
    viewer, today = request.viewer, request.today
    _role, required = role_and_required(viewer, language=request.LANGUAGE_CODE, today=today)
    told = levels_told(viewer, viewer, today=today)
    return gap_picture(viewer, required, told, today=today, reasons=True, told_besides=more)


def _levels(picture: GapPicture) -> dict[UUID, int]:
    """The levels that count: of what is asked for, and of what the person is known for besides."""
    beside = {one.competence_id: one.level for one in picture.beside if one.source != "self"}
    return beside | {row.asked.competence: queries.level_of(row) for row in picture.rows}


def _orders(by: str) -> list[dict[str, Any]]:
    words = {queries.URGENT: _("What is urgent first"), queries.ATTRACTIVE: _("What attracts me first")}
    return [{"href": f"?by={key}", "word": word, "current": key == by} for key, word in words.items()]
