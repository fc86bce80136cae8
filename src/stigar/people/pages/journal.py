"""The auditor's page: everything that was done or looked at, by whom and when; never what was written."""

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET

from stigar.foundation import journal as lines
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.forms.accounts import JournalForm
from stigar.people.queries import journal as queries

ON_A_PAGE = 50
VERBS_SECONDS = 300


@login_required
@require_GET
def journal(request: Visit) -> HttpResponse:
    """The journal, newest first, by time, person and what was done. Reading it is written down too."""
    viewer = request.viewer
    demand("see the journal", rules.grounds(viewer, today=request.today))
    verbs = cache.get_or_set(f"verbs-{viewer.organisation_id}", queries.verbs, VERBS_SECONDS) or []
    form = JournalForm(request.GET, verbs=sorted((verb, gettext(verb)) for verb in verbs))
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.between(
        rules.visible_journal(viewer, today=request.today), first=asked.get("first"), last=asked.get("last"),
        time_zone=viewer.organisation.time_zone,
    )  # fmt: skip
    if asked.get("person"):
        found = queries.by_or_about(found, asked["person"])
    if asked.get("verb"):
        found = found.filter(verb=asked["verb"])
    page = Paginator(found.order_by("-at", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    told = queries.told(page.object_list)
    lines.look(viewer, gettext_noop("read the journal"), viewer.organisation, about=None)
    return render(request, "people/journal.html", {"form": form, "page": page, "lines": told})
