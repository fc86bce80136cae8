"""A position's competencies held against the shape that decision 0058 promises: every field there, each of its type."""

import pytest

from stigar.profiles.queries.feeds import told_out
from stigar.profiles.writers.position import told
from tests.cast import TODAY
from tests.profiles import finished

IDENTIFIER = {"value": str, "schemeId": str, "schemeAgencyId": str}
SHAPE = {
    "id": IDENTIFIER, "versionId": int, "statusCode": str, "effectiveDate": str, "contentDigest": str, "languageCode": str,
    "positionTitle": str, "description": str, "attributions": [str], "omittedCompetencies": int,
    "positionCompetencies": [{
        "competencyId": IDENTIFIER, "alternateIds": [IDENTIFIER], "competencyCode": str, "competencyName": str, "closed": bool,
        "competencyDescription": str, "rationale": str,
        "requiredProficiencyLevel": {"minimum": int, "maximum": int, "scaleMinimum": int, "scaleMaximum": int, "levelName": str},
        "relativeImportance": {"code": str, "value": int, "scaleMaximum": int},
        "evidenceStatements": [{"level": int, "statement": str}],
    }],
}  # fmt: skip


def wrong(data, shape, place=""):
    """Every place where the data is not of the shape."""
    if isinstance(shape, dict):
        if not isinstance(data, dict) or set(data) != set(shape):
            return [place]
        return [one for name in shape for one in wrong(data[name], shape[name], f"{place}.{name}")]
    if isinstance(shape, list):
        return [one for each in data for one in wrong(each, shape[0], place)]
    return [] if type(data) is shape else [place]


@pytest.mark.parametrize("leaves", [True, False], ids=["closed", "inside"])
def test_the_file_has_the_shape_that_is_promised(cast, project, leaves):
    version = finished.approved(cast, project)

    data = told(told_out(version.profile, version, "sv", leaves=leaves, today=TODAY))

    assert wrong(data["positionCompetencyModel"], SHAPE) == []
