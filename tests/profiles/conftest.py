"""What the profiles' tests get: a project about the advisers' work, led by Hedda, with Bo, Ada and Cai in it."""

import pytest

from stigar.profiles.models import Participant, Project, ProjectRole
from tests.cast import TODAY


@pytest.fixture
def project(cast) -> Project:
    """The advisers' profile project: Hedda owns it, Bo takes part, Ada is ambassador, Cai and Ulf are the reference group."""
    held = {"organisation": cast.organisation}
    made = Project.objects.create(**held, name="Kundservice", owner=cast.hedda, begun=TODAY)
    ProjectRole.objects.create(**held, project=made, role=cast.adviser)
    for person, part in (
        (cast.bo, Participant.PARTICIPANT), (cast.ada, Participant.AMBASSADOR), (cast.cai, Participant.REFERENCE),
        (cast.ulf, Participant.REFERENCE),
    ):  # fmt: skip
        Participant.objects.create(**held, project=made, person=person, part=part, joined=TODAY)
    return made
