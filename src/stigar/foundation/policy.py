"""Who may: every right there is, and on what ground a person holds it. What is not listed is refused.

A ground is a relation between the viewer and what is looked at: yourself, your direct manager
today, HR in scope. Rooms tell which rows a ground reaches (``rules.py``); this table alone says
which grounds suffice. "Manages somebody" is never a ground; "manages this person" is.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

SMALLEST_GROUP = 5  # people behind any shared figure about assessments, surveys and wishes

Key = TypeVar("Key", bound=Hashable)


class Ground(StrEnum):
    """Why somebody may: what they are to the person or thing, today."""

    MEMBER = "member"  # anyone who belongs to the organisation today
    SELF = "self"
    MANAGER = "manager"  # direct manager today
    ABOVE = "above"  # leads, step by step, a leader of the person today
    SHARED = "shared with"  # the person has chosen to show it
    REVIEWER = "reviewer"  # the other one of two in an assessment or a dialogue
    HOLDER = "holder"  # has the role that is spoken of
    LEADS_HOLDER = "leads a holder"  # direct manager today of somebody who has the role
    OWNER = "owner"  # leads the project that is spoken of
    PARTICIPANT = "participant"  # takes part in it today
    REFERENCE = "reference"  # is in its reference group today
    RECRUITER = "recruiter"  # is named to recruit to the vacancy that is spoken of
    HR = "hr"
    HR_WHY = "hr with a reason"  # in scope, and has told the person why, today
    ADMIN = "admin"
    AUDITOR = "auditor"
    REPRESENTATIVE = "representative"


G = Ground
RIGHTS: Mapping[str, frozenset[Ground]] = {
    # people
    "see the directory": frozenset({G.MEMBER}),
    "see a person's details": frozenset({G.SELF, G.MANAGER, G.HR}),
    "see who looked": frozenset({G.SELF, G.AUDITOR}),
    "see the journal": frozenset({G.AUDITOR}),
    "take out what is held": frozenset({G.SELF}),
    "import people": frozenset({G.HR}),
    "decide on roles": frozenset({G.HR}),
    "manage accounts": frozenset({G.ADMIN}),
    "manage settings": frozenset({G.ADMIN}),
    # library
    "see vocabularies": frozenset({G.MEMBER}),
    "manage vocabularies": frozenset({G.HR, G.ADMIN}),
    "read the library": frozenset({G.MEMBER}),
    "manage competence models": frozenset({G.HR}),
    "write in the library": frozenset({G.HR}),
    # profiles
    "see profiles": frozenset({G.MEMBER}),
    "see every profile project": frozenset({G.HR}),
    "begin a profile project": frozenset({G.HR}),
    "lead a profile project": frozenset({G.OWNER, G.HR}),
    "see a profile project": frozenset({G.OWNER, G.PARTICIPANT, G.REFERENCE, G.HR}),
    "write in a profile": frozenset({G.OWNER, G.HR}),
    "take part in workshops": frozenset({G.OWNER, G.PARTICIPANT, G.HR}),
    "object to a profile": frozenset({G.OWNER, G.PARTICIPANT, G.REFERENCE, G.HR}),
    "vote on a profile": frozenset({G.REFERENCE}),
    "import profiles": frozenset({G.HR}),
    "ask for training": frozenset({G.MEMBER}),
    "answer training requests": frozenset({G.OWNER, G.HR}),
    # levels
    "see a person's levels": frozenset({G.SELF, G.MANAGER, G.SHARED, G.HR_WHY}),
    "open a person's levels": frozenset({G.HR}),
    "begin an assessment": frozenset({G.SELF, G.MANAGER, G.HR}),
    "judge a level": frozenset({G.MANAGER, G.REVIEWER}),
    "give oneself a level": frozenset({G.SELF}),
    "answer a level": frozenset({G.SELF}),
    "exempt from a requirement": frozenset({G.MANAGER, G.HR}),
    "settle a contested level": frozenset({G.MANAGER, G.HR}),
    "plan one's development": frozenset({G.SELF}),
    "see a shared plan": frozenset({G.SELF, G.MANAGER, G.SHARED}),
    "see an interest shown to the manager": frozenset({G.SELF, G.MANAGER}),
    "see an interest shown for vacancies": frozenset({G.SELF, G.MANAGER, G.HR}),
    "share one's levels": frozenset({G.SELF}),
    "read what is shown": frozenset({G.SELF, G.SHARED}),
    "tell of a certificate": frozenset({G.SELF, G.MANAGER, G.HR}),
    "confirm a certificate": frozenset({G.MANAGER, G.HR}),
    "see levels together": frozenset({G.HR, G.MANAGER, G.ABOVE}),
    "say what levels need": frozenset({G.HR}),
    "import levels": frozenset({G.MANAGER, G.HR}),
    "take in offered activities": frozenset({G.HR}),
    "see vacancies": frozenset({G.MEMBER}),
    "hold vacancies": frozenset({G.HR}),
    "be considered for a vacancy": frozenset({G.SELF}),
    "see who wants to be considered": frozenset({G.HR, G.RECRUITER}),
    # dialogues
    "open a dialogue": frozenset({G.SELF, G.MANAGER, G.HR}),
    "prepare a dialogue": frozenset({G.SELF, G.REVIEWER}),
    "hold rounds of dialogues": frozenset({G.HR}),
    "see coverage of dialogues": frozenset({G.HR, G.ABOVE, G.REPRESENTATIVE}),
    "ask to break in": frozenset({G.HR}),
    "agree to break in": frozenset({G.HR, G.AUDITOR}),
    "see how often summaries are opened": frozenset({G.HR, G.AUDITOR, G.REPRESENTATIVE}),
    "decide how long dialogues are kept": frozenset({G.HR}),
    "have goals": frozenset({G.SELF}),
    "reflect": frozenset({G.SELF}),
    # areas
    "see the work": frozenset({G.MEMBER}),
    "describe the work": frozenset({G.HOLDER, G.LEADS_HOLDER, G.HR}),
    "change what is said of the work": frozenset({G.SELF, G.LEADS_HOLDER, G.HR}),
    "import the work": frozenset({G.HR}),
    "see areas": frozenset({G.MEMBER}),
    "decide on areas": frozenset({G.HR}),
    "say whether roles are alike": frozenset({G.HOLDER, G.LEADS_HOLDER, G.HR}),
    "wish": frozenset({G.SELF}),
    "hold a wish survey": frozenset({G.HR}),
    "see wishes together": frozenset({G.HR, G.REPRESENTATIVE}),
}


class Refused(Exception):
    """The viewer holds no ground for this right. At a door it looks exactly like something that is not there."""


def may(right: str, grounds: Iterable[Ground]) -> bool:
    """Whether any of the ``grounds`` gives the ``right``; a right that is not in the table is a mistake of ours.

    >>> may("see a person's details", {Ground.MEMBER})
    False
    >>> may("see a person's details", {Ground.MEMBER, Ground.SELF})
    True
    """
    return not RIGHTS[right].isdisjoint(grounds)


def demand(right: str, grounds: Iterable[Ground]) -> None:
    """Raise :class:`Refused` unless the ``grounds`` give the ``right``."""
    if not may(right, grounds):
        raise Refused(right)


@dataclass(frozen=True, slots=True)
class Shared:
    """Figures about groups of people that may be shown: ``shown`` per group, ``hidden`` groups, people counted."""

    shown: Mapping[Hashable, int]
    hidden: frozenset[Hashable]
    people: int | None


def share(votes: Iterable[tuple[Hashable, Key]], *, smallest: int = SMALLEST_GROUP, settled: bool = False) -> Shared:
    """Count people per group so that nobody can be worked out: the one door for every figure about people.

    ``votes`` are (group, person) in the order in which they came. People are let in five at a time
    (so two dates never differ by one person, and what somebody counted votes later waits for the next five; ``settled``
    says that no more can come, and lets all of theirs in), a group under ``smallest`` is hidden, and when just one is hidden
    the next smallest is hidden too (so that it cannot be found by subtraction). Source: complementary cell
    suppression, Hundepool et al., Statistical Disclosure Control (2012), ch. 4.

    >>> share([("listening", n) for n in range(5)]).shown
    {'listening': 5}
    >>> share([("listening", n) for n in range(4)]).people is None
    True
    """
    ordered = list(dict.fromkeys(votes))
    arrived = list(dict.fromkeys(person for _, person in ordered))
    counted = set(arrived[: len(arrived) - len(arrived) % smallest])
    standing = ordered if settled else _until_whole(ordered, len(counted))
    sizes = Counter(group for group, person in standing if person in counted)
    hidden = {group for group, size in sizes.items() if size < smallest}
    if len(hidden) == 1 and len(sizes) > 1:
        hidden.add(min((group for group in sizes if group not in hidden), key=lambda group: (sizes[group], str(group))))
    shown = {
        group: size
        for group, size in sorted(sizes.items(), key=lambda item: (-item[1], str(item[0])))
        if group not in hidden
    }
    return Shared(shown, frozenset(hidden), len(counted) or None)


def _until_whole(votes: list[tuple[Hashable, Key]], people: int) -> list[tuple[Hashable, Key]]:
    """The votes up to the one with which the last of so many ``people`` came."""
    known: set[Key] = set()
    for place, (_, person) in enumerate(votes):
        if len(known) == people:
            return votes[:place]
        known.add(person)
    return votes
