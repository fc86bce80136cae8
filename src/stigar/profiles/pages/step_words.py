"""The nine steps as the pages of a project show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stigar.profiles.writers.step_words import ASKS, NAMES, WHAT, sentence

if TYPE_CHECKING:
    from stigar.profiles.models import Project
    from stigar.profiles.queries.projects import Step

PLACES = {"profiles": "making"}  # steps whose page has another name than its key


def address(project: Project, key: str) -> str:
    """Where a step is done."""
    return reverse(f"profiles:{PLACES.get(key, key)}", args=[project.pk])


def rows(project: Project, found: tuple[Step, ...], here: str = "") -> list[dict[str, Any]]:
    """The steps as the pages show them: each with its words, its address, and what is missing."""
    return [
        {
            "step": step, "number": step.number, "key": step.key, "name": NAMES[step.key], "what": WHAT[step.key],
            "asks": ASKS[step.key], "href": address(project, step.key), "missing": [sentence(one) for one in step.lacking],
            "here": step.key == here,
        }
        for step in found
    ]  # fmt: skip
