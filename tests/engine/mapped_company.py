"""A Nordic payments company as the map sees it: 43 roles, the area each was found to belong to, and what they share.

Likeness is the share of everyday marks two roles have in common, so that the map has something true to show.
"""

from __future__ import annotations

from itertools import combinations

from stigar.engine.areas.landscape import Place

NAMES = {
    "kund": "Kundmöte",
    "sälj": "Sälj och partnerskap",
    "risk": "Risk, kredit och regelefterlevnad",
    "teknik": "Bygga och drifta tjänsten",
    "ekonomi": "Ekonomi och avstämning",
    "leda": "Leda och utveckla",
}

# role: (area, people, unit, marks of its everyday work)
_ROLES: dict[str, tuple[str, int, str, str]] = {
    "Kundrådgivare konsument": ("kund", 34, "Konsument", "samtal ärende villkor kundsystem lugna faktura"),
    "Kundrådgivare chatt": ("kund", 18, "Konsument", "chatt ärende villkor kundsystem lugna"),
    "Kundrådgivare senior": ("kund", 9, "Konsument", "samtal ärende villkor kundsystem lugna coacha"),
    "Handlarsupport": ("kund", 14, "Handlare", "samtal ärende kundsystem integration villkor avtal"),
    "Handlarsupport teknisk": ("kund", 6, "Handlare", "ärende kundsystem integration felsök api"),
    "Inkassohandläggare": ("kund", 12, "Inkasso", "samtal ärende betalplan lag lugna faktura"),
    "Kundeveileder skadelidte og betalingsutsettelse": ("kund", 5, "Inkasso", "samtal ärende betalplan lugna villkor"),
    "Reklamationshandläggare": ("kund", 7, "Konsument", "ärende tvist kort villkor lag"),
    "Kvalitetsgranskare samtal": ("kund", 3, "Konsument", "samtal coacha mäta villkor"),
    "Teamledare kundservice": ("kund", 6, "Konsument", "coacha schema mäta ärende samtal leda"),
    "Säljare nya handlare": ("sälj", 8, "Handlare", "avtal pris behov möte marknad"),
    "Kundansvarig handlare": ("sälj", 7, "Handlare", "avtal behov möte samtal villkor mäta"),
    "Partneransvarig": ("sälj", 4, "Handlare", "avtal möte integration marknad"),
    "Kampanjledare": ("sälj", 3, "Marknad", "marknad text mäta plan"),
    "Kommunikatör": ("sälj", 3, "Marknad", "text marknad plan intranät"),
    "Varumärkesansvarig": ("sälj", 1, "Marknad", "marknad text form"),
    "Fältsäljare": ("sälj", 5, "Handlare", "avtal pris behov möte resa"),
    "Bedrägeriutredare": ("risk", 8, "Risk", "utreda mönster kort lag samtal"),
    "Kreditanalytiker": ("risk", 6, "Risk", "modell kredit data mönster"),
    "Kreditbedömare företag": ("risk", 5, "Risk", "kredit avtal bokslut lag"),
    "Penningtvättsanalytiker": ("risk", 9, "Risk", "utreda mönster lag rapport"),
    "Regelefterlevnadsansvarig": ("risk", 2, "Juridik", "lag rapport policy utbilda"),
    "Dataskyddsombud": ("risk", 1, "Juridik", "lag policy utbilda ärende"),
    "Bolagsjurist": ("risk", 2, "Juridik", "lag avtal policy"),
    "Backendutvecklare": ("teknik", 16, "Teknik", "kod api test drift kort"),
    "Frontendutvecklare": ("teknik", 9, "Teknik", "kod form test"),
    "Apputvecklare": ("teknik", 6, "Teknik", "kod form test api"),
    "Testare": ("teknik", 5, "Teknik", "test felsök ärende"),
    "Drifttekniker": ("teknik", 7, "Teknik", "drift felsök larm jour"),
    "Säkerhetsingenjör": ("teknik", 3, "Teknik", "drift larm mönster policy"),
    "Dataingenjör": ("teknik", 5, "Teknik", "kod data drift"),
    "Produktägare": ("teknik", 5, "Produkt", "behov plan mäta möte"),
    "UX-designer": ("teknik", 3, "Produkt", "form behov test text"),
    "IT-support": ("teknik", 4, "Teknik", "ärende felsök samtal kundsystem"),
    "Redovisningsekonom": ("ekonomi", 5, "Ekonomi", "bokslut avstämning faktura"),
    "Controller": ("ekonomi", 3, "Ekonomi", "bokslut data plan rapport"),
    "Avstämningshandläggare": ("ekonomi", 6, "Ekonomi", "avstämning kort ärende"),
    "Löneadministratör": ("ekonomi", 2, "HR", "lön lag avstämning"),
    "Utbetalningshandläggare": ("ekonomi", 4, "Ekonomi", "avstämning faktura ärende villkor"),
    "HR-partner": ("leda", 3, "HR", "leda lag samtal coacha policy"),
    "Rekryterare": ("leda", 2, "HR", "behov möte samtal annons"),
    "Utbildare": ("leda", 2, "HR", "utbilda coacha plan"),
    "Enhetschef": ("leda", 6, "Ledning", "leda schema plan mäta coacha"),
}

PLACES = [Place(role, area, people, unit) for role, (area, people, unit, _) in _ROLES.items()]
BRIDGES = [
    ("Kundansvarig handlare", "kund"),
    ("Handlarsupport teknisk", "teknik"),
    ("Inkassohandläggare", "risk"),
    ("Teamledare kundservice", "leda"),
    ("IT-support", "kund"),
    ("Löneadministratör", "leda"),
    ("Produktägare", "sälj"),
]
DEPARTMENTS = {unit: unit for _, _, unit, _ in _ROLES.values()}


def likeness() -> list[tuple[str, str, float]]:
    """Every pair of roles that has a mark in common, with the share they have in common."""
    marks = {role: set(words.split()) for role, (_, _, _, words) in _ROLES.items()}
    pairs = (
        (one, other, len(marks[one] & marks[other]) / len(marks[one] | marks[other]))
        for one, other in combinations(marks, 2)
    )
    return [(one, other, round(much, 3)) for one, other, much in pairs if much > 0]


def notes() -> dict[str, str]:
    """What stands under the name of each area."""
    found = {}
    for area in NAMES:
        here = [place for place in PLACES if place.area == area]
        found[area] = f"{len(here)} roller, {sum(place.people for place in here)} personer"
    return found


def large_company(roles: int = 200, areas: int = 15) -> tuple[list[Place], list[tuple[str, str, float]]]:
    """Many roles in many areas; roles of the same area resemble each other by how near they stand in it."""
    places = [
        Place(f"Handläggare inom verksamhetsområde {n}", f"område {n % areas:02}", 1 + n * 7 % 23) for n in range(roles)
    ]
    near = [
        (one.role, other.role, 1 / (1 + abs(n - m) / areas))
        for (n, one), (m, other) in combinations(enumerate(places), 2)
        if one.area == other.area or (n + m) % 37 == 0
    ]
    return places, near
