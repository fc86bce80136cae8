"""Wishes at the same moment: one survey is opened, and five wishes stay the most, however many hands there are."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from stigar.areas.actions import wishes as actions
from stigar.areas.models import Survey, Wish
from stigar.areas.queries import latest_survey
from stigar.foundation.tenancy import inside
from stigar.people.models import Person
from tests.cast import TODAY, assemble

HANDS = 8


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_a_survey_at_once_one_does():
    cast = assemble()

    answers = _at_once(cast.hedda, lambda hr, _: actions.hold_survey(closes=None, viewer=hr, today=TODAY))

    assert answers == {"Survey": 1, "SurveyOpen": HANDS - 1}
    with inside(cast.organisation.id):
        assert Survey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_wishes_at_once_five_are_kept():
    cast = assemble()
    with inside(cast.organisation.id):
        actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)

    answers = _at_once(cast.bo, lambda bo, hand: actions.make_wish(text=f"Önskan {hand}", viewer=bo, today=TODAY))

    assert answers == {"Wish": 5, "TooManyWishes": HANDS - 5}
    with inside(cast.organisation.id):
        assert Wish.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_same_wish_at_once_in_other_letters_is_one():
    cast = assemble()
    with inside(cast.organisation.id):
        actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)

    answers = _at_once(
        cast.bo, lambda bo, hand: actions.make_wish(text="NORSKA" if hand % 2 else "norska", viewer=bo, today=TODAY)
    )

    assert answers == {"Wish": 1, "WishedAlready": HANDS - 1}


def test_the_latest_survey_is_the_one_opened_last_also_on_the_same_day(cast):
    for _ in range(3):
        survey = actions.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)
        actions.close_survey(survey=survey, viewer=cast.hedda, today=TODAY)
    last = actions.hold_survey(closes=TODAY + timedelta(days=7), viewer=cast.hedda, today=TODAY)

    assert latest_survey() == last
    assert list(Survey.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def _at_once(person, do):
    """What each of the hands got: the kind of thing made, or the kind of wrong."""
    start = Barrier(HANDS)

    def hand(number):
        try:
            with inside(person.organisation_id):
                viewer = Person.objects.get(pk=person.pk)
                start.wait()
                return type(do(viewer, number)).__name__
        except (actions.SurveyOpen, actions.TooManyWishes, actions.WishedAlready) as wrong:
            return type(wrong).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(hand, range(HANDS)))
