"""A competence model as a table: one thing in each row, or one competence in each row with its behaviour per level beside it.

An empty cell under "Competence" means the one above. A row without a kind or a text tells of the competence itself; a row of
kind "Level" names a level. What a key does not say is counted: the second behaviour on level 3 is ``3b`` until told otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any

from stigar.library.readers.models import checks
from stigar.library.readers.models.headings import CHOICES, Column, choice, column_of
from stigar.library.readers.models.rows import Line, lines_of
from stigar.library.readers.told import CompetenceTold, FamilyTold, ItemTold, ModelTold, RightsTold
from stigar.people.readers.faults import FileFault, unreadable
from stigar.people.readers.tables import Table
from stigar.people.readers.values import day

EXCEL_EPOCH = date(1899, 12, 30)
Texts = dict[str, dict[str, str]]
WORDS_OF = {"activity": ("text", "name", "who", "where"), "interview": ("text", "low", "high")}
SHORT = {"challenge": "c", "question": "q", "activity": "a", "interview": "i", "reflection": "r"}


def read(table: Table, language: str) -> tuple[ModelTold, list[FileFault], list[FileFault]]:
    """The model of one table, what is odd with it, and what is wrong with it: all of it at once."""
    columns = _columns(table)
    spoken = language or next((one.own_language for one in columns.values() if one.what == "competence"), "en")
    reading = _Reading(table, columns, spoken)
    for line in lines_of(table, columns, spoken):
        reading.take(line)
    reading.finish()
    return reading.told(), reading.warnings, reading.faults


def _columns(table: Table) -> dict[int, Column]:
    """What each column holds, by its place. Raises ``Unreadable`` when the needed ones are not there."""
    columns = {place: found for place, heading in enumerate(table.headings) if (found := column_of(heading))}
    kinds = {one.what for one in columns.values()}
    if "competence" not in kinds:
        raise unreadable(
            "no-competence-column", table.file, row=table.heading_row, value=", ".join(table.headings)[:80]
        )
    if not kinds & {"text", "per level", "definition"}:
        raise unreadable("no-text-column", table.file, row=table.heading_row, value=", ".join(table.headings)[:80])
    return columns


@dataclass(slots=True)
class _Competence:
    """What has been read of one competence so far."""

    key: str
    line: Line
    texts: Texts
    family: str = ""
    discipline: str = ""
    concepts: tuple[str, ...] = ()
    rights: RightsTold | None = None
    is_told: bool = False  # by a row of its own
    items: list[ItemTold] = field(default_factory=list)


class _Reading:
    """Goes through the rows and remembers; faults and warnings are gathered, never raised."""

    def __init__(self, table: Table, columns: Mapping[int, Column], language: str) -> None:
        self.table, self.columns, self.language = table, columns, language
        self.faults: list[FileFault] = []
        self.warnings: list[FileFault] = []
        self.found: dict[str, _Competence] = {}
        self.families: dict[str, FamilyTold] = {}
        self.levels: dict[int, dict[str, str]] = {
            one.level: {one.language or language: one.level_name or f"{checks.LEVEL_WORD.get(language, 'Level')} {one.level}"}
            for one in columns.values() if one.what == "per level"
        }  # fmt: skip
        self.named = any(one.level_name for one in columns.values())
        self.last: _Competence | None = None
        self.said: dict[tuple[str, str, int | None, str], int] = {}
        self.keys: dict[str, int] = {}
        self.counted: Counter[tuple[str, str, int | None]] = Counter()
        self.behaviours: list[tuple[Line, int]] = []

    def take(self, line: Line) -> None:
        """One row."""
        kind = choice("kind", line.get("kind")) if line.get("kind") else ""
        if kind is None:
            self._fault("not-a-kind", line, "kind", line.get("kind"))
            return
        self.faults += line.faults
        if kind == "level":
            self._name_level(line)
            return
        competence = self._competence(line)
        if competence is None:
            return
        if kind or line.has("text") or line.get("level"):
            self._item(line, competence, kind or ("behaviour" if line.get("level") else ""))
        else:
            self._own_row(line, competence)
        for level, words, place in line.per_level():
            self._behaviours(line, competence, level, words, place)

    def finish(self) -> None:
        """What can only be seen when every row has been: the scale, and what is missing."""
        if not self.found and not self.faults:
            self.faults.append(FileFault("no-competences", self.table.file, self.table.heading_row))
        for gap in set(range(1, max(self.levels, default=0) + 1)) - set(self.levels):
            self.faults.append(FileFault("scale-gap", self.table.file, value=str(gap), more={"last": max(self.levels)}))
        self._weigh_levels()
        self._warn_of_silence()

    def told(self) -> ModelTold:
        """The model as it was read; its name is the file's until a person says another."""
        name = PurePath(self.table.file).stem.replace("_", " ").strip()
        return ModelTold(
            key=checks.key_of(name, 1)[:60], kind="brought", names=dict.fromkeys(self._languages(), name), scale=self._scale(),
            rights=RightsTold("", ""), families=tuple(self.families.values()),
            competences=tuple(
                CompetenceTold(one.key, one.texts, one.family, one.discipline, one.concepts, tuple(one.items), one.rights)
                for one in self.found.values()
            ),
        )  # fmt: skip

    def _competence(self, line: Line) -> _Competence | None:
        names = line.texts("competence")
        if not names:
            if self.last is None:
                self._fault("missing-competence", line, "competence")
            return self.last
        main = names.get(self.language) or next(iter(names.values()))
        known = self.found.get(main.casefold())
        if known is None:
            key = line.get("key") if not line.get("kind") and not line.texts("text") else ""
            key = self._free_key(line, key) if key else self._made_key(main)
            known = self.found[main.casefold()] = _Competence(
                key, line, {code: {"name": name} for code, name in names.items()}
            )
        self.last = known
        if family := line.texts("family"):
            known.family = known.family or self._family(family)
        return known

    def _own_row(self, line: Line, one: _Competence) -> None:
        """Definition, what it is not, discipline and addresses."""
        if one.is_told:
            name = next(iter(one.texts.values()))["name"]
            self._fault("same-competence", line, "competence", name, other=one.line.number)
            return
        one.is_told, one.line = True, line
        for what in ("competence", "definition", "not"):
            for code, words in line.texts(what).items():
                one.texts.setdefault(code, {})["name" if what == "competence" else what] = words
        if line.get("discipline"):
            one.discipline = self._chosen(line, "discipline")
        one.rights = self._rights(line)
        one.concepts = tuple(address for address in line.get("esco").replace(",", " ").split() if "://" in address)

    def _item(self, line: Line, one: _Competence, kind: str) -> None:
        texts = self._texts(line, kind)
        level, until = self._level(line, "level"), self._level(line, "until")
        if not kind:
            self._fault("no-kind", line, "kind")
        elif not texts:
            self._fault("missing-text", line, "text")
        elif kind == "behaviour" and level is None:
            if not line.get("level"):
                self._fault("no-level", line, "level")
        elif self._is_new(line, one, kind, level, texts):
            key = line.get("key") and self._free_key(line, line.get("key"))
            form = self._chosen(line, "form") if line.get("form") else ""
            if level and until and until < level:
                self._fault("level-order", line, "until", line.get("until"))
            one.items.append(ItemTold(
                kind, key or self._counted_key(one, kind, level), texts, level, until if kind == "activity" else None, form,
                self._hours(line), line.get("concerns")[:140], self._rights(line),
            ))  # fmt: skip

    def _behaviours(self, line: Line, one: _Competence, level: int, words: Texts, place: int) -> None:
        """A framework's cell: one behaviour a line, or one in all."""
        self.behaviours.append((line, level))
        split = {
            code: [part.lstrip("•*–- ").strip() for part in told["text"].splitlines()] for code, told in words.items()
        }
        lines = {code: [part for part in parts if part] for code, parts in split.items()}
        for number in range(max(map(len, lines.values()), default=0)):
            texts = {code: {"text": parts[number]} for code, parts in lines.items() if number < len(parts)}
            if self._is_new(line, one, "behaviour", level, texts, place):
                one.items.append(ItemTold("behaviour", self._counted_key(one, "behaviour", level), texts, level))

    def _texts(self, line: Line, kind: str) -> Texts:
        texts: Texts = defaultdict(dict)
        for what in WORDS_OF.get(kind, ("text",)):
            for code, words in line.texts(what).items():
                texts[code][what] = words
        return {code: words for code, words in texts.items() if words.get("text")}

    def _name_level(self, line: Line) -> None:
        number = line.get("level")
        if not number.isdigit() or not 1 <= int(number) <= checks.MOST_LEVELS:
            self._fault("scale-size", line, "level", number, least=checks.LEAST_LEVELS, most=checks.MOST_LEVELS)
        elif int(number) in self.levels:
            self._fault("same-level", line, "level", number)
        elif not line.texts("text"):
            self._fault("missing-text", line, "text")
        else:
            self.levels[int(number)], self.named = line.texts("text"), True

    def _level(self, line: Line, column: str) -> int | None:
        """A level by its number or its name; whether the scale has it is seen at the end."""
        cell = line.get(column)
        if not cell:
            return None
        names = tuple(self.levels.get(number, {}) for number in range(1, checks.MOST_LEVELS + 1))
        level = checks.level_of(cell, names)
        if level is None:
            self._fault("not-a-level", line, column, cell, most=max(self.levels, default=checks.MOST_LEVELS))
        else:
            self.behaviours.append((line, level))
        return level

    def _weigh_levels(self) -> None:
        last = max(self.levels, default=0)
        if last and not checks.LEAST_LEVELS <= last <= checks.MOST_LEVELS:
            more = {"least": checks.LEAST_LEVELS, "most": checks.MOST_LEVELS}
            self.faults.append(FileFault("scale-size", self.table.file, value=str(last), more=more))
        elif last:
            for line, level in self.behaviours:
                if level > last:
                    self._fault("not-a-level", line, "level", str(level), most=last)
        if not self.named:
            self.warnings.append(FileFault("scale-guessed", self.table.file, more={"levels": len(self._scale())}))

    def _scale(self) -> tuple[dict[str, str], ...]:
        used = max((level for _line, level in self.behaviours), default=checks.USUAL_LEVELS)
        count = max(self.levels, default=max(used, checks.LEAST_LEVELS))
        return checks.scale_of(self.levels, min(count, checks.MOST_LEVELS), self._languages())

    def _languages(self) -> tuple[str, ...]:
        told = {
            code: None
            for one in self.found.values()
            for texts in (one.texts, *(item.texts for item in one.items))
            for code in texts
        }
        return tuple(sorted(told, key=lambda code: code != self.language)) or (self.language,)

    def _warn_of_silence(self) -> None:
        """Competences without behaviour on some level, and texts that are not told in every language."""
        scale, languages = range(1, len(self._scale()) + 1), set(self._languages())
        silent: Counter[str] = Counter()
        for one in self.found.values():
            levels = {item.level for item in one.items if item.kind == "behaviour"}
            empty = [str(level) for level in scale if level not in levels]
            if levels and empty:
                name = next(iter(one.texts.values())).get("name", one.key)
                self._warn("levels-empty", one.line, name, levels=", ".join(empty))
            for texts in (one.texts, *(item.texts for item in one.items)):
                silent.update(languages - set(texts))
        for code, number in sorted(silent.items()):
            self.warnings.append(FileFault("language-missing", self.table.file, value=code, more={"number": number}))

    def _is_new(
        self, line: Line, one: _Competence, kind: str, level: int | None, texts: Mapping[str, Mapping[str, str]], place: int | None = None,
    ) -> bool:  # fmt: skip
        """Whether the same has not been said of this competence before; told twice, it counts once."""
        words = texts.get(self.language) or next(iter(texts.values()))
        said = (one.key, kind, level, words["text"].casefold())
        if said in self.said:
            self._warn("said-twice", line, words["text"][:80], other=self.said[said])
            return False
        self.said[said] = line.number
        return True

    def _family(self, names: Mapping[str, str]) -> str:
        main = names.get(self.language) or next(iter(names.values()))
        known = self.families.get(main.casefold())
        if known is None or len(names) > len(known.names):
            key = known.key if known else checks.key_of(main, len(self.families) + 1, longest=80)
            taken = {family.key for name, family in self.families.items() if name != main.casefold()}
            self.families[main.casefold()] = FamilyTold(
                key if key not in taken else f"f{len(self.families) + 1}", dict(names)
            )
        return self.families[main.casefold()].key

    def _made_key(self, name: str) -> str:
        key = checks.key_of(name, len(self.found) + 1)
        taken = {one.key for one in self.found.values()}
        return key if key not in taken else f"{key}-{len(self.found) + 1}"

    def _free_key(self, line: Line, key: str) -> str:
        if key in self.keys:
            self._fault("same-key", line, "key", key, other=self.keys[key])
        self.keys.setdefault(key, line.number)
        return key

    def _counted_key(self, one: _Competence, kind: str, level: int | None) -> str:
        """``listening.3b`` is its second behaviour on level 3, ``listening.c4`` its fourth challenge."""
        counted = (one.key, kind, level if kind == "behaviour" else None)
        self.counted[counted] += 1
        number = self.counted[counted]
        letter = chr(96 + number) if number <= 26 else f"-{number}"
        return f"{one.key}.{level}{letter}" if kind == "behaviour" else f"{one.key}.{SHORT[kind]}{number}"

    def _hours(self, line: Line) -> Decimal | None:
        cell = line.get("hours").replace(",", ".")
        if not cell:
            return None
        try:
            hours = Decimal(cell)
        except InvalidOperation:
            hours = Decimal(-1)
        if not 0 <= hours < 10_000:
            self._fault("not-hours", line, "hours", line.get("hours"))
            return None
        return round(hours, 2)

    def _rights(self, line: Line) -> RightsTold | None:
        """Words that are somebody else's than the model's: whose, and whether they may be passed on. No, unless it says yes."""
        holder, licence = line.get("holder"), line.get("licence")
        passed = self._chosen(line, "pass on") if line.get("pass on") else "no"
        more = [line.get(what) for what in ("address", "terms", "line", "ends")]
        if not holder and (licence or line.get("pass on") or any(more)):
            self._fault("no-holder", line, "holder")
        address, terms, beside, _ends = more
        if address and not address.startswith(("https://", "http://")):
            self._fault("not-an-address", line, "address", address)
        ends = self._ends(line)
        return (
            RightsTold(holder[:200], licence[:120], address[:300], terms, beside[:300], ends, passed == "yes")
            if holder
            else None
        )

    def _ends(self, line: Line) -> date | None:
        """The last day of a right."""
        try:
            return day(line.get("ends"), EXCEL_EPOCH)
        except ValueError:
            self._fault("not-a-day", line, "ends", line.get("ends"))
            return None

    def _chosen(self, line: Line, column: str) -> str:
        found = choice(column, line.get(column))
        if found is None:
            words = [meant[0] for meant in CHOICES[column].values()]
            self._fault("not-a-word", line, column, line.get(column), words=words)
        return found or ""

    def _fault(self, code: str, line: Line, column: str, value: str = "", **more: Any) -> None:
        self.faults.append(self._told(code, line, column, value, more))

    def _warn(self, code: str, line: Line, value: str = "", **more: Any) -> None:
        if sum(one.code == code for one in self.warnings) < checks.MOST_WARNED:
            self.warnings.append(self._told(code, line, "", value, more))

    def _told(self, code: str, line: Line, column: str, value: str, more: Mapping[str, Any]) -> FileFault:
        place = next((at for at, one in self.columns.items() if one.what == column), None)
        if place is None:
            return FileFault(code, self.table.file, line.number, value=value, more=more)
        return self.table.fault(code, line.number, place, value, **more)
