"""What changes how a gap is read: exemptions, profiles that hold for a person, what must come first, and certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.actions.evidence import kept_file
from stigar.levels.actions.seen import NotToday
from stigar.levels.models import Certificate, Exemption, HoldsFor, Level, Prerequisite
from stigar.levels.queries.asked import lasts_until, shortest
from stigar.library.queries.shelf import shelf
from stigar.people.rules import demand_here
from stigar.profiles.queries.profiles.asking import askings

if TYPE_CHECKING:
    from stigar.people.models import Person


RIGHT, NEEDS, PAPERS = "exempt from a requirement", "say what levels need", "tell of a certificate"


class NoReason(Exception):
    """An exemption, and an answer to one, says why."""


class Behind(Exception):
    """The last day lies behind."""


class ThereAlready(Exception):
    """The same stands already."""


class RoundInCircles(Exception):
    """The two would wait for each other, directly or by others in between. ``way`` leads from the one that is needed back to the other."""

    def __init__(self, way: tuple[UUID, ...]) -> None:
        super().__init__(" > ".join(map(str, way)))
        self.way = way


@transaction.atomic
def exempt(*, person: Person, competence: UUID, why: str, ends: date | None, viewer: Person, today: date) -> Exemption:
    """The person need not have this. The person reads the reason. Raises :class:`NoReason`, :class:`Behind`, :class:`ThereAlready`."""
    rules.demand_towards(viewer, person, RIGHT, today=today)
    said = _words(why)
    if ends is not None and ends < today:
        raise Behind
    if _standing(Exemption.objects.filter(person=person, competence=competence), today).exists():
        raise ThereAlready
    made: Exemption = _made(
        Exemption, viewer, person=person, competence_id=competence, why=said, begins=today, ends=ends, by=viewer
    )
    journal.note(viewer, gettext_noop("exempted from a requirement"), made, about=person.pk)
    return made


@transaction.atomic
def end_exemption(*, exemption: Exemption, viewer: Person, today: date) -> None:
    """The requirement applies again from today."""
    rules.demand_towards(viewer, exemption.person, RIGHT, today=today)
    rows = _standing(Exemption.objects.filter(pk=exemption.pk), today)
    if not rows.update(ends=today - timedelta(days=1)):
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("ended an exemption"), exemption, about=exemption.person_id)


@transaction.atomic
def exempt_again(*, exemption: Exemption, ends: date | None, viewer: Person, today: date) -> None:
    """Ending it was a mistake. Raises :class:`Behind`, :class:`ThereAlready`."""
    rules.demand_towards(viewer, exemption.person, RIGHT, today=today)
    if ends is not None and ends < today:
        raise Behind
    same = Exemption.objects.filter(person=exemption.person_id, competence=exemption.competence_id)
    if _standing(same, today).exists():
        raise ThereAlready
    Exemption.objects.filter(pk=exemption.pk, ends=today - timedelta(days=1)).update(ends=ends)
    journal.note(viewer, gettext_noop("exempted from a requirement"), exemption, about=exemption.person_id)


@transaction.atomic
def contest_exemption(*, exemption: Exemption, words: str, viewer: Person, today: date) -> None:
    """The person sees it differently; the exemption stands until it has been talked about. Raises :class:`NoReason`."""
    rules.demand_towards(viewer, viewer, "answer a level", today=today)
    said, rows = _words(words), _standing(Exemption.objects.filter(pk=exemption.pk, person=viewer), today)
    if not rows.update(contest=said, contested_at=clock.now(), answer="", answered_by=None, answered_at=None):
        raise Refused("answer a level")
    journal.note(viewer, gettext_noop("contested an exemption"), exemption, about=viewer.pk)


@transaction.atomic
def answer_contest(*, exemption: Exemption, words: str, viewer: Person, today: date) -> None:
    """What came of the talk about it; it stands unless it is ended. Raises :class:`NoReason`."""
    rules.demand_towards(viewer, exemption.person, RIGHT, today=today)
    said, rows = _words(words), Exemption.objects.filter(pk=exemption.pk, contested_at__isnull=False, answered_at=None)
    if not rows.update(answer=said, answered_by=viewer, answered_at=clock.now()):
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("answered a contested exemption"), exemption, about=exemption.person_id)


@transaction.atomic
def let_hold(*, person: Person, profile: UUID, viewer: Person, today: date) -> HoldsFor:
    """An approved profile holds for the person: a variant instead of the role's own, or one besides. Raises :class:`ThereAlready`."""
    rules.demand_towards(viewer, person, RIGHT, today=today)
    if profile not in askings().by_profile:
        raise Refused(RIGHT)
    made: HoldsFor = _made(HoldsFor, viewer, person=person, profile_id=profile, begins=today, by=viewer)
    journal.note(viewer, gettext_noop("let a profile hold for somebody"), made, about=person.pk)
    return made


@transaction.atomic
def let_hold_no_more(*, held: HoldsFor, viewer: Person, today: date) -> None:
    """It holds no more from today; what else is asked stays as it is."""
    rules.demand_towards(viewer, held.person, RIGHT, today=today)
    if not _standing(HoldsFor.objects.filter(pk=held.pk), today).update(ends=today - timedelta(days=1)):
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("let a profile hold no more for somebody"), held, about=held.person_id)


