"""What every test gets: the company with its world open, and a browser for each of the cast."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import EmptyResultSet
from django.test import Client

from stigar.foundation import prepared
from stigar.foundation.tenancy import inside
from tests.cast import Cast, assemble


@pytest.fixture(autouse=True, scope="session")
def prepared_queries_say_what_they_would_say_afresh():
    """Whatever any test asks of a prepared query is also put together anew and compared, word for word."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared.Prepared, "__call__", _compared(prepared.Prepared.__call__))
        yield


def _compared(ask):
    def asked(self, *args, **kwargs):
        told = prepared._Asked({**dict(zip(self._names, args, strict=False)), **kwargs})
        ready = self._put_together(told)
        if ready is not None and not any(part[0] is list for part in told.parts.values()):
            rows = self.build(*args, **kwargs)
            try:
                afresh = rows.query.get_compiler(using=rows.db).as_sql()
            except EmptyResultSet:
                afresh = "", ()
            assert (ready.sql, ready.filled(told)) == (afresh[0], tuple(afresh[1])), self.build
        return ask(self, *args, **kwargs)

    return asked


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
