"""Everyday work, wishes and areas, to a machine."""

from ninja import Router

from stigar.areas.rest import map, start, taking, wishes, work, work_import

router = Router()
router.add_router("", work_import.router)
router.add_router("", work.router)
router.add_router("", wishes.router)
router.add_router("", map.router)
router.add_router("", start.router)
router.add_router("", taking.router)

__all__ = ["router"]
