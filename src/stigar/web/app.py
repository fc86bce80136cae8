"""Stigar on a phone's home screen: what it is called there, and the page it has when there is no connection.

Nothing here knows who visits: what the phone keeps (0125) is the same for everybody, one set in each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.web.middleware import LANGUAGES

if TYPE_CHECKING:
    from django.http import HttpRequest

SPRUCE, MIST = "#1f5a47", "#f3f6f4"
ICONS = (("app-192.png", 192, "any"), ("app-512.png", 512, "any"), ("app-whole-512.png", 512, "maskable"))


@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """The name, the colours and the pictures with which a phone shows it (W3C Web Application Manifest)."""
    with translation.override(_known(language)):
        told = {
            "id": reverse("home"), "name": "Stigar", "short_name": "Stigar", "lang": language, "start_url": reverse("home"), "scope": "/",
            "description": _("What we can, what we need, and the talk about it."), "display": "standalone",
            "background_color": MIST, "theme_color": SPRUCE,
            "icons": [
                {"src": static(f"web/{file}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for file, size, purpose in ICONS
            ],
            "shortcuts": [
                {"name": _("Dialogues"), "url": reverse("dialogues:talks")}, {"name": _("Competence"), "url": reverse("levels:mine")},
            ],
        }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest, language: str) -> HttpResponse:
    """The script that answers when there is no connection; it may answer for every address here (W3C Service Workers)."""
    given = {"page": reverse("app-offline", args=[_known(language)])}
    answer = render(request, "web/worker.js", given, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = "/"
    return answer


@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """The page that is shown without a connection."""
    with translation.override(_known(language)):
        answer = render(request, "web/offline.html", {"viewer": None, "main_places": (), "trusted_places": ()})
        answer.headers["Content-Language"] = language
    return answer


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language
