"""Certificates of one person: what there is, until when it holds, told of, seen by the manager, renewed, taken away and put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import files, journal
from stigar.foundation.policy import Ground, may
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import certificates as actions
from stigar.levels.actions import standing
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.actions.seen import NotToday
from stigar.levels.forms.certificates import CertificateForm, RenewalForm
from stigar.levels.models import Certificate
from stigar.levels.pages import wrong_files
from stigar.levels.pages.places import places
from stigar.levels.queries import certificates as queries
from stigar.levels.queries.asked import wanted_of
from stigar.levels.queries.gaps import names_of
from stigar.levels.queries.plan import competences_in_order
from stigar.levels.queries.standing import levels_there_are
from stigar.people.rules import visible_colleagues


@login_required
@require_safe
def mine(request: Visit) -> HttpResponse:
    """One's own."""
    rules.demand_towards(request.viewer, request.viewer, standing.PAPERS, today=request.today)
    return _page(request, request.viewer)


@login_required
@require_safe
def of_person(request: Visit, person: UUID) -> HttpResponse:
    """Another's, for whoever may see them, which is written down; HR is asked for a reason first."""
    if person == request.viewer.pk:
        return redirect("levels:certificates")
    found = rules.somebody(request.viewer, person, today=request.today)
    if found is None:
        raise Http404
    who, _towards = found
    if not rules.may_see_certificates(request.viewer, who, today=request.today):
        if rules.may_towards(request.viewer, who, "open a person's levels", today=request.today):
            return redirect("levels:person", person)
        raise Http404
    return _page(request, who)


@login_required
def new(request: Visit, person: UUID) -> HttpResponse:
    """Tell of a certificate: one's own, or one that the manager or HR has seen."""
    who = _who(request, person)
    form = CertificateForm(
        request.POST or None, request.FILES or None, competences=competences_in_order(request.LANGUAGE_CODE), levels=_levels(request),
        initial=_asked_for(request, who),
    )  # fmt: skip
    return _form(
        request, who, None, form,
        lambda told: standing.tell_certificate(person=who, viewer=request.viewer, today=request.today, **told),
    )  # fmt: skip


@login_required
def renewal(request: Visit, certificate: UUID) -> HttpResponse:
    """The same certificate for a new time."""
    row = _found(request, certificate)
    form = RenewalForm(request.POST or None, request.FILES or None, initial={"issuer": row.issuer})
    return _form(
        request, row.person, row, form,
        lambda told: actions.renew_certificate(certificate=row, viewer=request.viewer, today=request.today, **told),
    )  # fmt: skip


@login_required
@require_POST
def confirmation(request: Visit, certificate: UUID) -> HttpResponse:
    """The manager or HR has seen it."""
    row = _found(request, certificate)
    standing.confirm_certificate(certificate=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("It is noted that you have seen it."))
    return _back(request, row)


