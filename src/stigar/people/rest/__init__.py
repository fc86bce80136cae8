"""People, to a machine: who the token speaks for."""

from stigar.people.rest.oneself import router

__all__ = ["router"]
