"""The directory, one person, and the units as a tree."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.people import queries, rules
from stigar.people.queries import directory as asked
from stigar.people.queries import everyone

PAGE = 50


@login_required
def directory(request: Visit) -> HttpResponse:
    """Everyone who works here today, with choice of unit; a search by name also finds, for HR, who has left or will start."""
    rules.demand_here(request.viewer, "see the directory", today=request.today)
    viewer, words, tree = request.viewer, request.GET.get("q", "").strip(), queries.tree()
    unit = next((row for row in tree if str(row.id) == request.GET.get("unit")), None)
    found = everyone.found(
        words=words, unit=unit.id if unit else None,
        also_gone=bool(words) and rules.may_see_gone(viewer, today=request.today),
        numbered=partial(rules.visible_details, viewer, today=request.today), language=get_language() or "en", today=request.today,
    )  # fmt: skip
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    imports = rules.may_here(viewer, "import people", today=request.today)
    return render(
        request,
        "people/directory.html",
        {
            "page": page,
            "units": tree,
            "unit": unit,
            "words": words,
            "imports": imports,
            "numbered": rules.may_find_by_number(viewer, today=request.today),
        },
    )


@login_required
def person(request: Visit, person_id: UUID) -> HttpResponse:
    """One person: what colleagues see; and the details for the person, the manager today and HR in scope, which is written down."""
    shown = get_object_or_404(
        asked.with_work(rules.visible_colleagues(request.viewer, today=request.today), today=request.today),
        pk=person_id,
    )
    details = rules.may_see_details(request.viewer, shown, today=request.today)
    if details:
        journal.look(request.viewer, _("saw the personal details"), shown, about=shown.pk)
    positions = asked.positions(shown)
    return render(
        request,
        "people/person.html",
        {
            "person": shown,
            "lead": ", ".join(word for word in (shown.role_title, shown.unit_name) if word),
            "details": details,
            "current": [position for position in positions if position.stands(request.today)],
            "positions": positions if details else [],
            "led": asked.people_led(shown, today=request.today),
            "duties": asked.duties(shown, today=request.today),
            "is_me": shown.pk == request.viewer.pk,
        },
    )


@login_required
def units(request: Visit) -> HttpResponse:
    """The units as a tree, with how many people each has with its parts."""
    rules.demand_here(request.viewer, "see the directory", today=request.today)
    tree = queries.tree()
    people = queries.with_parts(tree, asked.unit_headcounts(today=request.today))
    rows = [(row, people[row.id]) for row in tree]
    return render(request, "people/units.html", {"rows": rows})
