"""The pages of the front door itself: home."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from stigar.foundation.tenancy import Visit


def front(request: Visit) -> HttpResponse:
    """The bare address leads home."""
    return redirect("home")


@login_required
def home(request: Visit) -> HttpResponse:
    """Where things stand, and what to do next."""
    return render(request, "web/home.html")


def nothing(request: HttpRequest) -> HttpResponse:
    """A door of the log-in library that this house does not have: signing up, changing one's address."""
    raise Http404
