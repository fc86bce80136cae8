"""Asking for wishes and making them: one survey at a time, at most five wishes a person, changed until it closes."""

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.models import Area, Survey, Wish
from stigar.areas.queries.skills import is_known
from stigar.areas.queries.wishes import area_names, latest_survey, open_survey, own_wishes
from stigar.engine.text.typed import as_written, one_line
from stigar.foundation import journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST_WISHES = 5


class SurveyOpen(Exception):
    """A survey is open already; one at a time."""


class SurveyClosed(Exception):
    """No survey is open, or it has closed."""


class TooManyWishes(Exception):
    """Five wishes are made; one must go before another can come."""


class WishedAlready(Exception):
    """The same wish is made already."""


class NothingWished(Exception):
    """Neither an area nor any words."""


@transaction.atomic
def hold_survey(*, closes: date | None, viewer: "Person", today: date) -> Survey:
    """Open a survey today; ``closes`` is its last day, or None until it is closed by hand. Raises :class:`SurveyOpen`."""
    rules.demand_here(viewer, "hold a wish survey", today=today)
    before = latest_survey()
    if before and (before.closes is None or before.closes >= today):
        raise SurveyOpen
    try:
        with transaction.atomic():
            survey: Survey = Survey.objects.create(
                organisation_id=viewer.organisation_id, number=before.number + 1 if before else 1,
                opens=today, closes=closes, by=viewer,
            )  # fmt: skip
    except IntegrityError as taken:  # somebody else opened it at the same moment
        raise SurveyOpen from taken
    journal.note(viewer, gettext_noop("opened a survey of wishes"), survey)
    return survey


@transaction.atomic
def close_survey(*, survey: Survey, viewer: "Person", today: date) -> Survey:
    """Close a survey at once: yesterday becomes its last day."""
    rules.demand_here(viewer, "hold a wish survey", today=today)
    _held(survey)
    survey.closes = today - timedelta(days=1)
    survey.save(update_fields=["closes"])
    journal.note(viewer, gettext_noop("closed a survey of wishes"), survey)
    return survey


@transaction.atomic
def make_wish(
    *,
    text: str = "",
    area_id: uuid.UUID | None = None,
    concept: str = "",
    why: str = "",
    why_shared: bool = False,
    language: str = "",
    viewer: "Person",
    today: date,
) -> Wish:
    """Wish to develop in an area, a competence or one's own words. ``why_shared`` lets HR read the reason without a name."""
    survey = _held(open_survey(today=today))
    if not rules.may_wish(viewer, survey, today=today):
        raise SurveyClosed
    text, area = _what(text, area_id, language)
    own = own_wishes(viewer, survey)
    if any(wish.text.casefold() == text.casefold() for wish in own):
        raise WishedAlready
    if len(own) >= MOST_WISHES:
        raise TooManyWishes
    wish = Wish.objects.create(
        organisation_id=viewer.organisation_id, survey=survey, person=viewer, area=area, text=text,
        concept=concept if is_known(concept) else "",
        why=as_written(why), why_shared=why_shared,
    )  # fmt: skip
    journal.note(
        None, gettext_noop("made a wish"), wish
    )  # that it happened, never who: beside the figures it would tell
    return wish


@transaction.atomic
def change_wish(*, wish: Wish, why: str, why_shared: bool, viewer: "Person", today: date) -> Wish:
    """Say the reason better, or let it be read or not. What is wished is changed by a new wish."""
    _demand_own(wish, viewer, today)
    wish.why, wish.why_shared = as_written(why), why_shared
    wish.save(update_fields=["why", "why_shared"])
    journal.note(None, gettext_noop("changed a wish"), wish)
    return wish


@transaction.atomic
def withdraw_wish(*, wish: Wish, viewer: "Person", today: date) -> dict[str, str | bool | None]:
    """Take a wish back. The answer holds what :func:`make_wish` needs to make it again."""
    _demand_own(wish, viewer, today)
    told = {
        "text": wish.text, "area_id": str(wish.area_id) if wish.area_id else None, "concept": wish.concept,
        "why": wish.why, "why_shared": wish.why_shared,
    }  # fmt: skip
    journal.note(None, gettext_noop("withdrew a wish"), wish)
    wish.delete()
    return told


def _held(survey: Survey | None) -> Survey:
    """The survey as it stands, held until the transaction ends: of two who wish or close at once, one waits and sees the other."""
    if survey is None:
        raise SurveyClosed
    held: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    return held


def _what(text: str, area_id: uuid.UUID | None, language: str) -> tuple[str, Area | None]:
    """The wish's words and area; an area wished without words goes by its name."""
    names = area_names(language) if area_id else {}
    if area_id and area_id not in names:
        raise NothingWished
    text = one_line(text) or names.get(area_id, "")[:200]  # type: ignore[arg-type]
    if not text:
        raise NothingWished
    return text, Area.objects.get(pk=area_id) if area_id else None


def _demand_own(wish: Wish, viewer: "Person", today: date) -> None:
    if not rules.visible_wishes(viewer, today=today).filter(pk=wish.pk).exists():
        raise Refused("wish")
    if not rules.may_wish(viewer, wish.survey, today=today):
        raise SurveyClosed
