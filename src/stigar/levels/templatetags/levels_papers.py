"""Certificates that a role asks for, on its profile and in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stigar.levels.queries.asked import asked_by

register = template.Library()
YEAR = 12


@register.filter
def lasts(months: int | None) -> str:
    """How long: "renewed every three years", or as long as it says itself."""
    if months is None:
        return _("valid as long as the certificate says")
    if months % YEAR == 0:
        years = months // YEAR
        return ngettext("renewed every year", "renewed every %(n)d years", years) % {"n": years}
    return ngettext("renewed every month", "renewed every %(n)d months", months) % {"n": months}


@register.inclusion_tag("levels/asked_papers.html")
def certificates_asked(profile: Any, may_write: bool) -> dict[str, Any]:
    """The certificates that the profile's role asks for, for its profile's page."""
    return {"profile": profile, "rows": asked_by([profile.role_id]), "may_write": may_write}
