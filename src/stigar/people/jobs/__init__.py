"""What happens by itself with people."""

from stigar.people.jobs import accounts, imports

__all__ = ["accounts", "imports"]
