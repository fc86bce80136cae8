"""What we can ask about people: who visits, which roles there are, who has them, and how the units hang together."""

from stigar.people.queries.roles import (
    Headcount,
    RoleRow,
    headcounts,
    role_row,
    roles_held,
    roles_held_and_led,
    standing_role_id,
    standing_roles,
)
from stigar.people.queries.units import UnitRow, units
from stigar.people.queries.visitors import token_viewer, viewer_of, worlds_of

__all__ = [
    "Headcount", "RoleRow", "UnitRow", "headcounts", "role_row", "roles_held", "roles_held_and_led",
    "standing_role_id", "standing_roles", "token_viewer", "units", "viewer_of", "worlds_of",
]  # fmt: skip
