"""Drawing the map, deciding about areas, answering questions: what stands, what follows, what is undone."""

import uuid
from datetime import date

import pytest

from stigar.areas.actions import decisions, questions, start
from stigar.areas.actions import map as maps
from stigar.areas.models import Answer, Area, Decision, Map, Sketch, Task, Wave
from stigar.areas.queries.gathering import gather
from stigar.areas.queries.map import newest_map
from stigar.foundation import jobs, journal
from stigar.foundation.models import Errand, JournalEntry
from stigar.foundation.policy import Refused
from stigar.people.models import Role
from tests.areas.worked import tell_the_work, tell_what_lies_between
from tests.cast import TODAY


@pytest.fixture
def worked(cast):
    return tell_the_work(cast)


@pytest.fixture
def drawn(cast, worked):
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    return worked


def who(cast):
    return {"seen": newest_map("sv").turn, "viewer": cast.hedda, "today": TODAY}


def area_of(title):
    view = newest_map("sv")
    return next(area for area in view.areas if any(role.title == title for role in area.roles))


def gathered():
    return {frozenset(role.title for role in area.roles) for area in newest_map("sv").areas}


def test_roles_that_do_the_same_work_lie_in_one_area_whatever_their_department(cast, drawn):
    assert gathered() == {
        frozenset({"Kundrådgivare", "Handlarsupport", "Chattrådgivare"}),
        frozenset({"Utvecklare", "Testare", "Driftstekniker"}),
        frozenset({"Ekonom", "Lönespecialist", "Controller"}),
    }
    assert set(area_of("Kundrådgivare").units) == {"Kundservice", "Handlare"}


def test_a_map_tells_its_base_its_people_and_who_has_told_nothing(cast, drawn):
    view = newest_map("sv")

    service = area_of("Kundrådgivare")
    assert ("Bemöta kunder", 3, 3, 0) in [(row.text, row.has, row.of, row.has_outside) for row in service.base]
    assert service.people == 4
    assert view.untold == ("Stab", "Teamledare")


def test_every_placement_carries_at_most_five_reasons(cast, drawn):
    assert all(1 <= len(role.because) <= 5 for role in newest_map("sv").roles)


def test_nothing_told_gives_no_map(cast):
    with pytest.raises(maps.NothingTold):
        maps.draw_map(viewer=cast.hedda, today=TODAY)

    assert not Map.objects.exists()


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "rut", "siv"])
def test_only_hr_asks_for_a_new_map(cast, worked, somebody):
    with pytest.raises(Refused):
        maps.draw_map(viewer=getattr(cast, somebody), today=TODAY)


def test_drawing_twice_from_the_same_keeps_one_map(cast, drawn):
    maps.draw_map(viewer=cast.hedda, today=TODAY)

    assert Map.objects.count() == 1


def test_a_map_drawn_in_the_background_is_kept_once_however_often_the_worker_starts(cast, worked):
    asked = jobs.start(maps.ERRAND, by=cast.hedda)

    for _ in range(2):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    asked.refresh_from_db()
    assert asked.result == {"map": str(Map.objects.get().pk)}


def test_many_roles_wait_for_a_worker(cast, worked):
    for number in range(maps.AT_ONCE):
        role = Role.objects.create(organisation=cast.organisation, title=f"Roll {number}")
        Task.objects.create(organisation=cast.organisation, role=role, text=f"Gör sak {number}")
    journal.note(cast.hedda, "described roles", role)

    asked = maps.draw_map(viewer=cast.hedda, today=TODAY)

    assert (type(asked), asked.kind, Map.objects.count()) == (Errand, maps.ERRAND, 0)


def test_a_new_map_says_what_moved_and_why(cast, drawn):
    Task.objects.filter(role=drawn["Testare"]).delete()
    for task in Task.objects.filter(role=drawn["Ekonom"]):
        Task.objects.create(organisation=cast.organisation, role=drawn["Testare"], text=task.text)
    maps.draw_map(viewer=cast.hedda, today=TODAY)

    moved = [(one["kind"], one["title"]) for one in newest_map("sv").changes]
    assert ("moved", "Testare") in moved
    assert newest_map("sv").changes[0]["because"]


def test_a_name_people_gave_is_kept_by_the_next_map(cast, drawn):
    key = area_of("Kundrådgivare").key

    decisions.rename_area(key=key, name="Kundmöte", **who(cast))
    Task.objects.create(organisation=cast.organisation, role=drawn["Ekonom"], text="Betalar ut traktamenten")
    maps.draw_map(viewer=cast.hedda, today=TODAY)

    assert newest_map("sv").area(key).name == "Kundmöte"


def test_a_name_that_another_area_has_is_refused(cast, drawn):
    taken = area_of("Ekonom").name

    with pytest.raises(decisions.NameTaken):
        decisions.rename_area(key=area_of("Kundrådgivare").key, name=taken.upper(), **who(cast))


