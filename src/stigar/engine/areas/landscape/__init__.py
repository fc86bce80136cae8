"""The landscape: competence areas as a map seen from above.

Every area is an island, every role a place on it. Roles that need to be able to do the same things
lie near each other, areas that resemble each other are neighbours, the ground is higher where roles
have most in common, and a dotted path leads from a role to the other area where it also belongs.
"""

from stigar.engine.areas.landscape.answer import Box, Island, Landscape, Path, Place, Ring, Spot
from stigar.engine.areas.landscape.painter import LandscapePainter

__all__ = ["Box", "Island", "Landscape", "LandscapePainter", "Path", "Place", "Ring", "Spot"]