@login_required
@require_POST
def removal(request: Visit, certificate: UUID) -> HttpResponse:
    """Take it away; the way back is in the message."""
    row = _found(request, certificate)
    standing.take_certificate_away(certificate=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:certificate-return", args=[row.pk])
    messages.success(request, _("The certificate is removed."), extra_tags=f"undo:{undo}")
    return _back(request, row)


@login_required
@require_POST
def putting_back(request: Visit, certificate: UUID) -> HttpResponse:
    """Taking it away was a mistake."""
    gone = Certificate.objects.exclude(taken_away=None).select_related("person")
    row = get_object_or_404(gone, pk=certificate)
    if not rules.may_see_certificates(request.viewer, row.person, today=request.today):
        raise Http404
    standing.put_certificate_back(certificate=row, viewer=request.viewer, today=request.today)
    return _back(request, row)


@login_required
@require_safe
def file(request: Visit, certificate: UUID) -> HttpResponse | FileResponse:
    """The file, to be saved and not opened in the page."""
    row = _found(request, certificate)
    if row.upload is None or not files.place(row.upload).exists():
        raise Http404
    if row.person_id != request.viewer.pk:
        journal.look(request.viewer, gettext_noop("saw the certificates"), row.person, about=row.person_id)
    return FileResponse(files.place(row.upload).open("rb"), as_attachment=True, filename=row.upload.file_name)


def _page(request: Visit, who: Any) -> HttpResponse:
    viewer, today, me = request.viewer, request.today, who.pk == request.viewer.pk
    if not me:
        journal.look(viewer, gettext_noop("saw the certificates"), who, about=who.pk)
    towards = rules.grounds(viewer, who, today=today)
    papers = queries.certificates_of(viewer, who, today=today)
    wanted = wanted_of(who, papers, today=today)
    names = names_of({one.row.competence_id for one in papers if one.row.competence_id}, request.LANGUAGE_CODE)
    return render(
        request, "levels/certificates.html",
        {
            "person": who, "is_me": me, "papers": papers, "names": names, "soon": sum(one.state == "ends" and not one.renewed for one in papers),
            "wanted": wanted, "missing": sum(one.state == "missing" for one in wanted),
            "may_tell": may(standing.PAPERS, towards), "may_confirm": may("confirm a certificate", towards) and not me,
            "levels": may("see a person's levels", towards), **(places("levels:certificates") if me else {}),
        },
    )  # fmt: skip


WRONG: dict[type[Exception], tuple[str | None, Callable[[], str]]] = {
    NotToday: ("begins", lambda: _("That day has not come yet. Choose today or an earlier day.")),
    standing.Behind: ("ends", lambda: _("The last day is before the first. Check the two days.")),
    OutsideScale: ("level", lambda: _("That level is not on the scale.")),
    standing.ThereAlready: (None, lambda: _("It has been renewed already.")),
}  # fmt: skip


def _form(
    request: Visit, who: Any, row: Certificate | None, form: RenewalForm, save: Callable[[dict[str, Any]], Certificate]
) -> HttpResponse:
    """The form: shown, or saved; what is wrong stands at its place with nothing lost."""
    if request.method == "POST" and form.is_valid():
        try:
            made = save(form.told())
            messages.success(request, _saved(made, form))
            return _back(request, who)
        except tuple(WRONG) as wrong:
            place, words = WRONG[type(wrong)]
            form.add_error(place, words())
        except wrong_files.WRONG as wrong:
            form.add_error("file", wrong_files.words_of(wrong, request.FILES))
    given = {"form": form, "person": who, "is_me": who.pk == request.viewer.pk, "certificate": row}
    return render(request, "levels/certificate_form.html", given, status=422 if form.errors else 200)


def _saved(made: Certificate, form: RenewalForm) -> str:
    if made.ends and not form.cleaned_data["ends"]:
        told = _("The certificate is saved. It is valid until %(day)s, since the work requires it to be renewed.")
        return told % {"day": date_format(made.ends, "DATE_FORMAT")}
    return _("The certificate is saved.")


def _who(request: Visit, person: UUID) -> Any:
    """The person, for whoever may tell of certificates of theirs."""
    who = get_object_or_404(visible_colleagues(request.viewer, today=request.today), pk=person)
    towards = rules.grounds(request.viewer, who, today=request.today)
    seen = rules.may_see_certificates(request.viewer, who, today=request.today)
    if not seen or not may(standing.PAPERS, towards):
        raise Http404
    return who


def _asked_for(request: Visit, who: Any) -> dict[str, str]:
    """What the one that the person's work asks for is called, where the button beside it was pressed."""
    wanted = request.GET.get("asked")
    some = wanted_of(who, (), today=request.today) if wanted else []
    return next(({"name": one.name} for one in some if str(one.key) == wanted), {})


def _found(request: Visit, certificate: UUID) -> Certificate:
    """One that the viewer may see; whoever may only read gets no further than reading."""
    rows = rules.visible_certificates(request.viewer, today=request.today).select_related("person", "upload")
    row: Certificate = get_object_or_404(rows, pk=certificate)
    reading = request.method in ("GET", "HEAD") and request.path.endswith("/file/")
    towards = rules.grounds(request.viewer, row.person, today=request.today)
    if not reading and not towards & {Ground.SELF, Ground.MANAGER, Ground.HR}:
        raise Http404
    return row


def _levels(request: Visit) -> list[tuple[int, str]]:
    """Levels by number: which of them there are depends on the competence, and is said when it is saved."""
    return [(at, _("level %(level)d") % {"level": at}) for at in levels_there_are(request.LANGUAGE_CODE)]


def _back(request: Visit, of: Any) -> HttpResponse:
    """Where one came from: the list of what ends, or the person's certificates."""
    person = getattr(of, "person_id", of.pk)
    if request.POST.get("from") == "ending":
        return redirect("levels:certificates-ending")
    return redirect(
        "levels:certificates" if person == request.viewer.pk else "levels:certificates-of",
        *([] if person == request.viewer.pk else [person]),
    )
