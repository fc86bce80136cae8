"""One's own pages: keys for programs, and who has looked."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.actions.oneself import TooManyTokens, make_token, revoke_token
from stigar.people.forms.accounts import TokenForm
from stigar.people.models import Token
from stigar.people.queries.accounts import ENDING_DAYS
from stigar.people.queries.journal import told

ON_A_PAGE = 50


@login_required
def tokens(request: Visit) -> HttpResponse:
    """The keys with which programs act as oneself. A new one is shown once, in the answer that makes it."""
    form = TokenForm(request.POST or None)
    key = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, key = make_token(**form.cleaned_data, viewer=request.viewer, today=request.today)
            form = TokenForm()
        except TooManyTokens:
            form.add_error("name", _("You have 20 tokens. Revoke one that is not used."))
    mine = Token.objects.filter(person=request.viewer).order_by("-made_at")
    rows = [(token, (token.last_day - request.today).days) for token in mine]
    soon = sum(0 <= left <= ENDING_DAYS for _, left in rows)
    known = {"form": form, "key": key, "tokens": rows, "soon": soon, "near": ENDING_DAYS}
    return render(request, "people/tokens.html", known, status=422 if form.errors else 200)


@login_required
@require_POST
def token_end(request: Visit, token: uuid.UUID) -> HttpResponse:
    """Revoke one's own key."""
    found = get_object_or_404(Token, pk=token, person=request.viewer)
    revoke_token(token=found, viewer=request.viewer, today=request.today)
    messages.success(request, _("The token has been revoked and does not work any more."))
    return redirect("people:tokens")


@login_required
@require_GET
def looks(request: Visit) -> HttpResponse:
    """Who has looked at what concerns oneself: who, when, at what and why."""
    found = rules.visible_looks(request.viewer, request.viewer, today=request.today).order_by("-at")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/looks.html", {"page": page, "lines": told(page.object_list)})
