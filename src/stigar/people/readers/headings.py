"""Which column is what: headings as HR systems in Sweden, Norway and elsewhere write them, and what each of them means to us.

A guess is only a guess: the person sees it with examples from the file and may correct it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from stigar.people.readers.tables import plain


class Field(StrEnum):
    """What a column tells about a person. ``LEVEL`` may be told by several columns, the broadest first."""

    NUMBER = "number"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    EMAIL = "email"
    ROLE = "role"
    UNIT_CODE = "unit_code"
    UNIT = "unit"
    PARENT = "parent"
    LEVEL = "level"
    MANAGER = "manager"
    SITE = "site"
    COUNTRY = "country"
    ZONE = "zone"
    SHARE = "share"
    STARTED = "started"
    ENDED = "ended"
    LANGUAGE = "language"


# The best known heading first: when two columns could mean the same, the earlier one is taken.
_VARIANTS: Mapping[Field, str] = {
    Field.NUMBER: "anställningsnummer anstnr anställningsnr anställdnr anställdid anställningsid medarbetarnummer medarbetarnr"
    " medarbetarid personalnummer personalnr personnelnumber pernr ansattnummer ansattnr ansattid medarbeidernummer"
    " medarbeidernr medarbeiderid ansattesnummer lønnsnummer lønnsnr lönenummer employeeid employeenumber employeeno"
    " employeenr empid empno staffnumber staffid staffno workerid personnelno number nummer id",
    Field.GIVEN: "förnamn tilltalsnamn fornavn fornamn givenname firstname forename given preferredname",
    Field.FAMILY: "efternamn etternavn efternavn etternamn surname lastname familyname family",
    Field.NAME: "namn navn name fullname fulltnamn fulltnavn helenamnet anställd ansatt medarbetare medarbeider employee employeename"
    " personnamn personnavn medarbetarnamn ansattnavn visningsnamn visningsnavn displayname worker",
    Field.EMAIL: "epost epostadress epostadresse epostarbete epostarbeid epostjobb jobbepost arbetsepost email emailaddress mail mailadress"
    " mailadresse workemail emailwork businessemail userprincipalname upn",
    Field.ROLE: "befattning stilling befattningsbenämning befattningstitel stillingstittel stillingsbetegnelse stillingsnavn"
    " stillingsbenevnelse tjänstetitel tjänst yrkestitel yrkestittel jobtitle positiontitle roll rolle role position arbetstitel"
    " jobbtitel jobbtittel titel tittel title job yrke yrkesroll yrkesrolle yrkesbenämning",
    Field.UNIT_CODE: "enhetskod enhetsid enhetskode enhetsnr enhetsnummer orgenhetskod organisationsenhetskod"
    " organisasjonsenhetskode orgkod orgkode"
    " avdelningskod avdelningsnr avdelningsnummer avdelingskode avdelingsnr avdelingsnummer unitcode unitid unitnumber departmentcode"
    " departmentid deptcode deptid orgunitcode orgunitid kostnadsställe kostnadssted kostnadsställekod koststed costcenter costcentre ksnr",
    Field.UNIT: "enhet enhetsnamn enhetsnavn organisationsenhet organisasjonsenhet orgenhet organisatoriskenhet unit unitname orgunit"
    " organisationalunit organizationalunit avdelning avdeling avdelningsnamn avdelingsnavn department departmentname dept team teamnamn"
    " teamnavn grupp gruppe group sektion seksjon section arbetsplatsenhet division divisjon affärsområde forretningsområde businessunit"
    " bolag selskap företag company legalentity verksamhet virksomhet organisation organisasjon",
    Field.PARENT: "överordnadenhet överordnadenhetskod överenhet överliggandeenhet förälderenhet huvudenhet överordnadavdelning tillhörenhet"
    " overordnetenhet overordnetenhetskode overordnaenhet overenhet overordnetavdeling parentunit parentunitcode parentdepartment"
    " parentcode parent parentorgunit superiorunit",
    Field.MANAGER: "chefensanställningsnummer chefsanställningsnummer chefsanstnr chefensanstnr chefanstnr chefanställningsnummer"
    " närmastechefanstnr"
    " närmastechefsanställningsnummer chefsnummer chefsnr chefnr chefid chefsid ledersansattnummer lederensansattnummer lederansattnr"
    " ledersansattnr lederansattnummer nærmestelederansattnr nærmestelederansattnummer ledernr ledernummer lederid managerid managernumber"
    " managersemployeeid manageremployeeid manageremployeenumber supervisorid reportstoid chefepost chefsepost chefensepost närmastechefepost"
    " lederepost ledersepost lederensepost nærmestelederepost manageremail managersemail supervisoremail chef närmastechef överordnad"
    " överordnadchef chefnamn chefsnamn chefensnamn linjechef personalansvarig leder nærmesteleder nærmesteoverordnede overordnet ledernavn"
    " ledersnavn lederensnavn linjeleder personalleder personalansvar manager managername linemanager directmanager reportsto supervisor",
    Field.SITE: "ort arbetsort arbetsplats arbetsställe placeringsort placering stationeringsort kontor kontorsort stad arbeidssted arbeidsplass"
    " sted lokasjon kontorsted by site location worklocation workplace office officelocation city plats lokal tjänsteställe tjenestested",
    Field.COUNTRY: "land landskod landkod landkode landnavn landnamn anställningsland arbeidsland country countrycode countryname countryiso",
    Field.ZONE: "tidszon tidssone tidsone timezone tz tidzon",
    Field.SHARE: "sysselsättningsgrad sysselsättningsgradprocent sysselsgrad syssgrad sysgrad tjänstgöringsgrad anställningsgrad omfattning"
    " arbetstidsprocent stillingsprosent stillingsandel stillingsgrad stillingsbrøk ansettelsesprosent arbeidsprosent fte fulltimeequivalent"
    " employmentpercentage employmentpercent percentage workload share parttimeshare deltid deltidsprocent procent prosent",
    Field.STARTED: "anställdfrån anställningsdatum anställningsdag anställningsstart anställningfrån anställdfrom anstdatum anställdfromdatum"
    " startdatum startdag startdato ansattfra ansattdato ansettelsesdato ansattsiden ansettelsestart tiltredelse tiltredelsesdato tillträde"
    " tillträdesdag tillträdesdatum hiredate startdate employedfrom employmentdate employmentstart employmentstartdate dateofhire hired start"
    " fromdatum från fra from gällerfrån fradato",
    Field.ENDED: "anställdtill slutdatum slutdag anställningsslut anställningtill anställdtom anställdtomdatum avgångsdatum avgång avgångsdag"
    " sistaanställningsdag sistadag sluttdato sluttdag ansatttil sluttet fratredelse fratredelsesdato oppsigelsesdato sistearbeidsdag sistedag"
    " enddate employedto terminationdate employmentend employmentenddate lastday lastworkingday dateofleaving leavingdate end tilldatum till til"
    " to tom tomdatum tildato",
    Field.LANGUAGE: "språk modersmål kommunikationsspråk önskatspråk språkkod språkkode language preferredlanguage languagecode locale sprog",
}  # fmt: skip
_MEANINGS = {
    variant: (field, rank) for field, variants in _VARIANTS.items() for rank, variant in enumerate(variants.split())
}
_LEVEL = re.compile(
    r"(?:(?:org(?:anisations?|anisasjons?)?)?(?:enhets?)?nivå|(?:org(?:anisation|anization)?)?level)(\d{1,2})(?:namn|navn|name)?"
)
_ASIDE = re.compile(r"[(\[].*?[)\]]")
_NEVER = (
    "personnummer personnr pnr fødselsnummer fødselsnr fnr socialsecuritynumber ssn personalidentitynumber "
    "födelsedatum fødselsdato birthdate dateofbirth lön lønn salary månadslön kön kjønn gender sex nationalitet "
    "nationality medborgarskap statsborgerskap fackförbund fagforening unionmembership frånvaro fravær hemadress "
    "hjemmeadresse bankkonto kontonummer "
)
NEVER_READ = frozenset(_NEVER.split())


def known(heading: str) -> bool:
    """Whether this heading is one that we understand.

    >>> known("Anst.nr"), known("Skonummer")
    (True, False)
    """
    return _meaning(heading) is not None


def guess_columns(headings: Sequence[str]) -> dict[int, Field]:
    """What each column seems to be, by its place counted from 0; columns that are not understood are left out.

    >>> guess_columns(["Ansattnr", "Navn", "Skonummer", "Stillingsprosent"])
    {0: <Field.NUMBER: 'number'>, 1: <Field.NAME: 'name'>, 3: <Field.SHARE: 'share'>}
    """
    meant = {place: meaning for place, heading in enumerate(headings) if (meaning := _meaning(heading))}
    best: dict[Field, int] = {}
    for place, (field, rank) in meant.items():
        if field is not Field.LEVEL and (field not in best or rank < meant[best[field]][1]):
            best[field] = place
    chosen = {place: field for field, place in best.items()}
    chosen |= {place: Field.LEVEL for place, (field, _) in meant.items() if field is Field.LEVEL}
    units = [place for place, (field, _) in meant.items() if field is Field.UNIT]
    if len(units) > 1 and not {Field.UNIT_CODE, Field.PARENT} & set(chosen.values()):
        chosen |= dict.fromkeys(units, Field.LEVEL)
    if {Field.GIVEN, Field.FAMILY} <= set(chosen.values()):
        chosen = {place: field for place, field in chosen.items() if field is not Field.NAME}
    return dict(sorted(chosen.items()))


def is_never_read(heading: str) -> bool:
    """Whether a column holds what the product has no use for and never takes in: identity numbers, pay, absence and the like."""
    return plain(heading) in NEVER_READ


def _meaning(heading: str) -> tuple[Field, int] | None:
    for form in (plain(heading), plain(_ASIDE.sub("", heading))):
        if form in NEVER_READ:
            return None
        if found := _MEANINGS.get(form):
            return found
        if level := _LEVEL.fullmatch(form):
            return Field.LEVEL, int(level.group(1))
    return None
