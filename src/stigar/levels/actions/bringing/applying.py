"""What a file of levels would write, writing it whole or not at all, and taking the whole of it back.

The answer never stands on levels that the one who brings may not see: else a file of guesses would tell them (decision 0090).
"""

from __future__ import annotations

import os
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.models import Level, LevelImport
from stigar.levels.queries.bringing import brought_before, judged_now, whom
from stigar.levels.readers.grids import key, read_grid
from stigar.levels.readers.matrix import Brought, Choice, Ground, counted, read_levels
from stigar.levels.readers.shape import lay
from stigar.library.queries.shelf import shelf
from stigar.people.actions.filing import GroundMoved, NothingToChange
from stigar.people.readers.faults import FileFault
from stigar.people.rules import visible_colleagues

if TYPE_CHECKING:
    from stigar.people.models import Person

READING, COMPARING, WRITING = (
    gettext_noop("Reading the file"), gettext_noop("Comparing with the people who are here"), gettext_noop("Writing"),
)  # fmt: skip
AT_ONCE = 2_000
_FIELDS: Any = Level._meta.get_field
MOST_SHOWN = 50
Progress = Callable[[int, int, str], None]


class OutOfReach(Exception):
    """The file is about somebody the viewer may no longer bring levels for: HR takes it back."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, how many of each person and in each competence, what was brought before, what is wrong; ``mark`` is of the
    file and of how it is read."""

    mark: str
    levels: Sequence[Brought]
    people: Counter[uuid.UUID]
    in_each: Counter[uuid.UUID]
    unchanged: int
    faults: Sequence[FileFault]
    of_faults: int
    left: int
    called: dict[uuid.UUID, str]
    competences: dict[uuid.UUID, str]

    def digest(self) -> str:
        """The mark of the plan: another when it would write something else, since the same file is read in the same way of the same
        people in the same order."""
        told = f"{self.mark} {self.of_faults} {self.unchanged} {self.left}"
        return sha256(f"{told} {list(self.people.items())} {list(self.in_each.items())}".encode()).hexdigest()

    def shown(self) -> dict[str, Any]:
        """As plain data for the page."""
        some = list(self.people)[:MOST_SHOWN]
        of_some: dict[uuid.UUID, list[tuple[str, int]]] = {one: [] for one in some}
        for one in self.levels:
            if one.person in of_some:
                of_some[one.person].append((self.competences[one.competence], one.level))
        return {
            "digest": self.digest(), "levels": len(self.levels), "unchanged": self.unchanged, "people": len(self.people), "left": self.left,
            "of_faults": self.of_faults, "faults": [one.told() for one in self.faults],
            "competences": sorted((self.competences[one], n) for one, n in self.in_each.items()),
            "some": [[self.called[one], told] for one, told in of_some.items()],
        }  # fmt: skip


def _quietly(done: int, total: int, stage: str) -> None:
    """For callers that show no progress."""


def plan_of(
    path: Path, name: str, choice: Choice, *, sheet: str = "", language: str, viewer: Person, today: date, progress: Progress = _quietly
) -> Plan:  # fmt: skip
    """What the file would write. Raises ``Unreadable`` when there is no table to read."""
    progress(0, 0, READING)
    grid = lay(read_grid(path, name, sheet=sheet), choice.shape)
    progress(0, 0, COMPARING)
    people = whom(rules.people_to_bring_for(viewer, today=today))
    colleagues = whom(visible_colleagues(viewer, today=today).here(today)) if choice.shape.who is not None else people
    books = shelf(language).by_id
    things = {label: one for label, one in choice.things.items() if one in books}
    scales = {one: frozenset(level for level, _name in books[one].model.scale) for one in things.values()}
    oneself = frozenset(map(key, (viewer.number, viewer.email, viewer.name))) - {""}
    ground = Ground(people, colleagues, scales, frozenset(judged_now(viewer)), oneself, today)
    read = read_levels(grid, Choice(choice.shape, things, choice.values, choice.day, choice.leave_unknown), ground)
    before = brought_before(viewer, (one.person for one in read.levels))
    fresh = (
        [one for one in read.levels if (one.person, one.competence, one.level, one.on) not in before]
        if before
        else read.levels
    )
    faults = read.faults
    if not read.levels and not faults:
        read.of_faults, faults = 1, [FileFault("no-levels", name)]
    mark = f"{sha256(path.read_bytes()).hexdigest()} {choice}"
    return Plan(
        mark, fresh, *counted(fresh), len(read.levels) - len(fresh), faults, read.of_faults, read.left, dict(people.called),
        {one: books[one].name for one in scales},
    )  # fmt: skip


@transaction.atomic
def apply_plan(
    *, plan: Plan, digest: str, name: str, mark: str, import_key: uuid.UUID, viewer: Person, today: date, progress: Progress = _quietly
) -> LevelImport:  # fmt: skip
    """Write all of it. Raises :class:`GroundMoved` when it is not what was shown, :class:`NothingToChange` when there is nothing to write."""
    rules.demand_to_bring(viewer, today=today)
    if plan.of_faults or plan.digest() != digest:
        raise GroundMoved
    if not plan.levels:
        raise NothingToChange
    made: LevelImport = LevelImport.objects.create(
        id=import_key, organisation_id=viewer.organisation_id, file_name=name[:200], sha256=mark, by=viewer, at=clock.now(),
        added=len(plan.levels), unchanged=plan.unchanged, people=len(plan.people),
    )  # fmt: skip
    _write(plan.levels, made, viewer, progress)
    journal.note(viewer, gettext_noop("brought levels from a file"), made, file=made.file_name, levels=made.added)
    journal.note_all(
        viewer, gettext_noop("gave levels from a file"), ((made, one, {"levels": n}) for one, n in plan.people.items())
    )
    return made


