"""What is missing before a step is done: a code, with a number and names where they say more. The sentence is made at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is missing. ``n`` is how many, ``of`` out of how many, ``what`` their names."""

    code: str
    n: int = 0
    of: int = 0
    what: tuple[str, ...] = ()


def lackings(told: Iterable[Lacking | str]) -> tuple[Lacking, ...]:
    """Codes as other parts of the room tell them, or whole.

    >>> lackings(["no-version"])
    (Lacking(code='no-version', n=0, of=0, what=()),)
    """
    return tuple(one if isinstance(one, Lacking) else Lacking(one) for one in told)
