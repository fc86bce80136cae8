"""The door for machines: REST under /api/v1/, over the same queries and actions as the pages.

A token speaks for one person in one organisation. Every error has one shape; refused and missing are one answer.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import HttpBearer

from stigar import __version__
from stigar.areas.rest import router as areas
from stigar.dialogues.rest import router as dialogues
from stigar.foundation.policy import Refused
from stigar.levels.rest import router as levels
from stigar.library.rest import router as library
from stigar.people.queries import ended_token
from stigar.people.rest import router as people
from stigar.profiles.rest import router as profiles
from stigar.web.once import HEADER, WRITES
from stigar.web.signs import without_nul
from stigar.web.wrongs import field_words, missing, outlived, unknown, wrong

logger = logging.getLogger(__name__)
MOST_FAILURES, FAILURE_SECONDS = 30, 300  # unknown tokens from one address before it has to wait
CODES = {400: "bad_request", 409: "conflict", 413: "too_large", 422: "not_valid"}
ERROR = {
    "type": "object", "title": "Error", "required": ["error"],
    "properties": {"error": {
        "type": "object", "required": ["code", "message"], "additionalProperties": True,
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    }},
}  # fmt: skip
DECLARED = {
    400: "What was sent cannot be read", 401: "No token, or one that does not stand (any more)", 404: "Not there, or not for you",
    409: "The ground has moved, or the idempotency key was used for something else", 422: "Something sent cannot be used",
    429: "Too many unknown tokens; wait",
}  # fmt: skip


class TokenEnded(Exception):
    """A token that was somebody's, and whose last day has been; that day is its argument."""


class Token(HttpBearer):
    """A person's own token. The Door has already looked up who it speaks for."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        viewer = getattr(request, "viewer", None)
        address = f"unknown-token-{request.META.get('REMOTE_ADDR', '')}"
        if viewer is None:
            last_day = ended_token(token, today=request.today)  # type: ignore[attr-defined]
            if last_day:
                raise TokenEnded(last_day)
            cache.add(address, 0, FAILURE_SECONDS)
            if cache.incr(address) > MOST_FAILURES:
                raise Throttled(wait=FAILURE_SECONDS)
        return viewer


class Readable(Parser):
    """Reads what programs send, as JSON or as a form, without the sign that no database keeps."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain data."""
        told = super().parse_body(request)
        return without_nul(told) if b"\\u0000" in request.body else told

    def parse_querydict(self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest) -> Any:
        """The fields of a form, or of the question."""
        return without_nul(super().parse_querydict(data, list_fields, request))


class Machines(NinjaAPI):
    """Our API: one shape of error, declared for every operation, and the idempotency key for every write."""

    def __init__(self, **given: Any) -> None:
        super().__init__(auth=Token(), docs_url=None, parser=Readable(), **given)
        for kind, answer in ANSWERS.items():
            self.add_exception_handler(kind, answer)

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        schema.setdefault("components", {}).setdefault("schemas", {})["Error"] = ERROR
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                _declare(operation, writes=method.upper() in WRITES)
        return schema


def _declare(operation: dict[str, Any], *, writes: bool) -> None:
    for status, words in DECLARED.items():
        operation["responses"].setdefault(status, {
            "description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        })  # fmt: skip
    if writes:
        operation.setdefault("parameters", []).append({
            "in": "header", "name": HEADER, "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            "description": "Send the same key again after a lost answer: it happens once.",
        })  # fmt: skip


def _no_token(request: HttpRequest, exc: AuthenticationError) -> HttpResponse:
    return unknown()


def _ended(request: HttpRequest, exc: TokenEnded) -> HttpResponse:
    return outlived(exc.args[0])


def _not_there(request: HttpRequest, exc: Exception) -> HttpResponse:
    return missing()


def _wait(request: HttpRequest, exc: Throttled) -> HttpResponse:
    response = wrong(429, "too_many", _("Too many tries with unknown tokens. Wait a few minutes."))
    response.headers["Retry-After"] = str(FAILURE_SECONDS)
    return response


def _not_valid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    fields = [
        {"field": ".".join(str(part) for part in fault["loc"]), "rule": fault["type"], "message": field_words(fault)}
        for fault in exc.errors
    ]
    return wrong(422, "not_valid", _("Something sent cannot be used; nothing was done."), fields=fields)


def _told(request: HttpRequest, exc: HttpError) -> HttpResponse:
    if exc.status_code in (403, 404):
        return missing()
    return wrong(exc.status_code, CODES.get(exc.status_code, "wrong"), str(exc))


def _broke(request: HttpRequest, exc: Exception) -> HttpResponse:
    logger.exception("REST broke at %s %s", request.method, request.path)
    return wrong(500, "broke", _("This is our mistake, not yours. Nothing was done; try again later."))


ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    AuthenticationError: _no_token,
    TokenEnded: _ended,
    Http404: _not_there,
    Refused: _not_there,
    Throttled: _wait,
    ValidationError: _not_valid,
    HttpError: _told,
    Exception: _broke,
}
api = Machines(
    title="Stigar", version=__version__, description="People, everyday work and competence areas of your organisation.",
    urls_namespace="api",
)  # fmt: skip
api.add_router("", people)
api.add_router("", library)
api.add_router("", areas)
api.add_router("", profiles)
api.add_router("", levels)
api.add_router("", dialogues)


@csrf_exempt  # a program that misspells an address gets our answer, not the page about a form left open
def not_an_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under /api/ that does not exist."""
    return missing() if getattr(request, "viewer", None) else unknown()
