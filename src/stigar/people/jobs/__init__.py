"""What happens by itself with people."""

from stigar.people.jobs import accounts

__all__ = ["accounts"]
