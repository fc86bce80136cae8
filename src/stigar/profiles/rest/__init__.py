"""Profile projects, workshops, profiles and approvals, to a machine."""

from ninja import Router

from stigar.profiles.rest import projects, workshops, writing

router = Router()
router.add_router("", writing.router)
router.add_router("", workshops.router)
router.add_router("", projects.router)

__all__ = ["router"]
