"""What runs out: certificates of the people one leads, and for HR of those in scope, once it has said why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions.sharing import NoReason, open_certificates
from stigar.levels.queries import certificates as queries
from stigar.people.rules import is_hr_somewhere

WITHIN = (30, 90, 180, 365)
USUAL, ON_A_PAGE, AT_A_TIME = 90, 50, 200


@login_required
@require_safe
def ending(request: Visit) -> HttpResponse:
    """What ends within a time that one chooses."""
    return _page(request, _within(request.GET.get("within", "")))


@login_required
@require_POST
def reasons(request: Visit) -> HttpResponse:
    """HR says why, and sees by name those whose certificates end first; each of them reads the reason."""
    within, why = _within(request.POST.get("within", "")), request.POST.get("why", "")
    _demand(request)
    people = queries.to_open(request.viewer, within=within, most=AT_A_TIME, today=request.today)
    try:
        n = open_certificates(people=people, why=why, viewer=request.viewer, today=request.today)
    except NoReason:
        return _page(
            request, within, wrong=_("Say why in a few words. Those it is about read it."), why=why, status=422
        )
    except Refused:
        messages.info(request, _("No more certificates expire in that time."))
        return redirect(f"{reverse('levels:certificates-ending')}?within={within}")
    words = ngettext("You see %(n)d person today, who reads why.", "You see %(n)d people today, who read why.", n)
    messages.success(request, words % {"n": n})
    return redirect(f"{reverse('levels:certificates-ending')}?within={within}")


def _page(request: Visit, within: int, *, status: int = 200, **more: Any) -> HttpResponse:
    viewer, today, hr = request.viewer, request.today, _demand(request)
    found = queries.ending(viewer, within=within, today=today)
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    papers = [queries.paper(row, today) for row in page]
    shown = {(row.person_id, row.person.name) for row in (*page, *found.unseen)}
    if shown:
        journal.look_once_a_day(viewer, gettext_noop("saw the certificates"), "people.person", shown)
    given = {
        "page": page, "papers": papers, "found": found, "within": within, "hr": hr, "ways": [
            {"href": f"?within={days}", "word": ngettext("%(n)d day", "%(n)d days", days) % {"n": days}, "current": days == within}
            for days in WITHIN
        ],
        **more,
    }  # fmt: skip
    return render(request, "levels/certificates_ending.html", given, status=status)


def _demand(request: Visit) -> bool:
    """Who leads somebody, or is HR somewhere (the answer). For everybody else there is no such page."""
    hr = is_hr_somewhere(request.viewer, today=request.today)
    if not hr and not rules.team(request.viewer, today=request.today).exists():
        raise Http404
    return hr


def _within(told: str) -> int:
    return int(told) if told.isdecimal() and int(told) in WITHIN else USUAL
