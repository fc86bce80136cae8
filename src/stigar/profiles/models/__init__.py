"""What we remember of profile projects and of the profiles made in them."""

from stigar.profiles.models.approvals import Objection, Vote
from stigar.profiles.models.profiles import Approval, Profile, Requirement, Version
from stigar.profiles.models.projects import Participant, Project, ProjectRole, StepRecord
from stigar.profiles.models.requests import TrainingRequest
from stigar.profiles.models.steps import (
    Architecture,
    Confidence,
    Delivery,
    Ending,
    Goal,
    Learned,
    Message,
    Pulse,
    TimeFrame,
    Use,
    Viewpoint,
)
from stigar.profiles.models.workshops import Estimate, Group, Proposal, Source, Waiver, Workshop, WorkshopProfile

__all__ = [
    "Approval", "Architecture", "Confidence", "Delivery", "Ending", "Estimate", "Goal", "Group", "Learned", "Message", "Objection",
    "Participant", "Profile", "Project", "ProjectRole", "Proposal", "Pulse", "Requirement", "Source", "StepRecord",
    "TimeFrame", "TrainingRequest", "Use", "Version", "Viewpoint", "Vote", "Waiver", "Workshop", "WorkshopProfile",
]  # fmt: skip
