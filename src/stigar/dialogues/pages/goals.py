"""One's goals: writing with the five questions beside, the way there, a tick, sharing, agreeing in a dialogue, putting down."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import goals as actions
from stigar.dialogues.actions.talks import Closed, NewerElsewhere
from stigar.dialogues.forms.goals import GoalForm, TickForm, form_of, steps_typed
from stigar.dialogues.models import Goal, Milestone, Talk
from stigar.dialogues.pages.finding import seen, turn_in, while_open
from stigar.dialogues.queries import goals as queries
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.shown import comments_on
from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels.queries.sharing import readers_of

WAYS_BACK = ("dialogues:talks", "dialogues:goals")


@login_required
@require_safe
def goals(request: Visit) -> HttpResponse:
    """One's own goals, what is to be ticked now, and what those one leads have shared."""
    viewer, today = request.viewer, request.today
    own, shared = queries.own_goals(viewer, today=today), list(queries.shared_goals(viewer, today=today))
    if shared:  # their words are read here already, and not first on the page of each
        people = {one.person_id: one.person.name for one in shared}
        journal.look_once_a_day(viewer, gettext_noop("saw shared goals"), "people.person", people.items())
    given = {
        "goals": own,
        "under_way": sum(one.row.reached_on is None for one in own),
        "shared": shared,
        "alike": queries.alike(viewer, today=today),
        "down": queries.put_down(viewer),
    }
    return render(request, "dialogues/goals.html", given)


@login_required
def goal_new(request: Visit) -> HttpResponse:
    """Write a goal."""
    actions.demand_own(request.viewer, today=request.today)
    if request.method == "POST":
        return _written(request, None)
    return _writing(request, None, Draft("", request.LANGUAGE_CODE, request.today), fresh=True)


@login_required
def goal_change(request: Visit, goal: UUID) -> HttpResponse:
    """Write on."""
    row = _own(request, goal)
    if not queries.may_be_changed(row):
        return _stands(request, row)
    if request.method == "POST":
        return _written(request, row)
    return _writing(request, row, queries.draft_of(row))


@login_required
@while_open
def together_new(request: Visit, talk: UUID) -> HttpResponse:
    """The two write a goal in their dialogue; it is the person's."""
    row = _revealed(request, talk)
    if request.method == "POST":
        return _written(request, None, row)
    return _writing(request, None, Draft("", row.language, request.today), fresh=True, talk=row)


@login_required
@while_open
def together_change(request: Visit, talk: UUID, goal: UUID) -> HttpResponse:
    """Either of the two writes on a goal that is in their dialogue."""
    row = _revealed(request, talk)
    mine = get_object_or_404(row.goals.filter(person=row.person_id, put_down_on=None), pk=goal)
    if request.method == "POST":
        return _written(request, mine, row)
    return _writing(request, mine, queries.draft_of(mine), talk=row)


@login_required
@require_POST
def goal_questions(request: Visit) -> HttpResponse:
    """The five questions of what is being written, as a part of the page; nothing is kept."""
    actions.demand_own(request.viewer, today=request.today)
    form = GoalForm(request.POST)
    form.fields["text"].required = False
    found = None
    if form.is_valid():
        draft = form.draft(steps_typed(request.POST)[0])
        found = _answers(request, draft, by_other="by-other" in request.POST)
    return render(request, "dialogues/goal_questions.html", {"answers": found})


@login_required
@require_safe
def goal(request: Visit, goal: UUID) -> HttpResponse:
    """One goal: one's own, or one that was shared by somebody one leads; somebody else's look is written down."""
    viewer, today = request.viewer, request.today
    row = queries.one_goal(viewer, goal, today=today)
    if row is None:
        raise Http404
    mine = row.person_id == viewer.pk
    if not mine:
        journal.look(viewer, gettext_noop("read a goal"), row, about=row.person_id)
    shown = queries.goal_shown(row, today=today)
    band, way = queries.way_of(shown, request.LANGUAGE_CODE)
    groups = queries.alike(viewer, today=today)
    given = {
        "shown": shown, "mine": mine, "band": band, "way": way, "alike": queries.held_by([row.pk], groups),
        "answers": _answers(request, queries.draft_of(row)) if mine else None, "may_change": queries.may_be_changed(row),
        "talks": queries.talks_to_agree_in(viewer, today=today) if mine and not row.talk_id else [], **_shown_to(request, row),
    }  # fmt: skip
    return render(request, "dialogues/goal.html", given)


