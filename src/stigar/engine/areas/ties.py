"""Ties: what people have decided or answered, made consistent before anything is computed.

Yes-answers pass on (Ada's role is like Bo's, Bo's like Eve's: Ada's is like Eve's). What people have placed by
hand always wins over an answer; answers that contradict each other are an error that names them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stigar.engine.areas.answer import Answer


class Contradiction(ValueError):
    """Answers that cannot all be true: ``answers`` ends with a no and begins with the yeses it contradicts."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = tuple(answers)
        super().__init__("contradicting answers: " + "; ".join(map(_spoken, self.answers)))


def _spoken(answer: Answer) -> str:
    return f"{answer.one} / {answer.other}: {'yes' if answer.same else 'no'}"


@dataclass(frozen=True, slots=True)
class Ties:
    """Decisions over role numbers: ``block[i]`` says which roles are one, ``apart`` which blocks must differ.

    >>> Ties.of(("a", "b", "c"), [Answer("a", "b", True), Answer("b", "c", False)])
    Ties(block=(0, 0, 1), apart=frozenset({(0, 1)}), overruled=())
    """

    block: tuple[int, ...]
    apart: frozenset[tuple[int, int]] = frozenset()
    overruled: tuple[Answer, ...] = ()

    @classmethod
    def free(cls, size: int) -> Ties:
        """No decisions at all."""
        return cls(tuple(range(size)))

    @classmethod
    def of(cls, roles: Sequence[str], answers: Iterable[Answer], placed: Mapping[str, str] | None = None) -> Ties:
        """Decisions about these roles; answers about roles that no longer exist are passed over."""
        number = {role: at for at, role in enumerate(roles)}
        asked = [one for one in answers if one.one in number and one.other in number]
        _check(asked)
        group = _Joined(len(roles), {number[role]: key for role, key in (placed or {}).items() if role in number})
        overruled = [one for one in asked if one.same and not group.join(number[one.one], number[one.other])]
        block = group.blocks()
        apart = {_pair(block[number[one.one]], block[number[one.other]]) for one in asked if not one.same}
        overruled += [one for one in asked if not one.same and block[number[one.one]] == block[number[one.other]]]
        return cls(block, frozenset((a, b) for a, b in apart | group.keys_apart(block) if a != b), tuple(overruled))

    def joining(self, groups: Iterable[Sequence[int]]) -> Ties:
        """The same with these roles joined too, where no decision keeps them apart.

        >>> Ties.free(3).joining([(0, 2)]).block
        (0, 1, 0)
        """
        block, apart = list(self.block), set(self.apart)
        for first, *others in groups:
            for role in others:
                one, other = sorted((block[first], block[role]))
                if one != other and (one, other) not in apart:
                    block = [one if at == other else at for at in block]
                    apart = {_pair(*(one if at == other else at for at in pair)) for pair in apart}
        names: dict[int, int] = {}
        block = [names.setdefault(at, len(names)) for at in block]
        return Ties(tuple(block), frozenset(_pair(names[a], names[b]) for a, b in apart), self.overruled)


class _Joined:
    """Roles joined step by step; blocks with different area keys are never joined."""

    def __init__(self, size: int, keys: Mapping[int, str]) -> None:
        self.up = list(range(size))
        self.key: dict[int, str] = dict(keys)
        first: dict[str, int] = {}
        for role, key in sorted(keys.items()):
            self.join(first.setdefault(key, role), role)

    def top(self, role: int) -> int:
        while self.up[role] != role:
            self.up[role] = role = self.up[self.up[role]]
        return role

    def join(self, one: int, other: int) -> bool:
        one, other = sorted((self.top(one), self.top(other)))
        if one == other:
            return True
        keys = {self.key[top] for top in (one, other) if top in self.key}
        if len(keys) > 1:
            return False
        self.up[other] = one
        self.key |= dict.fromkeys((one,), *keys) if keys else {}
        return True

    def blocks(self) -> tuple[int, ...]:
        names: dict[int, int] = {}
        return tuple(names.setdefault(self.top(role), len(names)) for role in range(len(self.up)))

    def keys_apart(self, block: Sequence[int]) -> set[tuple[int, int]]:
        kept = sorted({block[self.top(role)] for role in self.key})
        return {(a, b) for at, a in enumerate(kept) for b in kept[at + 1 :]}


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _check(answers: Sequence[Answer]) -> None:
    """Raise Contradiction where a no stands between two roles that yeses join."""
    friends: dict[str, list[tuple[str, Answer]]] = {}
    for answer in (one for one in answers if one.same):
        friends.setdefault(answer.one, []).append((answer.other, answer))
        friends.setdefault(answer.other, []).append((answer.one, answer))
    for no in (one for one in answers if not one.same):
        path = _path(friends, no.one, no.other)
        if path is not None:
            raise Contradiction([*path, no])


def _path(friends: Mapping[str, list[tuple[str, Answer]]], start: str, goal: str) -> list[Answer] | None:
    """The shortest chain of yeses from one role to another; [] when they are the same role."""
    queue: deque[tuple[str, list[Answer]]] = deque([(start, [])])
    seen = {start}
    while queue:
        role, path = queue.popleft()
        if role == goal:
            return path
        for other, answer in friends.get(role, ()):
            if other not in seen:
                seen.add(other)
                queue.append((other, [*path, answer]))
    return None
