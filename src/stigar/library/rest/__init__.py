"""Vocabularies and competence models, to a machine."""

from ninja import Router

from stigar.library.rest import vocabularies

router = Router()
router.add_router("", vocabularies.router)

__all__ = ["router"]
