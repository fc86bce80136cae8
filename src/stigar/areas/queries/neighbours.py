"""Whether a role stands among other roles on the map of today than on the one that stood at an earlier moment."""

import uuid
from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from stigar.areas.models import Map


def among_others(since: Mapping[uuid.UUID, datetime]) -> frozenset[uuid.UUID]:
    """Those of the roles whose area has got or lost a role since their moment (role -> moment). Two queries.

    A new map that puts the same roles together, a new name, or another fineness that leaves the area as it was changes
    nothing for them; nor does the first map there is.
    """
    drawn = list(Map.objects.order_by("at", "pk").values_list("at", "pk"))
    moments = [at for at, _map in drawn]
    places = {role: bisect_right(moments, moment) - 1 for role, moment in since.items()}
    then = {role: drawn[place][1] for role, place in places.items() if 0 <= place < len(drawn) - 1}
    if not then:
        return frozenset()
    newest = drawn[-1][1]
    told = dict(Map.objects.filter(pk__in={newest, *then.values()}).values_list("pk", "answer__areas"))
    return frozenset(role for role, kept in then.items() if _beside(told[kept], role) != _beside(told[newest], role))


def _beside(areas: list[dict[str, Any]], role: uuid.UUID) -> frozenset[str]:
    """The roles of the area that a role stands in, itself among them; nobody when it is on no area."""
    found = (frozenset(one["role"] for one in area["roles"]) for area in areas)
    return next((roles for roles in found if str(role) in roles), frozenset())