@login_required
@require_POST
def goal_taking(request: Visit, goal: UUID) -> HttpResponse:
    """Take in what was offered: it stands in the form with the rest, to be kept or put back."""
    row = _own(request, goal)
    if not queries.may_be_changed(row):
        return _stands(request, row)
    draft, code = queries.draft_of(row), request.POST.get("take", "")
    after = queries.taken_in(draft, code, history=queries.history_of(request.viewer, draft.counts), today=request.today)
    was = draft.text if after.text != draft.text else ""
    return _writing(request, row, after, was=was, action=reverse("dialogues:goal-change", args=[row.pk]))


@login_required
@require_POST
def goal_tick(request: Visit, goal: UUID) -> HttpResponse:
    """How the day, week or month went."""
    row, form = _own(request, goal), TickForm(request.POST)
    back = request.POST.get("back", "")
    try:
        if form.is_valid():
            value = form.cleaned_data["value"]
            reached = actions.tick(goal=row, value=value, viewer=request.viewer, today=request.today)
            words = _("Ticked. A milestone is reached: well done.") if reached else _("Ticked.")
            messages.success(request, words)
        else:
            messages.error(request, _("Write a number, for instance 3."))
    except actions.BelowNothing:
        messages.error(request, _("Write 0 if there was nothing, or how many there were."))
    return redirect(back if back in {reverse(name) for name in WAYS_BACK} else reverse("dialogues:goal", args=[row.pk]))


@login_required
@require_POST
def goal_step(request: Visit, goal: UUID, step: UUID) -> HttpResponse:
    """A milestone is reached, or not yet after all."""
    row = get_object_or_404(Milestone.objects.select_related("goal"), pk=step, goal=_own(request, goal))
    reached = row.reached_on is None
    actions.reach_step(step=row, reached=reached, viewer=request.viewer, today=request.today)
    if reached:
        messages.success(request, _("A milestone is reached: well done."))
    return redirect("dialogues:goal", goal)


@login_required
@require_POST
def goal_reaching(request: Visit, goal: UUID) -> HttpResponse:
    """The goal is reached, or not yet after all."""
    row = _own(request, goal)
    reached = row.reached_on is None
    actions.reach(goal=row, reached=reached, viewer=request.viewer, today=request.today)
    if reached:
        messages.success(request, _("You have reached your goal. Take a moment to be glad about it."))
    return redirect("dialogues:goal", row.pk)


@login_required
@require_POST
def goal_sharing(request: Visit, goal: UUID) -> HttpResponse:
    """Let one's manager read it, or keep it to oneself again."""
    row = _own(request, goal)
    try:
        actions.share(goal=row, shared="shared" in request.POST, viewer=request.viewer, today=request.today)
        shared, kept = _("Your manager can read the goal now."), _("Only you can read the goal now.")
        messages.success(request, shared if "shared" in request.POST else kept)
    except actions.Signed:
        messages.info(request, _("The goal is in a dialogue, and both of you read it there."))
    return redirect("dialogues:goal", row.pk)


@login_required
@require_POST
def goal_agreement(request: Visit, goal: UUID) -> HttpResponse:
    """Bring it into an open dialogue, or take it out again."""
    row = _own(request, goal)
    told = request.POST.get("talk", "")
    talk = next(
        (one for one in queries.talks_to_agree_in(request.viewer, today=request.today) if str(one.pk) == told), None
    )
    try:
        if talk:
            actions.agree(goal=row, talk=talk, viewer=request.viewer, today=request.today)
            messages.success(
                request, _("The goal is in the dialogue. Both of you read it there, and sign it with the rest.")
            )
        else:
            actions.take_out(goal=row, viewer=request.viewer, today=request.today)
            messages.success(request, _("The goal is yours alone again."))
    except (Closed, actions.Signed):
        return _stands(request, row)
    return redirect("dialogues:goal", row.pk)


@login_required
@require_POST
def goal_removal(request: Visit, goal: UUID) -> HttpResponse:
    """Put it down; it can be picked up again."""
    row = _own(request, goal)
    actions.put_down(goal=row, viewer=request.viewer, today=request.today)
    messages.success(
        request, _("The goal is set aside."), extra_tags=f"undo:{reverse('dialogues:goal-return', args=[row.pk])}"
    )
    return redirect("dialogues:goals")


@login_required
@require_POST
def goal_return(request: Visit, goal: UUID) -> HttpResponse:
    """Pick it up again."""
    row = _own(request, goal)
    actions.pick_up(goal=row, viewer=request.viewer, today=request.today)
    return redirect("dialogues:goal", row.pk)


