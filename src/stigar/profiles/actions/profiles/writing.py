"""Saying what a profile requires. Whoever changes a requirement has seen the latest of it, so that nobody's words are lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.library.queries.shelf import shelf
from stigar.profiles import rules
from stigar.profiles.models import Profile, Requirement, Source, Waiver

if TYPE_CHECKING:
    from stigar.people.models import Person


class AlreadyRequired(Exception):
    """The profile requires this competence already."""


class Unfit(Exception):
    """The competence is not in the library, or the level is not on its scale, or the range does not go upward."""


class Overtaken(Exception):
    """Somebody else has changed the same meanwhile: ``now`` is how it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a requirement says. ``importance``: 1 good to have, 2 matters, 3 cannot be done without."""

    competence: UUID
    level: int
    until: int | None = None
    importance: int = 2
    origin: str = Requirement.SPECIFIC
    why: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken away, whole, so that it can be put back: the requirement's fields and its sources."""

    fields: dict[str, Any]
    sources: tuple[dict[str, Any], ...]


@transaction.atomic
def set_purpose(*, profile: Profile, purpose: str, seen: str, viewer: Person, today: date) -> Profile:
    """Say what the role is there for. ``seen`` is the text that was changed; raises :class:`Overtaken` when it is another now."""
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    now: Profile = Profile.objects.select_for_update().get(pk=profile.pk)
    if _plain(now.purpose) not in {_plain(seen), _plain(purpose)}:
        raise Overtaken(now.purpose)
    if now.purpose != purpose.strip():
        now.purpose = purpose.strip()
        now.purpose_by = viewer
        now.save(update_fields=["purpose", "purpose_by"])
        journal.note(viewer, gettext_noop("wrote the purpose of a profile"), now)
    return now


def require(*, profile: Profile, wanted: Wanted, viewer: Person, today: date) -> Requirement:
    """Add one requirement. Raises :class:`AlreadyRequired` and :class:`Unfit`."""
    return require_all(profile=profile, wanted=[wanted], viewer=viewer, today=today)[0]


@transaction.atomic
def require_all(*, profile: Profile, wanted: Iterable[Wanted], viewer: Person, today: date) -> list[Requirement]:
    """Add requirements, all or none. In a variant each stands in front of the core's for the same competence."""
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    rows = add_rows(profile, list(wanted), by=viewer)
    journal.note(
        viewer, gettext_noop("added requirements to a profile"), profile, requirements=[str(row.pk) for row in rows]
    )
    return rows


@transaction.atomic
def change_requirement(
    *, requirement: Requirement, wanted: Wanted, seen: int, viewer: Person, today: date
) -> Requirement:
    """Say a requirement better. ``seen`` is the turn that was changed; raises :class:`Overtaken` when there is a later one."""
    profile = requirement.profile
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    now = change_row(requirement, wanted, seen=seen, by=viewer)
    journal.note(viewer, gettext_noop("changed a requirement"), profile, requirement=str(requirement.pk))
    return now


@transaction.atomic
def remove_requirement(*, requirement: Requirement, viewer: Person, today: date) -> Removed:
    """Take a requirement away. The answer is what :func:`put_back` needs to undo it."""
    rules.demand_in(requirement.profile.project, "write in a profile", viewer, today=today)
    removed = Removed(_fields(requirement), tuple(_fields(source) for source in requirement.sources.all()))
    journal.note(viewer, gettext_noop("removed a requirement"), requirement.profile, requirement=str(requirement.pk))
    requirement.delete()
    return removed


@transaction.atomic
def put_back(*, removed: Removed, viewer: Person, today: date) -> Requirement:
    """Undo a removal, with who asked for it. Raises :class:`AlreadyRequired` when it was asked for again meanwhile."""
    profile = Profile.objects.get(pk=removed.fields["profile_id"])
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    if Requirement.objects.filter(profile=profile, competence=removed.fields["competence_id"]).exists():
        raise AlreadyRequired
    row = Requirement.objects.create(organisation_id=profile.organisation_id, **_read(removed.fields))
    for source in removed.sources:
        Source.objects.create(organisation_id=profile.organisation_id, **_read(source))
    journal.note(viewer, gettext_noop("put a requirement back"), profile, requirement=str(row.pk))
    return row


def _fits(wanted: Wanted, levels: list[int]) -> bool:
    upward = wanted.until is None or wanted.until > wanted.level
    return upward and {wanted.level, wanted.until or wanted.level} <= set(levels) and wanted.importance in {1, 2, 3}


def _fields(row: Any) -> dict[str, Any]:
    """A row as plain data that a session can keep."""
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    told.pop("organisation_id")
    return {name: _kept(value) for name, value in told.items()}


def _kept(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value.isoformat() if isinstance(value, datetime) else value


def _read(told: dict[str, Any]) -> dict[str, Any]:
    return {name: datetime.fromisoformat(value) if name == "at" else value for name, value in told.items()}


def _plain(text: str) -> str:
    """The words, whatever the browser did with the ends of lines."""
    return " ".join(text.split())


def add_rows(profile: Profile, wanted: list[Wanted], *, by: Person) -> list[Requirement]:
    """The rows themselves; whoever calls has asked the rule and stands in a transaction."""
    books = shelf(profile.language)
    for one in wanted:
        known = books.by_id.get(one.competence)
        if known is None or not _fits(one, [level for level, _ in known.model.scale]):
            raise Unfit
    place, now = profile.requirements.count(), clock.now()
    rows = [
        Requirement(
            organisation_id=profile.organisation_id, profile=profile, competence_id=one.competence, level=one.level,
            until=one.until, importance=one.importance, origin=one.origin, why=one.why.strip(), place=place + more, by=by, at=now,
        )
        for more, one in enumerate(wanted)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            Requirement.objects.bulk_create(rows)
    except IntegrityError as twice:
        raise AlreadyRequired from twice
    Waiver.objects.filter(profile=profile, competence__in=[one.competence for one in wanted]).delete()
    return rows


def change_row(requirement: Requirement, wanted: Wanted, *, seen: int, by: Person) -> Requirement:
    """The same for a change: it holds only if nobody has changed the requirement since the turn that was seen."""
    known = shelf(requirement.profile.language).by_id.get(requirement.competence_id)
    if known is not None and not _fits(wanted, [level for level, _ in known.model.scale]):
        raise Unfit
    changed = Requirement.objects.filter(pk=requirement.pk, turn=seen).update(
        level=wanted.level, until=wanted.until, importance=wanted.importance, origin=wanted.origin, why=wanted.why.strip(),
        turn=F("turn") + 1, by=by, at=clock.now(),
    )  # fmt: skip
    now: Requirement | None = Requirement.objects.filter(pk=requirement.pk).select_related("by", "profile").first()
    if not changed or now is None:
        raise Overtaken(now)
    return now
