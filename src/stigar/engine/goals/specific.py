"""Is it specific: one thing, and something a colleague could see or hear being done?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from stigar.engine.goals.goal import Goal
from stigar.engine.goals.reading import WORD, Reading, read
from stigar.engine.text.words import STOPS

NO_TEXT, NO_VERB, VAGUE, TWO_GOALS = "no_text", "no_verb", "vague", "two_goals"
MOST_CUTS = 12
ENDS = {
    "sv": (("ar", "a"), ("er", "a"), ("r", ""), ("", "a")),
    "nb": (("r", ""), ("", "e")),
    "en": (("s", ""), ("es", "")),
}  # fmt: skip
END = re.compile(r"[.!?;]\s+(?=\w)|\n+|\s+(?=\d\)\s)")


def missing(goal: Goal, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of what is missing, each with the words that led to it."""
    if not reading.words:
        yield NO_TEXT, ()
        return
    if not verbs(reading):
        yield NO_VERB, (reading.text,)
    elif found := hollow(goal, reading):
        yield VAGUE, found
    if halves := two(goal, reading):
        yield TWO_GOALS, halves


def verbs(reading: Reading) -> tuple[str, ...]:
    """The words by which something is done: after I, we, to or shall; a verb we know; or a first word in a verb's form."""
    known, words = reading.tongue, reading.words
    marks = {known.infinitive} | known.subjects | known.modals
    found = [after for word, after in pairwise(words) if word in marks]
    found += [word for word in words if word in known.states]
    if "*" not in known.nouns_too:
        found += [word for word in words if word in known.verbs and word not in known.nouns_too]
    first = next(iter(_opening(reading)), "")
    if first and _is_verb(first, reading):
        found.append(first)
    return tuple(dict.fromkeys(found))


def hollow(goal: Goal, reading: Reading) -> tuple[str, ...]:
    """The phrases that say nothing one could see. Some do so always, others only when nothing is counted."""
    known = reading.tongue
    if known.how.search(reading.small):
        return ()
    always = tuple(_said(reading, match) for match in known.hollow.finditer(reading.small))
    if always or reading.says_how_much or goal.measure:
        return always
    return tuple(_said(reading, match) for match in known.loose.finditer(reading.small))


def two(goal: Goal, reading: Reading) -> tuple[str, ...]:
    """The two halves of a text that holds two goals, or nothing. Two deeds with one object ("läsa och signera") are one goal."""
    if match := reading.tongue.both.search(reading.small):
        spans = [span for at in range(1, len(match.regs)) if (span := match.span(at)) != (-1, -1)]
        left, right = (reading.text[start:end].strip(" ,.;") for start, end in spans)
        if all(verbs(read(half, goal.language)) for half in (left, right)):
            return left, right
    for left, right, strong in islice(_halves(reading), MOST_CUTS):
        one, other = (read(half, goal.language) for half in (left, right))
        if _stands_alone(one, other, strong=strong) and not hollow(goal, other):
            return left, right
    return ()


def _halves(reading: Reading) -> Iterator[tuple[str, str, bool]]:
    """Every way to cut the text at an "and", a comma before "also", or between sentences; and whether the cut says "also"."""
    known, text = reading.tongue, reading.text
    for cut in (known.conjunction, END):
        for match in cut.finditer(reading.small):
            left, right = text[: match.start()].strip(" ,.;"), text[match.end() :].strip(" ,.;")
            strong = bool(known.strong.search(match.group()) or known.also.search(" ".join(right.lower().split()[:5])))
            if left and right:
                yield left, right, strong
    for match in known.also.finditer(reading.small):
        left, right = known.hanging.sub("", text[: match.start()]).strip(" ,.;"), text[match.end() :].strip(" ,.;")
        if left and right:
            yield left, right, True


def _stands_alone(one: Reading, other: Reading, *, strong: bool) -> bool:
    """The second half does something of its own: with "also", with amounts on both sides, or with a verb that begins a goal."""
    opening = _opening(other)
    doing = bool(opening) and (_is_verb(opening[0], other) or opening[0] in one.tongue.verbs)
    object_before = len(one.words) > 1 and not _is_verb(one.words[-1], one, known_only=True)
    if not doing or not object_before or not verbs(one):
        return False
    if not strong and _refers_back(opening, one):
        return False
    begins = opening[0] in one.tongue.changes or one.tongue.changing.search(" ".join(opening))
    amounts = one.says_how_much and (other.often or (other.numbers and one.numbers))
    return strong or bool(begins) or bool(amounts)


def _refers_back(opening: tuple[str, ...], one: Reading) -> bool:
    """The second half speaks of what the first did: "halvera den", "gå igenom den på mötet", but not "lära mig det nya systemet"."""
    after = [(word, nxt) for word, nxt in zip(opening, (*opening[1:], ""), strict=True) if word in one.tongue.refers]
    return any(not nxt or nxt in STOPS[one.language] for _, nxt in after)


def opening_text(reading: Reading) -> tuple[str, bool]:
    """The text from its first deed on, and whether somebody is said to do it ("jag sammanfattar", not "sammanfatta").

    Empty when nothing is done in it.
    """
    known, at, subject = reading.tongue, 0, False
    for aside in (known.often, known.dates, known.clock):
        if match := aside.match(reading.small):
            at = match.end()
    at += len(reading.small[at:]) - len(reading.small[at:].lstrip(" ,:–-"))
    if match := known.hedge.match(reading.small, at):
        subject = match.group().split()[-1] in known.subjects
        at = match.end()
    if reading.small.startswith(f"{known.infinitive} ", at):
        at += len(known.infinitive) + 1
    words = _opening(reading)
    if not words or not (subject or _is_verb(words[0], reading)) or not reading.small.startswith(words[0], at):
        return "", False
    return reading.text[at:].strip(" .!;"), subject


def _opening(reading: Reading) -> tuple[str, ...]:
    """The words from the first that could do something: after "jag ska", "att", and a day or a how often said first."""
    known, small = reading.tongue, reading.small
    for aside in (known.often, known.dates, known.clock):
        if match := aside.match(small):
            small = small[match.end() :]
    small = small.lstrip(" ,:–-")
    if match := known.hedge.match(small):
        small = small[match.end() :]
    words = WORD.findall(small)
    while words and words[0] in known.subjects | known.modals | {known.infinitive}:
        words = words[1:]
    return tuple(words)


def _is_verb(word: str, reading: Reading, *, known_only: bool = False) -> bool:
    known = reading.tongue
    if known_only:
        return word in known.verbs and word not in known.nouns_too
    if word in known.verbs or infinitive(word, reading) in known.verbs:
        return True
    if word in known.not_verbs or reading.language == "en" or len(word) < 4:
        return False
    return word.endswith("a" if reading.language == "sv" else "e") and not word.endswith(known.not_endings)


def infinitive(word: str, reading: Reading) -> str:
    """The infinitive of a verb as a goal may begin with it: svarar, svara; ring, ringa; leser, lese; calls, call."""
    known = reading.tongue
    if word in known.verbs or word in known.nouns_too:
        return word
    found = (word[: len(word) - len(end)] + new for end, new in ENDS[reading.language] if word.endswith(end))
    return next((one for one in found if one in known.verbs), word)


def _said(reading: Reading, match: re.Match[str]) -> str:
    return reading.text[match.start() : match.end()].strip()
