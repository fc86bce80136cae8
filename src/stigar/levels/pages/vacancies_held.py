"""Vacancies, for HR and those whom HR has named: opening, changing and ending one, who recruits, and who wants to be considered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import journal
from stigar.foundation.policy import Ground
from stigar.foundation.tenancy import Visit
from stigar.levels.actions import vacancies as actions
from stigar.levels.forms.vacancies import ChangeForm, RecruiterForm, VacancyForm
from stigar.levels.models import Recruiter, Vacancy
from stigar.levels.pages.vacancies import found, lines
from stigar.levels.queries import vacancies as queries
from stigar.levels.queries.sharing import reader_called
from stigar.levels.rules import vacancies as rules
from stigar.people.queries.units import tree
from stigar.people.rules import may_here, units_in_hr_scope

SAW = gettext_noop("saw who wants to be considered for a vacancy")


@login_required
def new(request: Visit) -> HttpResponse:
    """Open one."""
    viewer, today = request.viewer, request.today
    if not rules.holds_vacancies(viewer, today=today):
        raise Http404
    everywhere = may_here(viewer, actions.HOLDS, today=today)
    mine = units_in_hr_scope(viewer, today=today)
    form = VacancyForm(
        request.POST or None, roles=[(str(one.role), one.title) for one in queries.roles_to_open()],
        units=[(str(one.id), one.indented) for one in tree() if everywhere or one.id in mine], everywhere=everywhere,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_vacancy(viewer=viewer, today=today, **form.cleaned_data)
        except actions.NoProfile:
            form.add_error(
                "role",
                _("The role has no approved profile any more. Choose another, or have its profile approved first."),
            )
        except actions.NotSoLong:
            form.add_error("last_day", _("Choose a day from today to a year ahead."))
        else:
            undo = reverse("levels:vacancy-end", args=[made.pk])
            messages.success(request, _("The vacancy is open, and everybody can read it."), extra_tags=f"undo:{undo}")
            return redirect("levels:considered", made.pk)
    return render(request, "levels/vacancy_form.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def change(request: Visit, vacancy: UUID) -> HttpResponse:
    """Change what is told of it, or its last day."""
    row = _held(request, vacancy)
    form = ChangeForm(request.POST or None, initial={"where": row.where, "words": row.words, "last_day": row.last_day})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_vacancy(vacancy=row, viewer=request.viewer, today=request.today, **form.cleaned_data)
        except actions.NotSoLong:
            form.add_error("last_day", _("Choose a day from today to a year ahead."))
        except actions.Ended:
            return _ended(request, row)
        else:
            messages.success(request, _("It is saved."))
            return redirect("levels:vacancy", row.pk)
    return render(request, "levels/vacancy_form.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: Visit, vacancy: UUID) -> HttpResponse:
    """It has ended; the way back is in the message."""
    row = _held(request, vacancy)
    try:
        actions.end_vacancy(vacancy=row, viewer=request.viewer, today=request.today)
    except actions.Ended:
        return _ended(request, row)
    undo = reverse("levels:vacancy-return", args=[row.pk])
    words = _("The vacancy has ended. Nobody sees any more who wanted it, and within two days it is deleted.")
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("levels:vacancies")


@login_required
@require_POST
def putting_back(request: Visit, vacancy: UUID) -> HttpResponse:
    """Ending it was a mistake."""
    row = _held(request, vacancy)
    try:
        actions.go_on(vacancy=row, viewer=request.viewer, today=request.today)
    except actions.Ended:
        return _ended(request, row)
    return redirect("levels:vacancy", row.pk)


@login_required
@require_safe
def considered(request: Visit, vacancy: UUID) -> HttpResponse:
    """Who wants to be considered: those who have all, those who lack one thing, and the others, by name. That it was read is written down."""
    return _page(request, found(request, vacancy))


@login_required
@require_safe
def interested(request: Visit, vacancy: UUID) -> HttpResponse:
    """For HR: who lets HR know that the role interests them, to be asked. Each of them reads that it was looked at."""
    row, viewer, today = found(request, vacancy), request.viewer, request.today
    towards = rules.grounds_in(viewer, row, today=today)
    if Ground.HR not in towards or row.is_over(today):
        raise Http404
    them = queries.mobility(viewer, row, language=request.LANGUAGE_CODE, today=today, towards=towards)
    people = [(one.person_id, one.person.name) for one in them]
    if people:
        journal.look_once_a_day(viewer, gettext_noop("saw the interest in roles"), "people.person", people)
    return render(request, "levels/vacancy_interested.html", {"row": row, "interested": them, "wants_it": row.wants})


@login_required
@require_POST
def recruiters(request: Visit, vacancy: UUID) -> HttpResponse:
    """Name somebody to recruit."""
    row, form = _held(request, vacancy), RecruiterForm(request.POST)
    who = reader_called(request.viewer, form.cleaned_data["email"], today=request.today) if form.is_valid() else None
    if who is None:
        if not form.errors:
            form.add_error("email", _("Nobody else here has that e-mail address."))
        return _page(request, found(request, vacancy), form=form, status=422)
    try:
        made = actions.name_recruiter(vacancy=row, person=who, viewer=request.viewer, today=request.today)
    except actions.NamedAlready:
        form.add_error("email", _("They are named already."))
    except actions.WantsIt:
        form.add_error("email", _("They want to be considered themself, so they cannot recruit to it."))
    except actions.Ended:
        return _ended(request, row)
    else:
        undo = reverse("levels:recruiter-removal", args=[row.pk, made.pk])
        words = _("%(name)s sees those who say yes from now on.") % {"name": who.name}
        messages.success(request, words, extra_tags=f"undo:{undo}")
        return redirect("levels:considered", row.pk)
    return _page(request, found(request, vacancy), form=form, status=422)


@login_required
@require_POST
def recruiter_removal(request: Visit, vacancy: UUID, recruiter: UUID) -> HttpResponse:
    """They recruit no more."""
    row, one = _recruiter(request, vacancy, recruiter)
    try:
        actions.name_no_more(recruiter=one, viewer=request.viewer, today=request.today)
    except actions.Ended:
        return _ended(request, row)
    undo = reverse("levels:recruiter-return", args=[vacancy, recruiter])
    messages.success(
        request, _("%(name)s can no longer see it.") % {"name": one.person.name}, extra_tags=f"undo:{undo}"
    )
    return redirect("levels:considered", row.pk)


@login_required
@require_POST
def recruiter_return(request: Visit, vacancy: UUID, recruiter: UUID) -> HttpResponse:
    """That they recruit no more was a mistake."""
    row, one = _recruiter(request, vacancy, recruiter)
    try:
        actions.name_again(recruiter=one, viewer=request.viewer, today=request.today)
    except actions.Ended:
        return _ended(request, row)
    return redirect("levels:considered", row.pk)


def _page(request: Visit, row: Any, *, form: RecruiterForm | None = None, status: int = 200) -> HttpResponse:
    viewer, today, language = request.viewer, request.today, request.LANGUAGE_CODE
    towards = rules.grounds_in(viewer, row, today=today)
    if not towards & {Ground.HR, Ground.RECRUITER}:
        raise Http404
    holds = Ground.HR in towards
    asking, required, changed = queries.asked_for(row, language=language)
    asked = request.GET.get("page", "")
    seen = queries.considered(
        viewer,
        row,
        required,
        language=language,
        today=today,
        towards=towards,
        page=int(asked[:6]) if asked.isdecimal() else 1,
    )
    people = [(one.person.pk, one.person.name) for one in seen]
    if people:
        journal.look_once_a_day(viewer, SAW, "people.person", people)
    given = {
        "row": row, "asking": asking, "changed": changed, "wanting": seen.count, "asked": len(required),
        "page": Paginator(range(seen.count), queries.ON_A_PAGE).get_page(seen.page),
        "sets": [[_shown(one) for one in some] for some in (seen.all, seen.but_one, seen.others)],
        "holds": holds, "wants_it": Ground.SELF in towards, "over": row.is_over(today),
        "open": row.is_open(today), "recruiters": queries.recruiters_of(row, today=today), "form": form or RecruiterForm(),
    }  # fmt: skip
    return render(request, "levels/considered.html", given, status=status)


def _shown(one: Any) -> dict[str, Any]:
    return {"who": one, "lines": lines(one.stands), "missing": lines(one.missing)}


def _ended(request: Visit, row: Vacancy) -> HttpResponse:
    """Somebody else was quicker, or its time is up."""
    messages.info(request, _("It has ended already, or goes on again. This is how it stands."))
    return redirect("levels:vacancy", row.pk)


def _held(request: Visit, vacancy: UUID) -> Vacancy:
    rows = rules.held_vacancies(request.viewer, today=request.today).select_related("role")
    row: Vacancy = get_object_or_404(rows, pk=vacancy)
    return row


def _recruiter(request: Visit, vacancy: UUID, recruiter: UUID) -> tuple[Vacancy, Recruiter]:
    row = _held(request, vacancy)
    one: Recruiter = get_object_or_404(Recruiter.objects.select_related("person", "vacancy"), pk=recruiter, vacancy=row)
    return row, one
