"""One secret word in every personal field of everybody in the cast, and who may read which.

The table follows who may see what: your own; your direct manager today and HR read the details of employment; an
administrator looks after logins, so reads e-mail addresses; a wish and its reason are nobody else's, whoever asks.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from stigar.areas.models import Survey, Trait, TraitRating, Wish
from stigar.people.models import Person, Position, Role, Token, Unit
from tests.cast import A_YEAR_ON, Cast

NAMES = ("gro", "ada", "bo", "cai", "dag", "hedda", "ulf", "rut", "siv")
MANAGERS = {
    "ada": "gro",
    "dag": "gro",
    "bo": "ada",
    "cai": "ada",
    "hedda": "gro",
    "ulf": "gro",
    "rut": "gro",
    "siv": "gro",
}
DETAILS = ("number", "email", "started", "share", "earlier role", "earlier unit")
OWN = ("wish", "why", "token", "rating")
ELSEWHERE = "havrekanari"  # in the other organisation


def plant(cast: Cast) -> None:
    """Give each of the cast secrets of their own, and the stranger's organisation one in what it has."""
    survey = Survey.objects.create(organisation=cast.organisation, number=1, opens=date(2026, 11, 1), by=cast.hedda)
    for name in NAMES:
        _plant_in(getattr(cast, name), name, survey)


def _plant_in(person: Person, name: str, survey: Survey) -> None:
    held = {"organisation_id": person.organisation_id}
    place = NAMES.index(name)
    Person.objects.filter(pk=person.pk).update(
        number=f"77{place}{place}1", email=f"{word(name, 'email')}@alvbro.example", started=date(1961 + place, 3, 7)
    )
    then = {
        "role": Role.objects.create(**held, title=word(name, "earlier role")),
        "unit": Unit.objects.create(**held, code=word(name, "earlier unit"), name=word(name, "earlier unit")),
    }
    now = Position.objects.get(person=person)
    Position.objects.filter(pk=now.pk).update(share=Decimal(41) + place + Decimal("0.37"), begins=date(2021, 1, 1))
    Position.objects.create(**held, person=person, **then, begins=date(2020, 1, 1), ends=date(2020, 12, 31))
    Wish.objects.create(
        **held, survey=survey, person=person, text=word(name, "wish"), why=word(name, "why"), why_shared=True
    )
    Token.objects.create(**held, person=person, name=word(name, "token"), last_day=A_YEAR_ON, key_hash=f"{place:0>64}")
    trait = Trait.objects.create(**held, role=now.role, text=f"Egenskap {place}", by=person)
    TraitRating.objects.create(**held, trait=trait, rater=person, rating=1)


def word(name: str, field: str) -> str:
    return f"kanari{name}{field.replace(' ', '')}"


def secrets() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Every (whose, which field, what it looks like on a page)."""
    for place, name in enumerate(NAMES):
        yield name, "number", re.compile(rf"\b77{place}{place}1\b")
        yield (
            name,
            "started",
            re.compile(rf"(\b{1961 + place}-03-07\b|\b0?7\.? \w+ {1961 + place}\b|\b0?7[./]0?3[./]{1961 + place}\b)"),
        )
        yield name, "share", re.compile(rf"\b{41 + place}[.,]37\b")
        for field in ("email", "earlier role", "earlier unit", "wish", "why", "token"):
            yield name, field, re.compile(word(name, field))


def may_read(viewer: str, whose: str, field: str) -> bool:
    """Whether the policy lets ``viewer`` read this field of ``whose``."""
    if viewer == whose:
        return True
    if viewer == "eve" or field in OWN:
        return False
    if field in ("earlier role", "earlier unit"):
        return True  # the register of roles and the tree of units are everybody's; whose they were is another matter
    if field == "email" and viewer == "siv":
        return True
    return field in DETAILS and (viewer == "hedda" or MANAGERS.get(whose) == viewer)
