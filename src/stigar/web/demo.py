"""The demo's own pages: anyone looks through anyone's eyes, and reads the letters that would have been sent."""

import uuid
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from stigar.people.queries import demo_visitor
from stigar.web.choices import back
from stigar.web.letters import kept_letters

Page = Callable[[HttpRequest], HttpResponse]


def only_in_the_demo(page: Page) -> Page:
    """Outside the demo the page is not there."""

    @wraps(page)
    def shown(request: HttpRequest) -> HttpResponse:
        if not settings.STIGAR.demo:
            raise Http404
        return page(request)

    return shown


@only_in_the_demo
@require_POST
def visitors(request: HttpRequest) -> HttpResponse:
    """Become one of the cast: only those who are listed, only in an organisation that is a demonstration."""
    identity = demo_visitor(_key(request.POST.get("person", "")))
    if identity is None:
        raise Http404
    request.session.flush()
    login(request, identity, backend=settings.AUTHENTICATION_BACKENDS[0])
    return back(request) if request.POST.get("next") else redirect("home")


@only_in_the_demo
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters, newest first, as their receivers would read them."""
    letters = kept_letters(Path(settings.EMAIL_FILE_PATH))
    return render(request, "web/outbox.html", {"letters": letters})


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
