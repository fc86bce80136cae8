"""What happens by itself with levels."""

from stigar.levels.jobs import groups

__all__ = ["groups"]
