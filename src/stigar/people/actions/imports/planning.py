"""Works out a plan: everybody in the file beside everybody remembered, and what has to happen for the two to agree."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from stigar.people.actions.imports import positions
from stigar.people.actions.imports.leaders import Leaders
from stigar.people.actions.imports.plan import Entry, Fact, Kind, PersonDraft, Place, Plan
from stigar.people.actions.imports.positions import A_DAY, Employment
from stigar.people.actions.imports.things import find_roles, find_sites
from stigar.people.actions.imports.units import UnitTree
from stigar.people.queries.ground import PersonNow, Standing
from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field
from stigar.people.readers.staff import Staff, StaffRow

ABOUT_UNITS = frozenset({Field.UNIT, Field.UNIT_CODE, Field.LEVEL})
ABOUT_POSITIONS = ABOUT_UNITS | {Field.ROLE, Field.SITE, Field.MANAGER, Field.SHARE}
FULL_TIME = Place(None, None, None, None, positions.FULL)


def plan_import(
    staff: Staff, now: Standing, *, valid_from: date, ends_missing: bool, time_zone: str, viewer: uuid.UUID | None
) -> Plan:
    """What importing ``staff`` would do to how things stand ``now``, from the day ``valid_from``.

    ``ends_missing``: the file is complete, so those who are employed and not in it have left. ``viewer`` may not
    be among them. With faults in the plan nothing else of it is to be trusted.
    """
    return _Planning(staff, now, Plan(valid_from, ends_missing), viewer).done(time_zone)


class _Planning:
    """Holds what every step needs to look up."""

    def __init__(self, staff: Staff, now: Standing, plan: Plan, viewer: uuid.UUID | None) -> None:
        self.staff, self.now, self.plan, self.viewer = staff, now, plan, viewer
        self.on, self.has = plan.valid_from, staff.has
        plan.faults.extend(staff.faults)

    def done(self, time_zone: str) -> Plan:
        if not self.staff.rows:
            return self.plan
        self.units = UnitTree(self.now.units, self.staff)
        self.units.place(self.plan)
        self.leaders = Leaders(self.now, self.staff)
        self.plan.faults += [*self.leaders.find(), *self._taken_addresses(), *self._yourself_missing()]
        if not self.plan.faults:
            self.roles = find_roles(self.now.roles, self.staff, self.plan)
            self.sites = find_sites(self.now.sites, self.staff, self.plan, time_zone=time_zone)
            self._name_things()
            self._everybody()
        self.plan.faults.sort(key=lambda fault: fault.row)
        return self.plan

    def _taken_addresses(self) -> Iterator[FileFault]:
        """An address in the file that somebody who is not in the file has already."""
        if Field.EMAIL not in self.has:
            return
        numbers = {row.number for row in self.staff.rows}
        taken = {person.email.lower(): person for number, person in self.now.persons.items() if number not in numbers}
        for row in self.staff.rows:
            if row.email and (other := taken.get(row.email)):
                yield self.staff.fault(
                    "taken-email", row.row, Field.EMAIL, row.email, name=other.name, number=other.number
                )

    def _yourself_missing(self) -> Iterator[FileFault]:
        if self.plan.ends_missing and self.viewer:
            numbers = {row.number for row in self.staff.rows}
            for number, person in self.now.persons.items():
                if person.id == self.viewer and number not in numbers:
                    yield FileFault("yourself-missing", self.staff.table.file, value=number, more={"name": person.name})

    def _name_things(self) -> None:
        """Names of roles, sites and people by their ids, for telling what becomes of them."""
        self.role_names = {role: title for title, role in self.now.roles.items()}
        self.role_names |= {draft.id: draft.title for draft in self.plan.writes.new_roles}
        self.site_names = {site.id: site.name for site in self.now.sites.values()}
        self.site_names |= {draft.id: draft.name for draft in self.plan.writes.new_sites}
        self.ids = {number: person.id for number, person in self.now.persons.items()}
        self.ids |= {row.number: uuid.uuid4() for row in self.staff.rows if row.number not in self.ids}
        self.person_names = {self.ids[number]: name for number, name in self.leaders.names.items()}

    def _everybody(self) -> None:
        moves = bool(ABOUT_POSITIONS & self.has)
        for row in self.staff.rows:
            before = self.now.persons.get(row.number)
            if before is None:
                self._add(row, moves)
            else:
                self._compare(row, before, moves)
        if self.plan.ends_missing:
            self._end_the_missing()

    def _add(self, row: StaffRow, moves: bool) -> None:
        person = self.ids[row.number]
        draft = PersonDraft(person, row.number, row.given, row.family, row.email, row.language, row.started, row.ended)
        self.plan.writes.new_persons.append(draft)
        place = self._place(row, FULL_TIME)
        if moves:
            begins = row.started or self.on  # the file knows of no other day when the position began
            positions.open_first(Employment(person, row.started, row.ended), place, begins, self.plan.writes)
        facts = (*_person_facts(None, draft), *self._place_facts(FULL_TIME, place))
        self.plan.entries.append(Entry(Kind.ADDED, row.row, row.number, row.name, facts, person))

    def _compare(self, row: StaffRow, before: PersonNow, moves: bool) -> None:
        draft = self._draft(row, before)
        employment = Employment(before.id, draft.started, draft.ended)
        held = self.now.positions.get(before.id, [])
        old = positions.place_of(held[-1]) if held else FULL_TIME
        place = self._place(row, old)
        writes = self.plan.writes
        written = writes.of_positions
        if held and (moves or draft.ended != before.ended):
            positions.change(held, employment, place, self.on, writes)
        elif moves and not employment.is_over(self.on):
            positions.open_first(employment, place, max(self.on, draft.started or self.on), writes)
        moved = written != writes.of_positions
        facts = (*_person_facts(before, draft), *self._place_facts(old, old if employment.is_over(self.on) else place))
        if moved and not facts:
            facts = (Fact("position", "", self.on.isoformat()),)
        if draft != PersonDraft(*before):
            writes.changed_persons.append(draft)
        if not facts and not moved:
            self.plan.unchanged += 1
            return
        kind = Kind.ENDED if draft.ended and draft.ended != before.ended else Kind.CHANGED
        self.plan.entries.append(Entry(kind, row.row, row.number, row.name, facts, before.id))

    def _draft(self, row: StaffRow, before: PersonNow) -> PersonDraft:
        """The person as the file tells; what it has no column for stays. A language that the file leaves empty stays too."""
        has = self.has
        same_name = Field.GIVEN not in has and row.name == before.name
        return PersonDraft(
            before.id,
            before.number,
            before.given if same_name else row.given,
            before.family if same_name or (Field.GIVEN in has and Field.FAMILY not in has) else row.family,
            row.email if Field.EMAIL in has and row.email != before.email.lower() else before.email,
            row.language or before.language,
            row.started if Field.STARTED in has else before.started,
            row.ended if Field.ENDED in has else before.ended,
        )

    def _place(self, row: StaffRow, old: Place) -> Place:
        has, leader = self.has, self.leaders.of.get(row.number)
        return Place(
            self.roles.get(row.role) if Field.ROLE in has else old.role,
            self.units.of(row) if ABOUT_UNITS & has else old.unit,
            self.sites.get(row.site) if Field.SITE in has else old.site,
            (self.ids[leader] if leader is not None else None) if Field.MANAGER in has else old.manager,
            row.share if Field.SHARE in has else old.share,
        )

    def _place_facts(self, old: Place, new: Place) -> Iterator[Fact]:
        if old == new:
            return
        if old.role != new.role:
            yield Fact("role", _called(self.role_names, old.role), _called(self.role_names, new.role))
        if old.unit != new.unit:
            yield Fact("unit", self.units.name_of(old.unit), self.units.name_of(new.unit))
        if old.site != new.site:
            yield Fact("site", _called(self.site_names, old.site), _called(self.site_names, new.site))
        if old.manager != new.manager:
            yield Fact("manager", _called(self.person_names, old.manager), _called(self.person_names, new.manager))
        if old.share != new.share:
            stood = any((old.role, old.unit, old.site, old.manager))
            yield Fact("share", f"{old.share.normalize():f}" if stood else "", f"{new.share.normalize():f}")

    def _end_the_missing(self) -> None:
        numbers, last = {row.number for row in self.staff.rows}, self.on - A_DAY
        for number, before in self.now.persons.items():
            if number in numbers or (before.ended is not None and before.ended <= last):
                continue
            ended = max(last, before.started) if before.started else last
            draft = PersonDraft(*before)._replace(ended=ended)
            self.plan.writes.changed_persons.append(draft)
            held = self.now.positions.get(before.id)
            if held:
                positions.leave(held, Employment(before.id, before.started, ended), self.plan.writes)
            facts = tuple(_person_facts(before, draft))
            self.plan.entries.append(Entry(Kind.ENDED, 0, number, before.name, facts, before.id))


def _person_facts(before: PersonNow | None, draft: PersonDraft) -> Iterator[Fact]:
    old = before or PersonNow(draft.id, draft.number, "", "", "", "", None, None)
    for about, was, becomes in (
        ("given", old.given, draft.given), ("family", old.family, draft.family), ("email", old.email, draft.email),
        ("language", old.language, draft.language), ("started", old.started, draft.started), ("ended", old.ended, draft.ended),
    ):  # fmt: skip
        if was != becomes:
            yield Fact(about, str(was or ""), str(becomes or ""))


def _called(names: dict[uuid.UUID, str], thing: uuid.UUID | None) -> str:
    return names.get(thing, "") if thing else ""