def _shown_to(request: Visit, row: Goal) -> dict[str, Any]:
    """For the person: who else reads it, and what they have said. For one of those: what they have said themself, and may say more."""
    mine, shown_to_me = row.person_id == request.viewer.pk, row.shown_to_me  # type: ignore[attr-defined]
    readers = readers_of(request.viewer, "goals", today=request.today) if mine and row.shared else []
    said = comments_on(row, viewer=request.viewer) if mine or shown_to_me else []
    return {"readers": readers, "comments": said, "may_comment": shown_to_me and not row.put_down_on}


def _written(request: Visit, row: Goal | None, talk: Talk | None = None) -> HttpResponse:
    """Keep what was typed; or show it with an offer taken in, put back, or with what is missing, without keeping it."""
    form, (steps, wrong_steps) = GoalForm(request.POST), steps_typed(request.POST)
    by_other = talk is not None and talk.person_id != request.viewer.pk
    if not form.is_valid() or wrong_steps:
        given = {
            "goal": row,
            "form": form,
            "steps": steps,
            "turn": request.POST.get("turn", "0"),
            "wrong_steps": wrong_steps,
            "talk": talk,
            "by_other": by_other,
        }
        return render(request, "dialogues/goal_write.html", given, status=422)
    draft = form.draft(steps)
    if code := request.POST.get("take"):
        after = queries.taken_in(draft, code, history=_history(request, draft, by_other), today=request.today)
        return _writing(request, row, after, was=draft.text if after.text != draft.text else "", talk=talk)
    if "look" in request.POST:
        return _writing(request, row, draft, talk=talk)
    try:
        kept = _keep(request, row, draft, talk)
    except NewerElsewhere as newer:
        return _writing(request, newer.theirs, draft, clash=newer.theirs, status=409, talk=talk)
    except actions.Signed:
        return _stands(request, row)
    if talk:
        messages.success(
            request, _("The goal is in the dialogue. Both of you read it there, and sign it with the rest.")
        )
        return redirect(f"{reverse('dialogues:talk', args=[talk.pk])}?part=end")
    messages.success(request, _("Saved. Only you can read it.") if not kept.shared else _("Saved."))
    return redirect("dialogues:goal", kept.pk)


def _keep(request: Visit, row: Goal | None, draft: Draft, talk: Talk | None) -> Goal:
    turn = turn_in(request.POST.get("turn", "0"))
    if talk is None:
        return actions.write(draft=draft, goal=row, turn=turn, viewer=request.viewer, today=request.today)
    return actions.write_together(
        draft=draft, talk=talk, goal=row, turn=turn, viewer=request.viewer, today=request.today
    )


def _writing(
    request: Visit,
    row: Goal | None,
    draft: Draft,
    *,
    fresh: bool = False,
    status: int = 200,
    talk: Talk | None = None,
    **more: Any,
) -> HttpResponse:
    by_other = talk is not None and talk.person_id != request.viewer.pk
    given = {
        "goal": row, "form": form_of(draft), "steps": draft.steps, "turn": row.turn if row else 0, "talk": talk, "by_other": by_other,
        "answers": None if fresh else _answers(request, draft, by_other=by_other), **more,
    }  # fmt: skip
    return render(request, "dialogues/goal_write.html", given, status=status)


def _answers(request: Visit, draft: Draft, *, by_other: bool = False) -> Any:
    return queries.answers(draft, history=_history(request, draft, by_other), today=request.today)


def _history(request: Visit, draft: Draft, by_other: bool) -> list[tuple[date, float]]:
    """What one has told of the same measure; nobody's is asked when it is the other who writes."""
    return [] if by_other else queries.history_of(request.viewer, draft.counts)


def _revealed(request: Visit, key: UUID) -> Talk:
    """A dialogue of the visitor's in which both have handed in."""
    row = seen(request, key)
    if row.revealed_at is None:
        raise Http404
    if row.closed_at:
        raise Closed
    return row


def _own(request: Visit, key: UUID) -> Goal:
    mine = rules.goals_near(request.viewer, today=request.today).filter(person=request.viewer)
    found: Goal = get_object_or_404(_rows(mine), pk=key)
    return found


def _rows(rows: Any) -> Any:
    return rows.select_related("talk__reviewer", "talk__person", "person").prefetch_related("milestones", "ticks")


def _stands(request: Visit, row: Goal | None) -> HttpResponse:
    messages.info(
        request,
        _(
            "Both of you have signed a dialogue with these words in it, so they cannot be changed. Set the goal aside and write another."
        ),
    )
    return redirect("dialogues:goal", row.pk) if row else redirect("dialogues:goals")
