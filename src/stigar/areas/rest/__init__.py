"""Everyday work, wishes and areas, to a machine."""

from ninja import Router

from stigar.areas.rest import wishes, work

router = Router()
router.add_router("", work.router)
router.add_router("", wishes.router)

__all__ = ["router"]
