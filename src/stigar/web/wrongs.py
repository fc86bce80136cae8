"""The one shape of an error to a machine: ``{"error": {"code", "message", ...}}``, the message in the token owner's language."""

from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def wrong(status: int, code: str, message: str, **more: Any) -> HttpResponse:
    """An error as a machine gets it.

    >>> wrong(404, "not_found", "There is nothing here.").content
    b'{"error": {"code": "not_found", "message": "There is nothing here."}}'
    """
    body = {"error": {"code": code, "message": message, **more}}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def missing() -> HttpResponse:
    """Not there, or not for you: the same answer."""
    return wrong(404, "not_found", _("There is nothing here for you."))


def unknown() -> HttpResponse:
    """No token, or one that does not stand."""
    response = wrong(401, "no_token", _("Send a token that stands: Authorization: Bearer <token>."))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def outlived(last_day: date) -> HttpResponse:
    """A token whose last day has been."""
    words = _("The last day of this token was %(day)s. Make a new one on the page about tokens for programs.")
    message = words % {"day": date_format(last_day)}
    response = wrong(401, "token_ended", message, last_day=last_day.isoformat())
    response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def field_words(fault: dict[str, Any]) -> str:
    """What is wrong with one field, in words; ``fault`` is pydantic's."""
    limits = fault.get("ctx") or {}
    words = {
        "missing": _("This must be given."),
        "string_too_long": _("At most %(max_length)s characters."),
        "string_too_short": _("At least %(min_length)s characters."),
        "string_type": _("This must be text."),
        "greater_than_equal": _("This must be %(ge)s or more."),
        "less_than_equal": _("This must be %(le)s or less."),
        "extra_forbidden": _("There is no such field."),
    }.get(fault["type"], _("This value cannot be read."))
    return words % limits if limits else words
