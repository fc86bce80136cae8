"""A mail server that does not answer."""

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Takes no letter."""

    def send_messages(self, email_messages):
        raise OSError("nobody there")
