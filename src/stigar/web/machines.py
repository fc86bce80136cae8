"""How programs talk to Stigar: every operation on one page of our own, without anything from elsewhere."""

from collections import defaultdict
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

GROUPS = (
    gettext_noop("People"),
    gettext_noop("Vocabularies"),
    gettext_noop("Competence models"),
    gettext_noop("Everyday work"),
    gettext_noop("Wishes"),
    gettext_noop("Areas"),
    gettext_noop("Profiles"),
    gettext_noop("Workshops"),
    gettext_noop("Profile projects"),
    gettext_noop("Profiles in use"),
    gettext_noop("Approvals"),
    gettext_noop("Training requests"),
)  # fmt: skip - what the operations are grouped under, as their tags say it


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What a programmer needs to begin, and every operation."""
    address = settings.STIGAR.address.rstrip("/")
    known = {"groups": operations(), "address": address, "openapi": reverse("api:openapi-json")}
    return render(request, "web/machines.html", known)


@cache
def operations() -> list[tuple[str, list[dict[str, Any]]]]:
    """Each group with its operations: method, path, summary, what it says, what it wants and what it answers."""
    from stigar.web.api import api  # noqa: PLC0415 - heavy: only when asked for

    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            groups[(operation.get("tags") or ["other"])[0]].append(_row(path, method, operation))
    return list(groups.items())


def _row(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    wants = [
        {"name": given["name"], "where": given["in"], "required": given.get("required", False)}
        for given in operation.get("parameters", [])
    ]
    return {
        "method": method.upper(), "path": path, "summary": operation.get("summary", ""),
        "text": operation.get("description", ""), "wants": wants, "body": bool(operation.get("requestBody")),
        "answers": sorted(str(status) for status in operation["responses"]),
    }  # fmt: skip
