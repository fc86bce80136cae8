"""The plain facts of random organisations laid in the database, by the handful, and what the product's own rules show of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from stigar.dialogues import models as talks
from stigar.foundation import clock
from stigar.foundation.tenancy import everywhere
from stigar.levels import models as levels
from stigar.library.models import Competence, CompetenceModel, Rights
from stigar.people.models import Duty, Organisation, Person, Position, Role, Unit
from stigar.profiles.models import Profile, Version
from tests.proof.told import COMPETENCES, DAY, UNITS, Facts


@dataclass
class Laid:
    """One organisation in the database: its facts, its people, and the rows of each kind, each at the place it has in the facts."""

    facts: Facts
    organisation: Organisation
    people: list[Person]
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def places(self, kind: str, found: Iterable[Any]) -> set[int]:
        """The places in the facts of these rows."""
        keys = set(found.values_list("pk", flat=True)) if isinstance(found, QuerySet) else {row.pk for row in found}
        return {place for place, row in enumerate(self.rows[kind]) if row.pk in keys}

    def having(self, kind: str) -> list[Person]:
        """Those of whom there is something of the kind."""
        places = {one["person"] for one in getattr(self.facts, kind)}
        return [person for place, person in enumerate(self.people) if place in places]


def laid(drawn: Iterable[Facts]) -> list[Laid]:
    """All of them, with one insertion for each kind of row."""
    waiting: list[Any] = []
    found = [_organisation(facts, number, waiting) for number, facts in enumerate(drawn)]
    with everywhere():
        for model, rows in groupby(sorted(waiting, key=_order), key=type):
            model.objects.bulk_create(list(rows))
    return found


ORDER = [
    Organisation, Unit, Person, Role, Position, Duty, Rights, CompetenceModel, Competence, levels.Level, levels.SharedWith, levels.Opening,
    levels.Assessment, levels.Part, levels.Rating, levels.Activity, levels.CareerInterest, levels.Certificate, levels.Exemption,
    Profile, Version, levels.Vacancy, levels.Recruiter, levels.OptIn,
    talks.Template, talks.Round, talks.Talk,
    talks.Preparation, talks.Answer, talks.Note, talks.Signature, talks.Signed, talks.Reopening,
    talks.Goal, talks.Reflection, talks.Shared, talks.Break,
    talks.BreakSeconded,
]  # fmt: skip


def _order(row: Any) -> int:
    return ORDER.index(type(row))


def _organisation(facts: Facts, number: int, waiting: list[Any]) -> Laid:
    organisation = Organisation(name=f"O{number}", key=f"o{number}")
    held = {"organisation_id": organisation.pk}
    people = [Person(**held, number=str(place), given=f"P{place}", **told) for place, told in enumerate(facts.people)]
    units = [Unit(**held, code=str(key), name=str(key)) for key in UNITS]
    for key, parent in UNITS.items():
        units[key].parent = None if parent is None else units[parent]
    rights = Rights(**held, holder="Vi", terms="egna")
    model = CompetenceModel(
        **held, key="own", kind="own", scale=[{"level": 1, "names": {"sv": "Van"}}], rights=rights, at=_at(DAY)
    )
    books = [Competence(**held, model=model, key=f"c{key}") for key in COMPETENCES]
    role = Role(**held, title="Rådgivare")
    found = Laid(facts, organisation, people, {"people": people})
    maker = _Maker(found, held, books, role, units)
    waiting += [organisation, *people, *units, rights, model, *books, role]
    waiting += maker.employment()
    waiting += maker.competence()
    waiting += maker.dialogues()
    waiting += maker.vacancies()
    return found


@dataclass
class _Maker:
    """Makes the rows of one organisation, and remembers them in the order of the facts."""

    laid: Laid
    held: dict[str, Any]
    books: list[Competence]
    role: Role
    units: list[Unit]

    def employment(self) -> Iterator[Any]:
        for one in self.laid.facts.positions:
            yield Position(
                **self.held, person=self._who(one["person"]), unit=self._unit(one["unit"]), begins=one["begins"], ends=one["ends"],
                manager=None if one["manager"] is None else self._who(one["manager"]),
            )  # fmt: skip
        for one in self.laid.facts.duties:
            yield Duty(
                **self.held, person=self._who(one["person"]), kind=one["kind"], unit=self._unit(one["unit"]), begins=one["begins"],
                ends=one["ends"],
            )  # fmt: skip

    def competence(self) -> Iterator[Any]:
        facts, rows = self.laid.facts, self.laid.rows
        rows["levels"] = [
            levels.Level(
                **self._of(one), competence=self.books[one["competence"]], source=one["source"], level=1, on=one["on"],
                at=_at(DAY) + timedelta(seconds=one["at"]), taken_back=clock.now() if one["taken_back"] else None,
            )
            for one in facts.levels
        ]  # fmt: skip
        rows["activities"] = [
            levels.Activity(**self._of(one), name="a", shared=one["shared"], at=_at(DAY), dropped_at=_at(DAY) if one["dropped"] else None)
            for one in facts.activities
        ]  # fmt: skip
        rows["interests"] = [
            levels.CareerInterest(**self._of(one), role=self.role, audience=one["audience"], at=_at(DAY))
            for one in facts.interests
        ]
        yield from (*rows["levels"], *rows["activities"], *rows["interests"])
        rows["certificates"] = [
            levels.Certificate(**self._of(one), name="c", begins=DAY, at=_at(DAY), taken_away=_at(DAY) if one["taken_away"] else None)
            for one in facts.certificates
        ]  # fmt: skip
        rows["exemptions"] = [
            levels.Exemption(**self._of(one), competence=self.books[0], why="w", begins=one["begins"], ends=one["ends"], at=_at(DAY))
            for one in facts.exemptions
        ]  # fmt: skip
        yield from (*rows["certificates"], *rows["exemptions"])
        for one in facts.shared:
            yield levels.SharedWith(
                **self._of(one),
                reader=self._who(one["reader"]),
                begins=one["begins"],
                ends=one["ends"],
                at=_at(one["at"]) + timedelta(hours=1),
                stopped_at=_at(DAY) if one["stopped"] else None,
                **{part: one[part] for part in ("levels", "plan", "certificates", "goals", "summary", "interests")},
            )
        for one in facts.openings:
            yield levels.Opening(
                **self._of(one), by=self._who(one["by"]), why="w", on=one["on"], what=one["what"], at=_at(DAY)
            )
        yield from self._assessments()

    def vacancies(self) -> Iterator[Any]:
        facts, rows = self.laid.facts, self.laid.rows
        profile = Profile(**self.held, role=self.role, name="p", made=DAY)
        version = Version(**self.held, profile=profile, number=1, content={}, digest="1" * 64, at=_at(DAY))
        yield from (profile, version)
        rows["vacancies"] = [
            levels.Vacancy(
                **self.held, role=self.role, version=version, unit=self._unit(one["unit"]), last_day=one["last_day"], opened_at=_at(DAY),
                ended_at=_at(DAY) if one["ended"] else None,
            )
            for one in facts.vacancies
        ]  # fmt: skip
        rows["recruiters"] = [
            levels.Recruiter(**self._in_vacancy(one), stopped_at=_at(DAY) if one["stopped"] else None)
            for one in facts.recruiters
        ]
        rows["opted_in"] = [
            levels.OptIn(
                **self._in_vacancy(one), last_day=one["last_day"], taken_back_at=_at(DAY) if one["back"] else None
            )
            for one in facts.opted_in
        ]
        yield from (*rows["vacancies"], *rows["recruiters"], *rows["opted_in"])

    def _in_vacancy(self, one: dict[str, Any]) -> dict[str, Any]:
        vacancy = self.laid.rows["vacancies"][one["vacancy"]]
        return {**self._of(one), "vacancy": vacancy, "at": _at(DAY) + timedelta(seconds=one["at"])}

    def _assessments(self) -> Iterator[Any]:
        self.laid.rows |= {"assessments": [], "ratings": []}
        for one in self.laid.facts.assessments:
            row = levels.Assessment(
                **self._of(one), **self._two(one), competences=[str(self.books[0].pk)], put_down_at=_at(DAY) if one["put_down"] else None
            )  # fmt: skip
            self.laid.rows["assessments"].append(row)
            yield row
            for giver in ("person", "reviewer"):
                part = levels.Part(
                    **self.held, assessment=row, giver=self._who(one[giver]), submitted_at=_handed(one, giver)
                )
                rating = levels.Rating(**self.held, part=part, competence=self.books[0], level=1, at=_at(DAY))
                self.laid.rows["ratings"].append(rating)
                yield from (part, rating)

    def dialogues(self) -> Iterator[Any]:
        facts, rows = self.laid.facts, self.laid.rows
        template = talks.Template(**self.held, key="t", at=_at(DAY))
        rows["rounds"] = [
            talks.Round(**self.held, name="r", template=template, begins=DAY, ends=DAY, at=_at(DAY), started_at=_at(DAY))
            for _ in facts.rounds
        ]  # fmt: skip
        yield from (template, *rows["rounds"])
        yield from self._talks()
        rows["notes"] = [
            talks.Note(**self.held, talk=rows["talks"][one["talk"]], by=self._who(one["by"]), block="back",
                shared=one["shared"], at=_at(DAY),
            )
            for one in facts.notes
        ]  # fmt: skip
        rows["goals"] = [
            talks.Goal(**self._of(one), shared=one["shared"], language="sv", begins=DAY, at=_at(DAY))
            for one in facts.goals
        ]
        rows["reflections"] = [talks.Reflection(**self._of(one), at=_at(DAY)) for one in facts.reflections]
        yield from (*rows["notes"], *rows["goals"], *rows["reflections"])
        for one, row in zip(facts.reflections, rows["reflections"], strict=True):
            for reader in one["readers"]:
                yield talks.Shared(**self.held, reflection=row, reader=self._who(reader), at=_at(DAY))
        yield from self._breaks()

    def _talks(self) -> Iterator[Any]:
        self.laid.rows |= {"talks": [], "answers": []}
        for place, one in enumerate(self.laid.facts.talks):
            row = talks.Talk(
                **self._of(one), **self._two(one), language="sv", put_down_at=_at(DAY) if one["put_down"] else None,
                blocks=BLOCKS, closed_at=one["closed"] and _at(one["closed"]) + timedelta(seconds=place),
            )  # fmt: skip
            self.laid.rows["talks"].append(row)
            yield row
            for giver in ("person", "reviewer"):
                part = talks.Preparation(
                    **self.held, talk=row, giver=self._who(one[giver]), submitted_at=_handed(one, giver)
                )
                answer = talks.Answer(**self.held, preparation=part, question="back.hard", at=_at(DAY))
                self.laid.rows["answers"].append(answer)
                yield from (part, answer)
            yield from self._signed(place, one, row)

    def _signed(self, place: int, one: dict[str, Any], row: talks.Talk) -> Iterator[Any]:
        """Who has signed, and the words as they were signed each time that it was closed."""
        second = timedelta(seconds=place)
        for who in one["signed"]:
            yield talks.Signature(
                **self.held, talk=row, by=self._who(who), digest="d", at=_at(one["closed"] or DAY) + second
            )
        if one["closed"]:
            yield talks.Signed(**self.held, talk=row, words=WORDS, digest="d", at=_at(one["closed"]) + second)
        if one["before"]:
            at = _at(one["before"]) + second
            was = talks.Signed(**self.held, talk=row, words=WORDS, digest="d", at=at)
            yield from (was, talks.Reopening(**self.held, talk=row, why="w", was=was, at=at + timedelta(hours=2)))
            for who in ("person", "reviewer"):
                gone = {"at": at, "taken_away_at": at + timedelta(hours=2)}
                yield talks.Signature(**self.held, talk=row, by=self._who(one[who]), digest="d", **gone)

    def _breaks(self) -> Iterator[Any]:
        for one in self.laid.facts.breaks:
            row = talks.Break(
                **self._of(one),
                by=self._who(one["by"]),
                why="w",
                at=_at(DAY),
                ended_at=_at(DAY) if one["ended"] else None,
            )
            yield row
            if one["until"]:
                yield talks.BreakSeconded(
                    **self.held,
                    broken=row,
                    by=self._who(one["person"]),
                    at=_at(DAY),
                    until=one["until"],
                    told_at=_at(DAY),
                )

    def _who(self, place: int) -> Person:
        return self.laid.people[place]

    def _unit(self, key: int | None) -> Unit | None:
        return None if key is None else self.units[key]

    def _of(self, one: dict[str, Any]) -> dict[str, Any]:
        return {**self.held, "person": self._who(one["person"])}

    def _two(self, one: dict[str, Any]) -> dict[str, Any]:
        return {
            "reviewer": self._who(one["reviewer"]), "as_manager": one["as_manager"], "opened_at": _at(DAY),
            "revealed_at": _at(one["seen"]) if one["seen"] else None,
        }  # fmt: skip


WORDS = '{"summary": "s", "agreed": [], "goals": []}'
BLOCKS = [
    {"key": "back", "kind": "back", "on": True, "title": {"sv": "Bakåt"}, "questions": [{"key": "hard", "for": "both", "text": {"sv": "?"}}]}
]  # fmt: skip


def _at(day: Any) -> datetime:
    """Noon of that day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.now().tzinfo)


def _handed(one: dict[str, Any], giver: str) -> datetime | None:
    return _at(DAY) if giver in one["handed"] else None
