"""The session of a visit, asked for on every page: in plain words to the database, since putting the query together costs ten times as much."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Database
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

_ENDS: Any = Session._meta.get_field("expire_date")


class SessionStore(Database):
    """Django's sessions in the database; only the reading is our own."""

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s",
                [self.session_key, _ENDS.get_db_prep_value(timezone.now(), connection)],
            )
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        return Session(session_key=self.session_key, session_data=found[0])
