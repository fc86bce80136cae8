"""A program that comes in through REST with somebody's key."""

from __future__ import annotations

import hashlib
from typing import Any

from django.test import Client

from stigar.people.models import Token
from tests.cast import A_YEAR_ON


def program(person: Any) -> Client:
    """A client with a key of this person's."""
    key = f"key of {person.given}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    held = {"organisation_id": person.organisation_id, "person": person}
    Token.objects.create(**held, name="test", last_day=A_YEAR_ON, key_hash=digest)
    return Client(headers={"Authorization": f"Bearer {key}"})
