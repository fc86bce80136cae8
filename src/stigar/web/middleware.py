"""At the door: a safe answer, the visitor's language, and the visitor's own organisation opened for the visit."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.people.queries import token_viewer, viewer_of

Answer = Callable[[HttpRequest], HttpResponse]
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
LANGUAGES = {code for code, _ in settings.LANGUAGES}


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
        request.viewer = viewer = _visitor(request)  # type: ignore[attr-defined]
        if viewer is None:
            return self.get_response(request)
        request.today = clock.today(viewer.organisation.time_zone)  # type: ignore[attr-defined]
        with inside(viewer.organisation_id):
            return self.get_response(request)


def _visitor(request: HttpRequest):  # type: ignore[no-untyped-def]  # a Person: the door may not name the model
    if request.path.startswith("/api/"):
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        return token_viewer(key.strip(), today=clock.today()) if scheme.lower() == "bearer" and key else None
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get("organisation")
    return viewer_of(request.user, UUID(chosen) if chosen else None, today=clock.today())
