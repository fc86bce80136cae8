"""What people have decided about the areas, to be told and undone."""

from stigar.areas.models import Decision


def decisions(key: str | None = None) -> list[Decision]:
    """Every decision, or those that concern one area, the latest first. One query."""
    found = list(Decision.objects.select_related("by", "undone_by").order_by("-at"))
    return [one for one in found if key is None or key in one.areas]