def test_a_role_stays_where_people_moved_it(cast, drawn):
    to = area_of("Utvecklare").key

    decisions.move_role(role_id=drawn["Controller"].pk, to=to, **who(cast))
    maps.draw_again(by=cast.hedda, today=TODAY)

    placed = newest_map("sv").role(str(drawn["Controller"].pk))
    assert area_of("Controller").key == to
    assert placed.decided


def test_merged_areas_stay_merged_and_undoing_gives_both_back_under_their_keys(cast, drawn):
    books, building = area_of("Ekonom").key, area_of("Utvecklare").key
    decisions.rename_area(key=books, name="Siffror", **who(cast))

    merged = decisions.merge_areas(key=books, into=building, **who(cast))
    maps.draw_again(by=cast.hedda, today=TODAY)
    assert area_of("Ekonom").key == building == area_of("Testare").key

    decisions.undo_decision(decision=merged, viewer=cast.hedda, today=TODAY)
    maps.draw_again(by=cast.hedda, today=TODAY)
    assert (area_of("Ekonom").key, area_of("Ekonom").name, area_of("Testare").key) == (books, "Siffror", building)


def test_a_split_makes_an_area_of_the_roles_that_leave(cast, drawn):
    service = area_of("Kundrådgivare").key

    decisions.split_area(key=service, leaving=[drawn["Chattrådgivare"].pk], name="Chatt", **who(cast))
    maps.draw_again(by=cast.hedda, today=TODAY)

    assert (area_of("Chattrådgivare").name, area_of("Kundrådgivare").key) == ("Chatt", service)


@pytest.mark.parametrize("leaving", [[], ["Kundrådgivare", "Handlarsupport", "Chattrådgivare"]])
def test_a_split_needs_some_to_leave_and_some_to_stay(cast, drawn, leaving):
    with pytest.raises(decisions.NotSplit):
        decisions.split_area(key=area_of("Kundrådgivare").key, leaving=[drawn[one].pk for one in leaving], **who(cast))

    assert Area.objects.count() == 3


def test_nobody_joins_or_leaves_a_locked_area_by_itself(cast, drawn):
    key = area_of("Kundrådgivare").key
    before = frozenset(role.title for role in area_of("Kundrådgivare").roles)

    decisions.lock_area(key=key, **who(cast))
    newcomer = drawn["Lönespecialist"]
    Task.objects.filter(role=newcomer).delete()
    for task in Task.objects.filter(role=drawn["Kundrådgivare"]):
        Task.objects.create(organisation=cast.organisation, role=newcomer, text=task.text)
    maps.draw_again(by=cast.hedda, today=TODAY)

    assert frozenset(role.title for role in newest_map("sv").area(key).roles) == before
    assert newest_map("sv").area(key).locked


def test_of_two_decisions_at_once_the_first_wins_and_the_other_is_told(cast, drawn):
    at_once = who(cast)
    decisions.rename_area(key=area_of("Kundrådgivare").key, name="Kundmöte", **at_once)

    with pytest.raises(decisions.MovedOn):
        decisions.rename_area(key=area_of("Ekonom").key, name="Ekonomi", **at_once)

    assert [made.said["name"] for made in Decision.objects.all()] == ["Kundmöte"]


def test_a_map_overtaken_while_it_was_drawn_is_drawn_again_with_the_decision_in_it(cast, drawn):
    to = area_of("Utvecklare").key
    Task.objects.create(organisation=cast.organisation, role=drawn["Ekonom"], text="Betalar ut traktamenten")
    given = gather(today=TODAY)

    decisions.move_role(role_id=drawn["Controller"].pk, to=to, **who(cast))
    maps.drawn(given, by=cast.hedda, today=TODAY)

    assert area_of("Controller").key == to
    assert Map.objects.count() == 2


def test_a_decision_overtaken_by_a_later_one_cannot_be_undone(cast, drawn):
    key = area_of("Kundrådgivare").key
    first = decisions.rename_area(key=key, name="Kundmöte", **who(cast))
    decisions.rename_area(key=key, name="Kundkontakt", **who(cast))

    with pytest.raises(decisions.MovedOn):
        decisions.undo_decision(decision=first, viewer=cast.hedda, today=TODAY)

    assert newest_map("sv").area(key).name == "Kundkontakt"


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "rut", "siv", "gro"])
def test_only_hr_decides(cast, drawn, somebody):
    key = area_of("Kundrådgivare").key

    with pytest.raises(Refused):
        decisions.rename_area(key=key, name="Mitt", **{**who(cast), "viewer": getattr(cast, somebody)})

    assert not Decision.objects.exists()


