"""The cast's company with its work told: nine roles in three kinds of work, spread over two departments.

Advisers and support for consumers and shops do much the same; so do those who build, and those who keep the books.
The merchant adviser and the developer in customer service sit in another department than their likes.
"""

from dataclasses import dataclass

from stigar.areas.models import Skill, Task
from stigar.foundation import journal
from stigar.people.models import Person, Position, Role
from tests.cast import LONG_AGO, Cast

SERVICE = (
    "Svarar kunder i telefon om fakturor och betalningar", "Lugnar upprörda kunder och hittar en lösning",
    "Skriver ärendeanteckningar efter varje samtal", "Hjälper kunder i chatten att logga in",
    "Förklarar avgifter på fakturan för kunden", "Följer upp ärenden tills kunden är nöjd",
)  # fmt: skip
BUILDING = (
    "Skriver kod för betaltjänsten i Python", "Granskar kollegors kod innan den släpps",
    "Felsöker servrar och läser loggar", "Bygger automatiska tester av koden",
    "Driftsätter nya versioner av systemet", "Designar databaser och gränssnitt mellan system",
)  # fmt: skip
BOOKS = (
    "Bokför leverantörsfakturor och betalar ut löner", "Gör bokslut och stämmer av konton i redovisningen",
    "Rapporterar moms och skatt till myndigheten", "Gör prognoser och budget med cheferna",
    "Kontrollerar attester av utlägg", "Upprättar årsredovisning med revisorn",
)  # fmt: skip
KINDS = {
    "service": (SERVICE, "Bemöta kunder", ("Kundrådgivare", "Handlarsupport", "Chattrådgivare")),
    "building": (BUILDING, "Programmera i Python", ("Utvecklare", "Testare", "Driftstekniker")),
    "books": (BOOKS, "Kunna redovisning", ("Ekonom", "Lönespecialist", "Controller")),
}  # fmt: skip


@dataclass(frozen=True)
class Worked:
    """The roles by title, and which kind of work each does."""

    roles: dict[str, Role]
    kinds: dict[str, str]

    def __getitem__(self, title: str) -> Role:
        return self.roles[title]


def tell_the_work(cast: Cast) -> Worked:
    """Each role tells five of its kind's six tasks (another one left out each), and a skill of the kind."""
    organisation = cast.organisation
    roles: dict[str, Role] = {}
    kinds: dict[str, str] = {}
    for kind, (tasks, skill, titles) in KINDS.items():
        for number, title in enumerate(titles):
            role, _ = Role.objects.get_or_create(organisation=organisation, title=title, defaults={"language": "sv"})
            told = [task for at, task in enumerate(tasks) if at != number]
            Task.objects.bulk_create(Task(organisation=organisation, role=role, text=task) for task in told)
            Skill.objects.create(organisation=organisation, role=role, text=skill)
            roles[title], kinds[title] = role, kind
            _staff(cast, role, number)
    return Worked(roles, kinds)


def tell_what_lies_between(cast: Cast, worked: Worked) -> Role:
    """A role that does half of what advisers do and half of what builders do: the one to ask about."""
    role = Role.objects.create(organisation=cast.organisation, title="Teknisk support", language="sv")
    for task in (*SERVICE[:3], *BUILDING[2:5]):
        Task.objects.create(organisation=cast.organisation, role=role, text=task)
    _staff(cast, role, 0)
    journal.note(cast.hedda, "described a role", role)
    return role


def _staff(cast: Cast, role: Role, number: int) -> None:
    """Two people in each new role; every third role sits with the merchants."""
    if role in (cast.adviser, cast.merchant_adviser):
        return
    unit = cast.merchants if number == 2 else cast.service
    for place in range(2):
        person = Person.objects.create(
            organisation=cast.organisation, number=f"{role.title}{place}", given=role.title, family=str(place), started=LONG_AGO
        )  # fmt: skip
        Position.objects.create(
            organisation=cast.organisation, person=person, role=role, unit=unit, site=cast.malmo, begins=LONG_AGO
        )
