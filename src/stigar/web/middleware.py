"""At the door: a safe answer, the visitor's language, and the visitor's own organisation opened for the visit.

What a visitor may not see answers exactly like what is not there. A login that is nobody here today is shown out.
"""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control

from stigar.foundation import clock
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import at_one_glance, inside
from stigar.people.queries import token_viewer, viewer_of

Answer = Callable[[HttpRequest], HttpResponse]
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
LANGUAGES = {code for code, _ in settings.LANGUAGES}
MACHINES = "/api/"
READING = ("GET", "HEAD")
OPEN_TO_NOBODY = ("/invitation/", "/language/", "/scheme/")  # what a login may do before it is a person here


class SafeAnswer:
    """Headers that keep an answer from being misused: strict content policy, and nothing personal in any cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class Speak:
    """The language of the visit: chosen on the login, else in the cookie, else what the browser asks for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Door:
    """Finds out who visits, and opens that person's organisation for the length of the visit, and no other."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        machine = request.path.startswith(MACHINES)
        request.viewer = viewer = _token_owner(request) if machine else _visitor(request)  # type: ignore[attr-defined]
        if viewer is None:
            return self._without_a_person(request, machine)
        request.today = clock.today(viewer.organisation.time_zone)  # type: ignore[attr-defined]
        with inside(viewer.organisation_id), at_one_glance(request.method in READING):
            return self._in_their_language(request, viewer) if machine else self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refused and missing are one answer."""
        return response_for_exception(request, Http404()) if isinstance(exception, Refused) else None

    def _without_a_person(self, request: HttpRequest, machine: bool) -> HttpResponse:
        if machine or not request.user.is_authenticated or request.path.startswith(OPEN_TO_NOBODY):
            return self.get_response(request)
        logout(request)
        return render(request, "web/nobody.html", status=403)

    def _in_their_language(self, request: HttpRequest, viewer) -> HttpResponse:  # type: ignore[no-untyped-def]
        chosen = viewer.identity.language if viewer.identity else ""
        with translation.override(chosen or viewer.language or viewer.organisation.language):
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language()
        return response


def _visitor(request: HttpRequest):  # type: ignore[no-untyped-def]  # a Person: the door may not name the model
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get("organisation")
    return viewer_of(request.user, UUID(chosen) if chosen else None, today=clock.today())


def _token_owner(request: HttpRequest):  # type: ignore[no-untyped-def]  # a Person: the door may not name the model
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return token_viewer(key.strip(), today=clock.today()) if scheme.lower() == "bearer" and key else None
