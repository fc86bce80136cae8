"""Finishing a profile: objecting and answering, laying a version before the reference group, voting, and approving."""

from stigar.profiles.actions.approvals.objecting import (
    AlreadyEnded,
    NothingSaid,
    NotTheirs,
    answer_objection,
    end_objection,
    object_to,
)
from stigar.profiles.actions.approvals.versions import (
    AuthorDoesNotVote,
    Closed,
    Hindered,
    LaidBefore,
    NoReason,
    OldVersion,
    SameWords,
    VotedAlready,
    conclude,
    lay,
    take_back_version,
    vote,
)

__all__ = [
    "AlreadyEnded", "AuthorDoesNotVote", "Closed", "Hindered", "LaidBefore", "NoReason", "NotTheirs", "NothingSaid", "OldVersion",
    "SameWords", "VotedAlready", "answer_objection", "conclude", "end_objection", "lay", "object_to", "take_back_version", "vote",
]  # fmt: skip
