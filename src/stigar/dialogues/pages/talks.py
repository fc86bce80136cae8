"""One's dialogues, opening one, preparing alone, and the page for two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues.actions import signing
from stigar.dialogues.actions import talks as actions
from stigar.dialogues.forms.talks import AgreedForm, ReasonForm, TalkForm
from stigar.dialogues.models import Booking, Talk
from stigar.dialogues.pages.finding import seen, shown, turn_in, while_open
from stigar.dialogues.pages.places import places
from stigar.dialogues.queries.attached import going_on, project_called
from stigar.dialogues.queries.goals import own_goals
from stigar.dialogues.queries.meetings import in_words
from stigar.dialogues.queries.talks import TalkShown, own_talks, talk_shown
from stigar.dialogues.queries.templates import blocks_of, offered
from stigar.dialogues.queries.worth import may_answer
from stigar.dialogues.rules import may_hold_rounds
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit
from stigar.levels.rules import grounds
from stigar.people.queries.leading import first_led, manager_of
from stigar.people.rules import may_here, visible_colleagues


@login_required
@require_safe
def talks(request: Visit) -> HttpResponse:
    """One's dialogues, what one has promised, and the people one leads to begin one with."""
    own = own_talks(request.viewer, today=request.today)
    zone = request.viewer.organisation.time_zone
    given = {
        "talks": own,
        "others": [(row, _meets(row, zone)) for row in own.mine[1:]],
        "theirs": [(row, _meets(row, zone)) for row in sorted(own.theirs, key=_soonest)],
        "situations": Talk.SITUATIONS,
        "rounds": {row.round_id: row.round for row in own.theirs if row.round_id}.values(),
        "holds_rounds": may_hold_rounds(request.viewer, today=request.today)
        or may_here(request.viewer, "see coverage of dialogues", today=request.today),
        "led": first_led(request.viewer, today=request.today),
        "goals": own_goals(request.viewer, today=request.today),
        "manager": manager_of(request.viewer, today=request.today),
        "places": places(request),
    }
    return render(request, "dialogues/talks.html", given)


def _meets(row: Talk, time_zone: str) -> str:
    """When the two meet, in words; nothing when they have not said."""
    booking = _booked(row)
    return in_words(booking.begins, booking.minutes, time_zone) if booking else ""


def _booked(row: Talk) -> Booking | None:
    booking: Booking | None = getattr(row, "booking", None)
    return booking if booking and booking.uid and not booking.cancelled_at else None


def _soonest(row: Talk) -> tuple[int, str, str]:
    """Those that can be held come first, as they are booked; then those the reader prepares, then those that wait for the other."""
    booking = _booked(row)
    step = 0 if row.revealed_at else 2 if vars(row)["handed_in"] else 1
    return step, booking.begins.isoformat() if booking else "~", row.person.order_sv


@login_required
def new(request: Visit, person: UUID) -> HttpResponse:
    """Open a dialogue: what kind, and in which language. One that starts from something special begins in ``pages.starting``."""
    viewer, today = request.viewer, request.today
    who = get_object_or_404(visible_colleagues(viewer, today=today), pk=person)
    if not grounds(viewer, who, today=today) & actions.MAY_OPEN:
        raise Refused("open a dialogue")
    reviewer = manager_of(who, today=today)
    templates = offered(request.LANGUAGE_CODE)
    start = {
        "template": templates[0][0],
        "language": who.language or request.LANGUAGE_CODE,
        "about": project_called(viewer, request.GET.get("project", ""), today=today),
    }
    form = TalkForm(request.POST or None, initial=start, templates=templates, today=today)
    if request.method == "POST" and reviewer and form.is_valid():
        told = form.cleaned_data
        made = actions.open_talk(
            person=who, reviewer=reviewer, blocks=blocks_of(told["template"]), language=told["language"],
            due=told["due"], about=told["about"], viewer=viewer, today=today,
        )  # fmt: skip
        return redirect("dialogues:talk", made.pk)
    about = {key: words for key, _name, words in templates}
    given = {
        "person": who, "reviewer": reviewer, "form": form, "about": about, "is_me": who.pk == viewer.pk,
        "going_on": going_on(viewer, today=today),
    }  # fmt: skip
    return render(request, "dialogues/new.html", given, status=422 if form.errors else 200)


@login_required
@require_safe
def talk(request: Visit, talk: UUID) -> HttpResponse:
    """Alone before both have handed in; then the page for two; closed, what both stand for."""
    found = shown(request, talk)
    if not found.revealed:
        return render(request, "dialogues/prepare.html", {"shown": found})
    return room(request, found)