def bring(
    path: Path, name: str, choice: Choice, *, sheet: str = "", language: str, viewer: Person, today: date, digest: str = "",
    import_key: uuid.UUID | None = None, progress: Progress = _quietly,
) -> LevelImport:  # fmt: skip
    """Read and write in one go; ``digest`` is the mark of the plan that was shown (empty when none was)."""
    plan = plan_of(path, name, choice, sheet=sheet, language=language, viewer=viewer, today=today, progress=progress)
    mark = sha256(path.read_bytes()).hexdigest()
    return apply_plan(
        plan=plan, digest=digest or plan.digest(), name=name, mark=mark, import_key=import_key or uuid.uuid4(), viewer=viewer, today=today,
        progress=progress,
    )  # fmt: skip


@transaction.atomic
def take_back(*, made: LevelImport, viewer: Person, today: date) -> None:
    """Take the whole file back; what counted before counts again. Raises :class:`OutOfReach`."""
    now = _in_reach(made, viewer, today)
    if now.taken_back:
        return
    now.taken_back = clock.now()
    now.save(update_fields=["taken_back"])
    Level.objects.filter(brought=now, taken_back=None).update(taken_back=now.taken_back)
    journal.note(viewer, gettext_noop("took back levels from a file"), now, file=now.file_name)


@transaction.atomic
def put_back(*, made: LevelImport, viewer: Person, today: date) -> None:
    """It was right after all. A level that was taken back by itself stays taken back. Raises :class:`OutOfReach`."""
    now = _in_reach(made, viewer, today)
    if now.taken_back is None:
        return
    Level.objects.filter(brought=now, taken_back=now.taken_back).update(taken_back=None)
    now.taken_back = None
    now.save(update_fields=["taken_back"])
    journal.note(viewer, gettext_noop("put levels from a file back"), now, file=now.file_name)


def _in_reach(made: LevelImport, viewer: Person, today: date) -> LevelImport:
    if not rules.visible_level_files(viewer, today=today).filter(pk=made.pk).exists():
        raise Refused("import levels")
    now: LevelImport = LevelImport.objects.select_for_update().get(pk=made.pk)
    reach = rules.people_to_bring_for(viewer, today=today).values("pk")
    here = Level.objects.filter(brought=now).exclude(person__ended__lt=today)
    if here.exclude(person__in=reach).exists():
        raise OutOfReach
    return now


def _write(levels: Iterable[Brought], made: LevelImport, viewer: Person, progress: Progress) -> None:
    """All rows in plain statements: making an object of each costs several times as much."""
    names = (
        "id", "organisation", "person", "competence", "source", "level", "on", "words", "by", "at", "assessment", "brought", "taken_back",
    )  # fmt: skip
    columns = ", ".join(connection.ops.quote_name(_FIELDS(name).column) for name in names)
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {connection.ops.quote_name(Level._meta.db_table)} ({columns}) VALUES ({marks})"
    rows, done = _rows(levels, made, viewer), 0
    while some := list(islice(rows, AT_ONCE)):
        with connection.cursor() as cursor:
            cursor.executemany(statement, some)
        done += len(some)
        progress(done, made.added, WRITING)


def _rows(levels: Iterable[Brought], made: LevelImport, viewer: Person) -> Iterator[tuple[Any, ...]]:
    """As the table has them. Ids and people come in the order of the indexes: a row then goes beside the one before, not somewhere else.

    People, competences and days are told apart by which object they are: ids take long to compare.
    """
    of_person: defaultdict[int, list[Brought]] = defaultdict(list)
    things, days, whose = {}, {}, {id(None): viewer.pk}
    for one in levels:
        person, thing, _level, on, by = one
        of_person[id(person)].append(one)
        things[id(thing)], days[id(on)] = thing, on
        if by is not None:
            whose[id(by)] = by
    where, now, of_file = _raw("organisation", made.organisation_id), _raw("at", made.at), _raw("brought", made.pk)
    competence, day = _raw_all("competence", things), _raw_all("on", days)
    saw = _raw_all("by", whose)
    fresh = iter(sorted(_random_ids(made.added)))
    ordered = sorted(((_raw("person", some[0].person), some) for some in of_person.values()), key=itemgetter(0))
    for person, theirs in ordered:
        for _person, thing, level, on, by in theirs:
            yield (
                next(fresh), where, person, competence[id(thing)], Level.FILE, level, day[id(on)], "", saw[id(by)], now, None, of_file, None,
            )  # fmt: skip


def _raw_all(name: str, values: Mapping[int, Any]) -> dict[int, Any]:
    return {key: _raw(name, one) for key, one in values.items()}


def _raw(name: str, value: Any) -> Any:
    return _FIELDS(name).get_db_prep_save(value, connection=connection)


def _random_ids(count: int) -> Iterable[str]:
    """So many new ids as the database has them: random ones (version 4), made all at once."""
    drawn = os.urandom(16 * count).hex()
    for at in range(0, 32 * count, 32):
        one = drawn[at : at + 32]
        yield f"{one[:12]}4{one[13:16]}{'89ab'[int(one[16], 16) & 3]}{one[17:]}"
