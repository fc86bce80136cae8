"""What we can ask about people: who visits, which roles there are, who has them, and how the units hang together."""

from stigar.people.queries.roles import (
    Headcount,
    RoleRow,
    headcounts,
    places_of_role,
    register,
    role_row,
    roles_held,
    roles_held_and_led,
    roles_in_order,
    standing_role_id,
    standing_roles,
)
from stigar.people.queries.units import UnitRow, tree, units, with_parts
from stigar.people.queries.visitors import (
    colleague,
    demo_visitor,
    demo_visitors,
    ended_token,
    login_of,
    token_viewer,
    viewer_of,
)

__all__ = [
    "Headcount",
    "RoleRow",
    "UnitRow",
    "Visitor",
    "colleague",
    "demo_visitor",
    "demo_visitors",
    "ended_token",
    "headcounts",
    "login_of",
    "places_of_role",
    "register",
    "role_row",
    "roles_held",
    "roles_held_and_led",
    "roles_in_order",
    "standing_role_id",
    "standing_roles",
    "token_viewer",
    "tree",
    "units",
    "viewer_of",
    "with_parts",
]  # fmt: skip
