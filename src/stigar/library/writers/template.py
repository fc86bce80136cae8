"""A workbook to fill a competence model in: an empty sheet with the levels begun, a filled example, and how it is done."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from stigar.library.writers.layout import FORM_WORDS, HEADINGS, KIND_WORDS
from stigar.library.writers.workbook import WIDTHS, fill, formats

COLUMNS = (
    "family", "competence", "definition", "not", "kind", "level", "until", "text", "name", "who", "where", "form", "hours", "low", "high",
    "esco",
)  # fmt: skip
ROWS = 2000  # so many rows offer the kinds to choose among
LEVELS: Mapping[str, tuple[str, ...]] = {
    "sv": ("Ny i det", "Klarar det vanliga", "Säker", "Klarar det svåra", "Visar vägen"),
    "nb": ("Ny i det", "Klarer det vanlige", "Trygg", "Klarer det vanskelige", "Viser vei"),
    "en": ("New to it", "Handles the ordinary", "Steady", "Handles the difficult", "Shows the way"),
}
NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "sv": ("kompetensmodell.xlsx", "Fyll i här", "Exempel", "Så gör du"),
    "nb": ("kompetansemodell.xlsx", "Fyll ut her", "Eksempel", "Slik gjør du"),
    "en": ("competence-model.xlsx", "Fill in here", "Example", "How to"),
}
# kind (or "own" for the competence itself), cells
EXAMPLE: Mapping[str, Sequence[tuple[str, Mapping[str, str | int | float]]]] = {
    "sv": (
        ("own", {
            "family": "I verkstaden", "competence": "Lämna över ett jobb",
            "definition": "Att lämna över är att den som tar vid vet var arbetet står, vad som är farligt och vad som kommer härnäst.",
            "not": "Det är inte att skriva en lapp och gå.",
        }),
        ("behaviour", {"level": 1, "text": "Berättar vad som är gjort och vad som återstår."}),
        ("behaviour", {"level": 2, "text": "Visar på maskinen var det stannade, och väntar på frågor."}),
        ("behaviour", {"level": 3, "text": "Säger vad som kan gå fel under nästa skift och vem som ska ringas då."}),
        ("challenge", {"text": "Skiftet är slut och ingen hinner lyssna"}),
        ("question", {"text": "Vad fick du veta för sent den senaste veckan?"}),
        ("activity", {
            "level": 1, "until": 3, "text": "Gå tillsammans längs linjen i fem minuter och peka på tre saker som skiftet efter måste veta.",
            "name": "Fem minuter längs linjen", "who": "den som tar vid", "where": "vid skiftbytet", "form": "job", "hours": 1.5,
        }),
        ("interview", {
            "text": "Berätta om ett jobb du tog över där något saknades. Vad gjorde du?", "low": "Skyller på den förra.",
            "high": "Frågade, och ändrade hur de båda lämnar över.",
        }),
        ("reflection", {"text": "Vad tog jag för givet att alla visste i dag?"}),
    ),
    "nb": (
        ("own", {
            "family": "På verkstedet", "competence": "Gi fra seg en jobb",
            "definition": "Å gi fra seg en jobb er at den som tar over, vet hvor arbeidet står, hva som er farlig og hva som kommer nå.",
            "not": "Det er ikke å legge igjen en lapp og gå.",
        }),
        ("behaviour", {"level": 1, "text": "Forteller hva som er gjort og hva som gjenstår."}),
        ("behaviour", {"level": 2, "text": "Viser på maskinen hvor det stoppet, og venter på spørsmål."}),
        ("behaviour", {"level": 3, "text": "Sier hva som kan gå galt på neste skift, og hvem det da skal ringes til."}),
        ("challenge", {"text": "Skiftet er slutt og ingen har tid til å høre etter"}),
        ("question", {"text": "Hva fikk du vite for sent den siste uken?"}),
        ("activity", {
            "level": 1, "until": 3, "text": "Gå langs linjen sammen i fem minutter og pek på tre ting som neste skift må vite om.",
            "name": "Fem minutter langs linjen", "who": "den som tar over", "where": "ved skiftbyttet", "form": "job", "hours": 1.5,
        }),
        ("interview", {
            "text": "Fortell om en jobb du tok over der noe manglet. Hva gjorde du?", "low": "Skylder på den forrige.",
            "high": "Spurte, og endret måten begge gir fra seg jobben på.",
        }),
        ("reflection", {"text": "Hva tok jeg for gitt at alle visste i dag?"}),
    ),
    "en": (
        ("own", {
            "family": "In the workshop", "competence": "Handing over a job",
            "definition": "To hand over is to see that whoever comes next knows where the work stands, what is dangerous and what is due.",
            "not": "It is not leaving a note and going home.",
        }),
        ("behaviour", {"level": 1, "text": "Tells what has been done and what is left."}),
        ("behaviour", {"level": 2, "text": "Shows at the machine where it stopped, and waits for questions."}),
        ("behaviour", {"level": 3, "text": "Says what may go wrong on the next shift and whom to call."}),
        ("challenge", {"text": "The shift is over and nobody has time to listen"}),
        ("question", {"text": "What did you hear too late last week?"}),
        ("activity", {
            "level": 1, "until": 3, "text": "Walk along the line together for five minutes and point at three things the next shift must know.",
            "name": "Five minutes along the line", "who": "whoever takes over", "where": "when shifts change", "form": "job", "hours": 1.5,
        }),
        ("interview", {
            "text": "Tell me about a job you took over where something was missing. What did you do?", "low": "Blames the one before.",
            "high": "Asked, and changed how both of them hand over.",
        }),
        ("reflection", {"text": "What did I take for granted that everybody knew today?"}),
    ),
}  # fmt: skip
HOW: Mapping[str, tuple[str, ...]] = {
    "sv": (
        "En sak på varje rad. Skriv kompetensens namn på första raden; en tom cell betyder samma som ovanför.",
        "Raden utan slag och text berättar om själva kompetensen: vad den är och vad den inte är.",
        "Raderna med slaget Nivå ger nivåerna deras namn. Tre till sju nivåer, räknade från 1.",
        "Ett beteende hör till en nivå. Övriga slag klarar sig utan.",
        "Rubrik, Med vem, Var, Sätt och Timmar är till för aktiviteter. Svagt svar och Starkt svar är till för intervjufrågor.",
        "Vill ni ha flera språk lägger ni till kolumner: Text (sv), Text (nb), Text (en). Det går att göra med alla texter.",
        "Har ni ett ramverk med en rad per kompetens går det lika bra: döp kolumnerna till Nivå 1, Nivå 2 och så vidare.",
        "Vad roller förväntas klara lägger ni i en egen fil med Roll, Kompetens och Nivå, och läser in båda samtidigt.",
        "Kolumner som ni inte behöver kan ni ta bort. Vems orden är svarar ni på när filen läses in.",
    ),
    "nb": (
        "Én ting på hver rad. Skriv navnet på kompetansen på den første raden; en tom celle betyr det samme som over.",
        "Raden uten slag og tekst forteller om selve kompetansen: hva den er, og hva den ikke er.",
        "Radene med slaget Nivå gir nivåene navn. Tre til sju nivåer, talt fra 1.",
        "En atferd hører til ett nivå. De andre slagene klarer seg uten.",
        "Overskrift, Med hvem, Hvor, Måte og Timer er til aktiviteter. Svakt svar og Sterkt svar er til intervjuspørsmål.",
        "Vil dere ha flere språk, legger dere til kolonner: Tekst (sv), Tekst (nb), Tekst (en). Det går an med alle tekstene.",
        "Har dere et rammeverk med én rad per kompetanse, går det like bra: kall kolonnene Nivå 1, Nivå 2 og så videre.",
        "Det roller forventes å klare, legger dere i en egen fil med Rolle, Kompetanse og Nivå. Les inn begge samtidig.",
        "Kolonner dere ikke trenger, kan dere fjerne. Hvem sine ord det er, svarer dere på når filen leses inn.",
    ),
    "en": (
        "One thing on each row. Write the name of the competence on its first row; an empty cell means the same as above.",
        "The row without a kind and a text is about the competence itself: what it is, and what it is not.",
        "Rows of the kind Level give the levels their names. Three to seven levels, counted from 1.",
        "A behaviour belongs to a level. The other kinds need none.",
        "Heading, With whom, Where, Way and Hours are for activities. Weak answer and Strong answer are for interview questions.",
        "For several languages, add columns: Text (sv), Text (nb), Text (en). Any text can have them.",
        "A framework with one row for each competence works as well: call the columns Level 1, Level 2 and so on.",
        "What roles are expected to be able to do goes in a file of its own, with Role, Competence and Level. Bring both at once.",
        "Columns that you do not need can be taken away. Whose words they are is asked when the file is brought.",
    ),
}


def template(language: str) -> tuple[str, bytes]:
    """A file name and a workbook in one of our languages. Its example can be brought as it is."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    ours = language if language in NAMES else "en"
    name, empty, example, how = NAMES[ours]
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        looks = formats(book)
        columns = [(HEADINGS[what][ours], float(WIDTHS.get(what, 14))) for what in COLUMNS]
        for page, lines in (
            (book.add_worksheet(empty), level_rows(ours)),
            (book.add_worksheet(example), example_rows(ours)),
        ):
            fill(page, columns, [[line.get(what, "") for what in COLUMNS] for line in lines], looks)
            kinds = [words[ours] for words in KIND_WORDS.values()]
            at = COLUMNS.index("kind")
            page.data_validation(1, at, ROWS, at, {"validate": "list", "source": kinds})
            at = COLUMNS.index("form")
            page.data_validation(
                1, at, ROWS, at, {"validate": "list", "source": [words[ours] for words in FORM_WORDS.values()]}
            )
        page = book.add_worksheet(how)
        page.set_column(0, 0, 110)
        page.hide_gridlines(2)
        page.write_string(0, 0, how, looks["title"])
        for row, line in enumerate(HOW[ours], start=2):
            page.write_string(row, 0, line, looks["text"])
    return name, kept.getvalue()


def level_rows(language: str) -> list[dict[str, str | int | float]]:
    """The rows that name the levels."""
    word = KIND_WORDS["level"][language]
    return [{"kind": word, "level": level, "text": name} for level, name in enumerate(LEVELS[language], start=1)]


def example_rows(language: str) -> list[dict[str, str | int | float]]:
    """The levels and one competence with one thing of each kind."""
    found = level_rows(language)
    for kind, cells in EXAMPLE[language]:
        told = dict(cells)
        if "form" in told:
            told["form"] = FORM_WORDS[str(told["form"])][language]
        found.append(told if kind == "own" else {"kind": KIND_WORDS[kind][language], **told})
    return found
