"""The administrator's pages: who has a login, who is invited, who has which duty, and the organisation's settings."""

import uuid
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from stigar.foundation import jobs, journal
from stigar.foundation.models import Errand
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.actions import accounts as actions
from stigar.people.actions import duties as duty_actions
from stigar.people.actions.settings import change_settings
from stigar.people.forms.accounts import DutyForm, SettingsForm
from stigar.people.models import Duty, Person, Unit
from stigar.people.queries import accounts as queries

ON_A_PAGE = 50
STATE_WORDS = {
    queries.LOGIN: gettext_lazy("Has a login"),
    queries.INVITED: gettext_lazy("Invited"),
    queries.OUTSIDE: gettext_lazy("Not invited"),
    queries.ADDRESSLESS: gettext_lazy("Has no e-mail address"),
    queries.CLOSED: gettext_lazy("Login closed"),
}
STATE_TONES = {queries.LOGIN: "good", queries.INVITED: "second", queries.CLOSED: "wrong"}


@login_required
@require_GET
def accounts(request: Visit) -> HttpResponse:
    """Everyone, with where their login stands."""
    demand("manage accounts", rules.grounds(request.viewer, today=request.today))
    persons = rules.visible_accounts(request.viewer, today=request.today)
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    found = Paginator(queries.found_accounts(persons, text=text, state=state), ON_A_PAGE)
    narrowed = bool(text or state or "page" in request.GET)
    counts = (
        {} if narrowed else queries.counts_by_state(today=request.today)
    )  # the dear question, only where it is shown
    if counts:
        found.count = sum(counts.values())
    page = found.get_page(request.GET.get("page"))
    rows = [
        (account, *_word_and_tone(account.state), _day(account)) for account in queries.with_states(page.object_list)
    ]
    journal.look(request.viewer, gettext_noop("saw the list of logins"), request.viewer.organisation, about=None)
    return render(request, "people/accounts.html", {
        "page": page, "rows": rows, "q": text, "state": state, "counts": counts,
        "requests": rules.requests_for_erasure(request.viewer, today=request.today)[:50],
        "states": [(key, STATE_WORDS[key], counts.get(key)) for key in queries.STATES],
    })  # fmt: skip


@login_required
@require_GET
def account(request: Visit, person: uuid.UUID) -> HttpResponse:
    """One person's login and duties."""
    found = _found(request, person)
    journal.look(request.viewer, gettext_noop("saw somebody's login"), found, about=found.pk)
    return render(request, "people/account.html", _about(request, found, DutyForm()))


@login_required
@require_POST
def invitations(request: Visit) -> HttpResponse:
    """Invite the chosen, or everyone who is not invited yet, in the background."""
    persons = rules.visible_accounts(request.viewer, today=request.today)
    chosen = queries.to_invite(persons) if request.POST.get("everyone") else _ids(request.POST.getlist("person"))
    asked = actions.ask_to_invite(people=chosen, viewer=request.viewer, today=request.today)
    return redirect("people:sending", asked.pk)


@login_required
@require_GET
def sending(request: Visit, errand: uuid.UUID) -> HttpResponse:
    """How far the letters have come."""
    demand("manage accounts", rules.grounds(request.viewer, today=request.today))
    asked = get_object_or_404(Errand, pk=errand, kind="people.invite")
    done, total, _stage = jobs.progress(asked)
    known = {
        "asked": asked, "part": done / total if total else None, "done": bool(asked.ended_at), "result": asked.result,
        "address": reverse("people:sending", args=[asked.pk]),
        "wrong": _("The letters could not be sent. Try again.") if asked.fault else "",
    }  # fmt: skip
    fragment = "HX-Request" in request.headers and not asked.ended_at
    response = render(request, "people/sending_progress.html" if fragment else "people/sending.html", known)
    if "HX-Request" in request.headers and asked.ended_at:
        response = HttpResponse(headers={"HX-Redirect": known["address"]})
    return response


