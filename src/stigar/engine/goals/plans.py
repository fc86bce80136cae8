"""If-then plans: "when this happens, then I do that". A plan is recognised, or a beginning of one is made from the goal's words.

That a plan of this form is carried out more often: Gollwitzer and Sheeran (2006), d = .65 over 94 studies.
"""

from __future__ import annotations

import re

from stigar.engine.goals.answer import Plan
from stigar.engine.goals.goal import Goal
from stigar.engine.goals.reading import Reading, tidy
from stigar.engine.goals.specific import hollow, infinitive, opening_text
from stigar.engine.goals.tongue import offers, tongue
from stigar.engine.goals.wording import filled, lowered

CLAUSE = re.compile(r"[,;:!?](?=\s|$)|\.(?=\s+[^\W\d_a-zåäöæø])")
THEN = {
    "sv": re.compile(r"^(?P<when>.{5,300}?)(?:,\s*(?:då|så)?|\s+(?:så|då)|\s+–)\s+(?P<then>\S.*)$", re.DOTALL | re.IGNORECASE),
    "nb": re.compile(r"^(?P<when>.{5,300}?)(?:,\s*(?:så|da)?|\s+(?:så|da)|\s+–)\s+(?P<then>\S.*)$", re.DOTALL | re.IGNORECASE),
    "en": re.compile(r"^(?P<when>.{5,300}?)(?:,\s*(?:then)?|\s+then|:|\s+–)\s+(?P<then>\S.*)$", re.DOTALL | re.IGNORECASE),
}  # fmt: skip
INVERTED = {  # "När det ringer svarar jag": neither language wants a comma there, the verb before the person tells where the deed begins
    "sv": re.compile(
        r"^(?P<when>(?:när|om|så fort|varje gång|innan|efter att)\b.{4,300}?)\s+"
        r"(?P<then>(?!(?:när|där|hur|eller|för|var|är|har|blir|vår|er)\s)[a-zåäöé]+r (?:jag|vi)\b.{3,})$",
        re.DOTALL | re.IGNORECASE,
    ),
    "nb": re.compile(
        r"^(?P<when>(?:når|hvis|dersom|så snart|hver gang|før|etter at)\b.{4,300}?)\s+"
        r"(?P<then>(?!(?:når|der|hvor|eller|for|var|er|har|blir|vår)\s)[a-zæøåé]+r (?:jeg|vi)\b.{3,})$",
        re.DOTALL | re.IGNORECASE,
    ),
}


def plan(goal: Goal, reading: Reading) -> Plan:
    """The plan that was written, in its own field or as the goal's own text, or one to begin from."""
    own = tidy(goal.plan)
    for text in (own, reading.text):
        if text and tongue(goal.language).plan.search(text) and (parts := THEN[goal.language].match(text)):
            return Plan(known=True, when=parts["when"].strip(" ,"), then=parts["then"].strip())
    if goal.language in INVERTED and (parts := INVERTED[goal.language].match(own)):
        return Plan(known=True, when=parts["when"].strip(), then=parts["then"].strip())
    return Plan(known=False, offer=_offer(goal, reading))


def _offer(goal: Goal, reading: Reading) -> str:
    templates = offers(goal.language)["plan"]
    deed, subject = opening_text(reading)
    deed = CLAUSE.split(deed, maxsplit=1)[0].strip()
    first, _, others = deed.partition(" ")
    first, next_word = lowered(first), others.partition(" ")[0].lower()
    if not deed or hollow(goal, reading):
        return str(templates["bare"])
    if subject:
        return filled([templates["present"], templates["bare"]], {"first": first, "others": others})
    if next_word in reading.tongue.subjects:
        return filled([templates["inverted"]], {"deed": lowered(deed)})
    return filled([templates["infinitive"]], {"deed": f"{infinitive(first, reading)} {others}".strip()})
