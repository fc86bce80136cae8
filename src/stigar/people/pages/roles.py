"""The register of roles: every title, which of them are the same work, and what people have decided about that."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.people import queries, rules
from stigar.people.actions import roles as actions
from stigar.people.forms.roles import TitleForm
from stigar.people.queries import variants

PAGE = 100
REASONS = {
    "letters": lazy("only capitals, spaces or commas differ"),
    "diacritics": lazy("only the dots or rings over letters differ"),
    "joined": lazy("the same words, written together or apart"),
    "order": lazy("the same words in another order"),
    "seniority": lazy("only a word for experience differs"),
    "place": lazy("only a place differs"),
    "employment": lazy("only the form of employment differs"),
    "abbreviation": lazy("one is an abbreviation of the other"),
    "spelling": lazy("the same word in Swedish and in Norwegian"),
    "misspelt": lazy("one letter differs, perhaps a slip"),
}


@login_required
def roles(request: Visit) -> HttpResponse:
    """Every role with its variants and how many people have it."""
    rules.demand_here(request.viewer, "see the directory", today=request.today)
    words = request.GET.get("q", "").strip()
    standing = queries.register(today=request.today, language=get_language() or "sv")
    decides = rules.may_here(request.viewer, "decide on roles", today=request.today)
    found = [role for role in standing if words.lower() in " ".join((role.title, *role.variants)).lower()]
    suggested = variants.suggested_merges(today=request.today) if decides else []
    return render(
        request,
        "people/roles.html",
        {
            "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "all": len(standing),
            "words": words,
            "decides": decides,
            "alike": sum(len(one.variants) for one in suggested),
        },
    )


@login_required
def role(request: Visit, role_id: UUID) -> HttpResponse:
    """One role: who has it, its variants, and a new title for it."""
    rules.demand_here(request.viewer, "see the directory", today=request.today)
    row = queries.role_row(role_id, today=request.today)
    if row is None:
        raise Http404
    decides = rules.may_here(request.viewer, "decide on roles", today=request.today)
    form = TitleForm(request.POST or None, initial={"title": row.title})
    if request.method == "POST" and form.is_valid():
        standing = _role(role_id)
        try:
            actions.rename_role(
                role=standing, title=form.cleaned_data["title"], viewer=request.viewer, today=request.today
            )
        except actions.TitleTaken:
            form.add_error("title", _("Another role has this title. Merge the two instead, or choose other words."))
        else:
            messages.success(request, _("The role has a new title."))
            return redirect("people:role", role_id)
    return render(
        request,
        "people/role.html",
        {
            "role": row,
            "form": form,
            "decides": decides,
            "places": queries.places_of_role(role_id, today=request.today),
            "merges": [merge for merge in variants.merges() if merge.kept_id == role_id],
        },
    )


@login_required
def alike(request: Visit) -> HttpResponse:
    """Titles that look like the same work, with the reason; people decide."""
    rules.demand_here(request.viewer, "decide on roles", today=request.today)
    suggestions = [
        (one, [(variant, [REASONS[code] for code in variant.because]) for variant in one.variants])
        for one in variants.suggested_merges(today=request.today)
    ]
    return render(request, "people/alike.html", {"suggestions": suggestions, "merges": variants.merges()})


@login_required
@require_POST
def merges(request: Visit, role_id: UUID) -> HttpResponse:
    """Merge the ticked variants into this role, or say that they are different work."""
    kept, ticked = _role(role_id), variants.roles_among(request.POST.getlist("variant"))
    if not ticked:
        messages.error(request, _("Tick at least one title first."))
    elif request.POST.get("answer") == "different":
        for other in ticked:
            actions.keep_apart(one=kept, other=other, viewer=request.viewer, today=request.today)
        messages.success(request, _("Noted: they are different work, and will not be suggested again."))
    else:
        _merge(request, kept, ticked)
    return redirect("people:alike")


@login_required
@require_POST
def merge_removal(request: Visit) -> HttpResponse:
    """Take merges back: the titles stand as roles of their own again."""
    found = [merge for key in request.POST.getlist("merge") + request.GET.getlist("merge") if (merge := _merge_of(key))]
    if not found:
        raise Http404
    for merge in found:
        actions.undo_merge(merge=merge, viewer=request.viewer, today=request.today)
    messages.success(
        request,
        ngettext("The title is a role of its own again.", "The titles are roles of their own again.", len(found)),
    )
    return redirect("people:alike")


def _merge(request: Visit, kept: object, ticked: list) -> None:  # type: ignore[type-arg]
    try:
        made = actions.merge_roles(kept=kept, variants=ticked, viewer=request.viewer, today=request.today)  # type: ignore[arg-type]
    except actions.NotAVariant:
        messages.error(request, _("One of the titles has been merged meanwhile. Look again, nothing was changed."))
        return
    said = ngettext("%(number)d title now counts as %(kept)s.", "%(number)d titles now count as %(kept)s.", len(made))
    back = reverse("people:merge-removal") + "?" + "&".join(f"merge={merge.pk}" for merge in made)
    messages.success(request, said % {"number": len(made), "kept": kept}, extra_tags=str(format_lazy("undo:{}", back)))


def _role(role_id: UUID):  # type: ignore[no-untyped-def]  # a Role
    found = variants.role_of(role_id)
    if found is None:
        raise Http404
    return found


def _merge_of(key: str):  # type: ignore[no-untyped-def]  # a Merge or None
    try:
        return variants.merge_of(UUID(key))
    except ValueError:
        return None
