"""Logging in: nobody signs up by themselves; an invitation opens the door."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers where allauth asks how this product wants it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
