"""The figures of groups are published: every competence by the one guard, and then what pages read, unit by unit.

A competence has one chain of publications; each goes on from the one before, and none is ever taken back. Two who count at once
cannot both publish: whoever is second takes what the first has published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from stigar.engine.gaps.blocks import Entry
from stigar.engine.gaps.guarding import NOTHING, Figure, Guard, Publication
from stigar.foundation import clock, jobs, journal
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import where_we_are
from stigar.levels import rules
from stigar.levels.models import Level, Published
from stigar.levels.queries.groups.asked import AskedOfAll, asked_of_all
from stigar.levels.queries.groups.entering import of_competence, of_leaving
from stigar.levels.queries.groups.programmes import programmes
from stigar.levels.queries.groups.reading import PROGRAMMES

if TYPE_CHECKING:
    from stigar.people.models import Person

ERRAND, RIGHT = "levels.groups", "see levels together"
LEAVING = "leaving"
REMEMBERED = 6  # figures before, for the trend
Shown = dict[UUID, dict[UUID, list[Any]]]
Tell = Callable[[int, int], None]


def ask_to_count(*, viewer: Person, today: date) -> Errand:
    """Have the figures counted in the background. One errand at a time: who asks while one runs gets that one."""
    if not rules.sees_groups(viewer, today=today):
        raise Refused(RIGHT)
    running = Errand.objects.filter(kind=ERRAND, ended_at=None).order_by("asked_at").first()
    return running or jobs.start(ERRAND, by=viewer, today=today.isoformat())


def count_if_due(*, today: date) -> bool:
    """Have them counted unless they have been today, are being counted, or there is nothing to count. Whether it was begun."""
    last = Published.objects.filter(group=PROGRAMMES).values_list("at", flat=True).first()
    if (last and timezone.localdate(last) >= today) or not Level.objects.exists():
        return False
    if Errand.objects.filter(kind=ERRAND, ended_at=None).exists():
        return False
    jobs.start(ERRAND, by=None, today=today.isoformat())
    return True


def count_in_the_background(asked: Errand, *, today: date) -> None:
    """One errand. Started again after a crash it goes on from what was published."""
    of_all = asked_of_all(today=today)
    shown, leaving = publish(of_all, today=today, tell=lambda done, total: jobs.tell(asked, done, total, COUNTING))
    with jobs.once(asked) as result:
        result.update(write_down(of_all, shown, leaving))


COUNTING = gettext_noop("Counting the groups")


def count(*, today: date, guard: Guard | None = None) -> dict[str, int]:
    """The same at once: publish and write down."""
    of_all = asked_of_all(today=today)
    shown, leaving = publish(of_all, today=today, guard=guard)
    with transaction.atomic():
        return write_down(of_all, shown, leaving)


def publish(
    of_all: AskedOfAll, *, today: date, guard: Guard | None = None, tell: Tell = lambda done, total: None
) -> tuple[Shown, dict[UUID, list[Any]]]:
    """Every competence that anybody is asked for, each in a transaction of its own; and who leaves. What is shown, by unit."""
    judge, shown = guard or Guard(), defaultdict[UUID, dict[UUID, list[Any]]](dict)
    order = sorted(of_all.of)
    for done, competence in enumerate(order):
        tell(done, len(order) + 1)
        found = _next(f"competence:{competence}", of_competence(competence, of_all, today=today), today, judge)
        for unit, figure in found.figures.items():
            shown[UUID(unit)][competence] = _plain(figure)
    tell(len(order), len(order) + 1)
    leaving = _next(LEAVING, of_leaving(of_all, today=today), today, judge)
    return shown, {UUID(unit): _plain(figure) for unit, figure in leaving.figures.items()}


def _plain(figure: Figure) -> list[Any]:
    return [figure.people, int(figure.total), figure.oldest.isoformat(), figure.newest.isoformat()]


def _next(group: str, entries: list[Entry], today: date, guard: Guard) -> Publication:
    """The next publication of a chain; the one that stands where nothing has changed, or where somebody else has just published."""
    kept, stood = Published.objects.filter(group=group).first(), _standing(entries)
    if kept and kept.seen["stood"] == stood:
        return _read(kept)
    found = guard.of(entries, on=today, before=_read(kept) if kept else NOTHING)
    told = found.kept()
    seen = {"records": told.pop("seen"), "stood": stood}
    if kept is None:
        try:
            with transaction.atomic():
                Published.objects.create(
                    organisation_id=where_we_are(),  # type: ignore[misc]  # None raises in the database
                    group=group,
                    figures=told,
                    seen=seen,
                    at=clock.now(),
                )
        except IntegrityError:
            return _read(Published.objects.get(group=group))
    elif not Published.objects.filter(pk=kept.pk, at=kept.at).update(figures=told, seen=seen, at=clock.now()):
        return _read(Published.objects.get(pk=kept.pk))
    return found


def _read(kept: Published) -> Publication:
    return Publication.read({**kept.figures, "seen": kept.seen["records"]})


def _standing(entries: Iterable[Entry]) -> str:
    """A fingerprint of all that goes into the guard: while it is the same, so is what comes out."""
    told = sorted((one.version, one.value, one.ends, sorted(one.groups)) for one in entries)
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()


def write_down(of_all: AskedOfAll, shown: Shown, leaving: dict[UUID, list[Any]]) -> dict[str, int]:
    """What pages read: a row for each unit, one for each competence over the units, and the programmes."""
    before = {row.group: row.figures for row in Published.objects.filter(group__startswith="unit:")}
    over: dict[UUID, dict[str, Any]] = defaultdict(dict)
    usual = _usual(of_all)
    rows = {}
    for unit, people in of_all.sizes.items():
        was = before.get(f"unit:{unit}", {}).get("of", {})
        mine = _of_unit(of_all.units.get(unit, {}), shown.get(unit, {}), was, usual)
        rows[f"unit:{unit}"] = {"people": people, "leaving": leaving.get(unit), "of": mine}
        for competence, told in mine.items():
            over[UUID(competence)][str(unit)] = told
    rows |= {f"over:{competence}": {"of": told} for competence, told in over.items()}
    rows[PROGRAMMES] = {"of": programmes()}
    _keep(rows)
    return {"units": len(of_all.sizes), "competences": len(over)}


def _keep(rows: dict[str, dict[str, Any]]) -> None:
    """Each row once; what is no longer counted goes."""
    now = clock.now()
    organisation: Any = where_we_are()
    kept = [Published(organisation_id=organisation, group=group, figures=told, at=now) for group, told in rows.items()]
    Published.objects.bulk_create(
        kept,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["organisation", "group"],
        update_fields=["figures", "at"],
    )
    for begins in ("unit:", "over:"):
        there = Published.objects.filter(group__startswith=begins).values_list("group", flat=True)
        gone = [group for group in there if group not in rows]
        for first in range(0, len(gone), 500):
            Published.objects.filter(group__in=gone[first : first + 500]).delete()
    journal.note(None, gettext_noop("published figures of groups"), Published.objects.get(group=PROGRAMMES))


def _of_unit(
    asked: Any, shown: dict[UUID, list[Any]], was: dict[str, Any], usual: dict[UUID, list[int]]
) -> dict[str, Any]:
    """By competence: what is asked, what is shown now, and what was shown before it."""
    found = {}
    for competence in sorted({*asked, *shown}):
        old = was.get(str(competence), {"now": None, "before": []})
        now, before = shown.get(competence), old["before"]
        if old["now"] and old["now"] != now:
            before = [old["now"], *before][:REMEMBERED]
        found[str(competence)] = {
            "asked": list(asked.get(competence) or usual[competence]), "now": now, "before": before,
        }  # fmt: skip
    return found


def _usual(of_all: AskedOfAll) -> dict[UUID, list[int]]:
    """For what a unit's roles do not ask, only profiles that hold for single people: the level most need everywhere, and how much it matters."""
    found = {}
    for competence, people in of_all.of.items():
        needs = [of_all.needs[person][competence] for person in people]
        levels = Counter(need.level for need in needs)
        most = max(levels, key=lambda level: (levels[level], level))
        found[competence] = [0, most, max(need.importance for need in needs)]
    return found
