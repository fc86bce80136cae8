"""Bringing existing profiles from a file: read, shown, and then all of it or nothing. What is brought is on the way, not approved."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.library.queries.shelf import shelf
from stigar.people.queries.roles import standing_roles
from stigar.profiles import rules
from stigar.profiles.actions.profiles import Wanted
from stigar.profiles.actions.profiles.writing import add_rows
from stigar.profiles.models import Profile
from stigar.profiles.readers.profiles import RequirementLine, read_profiles

if TYPE_CHECKING:
    from stigar.people.models import Person

KIND = "profiles"
LANGUAGES = ("sv", "nb", "en")


class BegunMeanwhile(Exception):
    """A colleague began one of the profiles meanwhile; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would begin: (role, its title, its requirements as (name, line))."""

    roles: tuple[tuple[uuid.UUID, str, tuple[tuple[str, RequirementLine], ...]], ...]

    @property
    def requirements(self) -> int:
        return sum(len(lines) for _role, _title, lines in self.roles)


def plan_profiles(path: Path, name: str, *, language: str, viewer: Person, today: date) -> Plan:
    """Read the file and say what it would begin. Changes nothing. Raises ``Unreadable`` with every fault."""
    rules.demand_in(None, "import profiles", viewer, today=today)
    roles = standing_roles(today=today)
    titles = {variant: role.id for role in roles for variant in role.variants} | {role.title: role.id for role in roles}
    taken = frozenset(Profile.objects.filter(core=None, put_down=None).values_list("role", flat=True))
    shelves = [list(shelf(one)) for one in dict.fromkeys((*LANGUAGES, language))]
    lines = read_profiles(path, name, roles=titles, taken=taken, shelves=shelves)
    names, title = {one.id: one.name for one in shelves[-1]}, {role.id: role.title for role in roles}
    names |= {one.id: one.name for one in shelf(language)}
    found: dict[uuid.UUID, list[tuple[str, RequirementLine]]] = defaultdict(list)
    for line in lines:
        found[line.role].append((names[line.competence], line))
    rows = sorted(found.items(), key=lambda row: title[row[0]].casefold())
    return Plan(tuple((role, title[role], tuple(told)) for role, told in rows))


@transaction.atomic
def import_profiles(*, plan: Plan, file: str, language: str, viewer: Person, today: date) -> list[Profile]:
    """Begin every profile of the plan, or none, written in ``language``. Raises :class:`BegunMeanwhile`."""
    rules.demand_in(None, "import profiles", viewer, today=today)
    made = []
    for role, title, lines in plan.roles:
        try:
            with transaction.atomic():
                profile = Profile.objects.create(
                    organisation_id=viewer.organisation_id,
                    role_id=role,
                    name=title[:160],
                    language=language,
                    author=viewer,
                    made=today,
                )
        except IntegrityError as twice:
            raise BegunMeanwhile from twice
        wanted = [
            Wanted(line.competence, line.level, line.until, line.importance, why=line.why) for _name, line in lines
        ]
        add_rows(profile, wanted, by=viewer)
        journal.note(viewer, gettext_noop("brought a profile from a file"), profile, file=file)
        made.append(profile)
    return made
