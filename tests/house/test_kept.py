"""What is kept in memory always equals what is read afresh, whatever people do and whenever somebody reads."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.areas.actions import decisions as deciding
from stigar.areas.actions import map as mapping
from stigar.areas.actions import wishes as wishing
from stigar.areas.actions import work as telling
from stigar.areas.actions.decisions import NothingDecided
from stigar.areas.models import Task, Wish
from stigar.areas.queries.map import newest_map
from stigar.foundation.journal import EVERYTHING
from stigar.library.actions import wording
from stigar.library.models import Competence
from stigar.people.actions import accounts
from stigar.people.actions import roles as merging
from stigar.people.actions.imports import NothingToChange
from stigar.people.models import Merge, Role
from stigar.people.queries import standing_role_id
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions.profiles.writing import AlreadyRequired, Unfit
from stigar.profiles.models import Project, ProjectRole, Requirement
from tests.cast import TODAY
from tests.library.shelves import competence, keep
from tests.people import importing

FROZEN = (str, int, float, Decimal, UUID, date, frozenset, Enum, type(None))
KINDS = ("task", "skill")


class Company:
    """The cast at work: everything here is done through an action, as on a page."""

    def __init__(self, cast: Any, folder: Any) -> None:
        self.cast, self.folder = cast, folder
        self.hr = {"viewer": cast.hedda, "today": TODAY}
        self.survey = wishing.hold_survey(closes=None, **self.hr)
        keep(cast.hedda, "svets", competence("lugn", "Lugn", lugn="Jag är lugn"), competence("klar", "Klar"))
        project = Project.objects.create(
            organisation=cast.organisation, name="Kundservice", owner=cast.hedda, begun=TODAY
        )
        ProjectRole.objects.create(organisation=cast.organisation, project=project, role=cast.adviser)
        self.profile = writing.begin_profile(project=project, role_id=cast.adviser.pk, language="sv", **self.hr)

    def renames(self, number: int) -> None:
        role = Role.objects.standing().order_by("title").first()
        with suppress(merging.TitleTaken):
            merging.rename_role(role=role, title=f"Titel {number}", **self.hr)

    def merges(self, number: int) -> None:
        standing = list(Role.objects.standing().order_by("title")[:2])
        if len(standing) == 2:  # the days before may have merged all the others
            merging.merge_roles(kept=standing[0], variants=standing[1:], **self.hr)

    def parts(self, number: int) -> None:
        for merge in Merge.objects.all()[:1]:
            merging.undo_merge(merge=merge, **self.hr)

    def tells(self, number: int) -> None:
        with suppress(telling.AlreadyTold):
            role_id = standing_role_id(self.cast.leader.pk)  # the days before may have merged the role
            telling.tell_task(role_id=role_id, text=f"Svarar på fråga {number}", **self.hr)

    def removes(self, number: int) -> None:
        for task in Task.objects.all()[:1]:
            telling.remove(said=task, **self.hr)

    def closes(self, number: int) -> None:
        accounts.close_login(person=self.cast.dag, viewer=self.cast.siv, today=TODAY)

    def opens(self, number: int) -> None:
        accounts.open_login(person=self.cast.dag, viewer=self.cast.siv, today=TODAY)

    def wishes(self, number: int) -> None:
        for person in (self.cast.bo, self.cast.cai, self.cast.ulf, self.cast.rut, self.cast.dag):
            with suppress(wishing.WishedAlready, wishing.TooManyWishes):
                wishing.make_wish(text=f"Lära mig {number % 2}", viewer=person, today=TODAY)

    def unwishes(self, number: int) -> None:
        for wish in Wish.objects.all()[:1]:
            wishing.withdraw_wish(wish=wish, viewer=wish.person, today=TODAY)

    def rewords(self, number: int) -> None:
        texts = {"name": f"Ord {number}", "definition": "Våra ord"}
        wording.reword(thing=self._competence(), language="sv", texts=texts, **self.hr)

    def restores(self, number: int) -> None:
        wording.restore(thing=self._competence(), language="sv", **self.hr)

    def hides(self, number: int) -> None:
        wording.hide(thing=self._competence(), **self.hr)

    def shows(self, number: int) -> None:
        wording.show(thing=self._competence(), **self.hr)

    def requires(self, number: int) -> None:
        with suppress(AlreadyRequired, Unfit):  # a hidden competence is not to be asked for
            wanted = writing.Wanted(self._competence().pk, 1 + number % 3)
            writing.require(profile=self.profile, wanted=wanted, **self.hr)

    def lets_go(self, number: int) -> None:
        for requirement in Requirement.objects.all()[:1]:
            writing.remove_requirement(requirement=requirement, **self.hr)

    def imports(self, number: int) -> None:
        moved = (*importing.CAST["5"][:3], f"Roll {number % 3}", ("A1", "A2")[number % 2], *importing.CAST["5"][5:])
        with suppress(NothingToChange):
            importing.bring(self.folder, [moved], viewer=self.cast.hedda)

    def draws(self, number: int) -> None:
        with suppress(mapping.NothingTold):
            mapping.draw_map(viewer=self.cast.hedda, today=TODAY)

    def decides(self, number: int) -> None:
        view = newest_map("sv")
        with suppress(NothingDecided):
            if view and view.areas:
                deciding.rename_area(key=view.areas[0].key, name=f"Namn {number % 3}", seen=view.turn, **self.hr)

    def _competence(self) -> Competence:
        return Competence.objects.order_by("key").first()

    def asked(self) -> dict[str, tuple[tuple[Any, ...], dict[str, Any]]]:
        """What each query that is kept is asked."""
        role, profile, project = self.cast.adviser, self.profile, (self.profile.project_id,)
        day, read = {"today": TODAY}, {"today": TODAY, "language": "sv"}
        return {
            "tree": ((), {}), "units_led": ((), day), "register": ((), read), "unit_headcounts": ((), day), "counts_by_state": ((), day),
            "_everyone": (("order_sv",), day), "works": ((), read), "_shared": ((((str(role.pk), role.title),), KINDS), {}),
            "_together": ((self.survey.pk, "sv", False), day), "shelf": (("sv",), {}),
            "askings": ((), {}), "at_a_glance": (("sv",), {}), "_bases": (("sv",), {}),
            "asked_and_shelved": (("sv",), {}), "asked_roles": ((), day), "_beside": ((((profile.pk, role.title),), ()), {}),
            "steps_kept": (project, day), "learners_kept": (project, day), "around_kept": (project, day), "viewpoints_kept": (project, day),
            "worth_by_year": ((), day), "_there": ((), {}), "how_far": (("sv",), day),
        }  # fmt: skip


DOINGS = [name for name, doing in vars(Company).items() if name[0] != "_" and name != "asked"]


@pytest.fixture
def company(cast, tmp_path):
    return Company(cast, tmp_path)


@pytest.fixture
def kept(company):
    """Each query that is kept, as it is asked: by name, from memory and afresh."""
    assert get_resolver().url_patterns  # every page is read in, and so everything that is kept
    asked = company.asked()
    return [
        (one.__name__, partial(one, *which, **how), partial(one.ask, *which, **how))
        for one in EVERYTHING
        for which, how in [asked[one.__name__]]
    ]


@pytest.mark.django_db(transaction=True)
@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    days=st.lists(
        st.tuples(st.sampled_from(DOINGS), st.integers(0, 9), st.booleans(), st.sets(st.integers(0, 12))), max_size=12
    )
)
def test_what_is_kept_is_what_is_read_afresh(company, kept, days):
    for doing, number, undone, read in days:
        some = [one for place, one in enumerate(kept) if place in read]
        with transaction.atomic():
            getattr(company, doing)(number)
            inside = {name: remembered() == afresh() for name, remembered, afresh in some}
            transaction.set_rollback(undone)
        after = {name: remembered() == afresh() for name, remembered, afresh in some}
        assert (doing, inside, after) == (doing, dict.fromkeys(inside, True), dict.fromkeys(after, True))

    assert [name for name, remembered, afresh in kept if remembered() != afresh()] == []


def test_what_is_kept_cannot_be_changed_by_who_reads_it(company, kept):
    for doing in ("tells", "wishes", "rewords", "requires"):
        getattr(company, doing)(1)

    loose = {name: list(_loose(remembered())) for name, remembered, _afresh in kept}

    assert {name: what for name, what in loose.items() if what} == {}


def _loose(value: Any) -> Any:
    """Whatever of an answer could be changed."""
    if isinstance(value, tuple):
        parts: Any = value
    elif is_dataclass(value) and type(value).__dataclass_params__.frozen:
        parts = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping) and isinstance(value, MappingProxyType):
        parts = [*value.keys(), *value.values()]
    else:
        parts = ()
        if not isinstance(value, FROZEN):
            yield type(value)
    for part in parts:
        yield from _loose(part)
