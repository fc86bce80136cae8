"""What we can ask about finishing a profile: agreement, objections, versions with what differs, and how a vote stands."""

from stigar.profiles.queries.approvals.agreement import AgreementShown, OfRequirement, agreement_of
from stigar.profiles.queries.approvals.compared import Change, compared, words_apart
from stigar.profiles.queries.approvals.digest import canonical, digest_of
from stigar.profiles.queries.approvals.objections import objections_of, open_objections
from stigar.profiles.queries.approvals.rounds import Round, asks_why, earlier_rounds
from stigar.profiles.queries.approvals.tally import (
    Ground,
    Tally,
    Voter,
    all_voted,
    authors_of,
    ground_of,
    hinders,
    standing_version,
    tally,
    versions_of,
)

__all__ = [
    "AgreementShown", "Change", "Ground", "OfRequirement", "Round", "Tally", "Voter", "agreement_of", "all_voted", "asks_why",
    "authors_of", "canonical", "compared", "digest_of", "earlier_rounds", "ground_of", "hinders", "objections_of", "open_objections",
    "standing_version", "tally", "versions_of", "words_apart",
]  # fmt: skip
