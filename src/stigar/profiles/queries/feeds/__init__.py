"""What a profile feeds: the profile in the reader's language, an interview guide, and the queue of training requests."""

from stigar.profiles.queries.feeds.guide import Asked, Guide, Question, guide_of
from stigar.profiles.queries.feeds.queue import Benefit, Placed, Term, benefits, own_requests, queue
from stigar.profiles.queries.feeds.telling import (
    ProfileOut,
    RequiredOut,
    content_out,
    readable_version,
    staying,
    told_out,
)

__all__ = [
    "Asked", "Benefit", "Guide", "Placed", "ProfileOut", "Question", "RequiredOut", "Term", "benefits", "content_out", "guide_of",
    "own_requests", "queue", "readable_version", "staying", "told_out",
]  # fmt: skip
