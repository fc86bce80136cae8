"""HR's way in to signed summaries: a reason, a second person, a notice to the employee, a day, and a trace."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from stigar.dialogues import rules
from stigar.dialogues.actions import breaking
from stigar.dialogues.models import Break
from stigar.dialogues.queries.breaking import used
from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.people.models import Duty
from tests.cast import LONG_AGO, TODAY
from tests.dialogues.changing import signed

WHY = "Ada har slutat utan att lämna över"
NOT_OPENED = ("bos förberedelse", "adas förberedelse", "bos anteckning", "adas anteckning", "bos delade", "adas delade")


@pytest.fixture
def talk(cast):
    """Signed by Bo and Ada; Dag is HR too, so that there are two."""
    Duty.objects.create(organisation=cast.organisation, person=cast.dag, kind=Duty.HR, begins=LONG_AGO)
    return signed(cast, summary="deras sammanfattning", agreed="lyssnar med", goal="ett avtalat mål")


def _asked(cast, viewer=None, why=WHY):
    return breaking.ask(person=cast.bo, kind=Break.GONE, why=why, viewer=viewer or cast.hedda, today=TODAY)


def _agreed(cast, viewer=None):
    asked = _asked(cast)
    breaking.agree(broken=asked, viewer=viewer or cast.dag, today=TODAY)
    return asked


def _may_read(cast, day=TODAY, who=None):
    return rules.opened_by_break(who or cast.hedda, today=day).exists()


def test_asking_alone_opens_nothing(cast, talk):
    _asked(cast)

    assert not _may_read(cast)


def test_with_a_second_person_it_is_open_to_the_end_of_the_next_day(cast, talk):
    _agreed(cast)

    days = [_may_read(cast, TODAY + timedelta(days=n)) for n in range(3)]

    assert days == [True, True, False]


@pytest.mark.parametrize("who", ["hedda", "bo", "ada", "cai", "gro", "ulf", "siv", "eve"])
def test_the_second_person_is_neither_who_asked_nor_the_person_nor_anybody_without_the_right(cast, talk, who):
    asked = _asked(cast)

    with pytest.raises(Refused):
        breaking.agree(broken=asked, viewer=getattr(cast, who), today=TODAY)

    assert not _may_read(cast)


def test_hr_about_whom_it_is_does_not_agree_to_it(cast, talk):
    Duty.objects.create(organisation=cast.organisation, person=cast.bo, kind=Duty.HR, begins=LONG_AGO)
    asked = _asked(cast)

    with pytest.raises(Refused):
        breaking.agree(broken=asked, viewer=cast.bo, today=TODAY)


def test_the_auditor_may_be_the_second_person_and_reads_nothing(cast, talk):
    _agreed(cast, cast.rut)

    assert (_may_read(cast), _may_read(cast, who=cast.rut), _may_read(cast, who=cast.dag)) == (True, False, False)


@pytest.mark.parametrize("why", ["", "   ", "kort"])
def test_without_a_reason_nothing_is_asked(cast, talk, why):
    with pytest.raises(breaking.NoReason):
        _asked(cast, why=why)


@pytest.mark.parametrize("who", ["ada", "cai", "gro", "ulf", "rut", "siv", "bo"])
def test_only_hr_asks(cast, talk, who):
    with pytest.raises(Refused):
        _asked(cast, getattr(cast, who))


def test_hr_of_another_unit_asks_nothing_and_agrees_to_nothing(cast, talk):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.gro, kind=Duty.HR, unit=cast.merchants, begins=LONG_AGO
    )

    with pytest.raises(Refused):
        _asked(cast, cast.gro)
    with pytest.raises(Refused):
        breaking.agree(broken=_asked(cast), viewer=cast.gro, today=TODAY)


def test_who_is_hr_no_longer_reads_nothing_more(cast, talk):
    _agreed(cast)
    Duty.objects.filter(person=cast.hedda).delete()
    del cast.hedda._grounds

    assert not _may_read(cast)


def test_it_is_taken_back_at_any_time_by_who_asked_or_agreed(cast, talk):
    for viewer in (cast.hedda, cast.dag):
        asked = _agreed(cast)
        opened = _may_read(cast)
        breaking.take_back(broken=asked, viewer=viewer, today=TODAY)
        assert (opened, _may_read(cast)) == (True, False)


def test_what_was_refused_stays_shut_and_is_answered_once(cast, talk):
    asked = _asked(cast)
    breaking.refuse(broken=asked, viewer=cast.dag, today=TODAY)

    with pytest.raises(breaking.Answered):
        breaking.agree(broken=asked, viewer=cast.rut, today=TODAY)
    assert not _may_read(cast)


def test_what_nobody_answered_in_a_week_is_not_agreed_to_any_more(cast, talk):
    asked = _asked(cast)
    Break.objects.update(at=datetime.combine(TODAY - timedelta(days=rules.ASKED_FOR_DAYS + 1), time(12), UTC))

    assert not rules.breaks_to_answer(cast.dag, today=TODAY).exists()
    assert _asked(cast).pk != asked.pk  # and may be asked anew


def test_the_same_is_not_asked_twice_at_once(cast, talk):
    _asked(cast)

    with pytest.raises(breaking.AskedAlready):
        _asked(cast)


def test_the_employee_is_told_at_once_on_home_and_by_a_letter_without_content(
    cast, visit, talk, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        _agreed(cast)
    breaking.write_to_the_person(_errand())

    home = visit(cast.bo).get("/home/").content.decode()
    letter = mail.outbox[-1]
    assert [one.other for one in waits_between_two(cast.bo, today=TODAY).opened] == ["Hedda Test"]
    assert "Hedda Test" in home
    assert letter.to == [cast.bo.email]
    for words in ("deras sammanfattning", "lyssnar med", "ett avtalat mål", WHY, *NOT_OPENED):
        assert words not in letter.subject + letter.body


def _errand():
    from stigar.foundation.models import Errand  # noqa: PLC0415 - the errand that was queued

    return Errand.objects.get(kind=breaking.ERRAND)


def test_hr_reads_what_was_signed_and_nothing_else_and_each_look_is_seen(cast, visit, talk):
    asked = _agreed(cast)
    hedda, address = visit(cast.hedda), f"/dialogues/opened/{asked.pk}/{talk.pk}/"

    page = hedda.get(address).content.decode()
    hedda.get(address)

    assert all(words in page for words in ("deras sammanfattning", "lyssnar med", "ett avtalat mål"))
    assert [words for words in NOT_OPENED if words in page] == []
    looks = JournalEntry.objects.filter(about=cast.bo.pk, kind="look", verb="read a signed summary")
    assert [one.why for one in looks] == [WHY, WHY]
    assert WHY in visit(cast.bo).get("/account/looks/").content.decode()


@pytest.mark.parametrize("who", ["ada", "cai", "gro", "dag", "ulf", "rut", "siv", "eve"])
def test_nobody_but_who_asked_reads_it(cast, visit, talk, who):
    asked = _agreed(cast)
    browser = visit(getattr(cast, who))

    assert browser.get(f"/dialogues/opened/{asked.pk}/{talk.pk}/").status_code == 404


def test_before_the_second_has_agreed_hr_gets_nothing(cast, visit, talk):
    asked = _asked(cast)

    assert visit(cast.hedda).get(f"/dialogues/opened/{asked.pk}/{talk.pk}/").status_code == 404
    assert "deras sammanfattning" not in visit(cast.hedda).get(f"/dialogues/opened/{asked.pk}/").content.decode()


def test_the_person_sees_who_asked_who_agreed_and_why_but_nothing_before_it_was_opened(cast, visit, talk):
    asked = _asked(cast)
    bo, address = visit(cast.bo), f"/dialogues/opened/{asked.pk}/"

    before = bo.get(address).status_code
    breaking.agree(broken=asked, viewer=cast.dag, today=TODAY)
    page = bo.get(address).content.decode()

    assert before == 404
    assert all(words in page for words in ("Hedda Test", "Dag Test", WHY))
    assert bo.post(f"{address}end/").status_code == 404


def test_the_union_sees_how_often_and_why_but_never_about_whom(cast, visit, talk):
    _agreed(cast)

    page = visit(cast.ulf).get("/dialogues/opened/").content.decode()

    assert [(one.times, one.kinds) for one in used()] == [(1, ((Break.GONE, 1),))]
    assert [words for words in ("Bo Test", "Hedda Test", "Dag Test", WHY) if words in page] == []
    assert f'<th scope="row" class="nowrap">{TODAY.year}</th>' in page, (
        "a year is a year, not a number with a gap after its thousands"
    )


def test_two_in_hr_walk_through_it_on_the_pages(cast, visit, talk):
    hedda, dag = visit(cast.hedda), visit(cast.dag)

    to = hedda.get(f"/dialogues/opened/?email={cast.bo.email}").headers["Location"]
    wrong = hedda.post(to, {"kind": "gone", "why": "nej"}).status_code
    address = hedda.post(to, {"kind": "gone", "why": WHY}).headers["Location"]
    asked_home = address in dag.get("/home/").content.decode()
    dag.post(f"{address}agreement/")
    opened = hedda.get(address).content.decode()
    again = dag.post(f"{address}refusal/").status_code
    hedda.post(f"{address}end/")

    assert (wrong, asked_home, f"{address}{talk.pk}/" in opened, again) == (422, True, True, 302)
    assert not _may_read(cast)


def test_one_that_concerns_nobody_is_not_there(cast, visit, talk):
    asked = _asked(cast)

    seen = {
        who: visit(getattr(cast, who)).get(f"/dialogues/opened/{asked.pk}/").status_code
        for who in ("hedda", "dag", "rut", "bo", "ada", "ulf", "siv", "eve")
    }

    assert seen == {"hedda": 200, "dag": 200, "rut": 200, "bo": 404, "ada": 404, "ulf": 404, "siv": 404, "eve": 404}
