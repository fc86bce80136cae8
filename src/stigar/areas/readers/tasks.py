"""A file of everyday work: one task, skill or trait a row, under Swedish, Norwegian or English headings.

Roles are found by their title or a variant of it. A row told twice counts once, so a diary with the same task on
many days is read as it is.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from stigar.people.readers.faults import FileFault, Unreadable, unreadable
from stigar.people.readers.tables import Row, Table, as_text, plain, read_table

LONGEST = 400  # characters of one thing told

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "role": ("roll", "rolle", "role", "titel", "tittel", "title", "befattning", "stilling", "yrkesroll", "job title"),
    "text": (
        "uppgift", "arbetsuppgift", "oppgave", "arbeidsoppgave", "task", "text", "tekst", "beskrivning", "beskrivelse",
        "description", "what", "vad", "hva",
    ),
    "kind": ("slag", "typ", "type", "kind", "art"),
    "frequency": ("frekvens", "hur ofta", "hvor ofte", "hyppighet", "frequency", "how often"),
    "channel": ("kanal", "channel"),
    "counterpart": ("motpart", "med vem", "med hvem", "counterpart", "with whom"),
    "situation": ("situation", "typisk situation", "situasjon", "typisk situasjon", "typical situation", "exempel", "eksempel", "example"),
    "weight": ("vikt", "viktighet", "betydelse", "betydning", "importance", "weight", "hur viktigt", "hvor viktig"),
}  # fmt: skip

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kind": {
        "task": ("task", "uppgift", "arbetsuppgift", "oppgave", "arbeidsoppgave"),
        "skill": (
            "skill", "kunskap", "färdighet", "kompetens", "ferdighet", "kunnskap", "kompetanse", "knowledge", "competence",
        ),
        "trait": ("trait", "egenskap", "personlig egenskap"),
    },
    "frequency": {
        "daily": ("daily", "dagligen", "daglig", "varje dag", "hver dag", "every day", "dag"),
        "weekly": ("weekly", "varje vecka", "hver uke", "veckovis", "ukentlig", "every week", "vecka", "uke"),
        "monthly": ("monthly", "varje månad", "hver måned", "månadsvis", "månedlig", "every month", "månad", "måned"),
        "seldom": ("seldom", "sällan", "sjelden", "rarely", "ibland", "av og til", "sometimes", "yearly", "årligen", "årlig"),
    },
    "channel": {
        "phone": ("phone", "telefon", "tel", "samtal", "samtale", "call"),
        "mail": ("mail", "e-mail", "email", "e-post", "epost", "mejl"),
        "chat": ("chat", "chatt"),
        "meeting": ("meeting", "möte", "møte", "in person", "personligt"),
        "system": ("system", "in a system", "i ett system", "i et system"),
        "post": ("post", "brev", "letter"),
    },
    "counterpart": {
        "consumer": ("consumer", "konsument", "forbruker", "privatkund", "privatkunde", "kund", "kunde", "customer"),
        "merchant": ("merchant", "handlare", "företag", "företagskund", "butik", "butikk", "bedrift", "forhandler", "company"),
        "colleague": ("colleague", "kollega", "kollegor", "kolleger"),
        "leader": ("leader", "manager", "chef", "leder"),
        "authority": ("authority", "public authority", "myndighet"),
        "supplier": ("supplier", "leverantör", "leverandør"),
    },
    "weight": {
        "essential": ("essential", "nödvändig", "nödvändigt", "nødvendig", "krav", "ja", "yes", "1"),
        "useful": ("useful", "optional", "bra att ha", "nyttig", "fint å ha", "kjekt å ha", "meriterande", "nej", "nei", "no", "0.35"),
    },
}  # fmt: skip

WHAT_IT_IS = {"kind": "task", "frequency": "weekly", "channel": "", "counterpart": "", "weight": "essential"}
_COLUMNS = {plain(word): column for column, words in HEADINGS.items() for word in (column, *words)}
_CHOICES = {
    column: {plain(word): choice for choice, words in choices.items() for word in words}
    for column, choices in WORDS.items()
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing told of a role, as the file says it; ``row`` is where it stands."""

    row: int
    role: uuid.UUID
    kind: str
    text: str
    frequency: str
    channel: str
    counterpart: str
    situation: str
    essential: bool


