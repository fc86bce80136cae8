"""Answers from 1 to 5, told together: five people at a time, their mean, and how many gave each answer where that tells of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from stigar.foundation.policy import share

LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True)
class Together:
    """How many people are counted (whole fives), their mean, and how many gave each answer."""

    people: int
    mean: Decimal | None
    shown: Mapping[int, int]


def together(votes: Iterable[tuple[int, UUID]], *, over: bool) -> Together:
    """The (answer, person) in the order they came, through the one door for figures about people.

    How many gave each answer is told when it is ``over`` and no more can come, and only where every answer that anybody counted
    gave was given by five or more: beside the mean, a group that is left out is otherwise a subtraction away.

    >>> from uuid import UUID
    >>> together([(4, UUID(int=n)) for n in range(9)], over=True)
    Together(people=5, mean=Decimal('4.0'), shown=mappingproxy({4: 5}))
    """
    votes = list(votes)
    shared = share(votes)
    people = shared.people or 0
    counted = [answer for answer, _person in votes[:people]]
    mean = (Decimal(sum(counted)) / people).quantize(Decimal("0.1")) if people else None
    spread = shared.shown if over and not shared.hidden else {}
    return Together(people, mean, MappingProxyType({int(str(answer)): many for answer, many in spread.items()}))
