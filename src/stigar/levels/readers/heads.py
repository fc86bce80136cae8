"""What headings of tables of levels are called in Swedish, Norwegian and English, and in which of them a file is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from stigar.people.readers.headings import Field, guess_columns
from stigar.people.readers.tables import plain

PERSON = (Field.NUMBER, Field.EMAIL, Field.NAME, Field.GIVEN, Field.FAMILY)
_WORDS = {
    "competence": (
        "kompetens kompetenser kompetensområde färdighet kunskap kompetanse kompetanser kompetanseområde ferdighet kunnskap competence"
        " competency skill skillname kompetens/färdighet"
    ),
    "level": "nivå nivo niva betyg bedömning bedömdnivå level rating score grade proficiency skattning vurdering skår karakter poäng poeng",
    "day": "datum dag bedömd bedömddatum bedömningsdatum datumförbedömning dato vurdert vurdertdato date day assessedon ratedon assessmentdate",
    "who": (
        "bedömdav bedömare vem av bedömtav skattadav vurdertav vurderer avhvem hvem assessedby ratedby assessor rater by who reviewer"
        " registreradav registrertav"
    ),
}  # fmt: skip
_MEANS = {plain(word): what for what, words in _WORDS.items() for word in words.split()}
_TELLING = {
    "sv": "namn epost förnamn efternamn anställningsnummer kompetens nivå bedömd datum enhet befattning medarbetare och för att",
    "nb": "navn epost fornavn etternavn ansattnummer kompetanse nivå vurdert dato enhet stilling medarbeider ansatt og for ikke",
    "en": "name email firstname lastname employee skill competence level rated date unit title and for the of",
}
_TELLS = {language: frozenset(words.split()) for language, words in _TELLING.items()}


def meaning(heading: str) -> str:
    """What a heading means in a table with one level a row: "competence", "level", "day", "who", or nothing.

    >>> meaning("Bedömd av"), meaning("Kompetanse"), meaning("Skonummer")
    ('who', 'competence', '')
    """
    return _MEANS.get(plain(heading), "")


def person_columns(headings: Iterable[str]) -> dict[int, Field]:
    """The columns that say who a row is about, as far as their headings tell."""
    return {place: what for place, what in guess_columns(list(headings)).items() if what in PERSON}


def about_something_else(headings: Iterable[str]) -> set[int]:
    """Columns whose headings say unit, title, first day and the like: never a competence."""
    return {place for place, what in guess_columns(list(headings)).items() if what is not Field.LEVEL}


def language_of(texts: Iterable[str]) -> str:
    """In which of the three languages headings are written; Swedish when they do not tell.

    >>> language_of(["Navn", "Lytte til kunden", "Skrive og snakke"])
    'nb'
    """
    found: Counter[str] = Counter()
    for text in texts:
        folded = text.casefold()
        words = {plain(text), *re.findall(r"\w+", folded)}
        found.update(language for language, telling in _TELLS.items() if words & telling)
        found["nb"] += sum(folded.count(sign) for sign in "æø")
        found["sv"] += sum(folded.count(sign) for sign in "äö")
    return max(("sv", "nb", "en"), key=lambda language: found[language])


def is_who(heading: str) -> bool:
    """Whether a column is of who saw a level, or of managers: people, but not those the rows are about."""
    return meaning(heading) == "who" or Field.MANAGER in guess_columns([heading]).values()
