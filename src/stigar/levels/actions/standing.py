"""What changes how a gap is read: exemptions, profiles that hold for a person, what must come first, and certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.actions.seen import NotToday
from stigar.levels.models import Certificate, Exemption, HoldsFor, Level, Prerequisite
from stigar.library.queries.shelf import shelf
from stigar.people.rules import demand_here
from stigar.profiles.queries.profiles.asking import askings

if TYPE_CHECKING:
    from stigar.people.models import Person


class NoReason(Exception):
    """An exemption says why."""


class ThereAlready(Exception):
    """The same stands already."""


class RoundInCircles(Exception):
    """The two would wait for each other, directly or by others in between."""


@transaction.atomic
def exempt(*, person: Person, competence: UUID, why: str, ends: date | None, viewer: Person, today: date) -> Exemption:
    """The person need not have this. The person reads the reason. Raises :class:`NoReason`, :class:`ThereAlready`."""
    rules.demand_towards(viewer, person, "exempt from a requirement", today=today)
    said = " ".join(why.replace("\0", "").split())[:600]
    if not said:
        raise NoReason
    made: Exemption = _made(
        Exemption, viewer, person=person, competence_id=competence, why=said, begins=today, ends=ends, by=viewer
    )
    journal.note(viewer, gettext_noop("exempted from a requirement"), made, about=person.pk)
    return made


@transaction.atomic
def end_exemption(*, exemption: Exemption, viewer: Person, today: date) -> None:
    """It is asked for again from today."""
    rules.demand_towards(viewer, exemption.person, "exempt from a requirement", today=today)
    Exemption.objects.filter(pk=exemption.pk).update(ends=max(exemption.begins, today - timedelta(days=1)))
    journal.note(viewer, gettext_noop("ended an exemption"), exemption, about=exemption.person_id)


@transaction.atomic
def let_hold(*, person: Person, profile: UUID, viewer: Person, today: date) -> HoldsFor:
    """An approved profile holds for the person: a variant instead of the role's own, or one besides. Raises :class:`ThereAlready`."""
    rules.demand_towards(viewer, person, "exempt from a requirement", today=today)
    if profile not in askings().by_profile:
        raise Refused("exempt from a requirement")
    made: HoldsFor = _made(HoldsFor, viewer, person=person, profile_id=profile, begins=today, by=viewer)
    journal.note(viewer, gettext_noop("let a profile hold for somebody"), made, about=person.pk)
    return made


@transaction.atomic
def let_hold_no_more(*, held: HoldsFor, viewer: Person, today: date) -> None:
    """It holds no more from today; what else is asked stays as it is."""
    rules.demand_towards(viewer, held.person, "exempt from a requirement", today=today)
    HoldsFor.objects.filter(pk=held.pk).delete()
    journal.note(viewer, gettext_noop("let a profile hold no more for somebody"), held, about=held.person_id)


@transaction.atomic
def need_first(*, competence: UUID, needs: UUID, level: int, viewer: Person, today: date) -> Prerequisite:
    """Before ``competence`` comes ``needs`` at ``level``. Raises :class:`OutsideScale`, :class:`RoundInCircles`, :class:`ThereAlready`."""
    demand_here(viewer, "say what levels need", today=today)
    books = shelf("en").by_id
    if competence not in books or needs not in books:
        raise Refused("say what levels need")
    if level not in {one for one, _name in books[needs].model.scale}:
        raise OutsideScale
    if competence == needs or competence in _before(needs):
        raise RoundInCircles
    made: Prerequisite = _made(Prerequisite, viewer, competence_id=competence, needs_id=needs, level=level, by=viewer)
    journal.note(viewer, gettext_noop("said what comes first"), made)
    return made


@transaction.atomic
def need_no_more(*, prerequisite: Prerequisite, viewer: Person, today: date) -> None:
    """Nothing has to come first any more."""
    demand_here(viewer, "say what levels need", today=today)
    journal.note(viewer, gettext_noop("said that nothing comes first"), prerequisite)
    prerequisite.delete()


@transaction.atomic
def tell_certificate(
    *, person: Person, name: str, issuer: str, begins: date, ends: date | None, competence: UUID | None, level: int | None,
    viewer: Person, today: date,
) -> Certificate:  # fmt: skip
    """A certificate of the person. Told by the manager or HR it is confirmed at once. Raises :class:`NotToday`, :class:`OutsideScale`."""
    rules.demand_towards(viewer, person, "tell of a certificate", today=today)
    if begins > today:
        raise NotToday
    if competence is not None and level not in {None, *(one for one, _n in shelf("en").by_id[competence].model.scale)}:
        raise OutsideScale
    made: Certificate = _made(
        Certificate, viewer, person=person, name=_line(name), issuer=_line(issuer), begins=begins, ends=ends,
        competence_id=competence, level=level if competence else None, by=viewer,
    )  # fmt: skip
    journal.note(viewer, gettext_noop("told of a certificate"), made, about=person.pk)
    if viewer.pk != person.pk:
        confirm_certificate(certificate=made, viewer=viewer, today=today)
    return made


@transaction.atomic
def confirm_certificate(*, certificate: Certificate, viewer: Person, today: date) -> None:
    """The manager or HR has seen it; what level it vouches for counts from then on."""
    towards = rules.grounds(viewer, certificate.person, today=today)
    if not towards & {Ground.MANAGER, Ground.HR}:
        raise Refused("confirm a certificate")
    fresh = Certificate.objects.filter(pk=certificate.pk, confirmed_at=None, taken_away=None)
    if not fresh.update(confirmed_at=clock.now(), confirmed_by=viewer):
        return
    if certificate.level is not None and certificate.competence_id is not None:
        Level.objects.create(
            organisation_id=viewer.organisation_id, person_id=certificate.person_id, competence_id=certificate.competence_id,
            source=Level.CERTIFICATE, level=certificate.level, on=certificate.begins, by=viewer, at=clock.now(),
        )  # fmt: skip
    journal.note(viewer, gettext_noop("confirmed a certificate"), certificate, about=certificate.person_id)


@transaction.atomic
def take_certificate_away(*, certificate: Certificate, viewer: Person, today: date) -> None:
    """It was a mistake, or no longer is. A level that it gave is left: what counts is the latest anybody saw."""
    rules.demand_towards(viewer, certificate.person, "tell of a certificate", today=today)
    Certificate.objects.filter(pk=certificate.pk, taken_away=None).update(taken_away=clock.now())
    journal.note(viewer, gettext_noop("took a certificate away"), certificate, about=certificate.person_id)


def _made(model: Any, viewer: Person, **fields: Any) -> Any:
    try:
        with transaction.atomic():
            return model.objects.create(organisation_id=viewer.organisation_id, at=clock.now(), **fields)
    except IntegrityError as twice:
        raise ThereAlready from twice


def _before(competence: UUID) -> set[UUID]:
    """Everything that has to come before it, step by step."""
    rows: dict[UUID, set[UUID]] = {}
    for one, needs in Prerequisite.objects.values_list("competence", "needs"):
        rows.setdefault(one, set()).add(needs)
    found: set[UUID] = set()
    waiting = [competence]
    while waiting:
        fresh = rows.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _line(words: str) -> str:
    return " ".join(words.replace("\0", "").split())[:160]
