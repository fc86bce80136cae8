"""What every test gets: the company with its world open, and a browser for each of the cast."""

from collections.abc import Iterator

import pytest
from django.test import Client

from stigar.foundation.tenancy import inside
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The company, with its world open."""
    company = assemble()
    with inside(company.organisation.id):
        yield company


@pytest.fixture
def visit(client: Client):
    """Log somebody of the cast in: ``visit(cast.ada).get("/people/")``. Each gets a browser of their own."""

    def browser(person) -> Client:
        own = Client()
        own.force_login(person.identity)
        return own

    return browser
