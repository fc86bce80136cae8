"""Puts people on the chairs of an example company, the same people every time.

``company.toml`` says how many chairs each unit has and who sits on some of them
by name. The other names are dealt from ``names.toml``. Whoever leads a unit is
the manager of everyone in it; the leader of the unit above is the leader's manager.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from stigar.cli.example import reading
from stigar.cli.example.rows import Company, Duty, Face, Language, Person, Site, Wish

FOREIGN_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ð": "d", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Chair:
    """A place in a unit that one person sits on, before anyone has a number or a manager."""

    unit: str
    role: str
    title: str
    site: str
    language: Language
    leads: bool
    left_days_ago: int
    starts_in_days: int
    given: str = ""
    family: str = ""


def build(key: str, *, today: date) -> Company:
    """The whole company under ``key``, read and staffed.

    Raises ``LookupError`` when somebody in ``company.toml`` has no chair to sit on.
    """
    told = reading.read(key, "company.toml")
    skills = reading.read_skills(key)
    roles = reading.read_roles(key, skills)
    titles = {role.key: role.title for role in roles}
    chairs = seat_the_named(_chairs(told, titles), told["named"])
    people, leaders = _employ(_name_the_rest(chairs), told, today)
    numbers = {(person.given, person.family): person.number for person in people}
    return Company(
        key=key,
        name=told["name"],
        languages=tuple(told["languages"]),
        sites=reading.sites_of(told),
        units=reading.units_of(told),
        roles=roles,
        skills=skills,
        people=people,
        leaders=leaders,
        duties=_duties(told, numbers),
        cast=_cast(told, numbers),
        wishes=_wishes(key, people),
        programme=reading.read_programme(key),
    )


def _chairs(told: dict[str, Any], titles: dict[str, str]) -> list[Chair]:
    """The leader's chair first in each unit, then the others as they are told."""
    sites = {site.key: site for site in reading.sites_of(told)}
    chairs = []
    for unit in told["units"]:
        for place, line in enumerate(unit["staff"]):
            here = sites[line.get("site", unit["site"])]
            for chair in range(line.get("count", 1)):
                chairs.append(_chair(unit["code"], line, titles[line["role"]], here, leads=place == chair == 0))
    return chairs


def _chair(unit: str, line: dict[str, Any], title: str, site: Site, *, leads: bool) -> Chair:
    return Chair(
        unit=unit,
        role=line["role"],
        title=line.get("title", title),
        site=site.key,
        language=site.language,
        leads=leads,
        left_days_ago=line.get("left_days_ago", 0),
        starts_in_days=line.get("starts_in_days", 0),
    )


def seat_the_named(chairs: list[Chair], named: list[dict[str, Any]]) -> list[Chair]:
    """Puts each named person on the first free chair of their role and unit; a leader on the leader's chair.

    Raises ``LookupError`` when there is no such chair.
    """
    seated = list(chairs)
    for one in named:
        place = next(
            (
                number
                for number, chair in enumerate(seated)
                if (chair.unit, chair.role, chair.leads) == (one["unit"], one["role"], one.get("leads", False))
                and not chair.given
            ),
            None,
        )
        if place is None:
            raise LookupError(f"no free chair for {one['given']} {one['family']}")
        seated[place] = replace(seated[place], given=one["given"], family=one["family"])
    return seated


def _name_the_rest(chairs: list[Chair]) -> list[Chair]:
    """Deals names country by country, so that no two people share both names."""
    lists = reading.read("names.toml")
    taken = {(chair.given, chair.family) for chair in chairs}
    dealers = {language: _deal(lists[language], taken) for language in {chair.language for chair in chairs}}
    return [chair if chair.given else _named(chair, *next(dealers[chair.language])) for chair in chairs]


