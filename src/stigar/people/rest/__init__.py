"""People, to a machine: who the token speaks for, and the register of people, roles and units."""

from ninja import Router

from stigar.people.rest import imports, oneself, register

router = Router()
router.add_router("", oneself.router)
router.add_router("", imports.router)
router.add_router("", register.router)

__all__ = ["router"]
