"""The places of work, by name."""

import uuid

from stigar.people.models import Site


def site_names() -> dict[uuid.UUID, str]:
    """Every site's name. One query."""
    return dict(Site.objects.values_list("pk", "name"))
