"""What the levels' tests get: the advisers' approved profile (listening at 4, writing at 3), and the books it is made of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.profiles import finished, written
from tests.profiles.conftest import project  # noqa: F401 - a fixture, asked for by its name


@pytest.fixture
def books(cast) -> dict[str, Any]:
    """Competences on the shelf, by key."""
    return written.library(cast)


@pytest.fixture
def visit_in_english(visit):
    """A browser that asks for English."""

    def browser(person) -> Client:
        own = visit(person)
        own.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return own

    return browser


@pytest.fixture
def two(books) -> list[UUID]:
    """Two competences to judge."""
    return [books["listening"], books["writing"]]


@pytest.fixture
def approved(cast, project) -> Any:  # noqa: F811
    """The advisers' profile, approved."""
    return finished.approved(cast, project)
