"""What else there is around dialogues for those who may see it: templates, what dialogues are worth."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from stigar.dialogues.queries.worth import may_see
from stigar.dialogues.rules import may_hold_rounds
from stigar.foundation.tenancy import Visit


def places(request: Visit) -> list[dict[str, str]]:
    """Links, each with its words."""
    found = []
    if may_hold_rounds(request.viewer, today=request.today):
        found.append({"href": reverse("dialogues:templates"), "word": _("Templates of dialogues")})
    if may_see(request.viewer, today=request.today):
        found.append({"href": reverse("dialogues:pulse"), "word": _("What dialogues are worth")})
    return found
