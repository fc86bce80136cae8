"""Who the token speaks for, so that a program can see that it works."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

router = Router(tags=["people"])


class Oneself(Schema):
    """The person and the organisation that a token speaks for."""

    id: uuid.UUID
    name: str
    number: str
    organisation: str
    language: str


@router.get("/me", response=Oneself, summary="Who this token speaks for")
def me(request: HttpRequest) -> Any:
    """The person and the organisation that the token belongs to."""
    person = request.viewer  # type: ignore[attr-defined]
    return Oneself(
        id=person.pk, name=person.name, number=person.number, organisation=person.organisation.name,
        language=person.language or person.organisation.language,
    )  # fmt: skip
