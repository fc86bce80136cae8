"""What we can ask about the work, the wishes and the areas found."""

from stigar.areas.queries.skills import Labels, SkillOption, is_known, labels_of, matching_skills, suggested_skills
from stigar.areas.queries.wishes import (
    Reasons,
    Together,
    WishRow,
    area_names,
    latest_survey,
    open_survey,
    open_survey_and_wishes,
    own_wishes,
    reasons,
    together,
)
from stigar.areas.queries.work import (
    EvidenceRow,
    RoleWork,
    TraitRow,
    counterparts_of,
    counts_of,
    evidence_rows,
    found_by,
    meter,
    newest_told,
    skill_count,
    skills_of,
    task_count,
    tasks_of,
    told_texts,
    traits_of,
    works,
)

__all__ = [
    "EvidenceRow", "Labels", "Reasons", "RoleWork", "SkillOption", "Together", "TraitRow", "WishRow", "area_names",
    "counterparts_of", "counts_of", "evidence_rows", "found_by", "is_known", "labels_of", "latest_survey", "matching_skills",
    "meter", "newest_told", "open_survey", "open_survey_and_wishes", "own_wishes",
    "reasons", "skill_count", "skills_of", "suggested_skills", "task_count",
    "tasks_of", "together", "told_texts", "traits_of", "works",
]  # fmt: skip
