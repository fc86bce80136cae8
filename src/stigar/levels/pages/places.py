"""The places within one's own competence, as one row of links: everything that is about oneself is one step away."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def places(here: str) -> dict[str, Any]:
    """For the row of links; ``here`` is the page's name: ``places("levels:plan")``."""
    words = {
        "levels:mine": _("My competence"), "levels:plan": _("My plan"), "levels:certificates": _("Certificates"),
        "levels:standing": _("What applies to me"), "levels:careers": _("Roles within reach"), "levels:vacancies": _("Vacancies"),
        "levels:sharing": _("Who sees it"),
    }  # fmt: skip
    return {
        "places_here": [{"href": _address(name), "word": word, "current": name == here} for name, word in words.items()]
    }


@cache
def _address(name: str) -> str:
    """None of them changes while the server stands."""
    return reverse(name)