def test_every_decision_leaves_one_line_in_the_journal(cast, drawn):
    before = JournalEntry.objects.count()

    decisions.lock_area(key=area_of("Ekonom").key, **who(cast))

    assert list(
        JournalEntry.objects.order_by("-at").values_list("verb", flat=True)[: JournalEntry.objects.count() - before]
    ) == ["locked an area"]


def test_a_look_at_another_fineness_is_kept_and_decides_nothing(cast, drawn):
    kept = Map.objects.get()
    finest = kept.slider["steps"][-1]["resolution"]

    for _ in range(2):
        maps.sketch_map(map_=kept, resolution=finest, viewer=cast.bo, today=TODAY)

    assert (Sketch.objects.count(), Map.objects.count()) == (1, 1)


def test_a_fineness_off_the_slider_is_not_drawn(cast, drawn):
    with pytest.raises(maps.NotOnTheSlider):
        maps.sketch_map(map_=Map.objects.get(), resolution=77.0, viewer=cast.bo, today=TODAY)


def test_the_fineness_hr_keeps_is_what_the_next_map_has(cast, drawn):
    tell_what_lies_between(cast, drawn)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    coarsest = newest_map("sv").steps[0]

    decisions.choose_fineness(resolution=coarsest.resolution, **who(cast))
    maps.draw_again(by=cast.hedda, today=TODAY)

    assert (newest_map("sv").resolution, len(newest_map("sv").areas)) == (coarsest.resolution, coarsest.areas)


def test_a_no_keeps_two_roles_apart_and_taking_it_back_joins_them(cast, drawn):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk}

    answer = questions.answer_question(**pair, same=False, viewer=cast.bo, today=TODAY)
    maps.draw_again(by=cast.bo, today=TODAY)
    assert area_of("Kundrådgivare").key != area_of("Chattrådgivare").key

    questions.take_back_answer(answer=answer, viewer=cast.bo, today=TODAY)
    maps.draw_again(by=cast.bo, today=TODAY)
    assert area_of("Kundrådgivare").key == area_of("Chattrådgivare").key


@pytest.mark.parametrize("somebody", ["dag", "ulf", "rut", "siv"])
def test_who_neither_has_nor_leads_the_roles_does_not_answer(cast, drawn, somebody):
    pair = {"one": drawn["Kundrådgivare"].pk, "other": drawn["Chattrådgivare"].pk}

    with pytest.raises(Refused):
        questions.answer_question(**pair, same=True, viewer=getattr(cast, somebody), today=TODAY)


def test_an_answer_that_contradicts_earlier_ones_is_not_kept_and_names_them(cast, drawn):
    a, b, c = (drawn[title].pk for title in ("Kundrådgivare", "Chattrådgivare", "Handlarsupport"))
    first = questions.answer_question(one=a, other=b, same=True, viewer=cast.hedda, today=TODAY)
    second = questions.answer_question(one=b, other=c, same=True, viewer=cast.hedda, today=TODAY)

    with pytest.raises(questions.Contradicts) as wrong:
        questions.answer_question(one=a, other=c, same=False, viewer=cast.hedda, today=TODAY)

    assert set(wrong.value.answers) == {first, second}
    assert Answer.objects.count() == 2


def test_a_question_takes_two_roles_of_this_organisation(cast, drawn):
    for other in (drawn["Ekonom"].pk, uuid.uuid4()):
        with pytest.raises(questions.NoSuchPair):
            questions.answer_question(one=drawn["Ekonom"].pk, other=other, same=True, viewer=cast.hedda, today=TODAY)


def test_the_first_area_started_is_the_pilot_and_the_next_a_wave(cast, drawn):
    books, service = area_of("Ekonom").key, area_of("Kundrådgivare").key

    start.start_area(key=books, begins=date(2027, 1, 11), weeks=8, **who(cast))
    start.start_area(key=service, begins=date(2027, 3, 8), weeks=8, **who(cast))

    assert list(Wave.objects.order_by("number").values_list("area__key", "number")) == [(books, 1), (service, 2)]


def test_a_pilot_can_be_taken_back_and_the_area_is_parked_not_lost(cast, drawn):
    books = area_of("Ekonom").key
    made = start.start_area(key=books, begins=date(2027, 1, 11), weeks=8, why="Bokslut", **who(cast))

    decisions.undo_decision(decision=made, viewer=cast.hedda, today=TODAY)

    assert not Wave.objects.exists()
    assert newest_map("sv").area(books).wave is None


def test_a_wave_that_others_build_on_is_not_parked(cast, drawn):
    for title in ("Ekonom", "Kundrådgivare"):
        start.start_area(key=area_of(title).key, begins=date(2027, 1, 11), weeks=8, **who(cast))

    with pytest.raises(start.StillNeeded):
        start.park_area(key=area_of("Ekonom").key, **who(cast))
