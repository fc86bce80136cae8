"""Addresses for one test: a write that leaves a coin (a row), and may break after the coin has fallen."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import path
from ninja import Router, Schema
from ninja.errors import HttpError

from stigar.people.models import Token
from stigar.web.api import Machines
from stigar.web.urls import urlpatterns as house
from tests.cast import A_YEAR_ON

router = Router()


class Coin(Schema):
    name: str


@router.post("/well")
@transaction.atomic
def drop(request: HttpRequest, payload: Coin) -> Any:
    viewer = request.viewer
    coin = Token.objects.create(
        organisation=viewer.organisation, person=viewer, name=payload.name, last_day=A_YEAR_ON, key_hash=_next()
    )
    if payload.name == "break":
        raise RuntimeError("the rope broke")
    if payload.name == "refuse":
        raise HttpError(409, "no")
    return {"name": viewer.name, "coin": str(coin.pk)}


def _next() -> str:
    return f"coin {Token.objects.count()}"


well = Machines(urls_namespace="well")
well.add_router("", router)
urlpatterns = [path("api/v1/", well.urls), *house]