@dataclass(frozen=True, slots=True)
class WorkTable:
    """A file of everyday work: its lines (each thing once), how many rows said something again, and which columns it had."""

    file: str
    lines: tuple[WorkLine, ...]
    repeated: int
    columns: Mapping[str, str]
    unused: tuple[str, ...]


def read_work(path: Path, name: str, *, roles: Mapping[str, uuid.UUID]) -> WorkTable:
    """Read a file of everyday work. ``roles`` are titles and variants with the role they stand for.

    Raises ``Unreadable`` with every fault when anything at all is wrong: nothing is taken from such a file.
    """
    table = read_table(path, name, known=lambda heading: plain(heading) in _COLUMNS)
    return lines_of(table, roles=roles)


def lines_of(table: Table, *, roles: Mapping[str, uuid.UUID]) -> WorkTable:
    """The lines of a table already read. Raises ``Unreadable``."""
    columns = _columns(table)
    titles = {" ".join(title.casefold().split()): role for title, role in roles.items()}
    found: dict[tuple[uuid.UUID, str, str], WorkLine] = {}
    faults: list[FileFault] = []
    for row in table.rows:
        line, wrong = _line(table, row, columns, titles, tuple(roles))
        faults += wrong
        if line:
            found.setdefault((line.role, line.kind, line.text.casefold()), line)
    if faults:
        raise Unreadable(faults)
    used = {column: table.headings[place] for column, place in columns.items()}
    unused = tuple(heading for heading in table.headings if heading and heading not in used.values())
    return WorkTable(table.file, tuple(found.values()), len(table.rows) - len(found), used, unused)


def _columns(table: Table) -> dict[str, int]:
    """Where each column stands; the first heading that means it wins."""
    places: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        column = _COLUMNS.get(plain(heading))
        if column:
            places.setdefault(column, place)
    for column in ("role", "text"):
        if column not in places:
            raise unreadable(
                f"no-{column}-column", table.file, row=table.heading_row, value=", ".join(table.headings)[:80]
            )
    return places


def _line(
    table: Table, row: Row, columns: Mapping[str, int], titles: Mapping[str, uuid.UUID], known: Iterable[str]
) -> tuple[WorkLine | None, list[FileFault]]:
    number, cells = row
    said = {column: " ".join(as_text(cells[place]).split()) for column, place in columns.items()}
    faults = [table.fault("missing", number, columns[column]) for column in ("role", "text") if not said[column]]
    role = titles.get(said["role"].casefold())
    if said["role"] and role is None:
        near = get_close_matches(said["role"], list(known), n=1, cutoff=0.6)
        faults.append(table.fault("unknown-role", number, columns["role"], said["role"], near=near[0] if near else ""))
    faults += [
        table.fault("too-long", number, columns[column], said[column], most=LONGEST, length=len(said[column]))
        for column in ("text", "situation")
        if len(said.get(column, "")) > LONGEST
    ]
    chosen, wrong = _choices(table, number, columns, said)
    faults += wrong
    if faults or role is None:
        return None, faults
    return WorkLine(
        number, role, chosen["kind"], said["text"], chosen["frequency"], chosen["channel"], chosen["counterpart"],
        said.get("situation", ""), chosen["weight"] == "essential",
    ), []  # fmt: skip


def _choices(
    table: Table, number: int, columns: Mapping[str, int], said: Mapping[str, str]
) -> tuple[dict[str, str], list[FileFault]]:
    """What is meant in the columns that take one of a few words; an empty cell is the usual."""
    chosen, faults = dict(WHAT_IT_IS), []
    for column in WHAT_IT_IS:
        value = said.get(column, "")
        if not value:
            continue
        choice = _CHOICES[column].get(plain(value))
        if choice is None:
            allowed = [words[0] for words in WORDS[column].values()]
            faults.append(
                table.fault("not-a-choice", number, columns[column], value, choices=allowed, choice_of=column)
            )
        else:
            chosen[column] = choice
    return chosen, faults
