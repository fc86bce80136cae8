"""The same write sent many times at once, as an impatient program does: it happens once, and everyone gets the same answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from stigar.foundation.tenancy import inside
from stigar.people.actions.oneself import make_token
from stigar.people.models import Token
from tests.cast import TODAY, assemble

TIMES = 6


@pytest.mark.django_db(transaction=True)
def test_many_at_once_under_one_key_are_one_write_with_one_answer(settings):
    settings.ROOT_URLCONF = "tests.web.well"
    cast = assemble()
    with inside(cast.organisation.id):
        key = make_token(name="test", viewer=cast.bo, today=TODAY)[1]

    with ThreadPoolExecutor(TIMES) as hands:
        answers = list(hands.map(lambda _: _drop(key), range(TIMES)))

    assert {status for status, _ in answers} == {200}
    assert len({body for _, body in answers}) == 1
    with inside(cast.organisation.id):
        assert Token.objects.filter(name="a coin").count() == 1


def _drop(key):
    try:
        answer = Client().post(
            "/api/v1/well", {"name": "a coin"}, content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {key}", HTTP_IDEMPOTENCY_KEY="mine",
        )  # fmt: skip
        return answer.status_code, answer.content
    finally:
        connection.close()