def _deal(names: dict[str, list[str]], taken: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    given, family = names["given"], names["family"]
    for turn in range(len(given) * len(family)):
        pair = given[turn * 7 % len(given)], family[(turn * 11 + turn // len(given)) % len(family)]
        if pair not in taken:
            yield pair


def _named(chair: Chair, given: str, family: str) -> Chair:
    return replace(chair, given=given, family=family)


def _employ(chairs: list[Chair], told: dict[str, Any], today: date) -> tuple[tuple[Person, ...], dict[str, str]]:
    """Start dates, then employee numbers in their order, then managers."""
    opened = {site["key"]: site["opened"] for site in told["sites"]}
    started = sorted(((_start(chair, opened[chair.site], today), chair) for chair in chairs), key=_by_start)
    numbers = {_who(chair): str(told["first_number"] + place) for place, (_, chair) in enumerate(started)}
    leaders = {chair.unit: numbers[_who(chair)] for chair in chairs if chair.leads}
    above = {unit["code"]: unit["parent"] for unit in told["units"]}
    people = []
    for start, chair in started:
        boss = leaders.get(above[chair.unit], "") if chair.leads else leaders[chair.unit]
        people.append(_person(chair, numbers[_who(chair)], boss, start, told, today))
    return tuple(people), leaders


def _by_start(pair: tuple[date, Chair]) -> tuple[date, str]:
    return pair[0], " ".join(_who(pair[1]))


def _who(chair: Chair) -> tuple[str, str]:
    return chair.given, chair.family


def _start(chair: Chair, opened: date, today: date) -> date:
    """The first of a month between the opening of the site and the summer of 2026; leaders mostly came early."""
    if chair.starts_in_days:
        return today + timedelta(days=chair.starts_in_days)
    luck = int(sha256(" ".join(_who(chair)).encode()).hexdigest()[:8], 16) / 0x100000000
    months = (2026 - opened.year) * 12 + 6 - opened.month
    month = opened.month - 1 + int(months * (luck**2 if chair.leads else luck**0.6))
    return date(opened.year + month // 12, month % 12 + 1, 1)


def _person(chair: Chair, number: str, manager: str, start: date, told: dict[str, Any], today: date) -> Person:
    return Person(
        number=number,
        given=chair.given,
        family=chair.family,
        email=f"{_plain(chair.given)}.{_plain(chair.family)}@{told['mail']}",
        title=chair.title,
        role=chair.role,
        unit=chair.unit,
        manager=manager,
        site=chair.site,
        share=100 if chair.leads else _share(int(number), told["part_time"]),
        start=start,
        end=today - timedelta(days=chair.left_days_ago) if chair.left_days_ago else None,
        language=chair.language,
    )


def _plain(name: str) -> str:
    """A name as it stands in a mail address: ``Åse Bjørk`` is ``ase-bjork``."""
    letters = unicodedata.normalize("NFKD", name.translate(FOREIGN_LETTERS))
    return letters.encode("ascii", "ignore").decode().lower().replace(" ", "-").replace("'", "")


def _share(number: int, part_time: list[dict[str, int]]) -> int:
    return next((line["share"] for line in part_time if number % line["every"] == 0), 100)


def _duties(told: dict[str, Any], numbers: dict[tuple[str, str], str]) -> tuple[tuple[str, Duty], ...]:
    return tuple(
        (numbers[one["given"], one["family"]], duty) for one in told["named"] for duty in one.get("duties", ())
    )


def _cast(told: dict[str, Any], numbers: dict[tuple[str, str], str]) -> tuple[Face, ...]:
    return tuple(
        Face(
            one["key"],
            numbers[one["given"], one["family"]],
            {language: one["what"][language] for language in reading.LANGUAGES},
            {language: one[language] for language in reading.LANGUAGES},
        )
        for one in told["named"]
        if "key" in one
    )


def _wishes(key: str, people: tuple[Person, ...]) -> tuple[Wish, ...]:
    """Each wish belongs to somebody still employed in its role; the first wish of a role to the first person, and so on."""
    given: dict[str, int] = {}
    wishes = []
    for line in reading.read(key, "wishes.toml")["wishes"]:
        crew = [person for person in people if person.role == line["role"] and person.end is None]
        turn = given[line["role"]] = given.get(line["role"], -1) + 1
        wishes.append(Wish(person=crew[turn % len(crew)].number, **line))
    return tuple(wishes)
