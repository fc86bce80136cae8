"""The plain rows of an example company: what an HR system and a few friendly colleagues would hand over.

Nothing here knows a database. A company is a frozen answer that can be read from
top to bottom: sites, units, roles with their everyday work, people, the cast.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["sv", "nb", "en"]
Frequency = Literal["daily", "weekly", "monthly", "seldom"]
Channel = Literal["phone", "mail", "chat", "meeting", "system", "post"]
Counterpart = Literal["consumer", "merchant", "colleague", "authority", "supplier", "leader"]
Importance = Literal["essential", "useful"]
Duty = Literal["hr", "administrator", "union", "auditor"]


@dataclass(frozen=True, slots=True)
class Site:
    """A place of work. ``country`` is ISO 3166 (``SE``), ``time_zone`` an IANA name (``Europe/Oslo``)."""

    key: str
    name: str
    country: str
    time_zone: str
    language: Language
    opened: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A box in the org chart. ``parent`` is the code above it, empty at the top; ``department`` is the box under the top."""

    code: str
    name: str
    parent: str
    site: str
    department: str


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of everyday work, as somebody in the role would say it."""

    text: str
    frequency: Frequency
    channel: Channel
    counterpart: Counterpart
    situation: str


@dataclass(frozen=True, slots=True)
class Skill:
    """What one needs to be able to do. ``key`` names the line in the company's shared list, empty for own words."""

    text: str
    importance: Importance
    key: str


@dataclass(frozen=True, slots=True)
class Trait:
    """How one needs to be, with what each rater answered on 1 (hardly) to 5 (very much)."""

    text: str
    ratings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its everyday work. ``variants`` are other titles an HR system holds for the same work."""

    key: str
    title: str
    variants: tuple[str, ...]
    language: Language
    department: str
    tasks: tuple[Task, ...]
    skills: tuple[Skill, ...]
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class SharedSkill:
    """A line in the company's own list of skills, with the same thing said in each language."""

    key: str
    labels: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Person:
    """One employment. ``manager`` is an employee number, empty for the top; ``share`` is per cent of full time."""

    number: str
    given: str
    family: str
    email: str
    title: str
    role: str
    unit: str
    manager: str
    site: str
    share: int
    start: date
    end: date | None
    language: Language


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody in the cast on the demo's log-in page: ``what`` they are in a word or two, and ``who`` in a sentence, per language."""

    key: str
    person: str
    what: dict[Language, str]
    who: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person would like to develop, and why. ``person`` is an employee number."""

    person: str
    role: str
    language: Language
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Need:
    """How much better the work of some roles has to become: 1 (could wait) to 5 (now), with the reason in words."""

    roles: tuple[str, ...]
    weight: int
    why: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Programme:
    """The figures somebody would enter to see what one joint programme saves. Hours, except where the name says people."""

    people_per_group: int
    hours_per_participant: float
    trainers_per_group: int
    preparation_hours: float
    adapting_hours_per_role: float
    coordination_hours_per_department: float
    administration_hours_per_group: float
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """A whole example company.

    >>> from stigar.cli.example import havre
    >>> havre().name
    'Bakeriet Havre'
    """

    key: str
    name: str
    languages: tuple[Language, ...]
    sites: tuple[Site, ...]
    units: tuple[Unit, ...]
    roles: tuple[Role, ...]
    skills: tuple[SharedSkill, ...]
    people: tuple[Person, ...]
    leaders: dict[str, str]
    duties: tuple[tuple[str, Duty], ...]
    cast: tuple[Face, ...]
    wishes: tuple[Wish, ...]
    programme: Programme | None

    def person(self, number: str) -> Person:
        """The person with this employee number. Raises ``KeyError`` when there is none."""
        return {person.number: person for person in self.people}[number]

    def role(self, key: str) -> Role:
        """The role with this key. Raises ``KeyError`` when there is none."""
        return {role.key: role for role in self.roles}[key]

    def staff_of(self, role: str) -> tuple[Person, ...]:
        """Everyone in a role, in the order of employee numbers."""
        return tuple(person for person in self.people if person.role == role)
