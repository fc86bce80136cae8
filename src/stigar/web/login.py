"""Logging in: nobody signs up by themselves; an invitation opens the door. Links in letters never come from the request."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from stigar.foundation import clock
from stigar.people.actions.oneself import end_tokens
from stigar.people.queries import login_of


@dataclass(frozen=True, slots=True)
class Site:
    """Who a letter is from, as its texts name it: from the operator's own address, never from what a visitor sent."""

    name: str
    domain: str


def site() -> Site:
    """This installation."""
    return Site("Stigar", urlsplit(settings.STIGAR.address).netloc)


class Login(AuthenticationBackend):  # type: ignore[misc]
    """Allauth's way in. Whose session it is, is asked on every page, by a query that is put together once."""

    def get_user(self, user_id: UUID) -> Any:
        user = login_of(user_id, today=clock.today())
        return user if user and self.user_can_authenticate(user) else None


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers where allauth asks how this product wants it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the letter, on the operator's own address."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.STIGAR.address.rstrip("/") + path.replace("UID-KEY", quote(key))

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends what the old one let in: sessions by themselves, programs' keys here."""
        super().set_password(user, password)
        end_tokens(identity=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person it is for."""
        language = getattr(context.get("user"), "language", "") or translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, {**context, "current_site": site()})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email or user.email)

    def format_email_subject(self, subject: str) -> str:
        return subject


class StrongerLogin(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and codes carry the product's name, not the name of the machine."""

    def _get_site_name(self) -> str:
        return "Stigar"
