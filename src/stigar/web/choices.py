"""What a visitor chooses for themselves: language, colours, and in which organisation they are just now."""

import uuid
from contextlib import suppress

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.people.actions.oneself import choose_language
from stigar.web.frame import SCHEMES

A_YEAR = 365 * 24 * 3600


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages: in the cookie, and on the login of whoever is logged in."""
    chosen = request.POST.get("language", "")
    response = back(request)
    if chosen in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        if request.user.is_authenticated:
            choose_language(identity=request.user, language=chosen)
    return response


@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device."""
    chosen = request.POST.get("scheme", "")
    response = back(request)
    if chosen in SCHEMES:
        _keep(response, "scheme", chosen)
    return response


@login_required
@require_POST
def world(request: Visit) -> HttpResponse:
    """Go to another of the organisations where this login is a person; an unknown one changes nothing."""
    with suppress(ValueError):
        wanted = uuid.UUID(request.POST.get("organisation", ""))
        if wanted in {key for key, _ in request.viewer.worlds}:
            request.session["organisation"] = str(wanted)
    return redirect("home")


def back(request: HttpRequest) -> HttpResponse:
    """To the page the visitor came from, if it is ours."""
    target = request.POST.get("next", "")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if safe else "front")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=False)
