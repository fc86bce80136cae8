"""A CASE package as it lies: its parts by their names, its texts without mark-up, and what is odd or wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from stigar.library.readers.models import checks
from stigar.people.readers.faults import FileFault

OURS = {"no": "nb", "nn": "nb"}
MOST_TOLD = 20


def as_text(value: Any) -> str:
    """Whatever stands there as text: a number too; nothing for what is neither.

    >>> as_text(3), as_text(" a "), as_text(None), as_text({"a": 1})
    ('3', 'a', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return keepable(str(value)).strip()


def keepable(text: str) -> str:
    """Without what JSON can write and no database or page takes: the sign nothing, and half a sign.

    >>> keepable("Lyss\\0na"), keepable("Lyssna\\ud800")
    ('Lyssna', 'Lyssna?')
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def several(value: Any) -> list[Mapping[str, Any]]:
    """The things in a list; what is no thing is passed over, and what is no list holds none.

    >>> several([{"a": 1}, 2]), several(5)
    ([{'a': 1}], [])
    """
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def as_number(value: Any) -> float | None:
    """A number, also one written as text; None for what is none.

    >>> as_number("3"), as_number(2), as_number("third")
    (3.0, 2.0, None)
    """
    try:
        return float(as_text(value))
    except ValueError:
        return None


def spoken(code: str) -> str:
    """A language by its two letters, Norwegian as bokmål.

    >>> spoken("sv-SE"), spoken("no"), spoken("")
    ('sv', 'nb', '')
    """
    short = code.strip().lower().replace("_", "-").partition("-")[0][:2]
    return OURS.get(short, short) if short.isalpha() else ""


class Package:
    """One package, asked leniently. ``faults`` and ``warnings`` gather as it is read."""

    def __init__(self, told: Mapping[str, Any], file: str) -> None:
        self.told, self.file = told, file
        self.faults: list[FileFault] = []
        self.counted: Counter[str] = Counter()
        self.first: dict[str, FileFault] = {}
        document = told.get("CFDocument")
        self.document: Mapping[str, Any] = document if isinstance(document, dict) else {}
        self.language = spoken(as_text(self.document.get("language")))
        if not self.language:
            spoken_here = Counter(spoken(as_text(item.get("language"))) for item in self.parts("CFItems"))
            spoken_here.pop("", None)
            self.language = max(spoken_here, key=lambda code: spoken_here[code], default="en")
            if not spoken_here:
                self.warn("case-language")

    @property
    def warnings(self) -> list[FileFault]:
        """Each kind of oddity once, with the first of them and how many there are."""
        return [
            FileFault(one.code, one.file, value=one.value, more={**one.more, "number": self.counted[code]})
            for code, one in self.first.items()
        ]

    def warn(self, code: str, value: str = "", **more: Any) -> None:
        self.counted[code] += 1
        self.first.setdefault(code, FileFault(code, self.file, value=value[:120], more=more))

    def parts(self, name: str) -> Iterator[Mapping[str, Any]]:
        """The things in one of the package's lists; what is no thing is passed over."""
        return iter(several(self.told.get(name)))

    def language_of(self, item: Mapping[str, Any]) -> str:
        return spoken(as_text(item.get("language"))) or self.language

    def words(self, value: Any, place: str) -> str:
        """A text without tags that only say how it looks; any other tag is a fault."""
        text = as_text(value)
        if "<" not in text:
            return text
        bare = checks.unmarked(text)
        if bare != text and text.count("<") != bare.count("<"):
            self.warn("tags-taken-off", place)
        if tag := checks.marked_up(bare):
            if len(self.faults) < MOST_TOLD:
                self.faults.append(FileFault("mark-up", self.file, column=place, value=tag[:60]))
            return ""
        return bare

    def identifier_of(self, link: Any) -> str:
        """What a link leads to: its identifier, or the end of its address."""
        if isinstance(link, dict):
            return as_text(link.get("identifier")) or self.identifier_of(link.get("uri"))
        return as_text(link).rstrip("/").rpartition("/")[2].removeprefix("urn:uuid:")

    def criteria(self) -> list[Mapping[str, Any]]:
        """The criteria of every rubric, in order."""
        found = [
            (number, as_number(one.get("position")) or 0, one)
            for number, rubric in enumerate(self.parts("CFRubrics"))
            for one in several(rubric.get("CFRubricCriteria"))
        ]
        return [one for _number, _place, one in sorted(found, key=lambda told: told[:2])]

    def steps(self, criterion: Mapping[str, Any]) -> list[tuple[str, str]]:
        """A criterion's levels from the lowest up: (key, what is seen)."""
        return [
            (
                as_text(one.get("identifier")) or f"{as_text(criterion.get('identifier'))}-{place}",
                self.words(one.get("description"), "CFRubricCriterionLevel.description"),
            )
            for place, one in enumerate(self._steps(criterion), start=1)
        ]

    def step_names(self, criterion: Mapping[str, Any]) -> list[str]:
        """What a criterion's levels are called, from the lowest up."""
        return [
            self.words(one.get("quality"), "CFRubricCriterionLevel.quality").partition("\n")[0]
            for one in self._steps(criterion)
        ]

    def _steps(self, criterion: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        found = several(criterion.get("CFRubricCriterionLevels"))
        return sorted(found, key=lambda one: as_number(one.get("score")) or as_number(one.get("position")) or 0)
