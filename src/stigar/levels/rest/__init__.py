"""Competence, to a machine: one's own picture, the gap to a role, the team one leads, one's plan, and vacancies."""

from ninja import Router

from stigar.levels.rest import competence, vacancies

router = Router()
router.add_router("", competence.router)
router.add_router("", vacancies.router)

__all__ = ["router"]
