"""Vocabularies, to a machine."""

from ninja import Router

router = Router(tags=["vocabularies"])
