"""The questions that would make the map surer: one at a time, what each role does beside it, and every answer can be taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import rules
from stigar.areas.actions import questions as actions
from stigar.areas.actions.map import NothingTold, Overtaken, draw_again
from stigar.areas.models import Answer, Map
from stigar.areas.pages import words
from stigar.areas.pages.map import newest
from stigar.areas.pages.places import places
from stigar.areas.pages.work import by_htmx
from stigar.areas.queries import questions as queries
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit

SAID = {"yes": True, "no": False, "unknown": None}


@login_required
@require_safe
def questions(request: Visit) -> HttpResponse:
    """The question that settles most, with the others after it; what is answered can be taken back."""
    return _shown(request)


@login_required
@require_POST
def answers(request: Visit) -> HttpResponse:
    """One answer; the map follows at once."""
    one, other, said = _pair(request)
    try:
        actions.answer_question(one=one, other=other, same=said, viewer=request.viewer, today=request.today)
    except actions.NoSuchPair as gone:
        raise Http404 from gone
    except actions.Contradicts as wrong:
        return _shown(request, against=wrong.answers, status=409)
    if said is None:
        return (
            _shown(request, news=[_("Then that question rests.")]) if by_htmx(request) else redirect("areas:questions")
        )
    return _redrawn(request, _("Your answer counts from now on."))


@login_required
@require_POST
def removal(request: Visit, answer: UUID) -> HttpResponse:
    """An answer is taken back; the map follows at once."""
    given: Answer = get_object_or_404(Answer.objects.all(), pk=answer)
    decided = given.same is not None
    actions.take_back_answer(answer=given, viewer=request.viewer, today=request.today)
    if not decided:
        return redirect("areas:questions")
    return _redrawn(request, _("The answer is taken back."))


def _redrawn(request: Visit, told: str) -> HttpResponse:
    """Draw the map with the answer in it, and tell what moved."""
    before = Map.objects.order_by("-at").values_list("pk", flat=True).first()
    try:
        made = draw_again(by=request.viewer, today=request.today)
    except (NothingTold, Overtaken):
        made = None
    if isinstance(made, Errand):
        return redirect("areas:run", errand=made.pk)
    news = [told, *_moved(request, made if made and made.pk != before else None)]
    if by_htmx(request):
        return _shown(request, news=news)
    messages.success(request, " ".join(news[:2]))
    return redirect("areas:questions")


def _moved(request: Visit, made: Map | None) -> list[str]:
    """What the new map moved, in words; nothing moved is good to know too."""
    if made is None:
        return []
    view = newest(request)
    moved = [one for one in made.changes if one["kind"] == "moved"]
    if not moved or view is None:
        return [_("No role had to move: the answer says what the map says.")]
    few = words.changes(view)[:3]
    rest = len(moved) - len(few)
    more = ngettext("and %(n)d role more moved.", "and %(n)d roles more moved.", rest) % {"n": rest}
    return [*few, more] if rest > 0 else few


def _shown(
    request: Visit, *, news: list[str] | None = None, against: tuple[Answer, ...] = (), status: int = 200
) -> HttpResponse:
    view = newest(request)
    open_ = queries.open_questions(view, viewer=request.viewer, today=request.today) if view else []
    given = {
        "view": view, "within": places("areas:questions"), "first": queries.with_tasks(open_[0]) if open_ else None,
        "rest": open_[1:], "count": len(open_), "news": news or [], "answered": _answered(request, queries.answers()),
        "against": _answered(request, list(against)), "others_open": bool(view and view.questions) and not open_,
    }  # fmt: skip
    template = "areas/questions_shown.html" if by_htmx(request) else "areas/questions.html"
    return render(request, template, given, status=status)


def _answered(request: Visit, given: list[Answer]) -> list[dict[str, Any]]:
    """Answers as told to this visitor: who answered is told to HR and to oneself."""
    decides = rules.may_decide_on_areas(request.viewer, today=request.today)
    return [
        {
            "answer": one, "mine": one.by_id == request.viewer.pk,
            "by": one.by if decides and one.by_id != request.viewer.pk else None,
            "removable": rules.may_take_back(request.viewer, one, today=request.today),
        }
        for one in given
    ]  # fmt: skip


def _pair(request: Visit) -> tuple[UUID, UUID, bool | None]:
    try:
        said = SAID[request.POST.get("answer", "")]
        return UUID(request.POST.get("one", "")), UUID(request.POST.get("other", "")), said
    except (KeyError, ValueError) as wrong:
        raise Http404 from wrong
