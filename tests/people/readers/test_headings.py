"""Columns are known by their headings, as HR systems in Sweden, Norway and elsewhere write them."""

import pytest

from stigar.people.readers.headings import Field, guess_columns, is_never_read, known

F = Field


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            "Anst.nr;Förnamn;Efternamn;E-postadress;Befattning;Organisationsenhet;Närmaste chef;Arbetsort;Sysselsättningsgrad (%);Anst.datum",
            [F.NUMBER, F.GIVEN, F.FAMILY, F.EMAIL, F.ROLE, F.UNIT, F.MANAGER, F.SITE, F.SHARE, F.STARTED],
        ),
        (
            "Ansattnummer;Navn;Epost;Stillingstittel;Avdelingskode;Avdeling;Leders ansattnr;Arbeidssted;Stillingsprosent;Startdato;Sluttdato",
            [F.NUMBER, F.NAME, F.EMAIL, F.ROLE, F.UNIT_CODE, F.UNIT, F.MANAGER, F.SITE, F.SHARE, F.STARTED, F.ENDED],
        ),
        (
            "Employee ID,First Name,Last Name,Work Email,Job Title,Department,Manager ID,Location,Country,Time Zone,FTE,Hire Date,Language",
            [F.NUMBER, F.GIVEN, F.FAMILY, F.EMAIL, F.ROLE, F.UNIT, F.MANAGER, F.SITE, F.COUNTRY, F.ZONE, F.SHARE, F.STARTED, F.LANGUAGE],
        ),
        ("ANSTÄLLNINGSNUMMER;NAMN;ENHETSKOD;ENHET;ÖVERORDNAD ENHET", [F.NUMBER, F.NAME, F.UNIT_CODE, F.UNIT, F.PARENT]),
        ("Nr;Navn;Nivå 1;Nivå 2;Org.nivå 3", [None, F.NAME, F.LEVEL, F.LEVEL, F.LEVEL]),
        ("Anställningsnummer;Namn;Bolag;Avdelning;Enhet", [F.NUMBER, F.NAME, F.LEVEL, F.LEVEL, F.LEVEL]),
        ("Anställningsnummer;Namn;Förnamn;Efternamn", [F.NUMBER, None, F.GIVEN, F.FAMILY]),
        ("Anställningsnummer;Namn;Titel;Befattning", [F.NUMBER, F.NAME, None, F.ROLE]),
        ("Employee Number;Name;Manager;Manager ID", [F.NUMBER, F.NAME, None, F.MANAGER]),
        ("Personnummer;Namn;Lön;Skonummer", [None, F.NAME, None, None]),
    ],
)  # fmt: skip
def test_headings_are_understood(headings, fields):
    columns = headings.replace(",", ";").split(";")

    guessed = guess_columns(columns)

    assert [guessed.get(place) for place in range(len(columns))] == fields


def test_identity_numbers_and_pay_are_never_read():
    assert [heading for heading in ("Personnummer", "Fødselsnr.", "Lön", "Namn") if is_never_read(heading)] == [
        "Personnummer", "Fødselsnr.", "Lön",
    ]  # fmt: skip
    assert not known("Personnummer")
