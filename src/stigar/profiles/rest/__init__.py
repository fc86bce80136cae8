"""Profile projects, workshops, profiles and approvals, to a machine."""

from ninja import Router

from stigar.profiles.rest import approvals, projects, reading, requests, workshops, writing

router = Router()
router.add_router("", writing.router)
router.add_router("", workshops.router)
router.add_router("", projects.router)
router.add_router("", reading.router)
router.add_router("", approvals.router)
router.add_router("", requests.router)

__all__ = ["router"]
