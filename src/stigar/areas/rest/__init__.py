"""Everyday work, wishes and areas, to a machine."""

from ninja import Router

router = Router(tags=["areas"])
