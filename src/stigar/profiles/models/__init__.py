"""What we remember of profile projects and of the profiles made in them."""

from stigar.profiles.models.profiles import Approval, Profile, Requirement, Version
from stigar.profiles.models.projects import Participant, Project, ProjectRole, StepRecord

__all__ = ["Approval", "Participant", "Profile", "Project", "ProjectRole", "Requirement", "StepRecord", "Version"]
