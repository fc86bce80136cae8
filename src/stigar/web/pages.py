"""The pages of the front door itself that lead elsewhere, or nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from stigar.foundation.tenancy import Visit


def front(request: Visit) -> HttpResponse:
    """The bare address leads home."""
    return redirect("home")


def nothing(request: HttpRequest, key: str = "") -> HttpResponse:
    """A door of the log-in library that this house does not have: signing up, changing or confirming one's address."""
    raise Http404
