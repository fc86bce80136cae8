"""Finding a dialogue through the viewer, and what every page of it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from stigar.dialogues import rules
from stigar.dialogues.actions.talks import Closed
from stigar.dialogues.models import Round, Talk
from stigar.dialogues.queries.talks import TalkShown, one_talk, talk_shown
from stigar.foundation.tenancy import Visit

Given = ParamSpec("Given")


def while_open(
    page: Callable[Concatenate[Visit, UUID, Given], HttpResponse],
) -> Callable[Concatenate[Visit, UUID, Given], HttpResponse]:
    """A page that writes in a dialogue: when it was closed meanwhile, that is said and nothing is written."""

    @wraps(page)
    def kept(request: Visit, talk: UUID, *given: Given.args, **more: Given.kwargs) -> HttpResponse:
        try:
            return page(request, talk, *given, **more)
        except Closed:
            messages.info(request, _("The dialogue is closed. It can be opened again with a reason."))
            return redirect("dialogues:talk", talk)

    return kept


def seen(request: Visit, key: UUID) -> Talk:
    """The dialogue, if the visitor is one of the two today."""
    found = one_talk.first(request.viewer, key, today=request.today)
    if found is None:
        raise Http404
    return found


def shown(request: Visit, key: UUID) -> TalkShown:
    """The same, with everything the visitor may see of it."""
    return talk_shown(seen(request, key), viewer=request.viewer)


def found_round(request: Visit, key: UUID) -> Round:
    """The round, if the visitor holds rounds."""
    rows = rules.visible_rounds(request.viewer, today=request.today).select_related("template", "organisation")
    row: Round = get_object_or_404(rows, pk=key)
    return row


def followed_round(request: Visit, key: UUID) -> Round | None:
    """The round, if the visitor holds it or answers as HR for somebody in it."""
    rows = rules.followed_rounds(request.viewer, today=request.today).select_related("template", "organisation")
    row: Round | None = rows.filter(pk=key).first()
    return row


def turn_in(told: str) -> int:
    """The turn that a form was shown with; 0 for whatever is no number of ours."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
