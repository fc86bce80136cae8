"""A company with three kinds of work planted in it, spread over two departments; and a small vocabulary to learn from."""

from __future__ import annotations

from stigar.engine.vocabulary import Concept, Evidence, Lexicon, Link

SERVICE = (
    "Svarar kunder i telefon om fakturor", "Lugnar upprörda kunder och hittar en lösning", "Skriver anteckning efter samtal",
    "Hjälper kunder i chatten att logga in", "Förklarar avgiften på kundens faktura", "Följer upp kundens ärende i telefon",
    "Ringer upp kunder som har klagat", "Svarar på kundernas frågor i chatten",
)  # fmt: skip
BUILDING = (
    "Skriver kod i Python", "Granskar kollegors kod", "Felsöker servrar och läser loggar", "Bygger automatiska tester av koden",
    "Driftsätter nya versioner av systemet", "Designar databaser och system", "Testar systemet före nya versioner",
    "Läser loggar och rättar kod",
)  # fmt: skip
BOOKS = (
    "Bokför leverantörsfakturor i redovisningen", "Gör bokslut och stämmer av konton", "Rapporterar moms till myndigheten",
    "Gör budget med cheferna", "Kontrollerar utlägg mot konton", "Upprättar årsredovisning och bokslut",
    "Stämmer av redovisningen varje månad", "Rapporterar skatt och budget",
)  # fmt: skip
KINDS = {
    "service": (SERVICE, ("Kundrådgivare", "Handlarsupport", "Chattrådgivare", "Reklamationshandläggare")),
    "building": (BUILDING, ("Utvecklare", "Testare", "Driftstekniker", "Dataingenjör")),
    "books": (BOOKS, ("Ekonom", "Lönespecialist", "Controller", "Redovisningskonsult")),
}
KIND = {title: kind for kind, (_, titles) in KINDS.items() for title in titles}


def work(*, each: int = 6) -> list[Evidence]:
    """Every role tells ``each`` of its kind's eight tasks; every other role sits in the other department."""
    return [
        Evidence(title, tasks[(number + at) % len(tasks)], unit=("Norr", "Söder")[number % 2])
        for tasks, titles in KINDS.values()
        for number, title in enumerate(titles)
        for at in range(each)
    ]


def kinds_found(found: object) -> set[frozenset[str]]:
    """The areas as sets of role names."""
    return {frozenset(one.role for one in area.roles) for area in found}  # type: ignore[attr-defined]


PLANTED = {frozenset(titles) for _, titles in KINDS.values()}

CONCEPTS = (
    Concept("s:listen", "skill", {"sv": ("lyssna aktivt",), "nb": ("lytte aktivt",), "en": ("listen actively",)}),
    Concept("s:invoice", "skill", {"sv": ("fakturor",), "nb": ("fakturaer",), "en": ("invoices",)}),
    Concept("s:python", "skill", {"sv": ("Python",), "en": ("Python",)}),
    Concept("s:books", "skill", {"sv": ("redovisning",), "nb": ("regnskap",), "en": ("accounting",)}),
    Concept("s:tests", "skill", {"sv": ("testa system",), "nb": ("teste systemer",), "en": ("test systems",)}),
    Concept(
        "o:agent", "occupation", {"sv": ("kundtjänst",), "nb": ("kundeservice",), "en": ("customer service agent",)}
    ),
    Concept("o:coder", "occupation", {"sv": ("utvecklare",), "nb": ("utvikler",), "en": ("developer",)}),
    Concept("o:tester", "occupation", {"sv": ("testare",), "nb": ("tester",), "en": ("tester",)}),
    Concept("o:clerk", "occupation", {"sv": ("ekonom",), "nb": ("økonom",), "en": ("accountant",)}),
)
LINKS = (
    Link("o:agent", "s:listen"), Link("o:agent", "s:invoice"), Link("o:coder", "s:python"), Link("o:coder", "s:tests", False),
    Link("o:tester", "s:tests"), Link("o:clerk", "s:books"), Link("o:clerk", "s:invoice"),
)  # fmt: skip
LEXICON = Lexicon("esco", "test", "A test vocabulary.", CONCEPTS, LINKS, "planted-1")
