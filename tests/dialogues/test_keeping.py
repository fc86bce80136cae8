"""How long things are kept: told a month before, gone on the day, and nothing else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from stigar.dialogues.actions import keeping, reflections
from stigar.dialogues.models import Agreed, Answer, Goal, GoesSoon, KeptFor, Note, Reflection, Summary, Talk
from stigar.dialogues.privacy import forget
from stigar.dialogues.queries.keeping import months_before
from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation.policy import Refused
from stigar.levels.actions import seen
from stigar.levels.models import Level
from stigar.levels.privacy import forget as forget_levels
from stigar.people.models import Person
from tests.cast import TODAY
from tests.dialogues.changing import new_manager, signed
from tests.levels.conftest import books  # noqa: F401 - a fixture, asked for by its name

FORGETS = (forget_levels, forget)


def _at(day):
    return datetime.combine(day, time(12), UTC)


@pytest.fixture
def talk(cast):
    """Bo and Ada signed it on the first of June."""
    made = signed(cast, goal="ett avtalat mål")
    Talk.objects.filter(pk=made.pk).update(closed_at=_at(date(2026, 6, 1)))
    return made


def _keep(cast, **months):
    keeping.keep_for(months=months, viewer=cast.hedda, today=TODAY)


def _night(day):
    """What the night of the day does: how many are told, and how many notices are carried out."""
    return len(keeping.tell_what_goes(today=day)), keeping.drop_what_is_past(today=day, forgets=FORGETS)


def test_without_a_decision_nothing_ever_goes(cast, talk):
    assert _night(date(2050, 1, 1)) == (0, 0)
    assert Talk.objects.count() == 1


def test_it_is_told_a_month_before_and_gone_on_the_day(cast, talk):
    _keep(cast, talk=6)

    nights = {
        day: (*_night(day), Talk.objects.count())
        for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1))
    }

    assert nights == {
        date(2026, 10, 31): (0, 0, 1), date(2026, 11, 1): (1, 0, 1), date(2026, 11, 30): (0, 0, 1), date(2026, 12, 1): (0, 1, 0),
    }  # fmt: skip


def test_run_twice_it_tells_and_deletes_nothing_more(cast, talk):
    _keep(cast, talk=6)
    told = [_night(date(2026, 11, 1)), _night(date(2026, 11, 1))]

    gone = [_night(date(2026, 12, 1)), _night(date(2026, 12, 1))]

    assert (told, gone) == ([(1, 0), (0, 0)], [(0, 1), (0, 0)])


def test_what_is_overdue_when_it_is_decided_still_waits_a_month(cast, talk):
    _keep(cast, talk=1)

    first = _night(TODAY), Talk.objects.count()
    month_on = _night(TODAY + timedelta(days=keeping.TOLD_DAYS)), Talk.objects.count()

    assert (first, month_on[0][1], month_on[1]) == (((1, 0), 1), 1, 0)


def test_with_the_dialogue_goes_all_of_it_but_the_goal_stays_the_persons(cast, talk):
    _keep(cast, talk=6)
    _night(date(2026, 11, 1))
    _night(date(2026, 12, 1))

    assert [model.objects.count() for model in (Talk, Answer, Note, Agreed, Summary)] == [0] * 5
    assert [(one.text, one.talk) for one in Goal.objects.all()] == [("ett avtalat mål", None)]


def test_a_time_made_longer_meanwhile_holds(cast, talk):
    _keep(cast, talk=6)
    _night(date(2026, 11, 1))
    _keep(cast, talk=24)

    assert (_night(date(2026, 12, 1))[1], Talk.objects.count()) == (1, 1)  # carried out, and nothing was old enough


def test_a_decision_taken_back_deletes_nothing(cast, talk):
    _keep(cast, talk=6)
    _night(date(2026, 11, 1))
    _keep(cast)

    assert (_night(date(2026, 12, 1)), Talk.objects.count()) == ((0, 0), 1)


def test_preparations_and_notes_go_before_the_summary(cast, talk):
    _keep(cast, prepared=6)
    told = _night(date(2026, 11, 1))
    _night(date(2026, 12, 1))

    assert told == (2, 0)  # both of the two are told of what each has written
    assert [model.objects.count() for model in (Answer, Note, Talk, Summary)] == [0, 0, 1, 1]


def test_a_reflection_goes_and_a_later_one_stays(cast):
    for words in ("gammal", "ny"):
        reflections.keep(pieces=[reflections.Piece("Vad?", words)], viewer=cast.bo, today=TODAY)
    old, new = Reflection.objects.order_by("at")
    Reflection.objects.filter(pk=old.pk).update(at=_at(date(2026, 6, 1)))
    _keep(cast, thought=6)

    _night(date(2026, 11, 1))
    _night(date(2026, 12, 1))

    assert list(Reflection.objects.all()) == [new]


def test_earlier_levels_go_and_the_one_that_stands_never(cast, books):  # noqa: F811
    for level, day in ((1, date(2024, 1, 1)), (2, date(2025, 1, 1))):
        seen.observe(
            person=cast.bo, competence=books["listening"], level=level, on=day, words="", viewer=cast.ada, today=TODAY
        )
    _keep(cast, level=6)

    _night(TODAY)
    _night(TODAY + timedelta(days=keeping.TOLD_DAYS))

    assert list(Level.objects.values_list("level", flat=True)) == [2]


def test_of_somebody_who_left_everything_goes_and_of_those_they_led_nothing(cast, talk):
    reflections.keep(pieces=[reflections.Piece("Vad?", "adas tanke")], viewer=cast.ada, today=TODAY)
    reflections.keep(pieces=[reflections.Piece("Vad?", "bos tanke")], viewer=cast.bo, today=TODAY)
    new_manager(cast, cast.dag)
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY)
    _keep(cast, left=3)

    for day in (date(2027, 1, 21), date(2027, 2, 20)):
        _night(day)

    assert [one.text for one in Reflection.objects.all()] == ["bos tanke"]
    assert {one.preparation.giver_id for one in Answer.objects.select_related("preparation")} == {cast.bo.pk}
    assert (Talk.objects.get().person, Summary.objects.count(), Goal.objects.count()) == (cast.bo, 1, 1)


def test_of_an_employee_who_left_the_dialogue_goes_for_both(cast, talk):
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY)
    _keep(cast, left=3)

    for day in (date(2027, 1, 21), date(2027, 2, 20)):
        _night(day)

    assert (Talk.objects.count(), Goal.objects.count()) == (0, 0)


def test_the_person_is_told_on_home_and_by_a_letter_without_content(cast, visit, talk):
    _keep(cast, talk=6)

    for told in keeping.tell_what_goes(today=date(2026, 11, 1)):
        keeping.write_of(told)

    letter = mail.outbox[-1]
    assert letter.to == [cast.bo.email]
    assert not any(words in letter.body for words in ("sammanfattning", "förberedelse", "ett avtalat mål"))
    assert [one.due for one in waits_between_two(cast.bo, today=TODAY).goes] == [date(2026, 12, 1)]
    assert waits_between_two(cast.ada, today=TODAY).goes == ()
    assert "1 december 2026" in visit(cast.bo).get("/dialogues/kept/").content.decode()
    assert "/dialogues/kept/" in visit(cast.bo).get("/home/").content.decode()


@pytest.mark.parametrize("who", ["bo", "ada", "gro", "rut", "siv", "ulf"])
def test_only_hr_decides(cast, visit, who):
    with pytest.raises(Refused):
        keeping.keep_for(months={"talk": 1}, viewer=getattr(cast, who), today=TODAY)
    assert visit(getattr(cast, who)).get("/dialogues/kept/").status_code == 200
    assert visit(getattr(cast, who)).post("/dialogues/kept/", {"talk": "1"}).status_code == 404
    assert not KeptFor.objects.exists()


def test_hr_decides_on_the_page_and_wrong_times_are_said(cast, visit):
    hedda = visit(cast.hedda)

    answers = [hedda.post("/dialogues/kept/", {"talk": months}).status_code for months in ("24", "0", "x", "700")]

    assert (answers, dict(KeptFor.objects.values_list("what", "months"))) == ([302, 422, 422, 422], {"talk": 24})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2028, 2, 29), 12, date(2027, 2, 28)), (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 31), 600, date(1976, 1, 31)),
    ],
)  # fmt: skip
def test_months_are_counted_back(day, months, before):
    assert months_before(day, months) == before


def test_what_was_told_goes_along_when_the_person_is_forgotten(cast, talk):
    _keep(cast, talk=6)
    _night(date(2026, 11, 1))

    forget(cast.bo, today=TODAY)

    assert not GoesSoon.objects.exists()