@login_required
@require_POST
def invitation_of(request: Visit, person: uuid.UUID) -> HttpResponse:
    """Send one person a letter."""
    found = _found(request, person)
    try:
        actions.invite_person(person=found, viewer=request.viewer, today=request.today)
    except actions.CannotBeInvited:
        messages.error(request, _("This person cannot be invited: a login, no address, or no longer employed."))
    except actions.LetterNotSent:
        messages.error(request, _("The mail server did not take the letter. Nothing was recorded; try again later."))
    else:
        messages.success(request, _("The invitation has been sent to %(address)s.") % {"address": found.email})
    return redirect("people:account", found.pk)


@login_required
@require_POST
def closing(request: Visit, person: uuid.UUID) -> HttpResponse:
    """Close a login; undo opens it again."""
    found = _found(request, person)
    actions.close_login(person=found, viewer=request.viewer, today=request.today)
    undo = reverse("people:opening", args=[found.pk])
    messages.success(request, _("%(name)s has been logged out everywhere.") % {"name": found.name}, f"undo:{undo}")
    return redirect("people:account", found.pk)


@login_required
@require_POST
def opening(request: Visit, person: uuid.UUID) -> HttpResponse:
    """Open a login again."""
    found = _found(request, person)
    actions.open_login(person=found, viewer=request.viewer, today=request.today)
    messages.success(request, _("%(name)s can log in again.") % {"name": found.name})
    return redirect("people:account", found.pk)


@login_required
@require_POST
def duties(request: Visit, person: uuid.UUID) -> HttpResponse:
    """Give a duty."""
    found = _found(request, person)
    form = DutyForm(request.POST)
    if not form.is_valid():
        return render(request, "people/account.html", _about(request, found, form), status=422)
    unit: Unit | None = form.cleaned_data["unit"]
    with suppress(duty_actions.HasItAlready):
        duty_actions.give_duty(
            person=found, kind=form.cleaned_data["kind"], unit=unit, viewer=request.viewer, today=request.today
        )
    return redirect("people:account", found.pk)


@login_required
@require_POST
def duty_end(request: Visit, person: uuid.UUID, duty: uuid.UUID) -> HttpResponse:
    """Take a duty back."""
    found = _found(request, person)
    held = get_object_or_404(Duty.objects.standing(request.today), person=found, pk=duty)
    try:
        duty_actions.take_duty(duty=held, viewer=request.viewer, today=request.today)
    except duty_actions.LastAdministrator:
        messages.error(request, _("Somebody has to be administrator. Give the duty to a colleague first."))
    return redirect("people:account", found.pk)


@login_required
def settings(request: Visit) -> HttpResponse:
    """The organisation's name, language and clock."""
    demand("manage settings", rules.grounds(request.viewer, today=request.today))
    organisation = request.viewer.organisation
    now = {"name": organisation.name, "language": organisation.language, "time_zone": organisation.time_zone}
    form = SettingsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        change_settings(**form.cleaned_data, viewer=request.viewer, today=request.today)
        messages.success(request, _("Saved."))
        return redirect("people:settings")
    return render(request, "people/settings.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: Visit, person: uuid.UUID) -> Person:
    persons = rules.visible_accounts(request.viewer, today=request.today).select_related("organisation", "identity")
    return get_object_or_404(persons, pk=person)


def _about(request: Visit, person: Person, form: DutyForm) -> dict[str, object]:
    account = queries.with_states([person])[0]
    state_word, tone = _word_and_tone(account.state)
    words = dict(Duty.KINDS)
    held = [(duty, words[duty.kind]) for duty in queries.duties_of(person, today=request.today)]
    return {
        "person": person, "account": account, "state_word": state_word, "tone": tone,
        "form": form, "duties": held, "is_oneself": person == request.viewer,
        "ending": queries.tokens_ending(person, today=request.today),
    }  # fmt: skip


def _word_and_tone(state: str) -> tuple[Any, str]:
    return STATE_WORDS[state], STATE_TONES.get(state, "")


def _day(account: queries.Account) -> str:
    """When a letter that is waiting went out."""
    waiting = account.state == queries.INVITED and account.invited_at
    return date_format(localtime(waiting), "SHORT_DATE_FORMAT") if waiting else ""


def _ids(texts: list[str]) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None
