"""Our own layout of a model, as rows of plain cells under headings in the reader's language. What is written is read back the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stigar.library.queries.shelf import RightsShown
from stigar.library.queries.taking import CompetenceOut, ItemOut, ModelOut

Cell = str | int | float
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "family": {"sv": "Familj", "nb": "Familie", "en": "Family"},
    "competence": {"sv": "Kompetens", "nb": "Kompetanse", "en": "Competence"},
    "definition": {"sv": "Definition", "nb": "Definisjon", "en": "Definition"},
    "not": {"sv": "Är inte", "nb": "Er ikke", "en": "Is not"},
    "discipline": {"sv": "Inriktning", "nb": "Retning", "en": "Discipline"},
    "kind": {"sv": "Slag", "nb": "Slag", "en": "Kind"},
    "level": {"sv": "Nivå", "nb": "Nivå", "en": "Level"},
    "until": {"sv": "Till nivå", "nb": "Til nivå", "en": "To level"},
    "text": {"sv": "Text", "nb": "Tekst", "en": "Text"},
    "name": {"sv": "Rubrik", "nb": "Overskrift", "en": "Heading"},
    "who": {"sv": "Med vem", "nb": "Med hvem", "en": "With whom"},
    "where": {"sv": "Var", "nb": "Hvor", "en": "Where"},
    "form": {"sv": "Sätt", "nb": "Måte", "en": "Way"},
    "hours": {"sv": "Timmar", "nb": "Timer", "en": "Hours"},
    "low": {"sv": "Svagt svar", "nb": "Svakt svar", "en": "Weak answer"},
    "high": {"sv": "Starkt svar", "nb": "Sterkt svar", "en": "Strong answer"},
    "concerns": {"sv": "Gäller", "nb": "Gjelder", "en": "Concerns"},
    "esco": {"sv": "ESCO", "nb": "ESCO", "en": "ESCO"},
    "holder": {"sv": "Rättighetshavare", "nb": "Rettighetshaver", "en": "Rights holder"},
    "licence": {"sv": "Licens", "nb": "Lisens", "en": "Licence"},
    "pass on": {"sv": "Får föras vidare", "nb": "Kan gis videre", "en": "May be passed on"},
    "terms": {"sv": "Villkor", "nb": "Vilkår", "en": "Terms"},
    "ends": {"sv": "Sista dag", "nb": "Siste dag", "en": "Last day"},
    "line": {"sv": "Ska stå intill", "nb": "Skal stå ved siden av", "en": "To stand beside"},
    "address": {"sv": "Licensadress", "nb": "Lisensadresse", "en": "Licence address"},
    "key": {"sv": "Nyckel", "nb": "Nøkkel", "en": "Key"},
}
KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "level": {"sv": "Nivå", "nb": "Nivå", "en": "Level"},
    "behaviour": {"sv": "Beteende", "nb": "Atferd", "en": "Behaviour"},
    "challenge": {"sv": "Utmaning", "nb": "Utfordring", "en": "Challenge"},
    "question": {"sv": "Coachande fråga", "nb": "Coachende spørsmål", "en": "Coaching question"},
    "activity": {"sv": "Aktivitet", "nb": "Aktivitet", "en": "Activity"},
    "interview": {"sv": "Intervjufråga", "nb": "Intervjuspørsmål", "en": "Interview question"},
    "reflection": {"sv": "Att fundera på", "nb": "Å tenke over", "en": "To reflect on"},
}
FORM_WORDS: Mapping[str, Mapping[str, str]] = {
    "job": {"sv": "I arbetet", "nb": "I arbeidet", "en": "On the job"},
    "others": {"sv": "Med andra", "nb": "Med andre", "en": "With others"},
    "course": {"sv": "Kurs", "nb": "Kurs", "en": "Course"},
    "reflection": {"sv": "Eftertanke", "nb": "Ettertanke", "en": "Reflection"},
}
DISCIPLINE_WORDS: Mapping[str, Mapping[str, str]] = {
    "subject": {"sv": "Ämne", "nb": "Fag", "en": "Subject"},
    "communication": {"sv": "Kommunikation", "nb": "Kommunikasjon", "en": "Communication"},
    "both": {"sv": "Båda", "nb": "Begge", "en": "Both"},
}
IN_A_LANGUAGE = ("family", "competence", "definition", "not", "text", "name", "who", "where", "low", "high")
YES = {"sv": "Ja", "nb": "Ja", "en": "Yes"}


def headings(languages: tuple[str, ...], language: str) -> list[tuple[str, str, str]]:
    """Every column as (what it holds, in which language, heading); the language stands in brackets where it is needed.

    >>> [heading for what, _code, heading in headings(("sv", "nb"), "sv") if what == "text"]
    ['Text (sv)', 'Text (nb)']
    """
    ours = language if language in ("sv", "nb", "en") else "en"
    alone = languages == (ours,)
    found = []
    for what, words in HEADINGS.items():
        if what not in IN_A_LANGUAGE:
            found.append((what, "", words[ours]))
        else:
            found += [(what, code, words[ours] if alone else f"{words[ours]} ({code})") for code in languages]
    return found


def rows(model: ModelOut, language: str) -> Iterator[dict[tuple[str, str], Cell]]:
    """The model row by row, cells by (what, language): the levels, then each competence with everything written about it."""
    ours = language if language in ("sv", "nb", "en") else "en"
    for level, names in model.scale:
        yield {("kind", ""): KIND_WORDS["level"][ours], ("level", ""): level} | {
            ("text", code): name for code, name in names.items()
        }
    families = dict(model.families)
    for one in model.competences:
        yield _competence(one, families.get(one.family, {}), model.rights, ours)
        for item in one.items:
            yield _item(item, one, ours)


def _competence(
    one: CompetenceOut, family: Mapping[str, str], model: RightsShown, ours: str
) -> dict[tuple[str, str], Cell]:
    told: dict[tuple[str, str], Cell] = {("family", code): name for code, name in family.items()}
    told |= _names(one)
    for code, words in one.texts.items():
        told |= {("definition", code): words.get("definition", ""), ("not", code): words.get("not", "")}
    if one.discipline:
        told["discipline", ""] = DISCIPLINE_WORDS[one.discipline][ours]
    told["esco", ""] = " ".join(one.concepts)
    told["key", ""] = one.key
    return told | _rights(one.rights, model, ours)


def _item(item: ItemOut, one: CompetenceOut, ours: str) -> dict[tuple[str, str], Cell]:
    told = _names(one) | {("kind", ""): KIND_WORDS[item.kind][ours], ("key", ""): item.key, ("concerns", ""): item.tie}
    for code, words in item.texts.items():
        told |= {(what, code): text for what, text in words.items() if what in IN_A_LANGUAGE}
    if item.level is not None:
        told["level", ""] = item.level
    if item.until is not None:
        told["until", ""] = item.until
    if item.form:
        told["form", ""] = FORM_WORDS[item.form][ours]
    if item.hours is not None:
        told["hours", ""] = float(item.hours)
    return told | _rights(item.rights, one.rights, ours)


def _names(one: CompetenceOut) -> dict[tuple[str, str], Cell]:
    return {("competence", code): words.get("name", "") for code, words in one.texts.items()}


def _rights(rights: RightsShown, above: RightsShown, ours: str) -> dict[tuple[str, str], Cell]:
    """Whose words they are, where that is not as above. What stands here may be passed on, or it would not be here."""
    if rights == above:
        return {}
    said = {
        "holder": rights.holder, "licence": rights.licence, "pass on": YES[ours], "terms": rights.terms, "line": rights.attribution,
        "ends": rights.ends.isoformat() if rights.ends else "", "address": rights.address,
    }  # fmt: skip
    return {(what, ""): words for what, words in said.items() if words}
