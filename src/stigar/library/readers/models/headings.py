"""What the columns of a competence model are called, in Swedish, Norwegian and English, and what is written in them.

A heading may say its language in brackets, ``Text (nb)``; one that does not is in the language it is itself written in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stigar.people.readers.tables import plain

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "family": {
        "sv": ("familj", "kompetensfamilj", "kategori", "grupp"), "nb": ("familie", "kompetansefamilie", "kategori", "gruppe"),
        "en": ("family", "competence family", "category", "cluster", "group"),
    },
    "competence": {
        "sv": ("kompetens", "kompetensnamn"), "nb": ("kompetanse", "kompetansenavn"),
        "en": ("competence", "competency", "competence name", "competency name"),
    },
    "definition": {
        "sv": ("definition", "beskrivning"), "nb": ("definisjon", "beskrivelse"), "en": ("definition", "description"),
    },
    "not": {"sv": ("är inte", "vad det inte är"), "nb": ("er ikke", "hva det ikke er"), "en": ("is not", "what it is not")},
    "discipline": {"sv": ("inriktning", "disciplin"), "nb": ("retning", "disiplin"), "en": ("discipline",)},
    "kind": {"sv": ("slag", "typ"), "nb": ("slag", "type"), "en": ("kind", "type")},
    "level": {"sv": ("nivå",), "nb": ("nivå",), "en": ("level",)},
    "until": {"sv": ("till nivå", "t o m nivå"), "nb": ("til nivå", "til og med nivå"), "en": ("to level", "until level")},
    "text": {
        "sv": ("text", "beteende", "kännetecken"), "nb": ("tekst", "atferd", "kjennetegn"),
        "en": ("text", "behaviour", "behavior", "indicator"),
    },
    "name": {"sv": ("rubrik",), "nb": ("overskrift",), "en": ("heading",)},
    "who": {"sv": ("med vem",), "nb": ("med hvem",), "en": ("with whom",)},
    "where": {"sv": ("var", "var det sker"), "nb": ("hvor", "hvor det skjer"), "en": ("where", "where it happens")},
    "form": {"sv": ("sätt", "form"), "nb": ("måte", "form"), "en": ("way", "form")},
    "hours": {"sv": ("timmar",), "nb": ("timer",), "en": ("hours",)},
    "low": {"sv": ("svagt svar",), "nb": ("svakt svar",), "en": ("weak answer",)},
    "high": {"sv": ("starkt svar",), "nb": ("sterkt svar",), "en": ("strong answer",)},
    "concerns": {"sv": ("gäller",), "nb": ("gjelder",), "en": ("concerns",)},
    "esco": {"sv": ("esco", "esco-adress"), "nb": ("esco", "esco-adresse"), "en": ("esco", "esco address")},
    "holder": {"sv": ("rättighetshavare", "vems text"), "nb": ("rettighetshaver", "hvem sin tekst"), "en": ("rights holder", "holder")},
    "licence": {"sv": ("licens",), "nb": ("lisens",), "en": ("licence", "license")},
    "pass on": {"sv": ("får föras vidare",), "nb": ("kan gis videre",), "en": ("may be passed on",)},
    "terms": {"sv": ("villkor",), "nb": ("vilkår",), "en": ("terms",)},
    "ends": {"sv": ("sista dag", "rätten slutar"), "nb": ("siste dag", "retten slutter"), "en": ("last day", "right ends")},
    "line": {
        "sv": ("ska stå intill", "källhänvisning"), "nb": ("skal stå ved siden av", "kildehenvisning"),
        "en": ("to stand beside", "attribution"),
    },
    "address": {"sv": ("licensadress",), "nb": ("lisensadresse",), "en": ("licence address", "license address")},
    "key": {"sv": ("nyckel", "id"), "nb": ("nøkkel", "id"), "en": ("key", "id")},
    "role": {"sv": ("roll", "yrkesroll", "befattning"), "nb": ("rolle", "stilling"), "en": ("role", "job title")},
}  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    "behaviour": ("beteende", "atferd", "behaviour", "behavior", "indicator", "kännetecken", "kjennetegn"),
    "challenge": ("utmaning", "utfordring", "challenge"),
    "question": (
        "coachande fråga", "coachfråga", "coachningsfråga", "fråga", "coachende spørsmål", "coachingspørsmål", "coachespørsmål", "spørsmål",
        "coaching question", "question",
    ),
    "activity": ("aktivitet", "utvecklingsaktivitet", "utviklingsaktivitet", "activity", "development activity"),
    "interview": ("intervjufråga", "intervjuspørsmål", "interview question", "interview"),
    "reflection": ("att fundera på", "å tenke over", "å tenke på", "to reflect on", "reflektion", "refleksjon", "reflection"),
    "level": ("nivå", "level"),
}  # fmt: skip
FORMS: Mapping[str, tuple[str, ...]] = {
    "job": ("i arbetet", "i arbeidet", "on the job", "job"),
    "others": ("med andra", "med andre", "with others", "others"),
    "course": ("kurs", "course"),
    "reflection": ("eftertanke", "ettertanke", "reflection"),
}
DISCIPLINES: Mapping[str, tuple[str, ...]] = {
    "subject": ("ämne", "ämneskunskap", "fag", "subject"),
    "communication": ("kommunikation", "kommunikasjon", "communication"),
    "both": ("båda", "både och", "begge", "both", "ämne och kommunikation", "fag og kommunikasjon"),
}
YES_NO: Mapping[str, tuple[str, ...]] = {
    "yes": ("ja", "yes", "true", "1", "x"),
    "no": ("nej", "nei", "no", "false", "0"),
}
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "sv": ("sv", "svenska", "svensk", "swedish", "se"),
    "nb": ("nb", "no", "norsk", "norska", "bokmål", "norwegian", "norsk bokmål"),
    "en": ("en", "engelska", "engelsk", "english", "eng"),
}
IN_A_LANGUAGE = frozenset({"family", "competence", "definition", "not", "text", "name", "who", "where", "low", "high"})
_LEVEL = re.compile(r"^(?:(?:nivå|niva|level|steg|trinn|step)\s*)?([1-9])\s*(?:[.:–-]\s*(.*))?$", re.IGNORECASE)
_TAIL = re.compile(r"^(.*?)\s*[(\[]\s*([\w\s]+?)\s*[)\]]\s*$")
_COLUMNS = {
    plain(word): (column, language)
    for column, languages in reversed(HEADINGS.items())
    for language, words in reversed(languages.items())
    for word in words
}
CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kind": KINDS,
    "form": FORMS,
    "discipline": DISCIPLINES,
    "pass on": YES_NO,
}
_CHOSEN = {
    what: {plain(word): key for key, words in choices.items() for word in (key, *words)}
    for what, choices in CHOICES.items()
}
_SPOKEN = {plain(word): code for code, words in LANGUAGES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: ``level`` and its name when it is one of a framework's levels."""

    what: str
    language: str = ""  # as the heading says it
    own_language: str = ""  # that it is written in
    level: int = 0
    level_name: str = ""


def column_of(heading: str) -> Column | None:
    """What a heading means; None when it is none of ours.

    >>> column_of("Text (nb)")
    Column(what='text', language='nb', own_language='sv', level=0, level_name='')
    >>> column_of("Nivå 3: Säker").level, column_of("Nivå 3: Säker").level_name
    (3, 'Säker')
    """
    words, language = heading.strip(), ""
    if tail := _TAIL.match(words):
        language = _SPOKEN.get(plain(tail.group(2)), "")
        words = tail.group(1) if language else words
    if level := _LEVEL.match(words):
        return Column("per level", language, level=int(level.group(1)), level_name=(level.group(2) or "").strip())
    what, own = _COLUMNS.get(plain(words), ("", ""))
    return Column(what, language, own) if what else None


def choice(what: str, cell: str) -> str | None:
    """Which of a column's few words a cell means; None when it is none of them.

    >>> choice("kind", "Utmaning"), choice("kind", "Saga")
    ('challenge', None)
    """
    return _CHOSEN[what].get(plain(cell))
