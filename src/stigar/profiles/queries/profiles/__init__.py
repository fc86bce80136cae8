"""What we can ask about profiles: what one requires, in words; where each requirement comes from; and many side by side."""

from stigar.profiles.queries.profiles.content import content
from stigar.profiles.queries.profiles.reading import (
    approved_version,
    family_of,
    one_profile,
    profile_shown,
    sources_of,
    stands_as,
)
from stigar.profiles.queries.profiles.shown import ProfileShown, RequiredShown, TaskShown, Variant, as_shown
from stigar.profiles.queries.profiles.spoken import Spoken, spoken
from stigar.profiles.queries.profiles.standing import Standing, said_among, standing
from stigar.profiles.queries.profiles.variants import Difference, differences

__all__ = [
    "Difference", "ProfileShown", "RequiredShown", "Spoken", "Standing", "TaskShown", "Variant", "approved_version", "as_shown", "content",
    "differences", "family_of", "one_profile", "profile_shown", "said_among", "sources_of", "spoken", "standing", "stands_as",
]  # fmt: skip
