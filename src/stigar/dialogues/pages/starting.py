"""Where a dialogue begins: the six situations, and what each of them opens, told before the dialogue is made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.dialogues.actions import talks as actions
from stigar.dialogues.forms.talks import TalkForm
from stigar.dialogues.models import Talk
from stigar.dialogues.queries import situations as queries
from stigar.dialogues.queries.attached import going_on
from stigar.dialogues.queries.templates import blocks_of, offered
from stigar.foundation import journal
from stigar.foundation.policy import Refused, may
from stigar.foundation.tenancy import Visit
from stigar.levels.rules import somebody
from stigar.people.queries.leading import manager_of
from stigar.profiles.queries.profiles.asking import Asking

SITUATIONS = dict(Talk.SITUATIONS)
SEES = "see a person's levels"


@login_required
@require_safe
def situations(request: Visit, person: UUID) -> HttpResponse:
    """The six, to choose among."""
    who, _sees = _who(request, person)
    told = [(key, words, queries.told_of(key, request.LANGUAGE_CODE)) for key, words in Talk.SITUATIONS]
    given = {"person": who, "is_me": who.pk == request.viewer.pk, "situations": told}
    return render(request, "dialogues/situations.html", given)


@login_required
def situation(request: Visit, person: UUID, situation: str) -> HttpResponse:
    """One of them: against which profile, what stands out, which questions, what to try; and the dialogue that begins there."""
    if situation not in SITUATIONS:
        raise Http404
    viewer, today = request.viewer, request.today
    who, sees = _who(request, person)
    chosen = _chosen(request.POST.get("profile") or request.GET.get("profile", ""))
    roles = queries.roles_to_grow_into(who, viewer=viewer, sees=sees, today=today) if situation == Talk.GROW else []
    if chosen not in [one for one, _wanted in roles]:
        chosen = None
    start = queries.start(
        situation, who, viewer=viewer, chosen=chosen, sees=sees, language=request.LANGUAGE_CODE, today=today
    )
    if sees and who.pk != viewer.pk:
        journal.look(viewer, gettext_noop("saw the levels"), who, about=who.pk)
    if situation == Talk.GROW and chosen is None:
        given = {"person": who, "situation": situation, "words": SITUATIONS[situation], "start": start, "roles": roles}
        return render(request, "dialogues/situation_role.html", given)
    return _page(request, who, start, chosen)


def _page(request: Visit, who: Any, start: queries.Start, chosen: Asking | None) -> HttpResponse:
    """What it opens, and the form; sent, the dialogue is made with its questions first."""
    viewer, today = request.viewer, request.today
    reviewer, templates = manager_of(who, today=today), offered(request.LANGUAGE_CODE)
    first = {"template": templates[0][0], "language": who.language or request.LANGUAGE_CODE}
    form = TalkForm(request.POST or None, initial=first, templates=templates, today=today)
    block = queries.block_of(start)
    if request.method == "POST" and reviewer and form.is_valid():
        told = form.cleaned_data
        made = actions.open_talk(
            person=who, reviewer=reviewer, blocks=[block, *blocks_of(told["template"])], language=told["language"],
            situation=start.situation, due=told["due"], about=told["about"], viewer=viewer, today=today,
        )  # fmt: skip
        return redirect("dialogues:talk", made.pk)
    spoken = {"name": who.given, "language": request.LANGUAGE_CODE}
    given = {
        "person": who, "reviewer": reviewer, "start": start, "form": form, "chosen": chosen, "words": SITUATIONS[start.situation],
        "is_me": who.pk == viewer.pk, "to_person": queries.put_to(block, to_me=True, **spoken),
        "to_reviewer": queries.put_to(block, to_me=False, **spoken), "going_on": going_on(viewer, today=today),
    }  # fmt: skip
    return render(request, "dialogues/situation.html", given, status=422 if form.errors else 200)


def _who(request: Visit, key: UUID) -> tuple[Any, bool]:
    """Somebody the visitor may begin a dialogue with or for, and whether they may see that person's levels."""
    found = somebody(request.viewer, key, today=request.today)
    if found is None:
        raise Http404
    who, towards = found
    if not towards & actions.MAY_OPEN:
        raise Refused("open a dialogue")
    return who, may(SEES, towards)


def _chosen(told: str) -> Asking | None:
    try:
        key = UUID(told)
    except ValueError:
        return None
    return queries.profile_to_grow_into(key)
