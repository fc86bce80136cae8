"""Vacancies, to a machine: which there are, what one has against what each asks for, saying yes to being considered, and who has said so."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from stigar.foundation import journal
from stigar.foundation.policy import Ground
from stigar.levels.actions import vacancies as actions
from stigar.levels.queries import vacancies as queries
from stigar.levels.queries.vacancies_news import News, news_of
from stigar.levels.rules import vacancies as rules

router = Router(tags=["vacancies"])
State = Literal["open", "being decided", "ended"]


class VacancyFacts(Schema):
    """A vacancy. ``wanted``: you want to be considered; ``recruits``: you are named to recruit; ``holds``: you are its HR."""

    id: uuid.UUID
    role: str
    unit: str
    where: str
    last_day: date
    state: State
    wanted: bool
    recruits: bool
    holds: bool


class VacancyRow(VacancyFacts):
    """A vacancy in a list. ``interests``: you have said that the role interests you."""

    interests: bool


class StandsRow(Schema):
    """How somebody stands in one thing that is asked for. ``level``: the one others have seen last; ``own``: only where nobody has seen any."""

    competence: uuid.UUID
    name: str
    asked: int
    level: int | None
    own: int | None
    state: Literal["meets", "below", "not known", "expired"]


class SaidRow(Schema):
    """What you have said, until which day it is seen, and by whom besides HR. ``not_seen_by`` were named later and see nothing of you;
    ``longer``: the last day has been moved ahead, and what you said does not hold for longer until you say it again."""

    words: str
    at: datetime
    seen_until: date
    seen_by: list[str]
    not_seen_by: list[str]
    longer: bool


class VacancyWhole(VacancyFacts):
    """A vacancy, how you stand, and who sees it if you say yes. ``seen_by`` is what you send along with your yes."""

    words: str
    requirements: list[StandsRow]
    hr: list[str]
    recruiters: list[str]
    seen_by: str
    said: SaidRow | None


class Yes(Schema):
    """You want to be considered. ``seen_by`` as it was read: if others have been named since, nothing is saved."""

    words: str = Field("", max_length=actions.WORDS)
    seen_by: str = Field(max_length=32)


class CandidateRow(Schema):
    """Somebody who has said yes, in their own words, and how they stand."""

    id: uuid.UUID
    name: str
    words: str
    requirements: list[StandsRow]


class ConsideredWhole(Schema):
    """Three sets, each by name and none in an order of worth: who has all, who lacks one thing, and the others. Of many, those of one page,
    the sets one after the other; ``count`` is how many there are on all ``pages``."""

    count: int
    page: int
    pages: int
    all: list[CandidateRow]
    but_one: list[CandidateRow]
    others: list[CandidateRow]


@router.get("/vacancies", response=list[VacancyRow], summary="Vacancies: open ones, and others that concern you")
def vacancies(request: HttpRequest) -> Any:
    """The first last day first; then those that are being decided, and for HR and union representatives those that have ended."""
    viewer, today = _visit(request)
    found = queries.listing(viewer, today=today)
    return [_row(one, today) for one in (*found.open, *found.deciding, *found.ended)]


@router.get("/vacancies/{uuid:vacancy}", response=VacancyWhole, summary="A vacancy, and how you stand")
def vacancy(request: HttpRequest, vacancy: uuid.UUID) -> Any:
    """What you have against it is read by nobody else unless you say yes."""
    row, (viewer, today) = _found(request, vacancy), _visit(request)
    towards = rules.grounds_in(viewer, row, today=today)
    said = queries.own_opt_in(row, viewer, today=today) if row.wants else None
    shown = queries.shown_to(row, viewer, said, today=today)
    required = _required(request, row)
    listed = queries.Listed(row, row.wants, row.named, Ground.HR in towards, interests=False)
    return {
        **_row(listed, today), "words": row.words, "hr": [one.name for one in shown.hr],
        "recruiters": [one.name for one in (*shown.recruiters, *shown.later)], "seen_by": shown.mark,
        "requirements": _stands(queries.stands([viewer.pk], required, today=today)[viewer.pk]),
        "said": _said(said, news_of(row, said, today=today), row) if said else None,
    }  # fmt: skip


@router.put(
    "/vacancies/{uuid:vacancy}/consideration", response={204: None}, summary="Say that you want to be considered"
)
def say_yes(request: HttpRequest, vacancy: uuid.UUID, wanted: Yes) -> Status[None]:
    """Said again, the words are the new ones, and whoever has been named since sees it too."""
    row, (viewer, today) = _found(request, vacancy), _visit(request)
    try:
        actions.opt_in(vacancy=row, words=wanted.words, seen_by=wanted.seen_by, viewer=viewer, today=today)
    except actions.Ended as wrong:
        raise HttpError(409, "The last day has passed, or the vacancy has ended.") from wrong
    except actions.OthersSee as wrong:
        raise HttpError(409, "Others have been named to recruit since you read it. Read the vacancy again.") from wrong
    return Status(204, None)


@router.delete("/vacancies/{uuid:vacancy}/consideration", response={204: None}, summary="Take it back")
def take_back(request: HttpRequest, vacancy: uuid.UUID) -> Status[None]:
    """Nobody sees it from the next request on."""
    row, (viewer, today) = _found(request, vacancy), _visit(request)
    actions.opt_out(vacancy=row, viewer=viewer, today=today)
    return Status(204, None)


@router.get(
    "/vacancies/{uuid:vacancy}/people", response=ConsideredWhole, summary="Who has said yes, for HR and who recruits"
)
def people(request: HttpRequest, vacancy: uuid.UUID, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Any:
    """Each of those on the page reads that you have looked. Who wants the vacancy too sees nobody."""
    row, (viewer, today) = _found(request, vacancy), _visit(request)
    towards = rules.grounds_in(viewer, row, today=today)
    if not towards & {Ground.HR, Ground.RECRUITER}:
        raise Http404
    language = request.LANGUAGE_CODE
    required = _required(request, row)
    seen = queries.considered(viewer, row, required, language=language, today=today, towards=towards, page=page)
    shown = [(one.person.pk, one.person.name) for one in seen]
    if shown:
        verb = gettext_noop("saw who wants to be considered for a vacancy")
        journal.look_once_a_day(viewer, verb, "people.person", shown)
    sets = {name: [_candidate(one) for one in getattr(seen, name)] for name in ("all", "but_one", "others")}
    return {"count": seen.count, "page": seen.page, "pages": seen.pages, **sets}


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def _found(request: HttpRequest, key: uuid.UUID) -> Any:
    viewer, today = _visit(request)
    row = queries.vacancy_shown(viewer, key, today=today)
    if row is None:
        raise Http404
    return row


def _required(request: HttpRequest, row: Any) -> Any:
    return queries.asked_for(row, language=request.LANGUAGE_CODE)[1]


def _row(one: queries.Listed, today: date) -> dict[str, Any]:
    row = one.row
    state: State = "open" if row.is_open(today) else "ended" if row.is_over(today) else "being decided"
    return {
        "id": row.pk, "role": row.role.title, "unit": row.unit.name if row.unit else "", "where": row.where, "last_day": row.last_day,
        "state": state, "wanted": one.wanted, "recruits": one.recruits, "holds": one.holds, "interests": one.interests,
    }  # fmt: skip


def _stands(some: Any) -> list[dict[str, Any]]:
    return [
        {
            "competence": one.asked.competence, "name": one.asked.name, "asked": one.asked.level, "level": one.level, "own": one.own,
            "state": one.state,
        }
        for one in some
    ]  # fmt: skip


def _said(said: Any, new: News, row: Any) -> dict[str, Any]:
    return {
        "words": said.words, "at": said.at, "seen_until": min(said.until, row.gone_after),
        "seen_by": [one.person.name for one in new.named], "not_seen_by": [one.person.name for one in new.later], "longer": new.longer,
    }  # fmt: skip


def _candidate(one: Any) -> dict[str, Any]:
    return {"id": one.person.pk, "name": one.person.name, "words": one.words, "requirements": _stands(one.stands)}