@transaction.atomic
def let_hold_again(*, held: HoldsFor, viewer: Person, today: date) -> None:
    """That it held no more was a mistake. Raises :class:`ThereAlready`."""
    rules.demand_towards(viewer, held.person, RIGHT, today=today)
    try:
        with transaction.atomic():
            HoldsFor.objects.filter(pk=held.pk, ends=today - timedelta(days=1)).update(ends=None)
    except IntegrityError as twice:
        raise ThereAlready from twice
    journal.note(viewer, gettext_noop("let a profile hold for somebody"), held, about=held.person_id)


@transaction.atomic
def need_first(*, competence: UUID, needs: UUID, level: int, viewer: Person, today: date) -> Prerequisite:
    """Before ``competence`` comes ``needs`` at ``level``. Raises :class:`OutsideScale`, :class:`RoundInCircles`, :class:`ThereAlready`."""
    demand_here(viewer, NEEDS, today=today)
    books = shelf("en").by_id
    if competence not in books or needs not in books:
        raise Refused(NEEDS)
    if level not in {one for one, _name in books[needs].model.scale}:
        raise OutsideScale
    if way := _way(needs, competence):
        raise RoundInCircles(way)
    made: Prerequisite = _made(Prerequisite, viewer, competence_id=competence, needs_id=needs, level=level, by=viewer)
    journal.note(viewer, gettext_noop("said what comes first"), made)
    return made


@transaction.atomic
def need_no_more(*, prerequisite: Prerequisite, viewer: Person, today: date) -> None:
    """Nothing has to come first any more."""
    demand_here(viewer, NEEDS, today=today)
    journal.note(viewer, gettext_noop("said that nothing comes first"), prerequisite)
    prerequisite.delete()


@transaction.atomic
def tell_certificate(
    *, person: Person, name: str, issuer: str, begins: date, ends: date | None, competence: UUID | None, level: int | None,
    viewer: Person, today: date, address: str = "", file: IO[bytes] | None = None, file_name: str = "", renews: Certificate | None = None,
) -> Certificate:  # fmt: skip
    """A certificate of the person. Told by the manager or HR it is confirmed at once. Raises :class:`NotToday`, :class:`OutsideScale`,
    :class:`Behind`, and ``WrongFile`` and ``TooLarge`` of its file."""
    rules.demand_towards(viewer, person, PAPERS, today=today)
    if begins > today:
        raise NotToday
    if ends is not None and ends < begins:
        raise Behind
    books = shelf("en").by_id
    if competence is not None and (
        competence not in books or level not in {None, *(one for one, _n in books[competence].model.scale)}
    ):
        raise OutsideScale
    if ends is None:  # it is renewed as the person's roles ask, where it says nothing itself
        ends = lasts_until(begins, None, shortest(person, name, today=today))
    upload = kept_file(file, file_name, viewer) if file else None
    made: Certificate = _made(
        Certificate, viewer, person=person, name=one_line(name, 160), issuer=one_line(issuer, 160), begins=begins, ends=ends,
        competence_id=competence, level=level if competence else None, by=viewer, address=address[:500], upload=upload, renews=renews,
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
    rules.demand_towards(viewer, certificate.person, PAPERS, today=today)
    if not Certificate.objects.filter(pk=certificate.pk, taken_away=None).update(taken_away=clock.now()):
        raise Refused(PAPERS)
    journal.note(viewer, gettext_noop("took a certificate away"), certificate, about=certificate.person_id)


@transaction.atomic
def put_certificate_back(*, certificate: Certificate, viewer: Person, today: date) -> None:
    """Taking it away was a mistake."""
    rules.demand_towards(viewer, certificate.person, PAPERS, today=today)
    if not Certificate.objects.filter(pk=certificate.pk).exclude(taken_away=None).update(taken_away=None):
        raise Refused(PAPERS)
    journal.note(viewer, gettext_noop("put a certificate back"), certificate, about=certificate.person_id)


def _made(model: Any, viewer: Person, **fields: Any) -> Any:
    try:
        with transaction.atomic():
            return model.objects.create(organisation_id=viewer.organisation_id, at=clock.now(), **fields)
    except IntegrityError as twice:
        raise ThereAlready from twice


def _way(begin: UUID, end: UUID) -> tuple[UUID, ...]:
    """How one needs the other, step by step: both ends with what lies between, the shortest; nothing when it does not."""
    rows: dict[UUID, list[UUID]] = {}
    for one, needs in Prerequisite.objects.order_by("at").values_list("competence", "needs"):
        rows.setdefault(one, []).append(needs)
    ways: list[tuple[UUID, ...]] = [(begin,)]
    seen = {begin}
    for way in ways:
        if way[-1] == end:
            return way
        fresh = [one for one in rows.get(way[-1], ()) if one not in seen]
        seen.update(fresh)
        ways.extend((*way, one) for one in fresh)
    return ()


def _standing(rows: QuerySet[Any], today: date) -> QuerySet[Any]:
    return rows.filter(Q(ends=None) | Q(ends__gte=today), begins__lte=today)


def _words(words: str) -> str:
    said = one_line(words, 600)
    if not said:
        raise NoReason
    return said
