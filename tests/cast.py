"""The company that tests share: a named cast in two departments, and one stranger.

Ada leads customer service and Bo works for her; Cai is Bo's peer. Dag leads merchants and leads Ada not at all;
Gro leads the whole company. Hedda is HR, Ulf the union representative, Rut the auditor, Siv the administrator.
Eve is the stranger: HR in another organisation that uses the same names.
"""

from dataclasses import dataclass
from datetime import date

from stigar.foundation.tenancy import inside
from stigar.people.models import Duty, Identity, Organisation, Person, Position, Role, Site, Unit

TODAY = date(2026, 11, 20)
LONG_AGO = date(2020, 1, 1)
A_YEAR_ON = date(2027, 11, 20)
PASSWORD = "a good long sentence"


@dataclass(frozen=True)
class Cast:
    """The company's people by their given names, and the things around them."""

    organisation: Organisation
    elsewhere: Organisation
    gro: Person
    ada: Person
    bo: Person
    cai: Person
    dag: Person
    hedda: Person
    ulf: Person
    rut: Person
    siv: Person
    eve: Person
    adviser: Role
    leader: Role
    merchant_adviser: Role
    service: Unit
    merchants: Unit
    malmo: Site


def assemble() -> Cast:
    """Put the cast in an empty database."""
    organisation = Organisation.objects.create(name="Alvbro", key="alvbro")
    elsewhere = Organisation.objects.create(name="Bakeriet Havre", key="havre", language="nb")
    with inside(elsewhere.id):
        eve = _somebody(elsewhere, "Eve", number="1", role=Role.objects.create(organisation=elsewhere, title="HR"))
        Duty.objects.create(organisation=elsewhere, person=eve, kind=Duty.HR, begins=LONG_AGO)
    with inside(organisation.id):
        return _company(organisation, elsewhere, eve)


def _company(organisation: Organisation, elsewhere: Organisation, eve: Person) -> Cast:
    malmo = Site.objects.create(organisation=organisation, name="Malmö", country="SE")
    top = Unit.objects.create(organisation=organisation, code="A", name="Alvbro")
    service = Unit.objects.create(organisation=organisation, code="A1", name="Kundservice", parent=top)
    merchants = Unit.objects.create(organisation=organisation, code="A2", name="Handlare", parent=top)
    adviser, leader, merchant_adviser, staff = (
        Role.objects.create(organisation=organisation, title=title, language="sv")
        for title in ("Kundrådgivare", "Teamledare", "Handlarsupport", "Stab")
    )

    def person(given: str, number: str, role: Role, unit: Unit, manager: Person | None = None) -> Person:
        return _somebody(organisation, given, number=number, role=role, unit=unit, site=malmo, manager=manager)

    gro = person("Gro", "1", leader, top)
    ada = person("Ada", "2", leader, service, gro)
    dag = person("Dag", "3", leader, merchants, gro)
    bo, cai = person("Bo", "4", adviser, service, ada), person("Cai", "5", adviser, service, ada)
    hedda, ulf, rut, siv = (
        person(given, number, staff, top, gro)
        for given, number in (("Hedda", "6"), ("Ulf", "7"), ("Rut", "8"), ("Siv", "9"))
    )
    for holder, kind in ((hedda, Duty.HR), (ulf, Duty.REPRESENTATIVE), (rut, Duty.AUDITOR), (siv, Duty.ADMIN)):
        Duty.objects.create(organisation=organisation, person=holder, kind=kind, begins=LONG_AGO)
    return Cast(
        organisation, elsewhere, gro, ada, bo, cai, dag, hedda, ulf, rut, siv, eve,
        adviser, leader, merchant_adviser, service, merchants, malmo,
    )  # fmt: skip


def moa_of(cast: Cast) -> Person:
    """Moa, who is HR for customer service alone and works there under Ada: she comes in only where she is asked for."""
    held = cast.organisation
    moa = _somebody(held, "Moa", number="10", role=cast.adviser, unit=cast.service, site=cast.malmo, manager=cast.ada)
    Duty.objects.create(organisation=held, person=moa, kind=Duty.HR, unit=cast.service, begins=LONG_AGO)
    return moa


def _somebody(organisation: Organisation, given: str, *, number: str, role: Role, **place: object) -> Person:
    email = f"{given.lower()}@{organisation.key}.example"
    person = Person.objects.create(
        organisation=organisation, identity=Identity.objects.create_user(email), number=number, given=given, family="Test",
        email=email, language="sv", started=LONG_AGO,
    )  # fmt: skip
    Position.objects.create(organisation=organisation, person=person, role=role, begins=LONG_AGO, **place)
    return person
