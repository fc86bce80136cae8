"""Reminders: on the days that HR has set, once, to those for whom something waits, also when the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stigar.dialogues.actions import reminding, rounds, talks
from stigar.dialogues.jobs.rounds import open_the_dialogues, send_the_reminders
from stigar.dialogues.models import Round, RoundLetter, Talk
from stigar.dialogues.queries.reminding import reminder_days, reminder_due, waiting_in
from stigar.people.models import Person
from tests.cast import TODAY

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BEFORE = TODAY - timedelta(days=10)


@pytest.fixture
def row(cast, mailoutbox):
    """A round that began ten days ago and ends in three, with a reminder three days before the end."""
    planned = rounds.Planned("Hösten", "yearly", BEFORE, TODAY + timedelta(days=3), False, (7, 3), {"kind": "everyone"})
    made = rounds.make_round(planned=planned, viewer=cast.hedda, today=BEFORE)
    open_the_dialogues(rounds.start_round(row=made, viewer=cast.hedda, today=BEFORE))
    started = datetime(BEFORE.year, BEFORE.month, BEFORE.day, 12, tzinfo=UTC)
    Round.objects.filter(pk=made.pk).update(started_at=started)
    mailoutbox.clear()
    return Round.objects.select_related("organisation").get(pk=made.pk)


def _remind(row, today=TODAY):
    asked = reminding.remind(row=row, today=today)
    if asked:
        send_the_reminders(asked)
    return asked


def _reminded(mailoutbox):
    return {letter.to[0].split("@")[0] for letter in mailoutbox}


def test_those_who_have_handed_in_are_not_reminded(cast, row, mailoutbox):
    talks.hand_in(talk=Talk.objects.get(round=row, person=cast.bo), viewer=cast.bo, today=TODAY)

    _remind(row)

    assert _reminded(mailoutbox) == {"gro", "ada", "dag", "cai", "hedda", "ulf", "rut", "siv"}


def test_a_day_is_reminded_of_once_also_by_two_workers(row, mailoutbox):
    assert [_remind(row) is not None for _ in range(3)] == [True, False, False]
    assert len(mailoutbox) == 9


def test_a_killed_worker_goes_on_with_those_who_have_had_no_letter(cast, row, mailoutbox):
    asked = reminding.remind(row=row, today=TODAY)
    RoundLetter.objects.filter(person=cast.bo, kind="reminder").update(mailed_at=row.started_at)  # then it died

    send_the_reminders(asked)

    assert "bo" not in _reminded(mailoutbox)
    assert len(mailoutbox) == 8


def test_who_is_away_is_not_reminded_nor_is_the_other_of_that_dialogue(cast, row, mailoutbox):
    Talk.objects.filter(round=row, person__in=[cast.bo, cast.cai]).update(away_until=TODAY)

    _remind(row)

    assert {"bo", "cai"} & _reminded(mailoutbox) == set()
    (ada,) = (letter for letter in mailoutbox if letter.to == ["ada@alvbro.example"])
    assert "medarbet" not in ada.body  # her own is left, with Gro


def test_back_from_leave_one_is_reminded_again(cast, row):
    Talk.objects.filter(round=row, person=cast.bo).update(away_until=TODAY - timedelta(days=1))

    assert waiting_in(row, today=TODAY)[cast.bo.pk].own


def test_prepared_by_both_the_two_are_reminded_to_talk(cast, row, mailoutbox):
    talk = Talk.objects.get(round=row, person=cast.bo)
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)

    _remind(row)

    (bo,) = (letter for letter in mailoutbox if letter.to == ["bo@alvbro.example"])
    assert "Ett samtal är förberett av er båda" in bo.body


def test_nothing_goes_out_when_the_round_is_closed_or_nothing_is_due(cast, row, mailoutbox):
    assert _remind(row, today=TODAY - timedelta(days=1)) is None
    rounds.close(row=row, viewer=cast.hedda, today=TODAY)

    assert (_remind(row), len(mailoutbox)) == (None, 0)


def test_a_server_that_stood_still_reminds_afterwards_but_not_of_old_news(row):
    started = BEFORE

    assert reminder_due(row, today=TODAY + timedelta(days=2), started=started) == TODAY
    assert reminder_due(row, today=TODAY + timedelta(days=3), started=started) is None
    assert reminder_due(row, today=TODAY, started=TODAY) is None


def test_braces_in_a_name_are_only_a_name(cast, row, mailoutbox):
    Person.objects.filter(pk=cast.bo.pk).update(given="{round} {address.x}")

    _remind(row)

    (bo,) = (letter for letter in mailoutbox if letter.to == ["bo@alvbro.example"])
    assert bo.body.startswith("Hej {round} {address.x}!")


@pytest.mark.parametrize(
    ("ends", "day", "hours"),
    [(date(2027, 3, 29), date(2027, 3, 28), 23), (date(2026, 10, 26), date(2026, 10, 25), 25), (date(2027, 2, 2), date(2027, 2, 1), 24)],
)  # fmt: skip
def test_the_day_before_is_the_day_before_when_the_clocks_change(ends, day, hours):
    row = Round(begins=ends - timedelta(days=20), ends=ends, reminders=[1])
    first = datetime.combine(day, datetime.min.time(), STOCKHOLM).astimezone(UTC)
    moments = [first + timedelta(hours=hour) for hour in range(-30, 60)]

    due = [
        moment for moment in moments
        if reminder_days(row) == [moment.astimezone(STOCKHOLM).date()]
        and reminder_due(row, today=moment.astimezone(STOCKHOLM).date(), started=row.begins) == day
    ]  # fmt: skip

    assert (due[0], len(due), due[-1] - due[0]) == (first, hours, timedelta(hours=hours - 1))


def test_the_three_days_round_a_change_of_clocks_are_three_days(row):
    row.ends, row.begins, row.reminders = date(2027, 3, 30), date(2027, 3, 1), [3, 2, 1]

    assert reminder_days(row) == [date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29)]
