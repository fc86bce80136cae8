"""The pages within the place Areas, as a row of links."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PLACES = (
    ("areas:map", _("The map")),
    ("areas:questions", _("Questions")),
    ("areas:matrix", _("Shared and own")),
    ("areas:org_chart", _("Beside the org chart")),
    ("areas:start", _("Where to start")),
    ("areas:history", _("Earlier maps")),
)


def places(current: str) -> list[dict[str, Any]]:
    """The links, with the one where the visitor is."""
    return [{"href": reverse(name), "word": word, "current": name == current} for name, word in PLACES]
