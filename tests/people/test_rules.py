"""Who may see whom, today: told as a predicate and as a query, and the two agree."""

from datetime import timedelta

from django.test import Client

from stigar.people import rules
from stigar.people.models import Person, Position
from tests.cast import TODAY


def test_details_are_for_yourself_your_manager_and_hr(cast):
    may = {viewer.given for viewer in Person.objects.all() if rules.may_see_details(viewer, cast.bo, today=TODAY)}

    assert may == {"Bo", "Ada", "Hedda"}


def test_leading_somebody_is_not_leading_this_person(cast):
    assert rules.may_see_details(cast.dag, cast.bo, today=TODAY) is False


def test_the_right_ends_on_the_day_the_position_ends(cast):
    Position.objects.filter(person=cast.bo).update(ends=TODAY)

    assert rules.may_see_details(cast.ada, cast.bo, today=TODAY) is True
    assert rules.may_see_details(cast.ada, cast.bo, today=TODAY + timedelta(days=1)) is False


def test_a_stranger_finds_nobody(cast):
    assert rules.may_see_details(cast.eve, cast.bo, today=TODAY) is False


def test_an_unknown_visitor_is_shown_the_way_to_the_log_in_page(cast):
    answer = Client().get("/home/")

    assert (answer.status_code, answer.url) == (302, "/account/login/?next=/home/")
