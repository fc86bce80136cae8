"""Profile projects, workshops, profiles and approvals, to a machine."""

from ninja import Router

router = Router()

__all__ = ["router"]
