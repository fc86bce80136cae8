"""What this room remembers, one file a subject."""

from stigar.dialogues.models.access import Break, BreakSeconded
from stigar.dialogues.models.earlier import Earlier
from stigar.dialogues.models.goals import Comment, Goal, Milestone, Tick
from stigar.dialogues.models.keeping import GoesSoon, KeptFor
from stigar.dialogues.models.own import Reflection, Shared, TimeSet
from stigar.dialogues.models.rounds import Pairing, Round, RoundLetter, Template
from stigar.dialogues.models.talks import (
    Agreed,
    Answer,
    Booking,
    CalledOff,
    Note,
    Preparation,
    Reopening,
    Signature,
    Signed,
    Summary,
    Talk,
)
from stigar.dialogues.models.worth import Answered, Worth

__all__ = [
    "Agreed",
    "Answer",
    "Answered",
    "Booking",
    "Break",
    "BreakSeconded",
    "CalledOff",
    "Comment",
    "Earlier",
    "Goal",
    "GoesSoon",
    "KeptFor",
    "Milestone",
    "Note",
    "Pairing",
    "Preparation",
    "Reflection",
    "Reopening",
    "Round",
    "RoundLetter",
    "Shared",
    "Signature",
    "Signed",
    "Summary",
    "Talk",
    "Template",
    "Tick",
    "TimeSet",
    "Worth",
]  # fmt: skip
