"""What we can ask about the work, the wishes and the areas found."""

from stigar.areas.queries.work import (
    EvidenceRow,
    RoleWork,
    TraitRow,
    counts_of,
    evidence_rows,
    found_by,
    meter,
    skill_count,
    skills_of,
    task_count,
    tasks_of,
    traits_of,
    works,
)

__all__ = [
    "EvidenceRow", "RoleWork", "TraitRow", "counts_of", "evidence_rows", "found_by", "meter", "skill_count", "skills_of",
    "task_count", "tasks_of", "traits_of", "works",
]  # fmt: skip
