"""Why a requirement stands as it does: a code and its figures, from which rooms make sentences in their readers' language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

BELOW, MEETS, SURPLUS, NOT_KNOWN, EXEMPT, EXPIRED = "below", "meets", "surplus", "not known", "exempt", "expired"
SELF_ONLY, DIFFERS, OLD, UNSURE = "self only", "differs", "old", "unsure"
EXPIRES, HAS_EXPIRED, FIRST, LATER = "expires", "has expired", "first", "later is lower"
COUNTED, CAN, NONE_CAN, FEW_CAN, LEAVES, MANY_OLD, CLOSES = (
    "counted",
    "can",
    "none can",
    "few can",
    "leaves",
    "many old",
    "closes",
)
WORDS: Mapping[str, str] = MappingProxyType({
    BELOW: "max(0, {required} - {level}) x {importance} = {points}",
    MEETS: "Level {level} is within what is required.",
    SURPLUS: "Level {level} is {surplus} above what is required.",
    NOT_KNOWN: "Nothing has been assessed.",
    EXEMPT: "Exempt: {reason}",
    EXPIRED: "The certificate that level {level} rests on held until {last_day}.",
    SELF_ONLY: "Only the person's own view is known: level {level}.",
    DIFFERS: "The person says {own}, the assessment {level}.",
    OLD: "From {on}, {months} months ago; it counts {weight}.",
    UNSURE: "The level may be {band} off, so whether it is enough is not sure.",
    EXPIRES: "A certificate holds until {last_day}, {days} days more.",
    HAS_EXPIRED: "A certificate held until {last_day}.",
    FIRST: "{needs} comes first, to level {level}.",
    COUNTED: "{competence}: {required} need it, {known} known, {meets} meet it, {below} below, {points} points",
    CAN: "{can} can, {needed} need to, at level {level}.",
    NONE_CAN: "Nobody is known to be able to.",
    FEW_CAN: "Only {can} can.",
    LEAVES: "{leaving} of those who can leave by {by}.",
    MANY_OLD: "{old} of {can} levels are older than {months:g} months.",
    CLOSES: "{competence}: {points} points, {people} people.",
    LATER: "The latest counts, {level}; {before} was given earlier.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its code and what it tells.

    >>> str(why(FIRST, needs="listening", level=2))
    'listening comes first, to level 2.'
    """

    code: str
    told: tuple[tuple[str, object], ...] = ()

    @property
    def params(self) -> Mapping[str, object]:
        """What the sentence is made with."""
        return dict(self.told)

    def __str__(self) -> str:
        return WORDS[self.code].format(**self.params)


def why(code: str, **told: object) -> Why:
    """A reason with its figures in the order they are given."""
    return Why(code, tuple(told.items()))
