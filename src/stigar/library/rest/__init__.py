"""Vocabularies and competence models, to a machine."""

from ninja import Router

from stigar.library.rest import models, rights, vocabularies

router = Router()
router.add_router("", vocabularies.router)
router.add_router("", models.router)
router.add_router("", rights.router)

__all__ = ["router"]
