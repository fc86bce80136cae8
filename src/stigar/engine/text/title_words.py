"""Words in job titles that tell of years, place or contract, and how one word is spelt across the border.

Swedish, Norwegian and English. All are written in small letters without rings, dots and strokes.
A word is here only when titles with and without it are the same work: lead, deputy, assistant,
specialist and trainee are not, since they change what is done.
"""

from __future__ import annotations

import re

SENIORITY = frozenset(
    ["senior", "sr", "junior", "jr", "medior", "erfaren", "erfarne", "rutinerad", "nyanstalld", "nyansatt", "experienced",
     "niva", "level", "grade", "steg"]
)  # fmt: skip
SENIORITY_BEGINNINGS = ("senior", "junior")
LEVELS = frozenset(["1", "2", "3", "4", "5", "i", "ii", "iii", "iv"])

EMPLOYMENT = frozenset(
    ["vikarie", "vikar", "vik", "timvikarie", "timanstalld", "timanstallt", "timlon", "tilkallingsvikar", "ringevikar",
     "deltid", "heltid", "deltidsanstalld", "visstid", "midlertidig", "tillsvidare", "tillfallig", "sommarvikarie",
     "sommervikar", "extrapersonal", "ekstrahjelp", "temp", "temporary", "substitute"]
)  # fmt: skip

PLACES = frozenset(
    ["sverige", "sweden", "norge", "noreg", "norway", "danmark", "denmark", "finland", "suomi", "island", "norden", "nordic",
     "nordics", "skandinavien", "skandinavia", "scandinavia", "europa", "europe", "emea", "stockholm", "goteborg",
     "gothenburg", "malmo", "uppsala", "lund", "linkoping", "vasteras", "orebro", "helsingborg", "norrkoping", "umea",
     "jonkoping", "gavle", "boras", "sundsvall", "lulea", "karlstad", "halmstad", "vaxjo", "kalmar", "ostersund", "kiruna",
     "falun", "visby", "skovde", "eskilstuna", "sodertalje", "oslo", "bergen", "trondheim", "stavanger", "tromso",
     "drammen", "kristiansand", "fredrikstad", "bodo", "sandnes", "alesund", "hamar", "lillehammer", "molde", "skien",
     "arendal", "tonsberg", "haugesund", "narvik", "kobenhavn", "kopenhamn", "copenhagen", "arhus", "aarhus", "helsinki",
     "helsingfors", "reykjavik", "london", "berlin", "riga", "tallinn", "vilnius", "warszawa", "warsaw", "manila",
     "norr", "syd", "soder", "ost", "vast", "nord", "sor", "vest", "north", "south", "east", "west", "mitt", "midt",
     "skane", "smaland", "dalarna", "norrland", "vastkusten", "vestlandet", "ostlandet", "sorlandet", "nordnorge"]
)  # fmt: skip

# Prepositions: where one stands, the order of the words carries meaning ("assistent till chef").
FIRM = frozenset(["till", "til", "to", "for", "av", "of", "at", "hos", "under", "med", "with"])

ABBREVIATIONS = {
    "adm": "administrativ",
    "admin": "administrator",
    "admsekr": "administrativ sekreterare",
    "ansv": "ansvarig",
    "ass": "assistent",
    "asst": "assistent",
    "avd": "avdelning",
    "avdchef": "avdelningschef",
    "ekass": "ekonomiassistent",
    "ekon": "ekonom",
    "handl": "handlaggare",
    "ing": "ingenjor",
    "inst": "institution",
    "kam": "key account manager",
    "koord": "koordinator",
    "ktj": "kundtjanst",
    "ledn": "ledning",
    "led": "ledare",
    "medarb": "medarbetare",
    "mgr": "manager",
    "mngr": "manager",
    "op": "operator",
    "proj": "projekt",
    "projled": "projektledare",
    "pl": "projektledare",
    "rep": "representant",
    "repr": "representant",
    "samordn": "samordnare",
    "sekr": "sekreterare",
    "spec": "specialist",
    "ssk": "sjukskoterska",
    "stf": "stallforetradande",
    "tekn": "tekniker",
    "tl": "teamledare",
    "usk": "underskoterska",
    "utv": "utvecklare",
    "vd": "verkstallande direktor",
    "vm": "vaktmastare",
}
# These are words of their own too, and short for another only with a dot after them.
NEEDS_A_DOT = frozenset(["ass", "led", "ing", "op", "inst", "rep"])

# Swedish and Norwegian spellings of the same word, brought to one. Longer words first.
_PAIRS = [
    ("medarbetare", "medarbeider"), ("sekreterare", "sekretar"), ("chauffor", "sjafor"), ("mastare", "mester"),
    ("utveckl", "utvikl"), ("inkop", "innkjop"), ("forsaljning", "salg"), ("saljare", "selger"), ("salj", "selg"),
    ("ekonom", "okonom"), ("ingenjor", "ingenior"), ("projekt", "prosjekt"), ("tion", "sjon"),
    ("ansvarig", "ansvarlig"), ("verksamhet", "virksomhet"), ("sakerhet", "sikkerhet"), ("marknad", "marked"),
    ("tjanst", "tjeneste"), ("chef", "sjef"), ("kock", "kok"), ("special", "spesial"), ("process", "prosess"),
    ("service", "servise"), ("avdelning", "avdeling"), ("arbetare", "arbeider"), ("arbets", "arbeids"),
    ("halso", "helse"), ("halsa", "helse"), ("sjuk", "syk"), ("tandlakare", "tanlege"), ("tannlege", "tanlege"),
    ("lakare", "lege"), ("lonns", "lone"), ("laggare", "legger"), ("bagare", "baker"), ("(?<![bdjl])agare", "eier"), ("grund", "grunn"),
    ("skole", "skol"), ("kunde(?=[a-z]{4})", "kund"), ("gruppe", "grupp"), ("bygge", "bygg"), ("are$", "er"),
]  # fmt: skip
SPELLINGS = tuple((re.compile(one), other) for one, other in _PAIRS)
