"""Logins and duties as the administrator sees them: who is where, given and taken, never to oneself."""

from datetime import timedelta

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.people import rules
from stigar.people.actions.accounts import close_login, invite_person, open_login
from stigar.people.actions.duties import HasItAlready, LastAdministrator, NotToYourself, give_duty, take_duty
from stigar.people.models import Duty, Invitation, Person, Token
from stigar.people.queries.accounts import counts_by_state, duties_of, found_accounts
from tests.cast import A_YEAR_ON, TODAY


def test_everyone_stands_where_their_login_does(cast, mailoutbox):
    _somebody(cast, "Outside"), _somebody(cast, "Nowhere", email="")
    invite_person(person=_somebody(cast, "Invited"), viewer=cast.siv, today=TODAY)
    close_login(person=cast.dag, viewer=cast.siv, today=TODAY)

    counts = counts_by_state(today=TODAY)

    assert counts == {"login": 8, "invited": 1, "outside": 1, "addressless": 1, "closed": 1}


def test_a_name_is_found_by_its_beginning_and_the_state_narrows(cast):
    everyone = rules.visible_accounts(cast.siv, today=TODAY)

    assert [person.given for person in found_accounts(everyone, text="bo te", state="")] == ["Bo"]
    assert [person.given for person in found_accounts(everyone, text="ada", state="closed")] == []


def test_who_has_left_is_no_account(cast):
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    assert cast.bo not in rules.visible_accounts(cast.siv, today=TODAY)


def test_the_list_costs_the_same_for_one_row_and_for_many(cast, visit, django_assert_num_queries):
    siv = visit(cast.siv)

    with django_assert_num_queries(8):
        siv.get("/accounts/?q=bo")
    with django_assert_num_queries(8):
        siv.get("/accounts/?q=test")
    with django_assert_num_queries(9):
        siv.get("/accounts/")


def test_a_login_is_closed_and_opened_again_without_its_old_tokens(cast, visit):
    bo = visit(cast.bo)
    Token.objects.create(
        organisation=cast.organisation, person=cast.bo, name="x", last_day=A_YEAR_ON, key_hash="0" * 64
    )

    close_login(person=cast.bo, viewer=cast.siv, today=TODAY)
    open_login(person=cast.bo, viewer=cast.siv, today=TODAY)

    assert (bo.get("/home/").status_code, visit(cast.bo).get("/home/").status_code) == (302, 200)
    assert Token.objects.count() == 0


def test_closing_a_login_here_leaves_it_open_elsewhere(cast, visit):
    cast.bo.identity = cast.eve.identity
    cast.bo.save()
    eve = visit(cast.eve)

    close_login(person=cast.bo, viewer=cast.siv, today=TODAY)

    assert eve.get("/home/").status_code == 200


def test_a_closed_login_cannot_be_invited_around(cast, mailoutbox):
    kim = _somebody(cast, "Kim")
    invite_person(person=kim, viewer=cast.siv, today=TODAY)

    close_login(person=kim, viewer=cast.siv, today=TODAY)

    assert Invitation.objects.count() == 0


def test_a_duty_is_given_from_today_and_ends_at_once(cast):
    duty = give_duty(person=cast.bo, kind=Duty.REPRESENTATIVE, unit=None, viewer=cast.siv, today=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    given = [one.kind for one in duties_of(cast.bo, today=TODAY)]

    take_duty(duty=duty, viewer=cast.siv, today=tomorrow)

    assert given == ["representative"]
    assert (duties_of(cast.bo, today=tomorrow), Duty.objects.get(pk=duty.pk).ends) == ([], TODAY)


def test_hr_in_one_unit_is_hr_towards_its_people_only(cast):
    give_duty(person=cast.dag, kind=Duty.HR, unit=cast.service, viewer=cast.siv, today=TODAY)

    assert rules.may_see_details(cast.dag, cast.bo, today=TODAY) is True
    assert rules.may_see_details(cast.dag, cast.hedda, today=TODAY) is False
    assert rules.may_here(cast.dag, "import people", today=TODAY) is False


def test_nobody_gives_a_duty_to_themselves(cast):
    with pytest.raises(NotToYourself):
        give_duty(person=cast.siv, kind=Duty.HR, unit=None, viewer=cast.siv, today=TODAY)


def test_nobody_has_the_same_duty_twice(cast):
    with pytest.raises(HasItAlready):
        give_duty(person=cast.hedda, kind=Duty.HR, unit=None, viewer=cast.siv, today=TODAY)


def test_somebody_always_remains_administrator(cast):
    with pytest.raises(LastAdministrator):
        take_duty(duty=Duty.objects.get(kind=Duty.ADMIN), viewer=cast.siv, today=TODAY)


@pytest.mark.parametrize("who", ["hedda", "ada", "bo", "ulf", "rut", "eve"])
def test_only_an_administrator_gives_and_takes(cast, who):
    viewer = getattr(cast, who)

    with pytest.raises(Refused):
        give_duty(person=cast.cai, kind=Duty.HR, unit=None, viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        take_duty(duty=Duty.objects.get(kind=Duty.HR), viewer=viewer, today=TODAY)


def test_the_journal_keeps_what_was_given_and_taken(cast):
    duty = give_duty(person=cast.bo, kind=Duty.AUDITOR, unit=None, viewer=cast.siv, today=TODAY)
    take_duty(duty=duty, viewer=cast.siv, today=TODAY)

    lines = JournalEntry.objects.order_by("at").values_list("actor", "verb", "about")
    assert list(lines) == [(cast.siv.pk, "gave a duty", cast.bo.pk), (cast.siv.pk, "took back a duty", cast.bo.pk)]


def test_the_settings_change_the_clock_of_the_organisation(cast, visit):
    siv = visit(cast.siv)

    wrong = siv.post("/settings/", {"name": "Alvbro", "language": "sv", "time_zone": "Mars/Olympus"})
    right = siv.post("/settings/", {"name": "Alvbro", "language": "nb", "time_zone": "Asia/Manila"})

    cast.organisation.refresh_from_db()
    assert (wrong.status_code, right.status_code, cast.organisation.time_zone) == (422, 302, "Asia/Manila")


def _somebody(cast, given, email=None):
    return Person.objects.create(
        organisation=cast.organisation, number=given, given=given, family="Ny",
        email=f"{given.lower()}@alvbro.example" if email is None else email,
    )  # fmt: skip