def room(request: Visit, found: TalkShown, *, wrong: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """The page for two: one part at a time; or what both stand for."""
    keys = [block.key for block in found.blocks]
    at = request.GET.get("part", "" if found.closed or wrong else keys[0])  # what went wrong stands at the end
    block = next((one for one in found.blocks if one.key == at), None)
    place = keys.index(block.key) if block else len(keys)
    given = {
        "shown": found, "part": block, "before": keys[place - 1] if place else "", "after": keys[place + 1] if place + 1 < len(keys) else "",
        **({"agreed_form": _agreed_form(found)} if block else _at_the_end(request, found)), **(wrong or {}),
    }  # fmt: skip
    return render(request, "dialogues/room.html", given, status=status)


def _at_the_end(request: Visit, found: TalkShown) -> dict[str, Any]:
    """What both stand for needs more than a part does: the hash of the words that are signed, and the forms."""
    words = signing.words_signed(found.summary, found.agreed, found.goals, found.time)
    digest = signing.digest_of_words(words)
    if found.closed:
        worth = may_answer(found.me, found.row, today=request.today)
        return {"reason_form": ReasonForm(), "worth": worth, "changed_later": bool(found.digests - {digest})}
    return {"digest": digest, "marks": signing.marks_of_words(words), "agreed_form": _agreed_form(found)}


def _agreed_form(found: TalkShown) -> AgreedForm:
    return AgreedForm(people=[(str(one.pk), one.name) for one in (found.me, found.other)])


@login_required
@require_POST
@while_open
def answers(request: Visit, talk: UUID) -> HttpResponse:
    """Save everything on the page; what was written elsewhere meanwhile is shown beside, and nothing is lost."""
    row = seen(request, talk)
    if row.closed_at:
        raise actions.Closed
    try:
        if clashes := _saved(request, row):
            return _both(request, row, clashes)
        messages.success(request, _("Saved. Only you can read it."))
    except actions.HandedIn:
        messages.info(request, _("You have handed in already. Take it back to change it."))
    return redirect("dialogues:talk", row.pk)


def _saved(request: Visit, row: Talk) -> dict[str, Any]:
    """Save what stands in the fields; gives the questions where something newer was saved elsewhere, with both texts."""
    clashes: dict[str, Any] = {}
    for name in request.POST:
        question, text = name.removeprefix("text-"), request.POST[name]
        turn = _turn(request, f"turn-{question}")
        if question == name or not (turn or text.strip()):
            continue  # not a question's field, or nothing was there and nothing was written
        try:
            actions.save_answer(
                talk=row, question=question, text=text, turn=turn, viewer=request.viewer, today=request.today
            )
        except actions.NewerElsewhere as newer:
            clashes[question] = (newer.theirs, text)
    return clashes


def _both(request: Visit, row: Talk, clashes: dict[str, Any]) -> HttpResponse:
    given = {"shown": talk_shown(row, viewer=request.viewer), "clashes": clashes}
    return render(request, "dialogues/prepare.html", given, status=409)


@login_required
@require_POST
def answer(request: Visit, talk: UUID) -> JsonResponse:
    """Save one answer while it is written: ``{"turn": n}``, or 409 with what is saved and its turn."""
    row = seen(request, talk)
    try:
        kept = actions.save_answer(
            talk=row, question=request.POST.get("question", ""), text=request.POST.get("text", ""), turn=_turn(request, "turn"),
            viewer=request.viewer, today=request.today,
        )  # fmt: skip
    except actions.NewerElsewhere as newer:
        return JsonResponse({"turn": newer.theirs.turn, "theirs": newer.theirs.text}, status=409)
    except actions.HandedIn:
        return JsonResponse({"said": _("You have handed in already. Take it back to change it.")}, status=423)
    except actions.Closed:
        return JsonResponse({"said": _("The dialogue is closed. It can be opened again with a reason.")}, status=423)
    return JsonResponse({"turn": kept.turn})


@login_required
@require_POST
@while_open
def preparation(request: Visit, talk: UUID) -> HttpResponse:
    """Hand in one's preparation, with what stands in the fields just now."""
    row = seen(request, talk)
    try:
        if clashes := _saved(request, row):
            return _both(request, row, clashes)
        now = actions.hand_in(talk=row, viewer=request.viewer, today=request.today)
        words = (
            _("You both see both preparations now.")
            if now.revealed_at
            else _("Handed in. You both see both preparations when the other has handed in too.")
        )
        messages.success(request, words)
    except actions.HandedIn:
        messages.info(request, _("You have handed in already."))
    return redirect("dialogues:talk", row.pk)


@login_required
@require_POST
@while_open
def preparation_removal(request: Visit, talk: UUID) -> HttpResponse:
    """Go on preparing."""
    row = seen(request, talk)
    try:
        actions.take_back(talk=row, viewer=request.viewer, today=request.today)
    except actions.HandedIn:
        messages.info(request, _("Both have handed in, so both see both preparations now."))
    return redirect("dialogues:talk", row.pk)


@login_required
@require_POST
@while_open
def language(request: Visit, talk: UUID) -> HttpResponse:
    """The two choose the language of the dialogue."""
    row = seen(request, talk)
    actions.choose_language(
        talk=row, language=request.POST.get("language", ""), viewer=request.viewer, today=request.today
    )
    return redirect("dialogues:talk", row.pk)


def _turn(request: Visit, name: str) -> int:
    return turn_in(request.POST.get(name, "0"))
