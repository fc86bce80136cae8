"""What arrives without NUL, the one sign that no database keeps: out of addresses, questions, and what programs send.

Pages' own forms refuse it field by field. Here it is left out for the rest, so that it is nobody's error further in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class Signs:
    """Takes NUL out of the address and the question before anybody reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            request.path, request.path_info = (path.replace("\0", "") for path in (request.path, request.path_info))
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return self.get_response(request)


def without_nul(told: Any) -> Any:
    """The same data with NUL out of every text.

    >>> without_nul({"a": ["b\\0c", 1]})
    {'a': ['bc', 1]}
    """
    if isinstance(told, str):
        return told.replace("\0", "")
    if isinstance(told, dict):
        return {without_nul(name): without_nul(one) for name, one in told.items()}
    return [without_nul(one) for one in told] if isinstance(told, list) else told
