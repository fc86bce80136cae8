"""The door for machines keeps its own contract: whatever is sent, the answer is one that OpenAPI declares.

Each operation is tried with made-up requests (https://schemathesis.readthedocs.io), some that fit the contract and some
that break it, and with ids of things that are there. Nothing answers 5xx, and without a token nothing answers at all.
"""

import logging
from itertools import product

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from stigar.people.actions.oneself import make_token
from stigar.web.api import api
from stigar.web.wsgi import application
from tests.cast import TODAY
from tests.web.stage import SLOTS, set_stage

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
EXAMPLES = {"sqlite": 8, "postgresql": 4}  # of each kind for each operation
OPERATIONS = sorted(
    f"{method.upper()} {path}" for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
)


@pytest.fixture
def contract(cast):
    logging.disable(logging.WARNING)
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)  # as Django's own test client does: the test's transaction stays open
    stage = set_stage(cast)
    key = make_token(name="m", viewer=cast.hedda, today=TODAY)[1]
    schema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", application, headers={"Authorization": f"Bearer {key}"}
    )
    yield schema, stage, key
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)
    logging.disable(logging.NOTSET)


def test_whatever_is_sent_the_answer_is_a_declared_one(contract):
    schema, stage, key = contract

    broken = {operation: fault for operation in OPERATIONS if (fault := _fault(operation, schema, stage, key))}

    assert "\n".join(f"{operation}\n{fault}" for operation, fault in broken.items()) == ""


def _fault(operation, schema, stage, key):
    """What was wrong with an answer, with the request that brought it; or nothing."""
    method, _, path = operation.partition(" ")
    tried = schema[path][method]
    try:
        for kind, things in product(GenerationMode, ({}, _things(path, stage))):
            if kind is GenerationMode.POSITIVE or tried.body or tried.path_parameters or tried.query:
                _try(tried.as_strategy(generation_mode=kind), key, things)
    except (FailureGroup, Failure) as wrong:
        return str(wrong)
    return None


def _try(requests, key, things):
    @settings(
        max_examples=EXAMPLES[connection.vendor], deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=requests)
    def answers_as_declared(case):
        before = transaction.savepoint()
        try:
            case.path_parameters = {**(case.path_parameters or {}), **things}
            sent = {"Authorization": f"Bearer {key}"}
            case.validate_response(case.call(headers=sent), checks=CHECKS, headers=sent)
        finally:
            transaction.savepoint_rollback(before)

    answers_as_declared()


def _things(path, stage):
    """Ids of what stands on the stage, for the slots of an operation's address."""
    slots = [piece.strip("{}") for piece in path.split("/") if piece.startswith("{")]
    named = {slot: SLOTS.get(f"{path} {slot}") or SLOTS.get(slot) for slot in slots}
    return {slot: str(stage.made[thing]) for slot, thing in named.items() if thing}


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic Ym86Ym8="}])
def test_without_a_token_that_stands_nothing_answers(client, db, operation, header):
    cache.clear()
    method, _, path = operation.partition(" ")
    address = path.replace("{", "").replace("}", "")

    answer = client.generic(method, address, "{}", content_type="application/json", headers=header)

    assert answer.status_code in (401, 404)
    assert answer.json()["error"]["code"] == ("no_token")
