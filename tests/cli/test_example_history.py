"""The example companies' past: full enough to see, true to the product's own rules, and nothing in it lies ahead."""

from collections import Counter, defaultdict

import pytest
from django.apps import apps
from django.db import connection, models

from stigar.areas.models import Survey, Wish
from stigar.cli.example import alvbro
from stigar.dialogues import rules as dialogue_rules
from stigar.dialogues.actions.signing import digest_of
from stigar.dialogues.models import (
    Agreed,
    Answer,
    Booking,
    Goal,
    Note,
    Preparation,
    Reflection,
    Round,
    Signature,
    Summary,
    Talk,
    Tick,
    Worth,
)
from stigar.dialogues.queries.goals import alike
from stigar.foundation import clock
from stigar.foundation.models import JournalEntry
from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import everywhere, inside
from stigar.levels import rules
from stigar.levels.models import Activity, Assessment, Certificate, Evidence, Level, Rating, RequiredCertificate
from stigar.levels.queries.asked import wanted_of
from stigar.levels.queries.certificates import certificates_of
from stigar.library.queries.shelf import shelf
from stigar.people.actions.earlier import demand_demonstration
from stigar.people.actions.visitors import NotADemonstration
from stigar.people.models import Organisation, Person, Position
from stigar.web.home import how_far
from tests.journeys import worlds

LIES_AHEAD = {"ends", "due", "by_day"}  # a last day may lie ahead, and so may the day of a step
AHEAD = {("Milestone", "day"), ("Booking", "begins"), ("Vacancy", "last_day"), ("OptIn", "last_day")}
SHORT_STEP = 3  # a step on the way may be called "Fem" or "Åtta av tio" by more than one


FREE = {
    ("Reflection", "asked"),
    ("Worth", "told"),
    ("Goal", "counts"),
}  # questions of the library; four figures; goals that were copied


@pytest.fixture(scope="module")
def example(tmp_path_factory, django_db_setup, django_db_blocker):
    """Alvbro as ``stigar demo`` brings it; nothing here changes it."""
    if connection.vendor != "sqlite":
        pytest.skip(
            "The company is made once as a file and copied, so it is looked at on SQLite; loading is tried on both"
        )
    shelf = worlds.shelf_of(tmp_path_factory)
    with django_db_blocker.unblock():
        file = worlds.copied(shelf, "example.sqlite3", worlds.make_example, tmp_path_factory.mktemp("example"))
        with worlds.living_in(file):
            with everywhere():
                company = Organisation.objects.get(key="alvbro")
            with inside(company.id):
                yield company


def named(name: str) -> Person:
    given, family = name.split(" ", 1)
    return Person.objects.select_related("organisation").get(given=given, family=family)


def cast_member(kind: str) -> Person:
    number = next(face.person for face in alvbro(today=clock.today()).cast if face.key == kind)
    return Person.objects.select_related("organisation").get(number=number)


def of_whom(row) -> object:
    """Whose words a row holds: the writer, or whoever it is about."""
    own = next((row_ for way in ("part", "preparation", "goal", "talk") if (row_ := getattr(row, way, None))), row)
    ways = ("by_id", "giver_id", "who_id", "person_id")
    return next(key for one in (row, own) for way in ways if (key := getattr(one, way, None)))


def test_more_than_120_people_have_been_judged_twice(example):
    judged = Counter(Assessment.objects.exclude(revealed_at=None).values_list("person", flat=True))

    assert sum(times >= 2 for times in judged.values()) >= 120


def test_rounds_are_over_and_one_goes_on(example):
    held = defaultdict(Counter)
    for talk in Talk.objects.exclude(round=None).select_related("round"):
        state = "closed" if talk.closed_at else "open" if talk.revealed_at else "prepared"
        held[talk.round.ended_at is not None][state] += 1

    assert set(held[True]) == {"closed"}
    assert held[True]["closed"] > 150
    assert set(held[False]) == {"closed", "open", "prepared"}


def test_the_company_has_two_years_behind_it(example):
    today = clock.today()
    rounds = Round.objects.order_by("begins").values_list("begins", flat=True)

    assert (today - rounds[0]).days > 2 * 365 - 10
    assert len({(day.year, day.month) for day in rounds}) == len(rounds) == 4
    assert (
        Talk.objects.filter(round__begins=rounds[0]).count()
        == Signature.objects.filter(talk__round__begins=rounds[0]).values("talk").distinct().count()
        >= 10
    )


def test_nobody_is_judged_outside_the_scale(example):
    scales = {one.id: {0, *(level for level, _name in one.model.scale)} for one in shelf("en")}

    wrong = [
        row for kind in (Level, Rating) for row in kind.objects.values_list("competence", "level")
        if row[1] is not None and row[1] not in scales[row[0]]
    ]  # fmt: skip

    assert wrong == []


def test_people_and_managers_honestly_see_it_differently(example):
    seen: dict[tuple, dict] = defaultdict(dict)
    for row in Level.objects.exclude(assessment=None).values("assessment", "competence", "source", "level"):
        seen[row["assessment"], row["competence"]][row["source"]] = row["level"]
    apart = Counter(two["self"] - two["manager"] for two in seen.values() if len(two) == 2)

    assert 0.3 < apart[0] / apart.total() < 0.8
    assert sum(apart[step] for step in (-1, 0, 1)) / apart.total() > 0.85


def test_nothing_that_has_happened_lies_ahead(example):
    now, today = clock.now(), clock.today()
    ahead = [
        (kind.__name__, field.name) for room in ("levels", "dialogues") for kind in apps.get_app_config(room).get_models()
        for field in kind._meta.get_fields()
        if isinstance(field, models.DateField) and field.name not in LIES_AHEAD and (kind.__name__, field.name) not in AHEAD
        and kind.objects.filter(**{f"{field.name}__gt": now if isinstance(field, models.DateTimeField) else today}).exists()
    ]  # fmt: skip

    assert ahead == []


def test_every_signature_stands_under_the_words_that_are_there(example):
    signed = [(talk, digest_of(talk)) for talk in Talk.objects.filter(pk__in=Signature.objects.values("talk"))]

    assert len(signed) > 180
    for talk, digest in signed:
        assert dict(Signature.objects.filter(talk=talk).values_list("by", "digest")) == {
            talk.person_id: digest, talk.reviewer_id: digest,
        }  # fmt: skip


def test_what_is_not_revealed_yet_has_given_nobody_a_level(example):
    waiting = Assessment.objects.filter(revealed_at=None)

    assert waiting.count() > 60
    assert not Level.objects.filter(assessment__in=waiting).exists()
    assert not Talk.objects.filter(revealed_at=None).exclude(closed_at=None).exists()
    for talk in Talk.objects.all().prefetch_related("preparations"):
        assert (talk.revealed_at is not None) == all(one.submitted_at for one in talk.preparations.all())


def test_no_two_people_have_the_same_words(example):
    said: dict[str, set] = defaultdict(set)
    for kind in apps.get_app_config("levels").get_models(), apps.get_app_config("dialogues").get_models():
        for model in kind:
            for field in model._meta.get_fields():
                if isinstance(field, SealedText) and (model.__name__, field.name) not in FREE:
                    for row in model.objects.exclude(**{field.name: ""}):
                        said[getattr(row, field.name)].add(of_whom(row))
    for row in Activity.objects.filter(item=None):
        said[row.text].add(row.person_id)

    assert len(said) > 400
    alike = {text: len(people) for text, people in said.items() if len(people) > 1}
    assert {text for text in alike if len(text.split()) > SHORT_STEP} == set()


def test_enough_is_written_in_each_language(example):
    told = Counter()
    for talk in Talk.objects.exclude(summary=None).values_list("language", flat=True):
        told[talk] += 1
    for language in Goal.objects.values_list("language", flat=True):
        told[language] += 1

    assert (told["sv"] >= 60, told["nb"] >= 30, told["en"] >= 10) == (True, True, True)


def test_every_answer_is_to_a_question_that_the_writer_prepares(example):
    for one in Answer.objects.select_related("preparation__talk"):
        talk, giver = one.preparation.talk, one.preparation.giver_id
        part = "person" if giver == talk.person_id else "reviewer"
        asked = {
            f"{block['key']}.{row['key']}"
            for block in talk.blocks
            for row in block["questions"]
            if row["for"] in ("both", part)
        }

        assert one.question in asked


def test_what_was_not_done_came_along(example):
    carried = Agreed.objects.exclude(carried_from=None).select_related("carried_from__talk", "talk")

    assert carried.count() >= 15
    for one in carried:
        assert (one.text, one.carried_from.talk_id) == (one.carried_from.text, one.talk.before_id)


def test_four_changed_manager_and_the_new_one_reads_the_latest_summary_only(example):
    bashir, omar = cast_member("team-leader"), named("Omar Dahlin")
    today = clock.today()

    got = dialogue_rules.inherited_talks(bashir, omar, today=today).select_related("summary", "reviewer")

    assert Position.objects.filter(manager__given="Fredrik", unit__code="112", ends__lt=today).count() == 4
    assert [one.reviewer.name for one in got] == ["Fredrik Hallberg"]
    assert [one.summary.text[:18] for one in got] == ["Det finns en plats"]
    assert not dialogue_rules.visible_talks(named("Fredrik Hallberg"), today=today).filter(person=omar).exists()


def test_the_cast_meet_something_worth_seeing(example):
    today = clock.today()
    found = {}
    for kind in (
        "hr",
        "administrator",
        "team-leader",
        "merchant-adviser",
        "union",
        "auditor",
        "collections-adviser",
        "manila-adviser",
    ):
        somebody = cast_member(kind)
        open_now = Preparation.objects.filter(giver=somebody, talk__person=somebody, talk__closed_at=None).exists()
        found[kind] = (
            open_now,
            rules.visible_levels(somebody, somebody, today=today).exists(),
            Goal.objects.filter(person=somebody).exists(),
        )

    assert found == dict.fromkeys(found, (True, True, True))


def test_the_goal_that_three_have_copied_is_noticed_by_their_manager(example):
    bashir, today = cast_member("team-leader"), clock.today()

    groups = alike(bashir, today=today)

    assert [sorted(one.person.given for one in group) for group in groups] == [["Fatima", "Omar", "Tobias"]]


def test_goals_went_well_and_badly_and_managers_have_their_own(example):
    leads = Position.objects.exclude(manager=None).values("manager")

    assert Goal.objects.exclude(reached_on=None).count() >= 3
    assert Goal.objects.exclude(put_down_on=None).count() >= 2
    assert Goal.objects.filter(person__in=leads).count() >= 8
    assert all(
        tick.goal.begins <= tick.day for tick in Tick.objects.select_related("goal") if tick.goal.rhythm == Goal.DAY
    )


def test_a_certificate_runs_out_soon_and_the_small_questions_have_been_answered(example):
    tove, today = cast_member("merchant-adviser"), clock.today()

    soon = Certificate.objects.get(person=tove)

    assert 0 <= (soon.ends - today).days <= 30
    assert Worth.objects.count() >= 20


def test_somebody_lacks_the_certificate_that_the_role_asks_for_and_somebody_elses_runs_out(example):
    today, states = clock.today(), defaultdict(set)
    for row in RequiredCertificate.objects.all():
        for person in Person.objects.here(today).filter(positions__role=row.role_id, positions__ends=None):
            papers = certificates_of(person, person, today=today)
            states[row.name].update((one.state, person.given) for one in wanted_of(person, papers, today=today))

    tove = cast_member("merchant-adviser")
    of_tove = certificates_of(tove, tove, today=today)
    assert [(one.state, one.days) for one in wanted_of(tove, of_tove, today=today)] == [("ends", of_tove[0].days)]
    assert len(states) == 5
    assert all({"missing", "ends", "holds"} <= {state for state, _name in found} for found in states.values())


def test_what_a_former_manager_saw_is_the_persons_to_show(example):
    today = clock.today()
    bashir, omar, tove = cast_member("team-leader"), named("Omar Dahlin"), cast_member("merchant-adviser")

    def seen(viewer, person):
        levels = rules.visible_levels(viewer, person, today=today)
        return rules.visible_evidence(viewer, person, levels, today=today).count()

    assert [seen(bashir, omar), Evidence.objects.filter(person=omar).count()] == [1, 2]
    assert [seen(named("Björn Demir"), tove), Evidence.objects.filter(person=tove).count()] == [2, 3]


def test_nobody_is_to_be_in_two_rooms_at_once(example):
    booked = Booking.objects.values_list("talk__reviewer", "begins")

    assert len(set(booked)) == len(booked) > 20
    assert not Booking.objects.exclude(talk__closed_at=None).exists()


def test_the_cast_reads_who_has_looked_and_why(example):
    tove, hr = cast_member("merchant-adviser"), cast_member("hr")
    looks = JournalEntry.objects.filter(kind=JournalEntry.LOOK)

    assert looks.filter(about=tove.pk, actor=hr.pk).exclude(why="").count() == 1
    for kind in ("team-leader", "merchant-adviser", "union", "developer", "collections-adviser", "manila-adviser"):
        assert looks.filter(about=cast_member(kind).pk).exists()


def test_people_wish_day_by_day(example):
    days = {one.at.date() for one in Wish.objects.all()}

    assert len(days) >= 8
    assert not Survey.objects.filter(closes=None).exists()


def test_the_way_is_told_as_far_as_it_has_been_gone(example):
    far = how_far("sv", today=clock.today())

    assert bool(far.map.pilot)
    assert (far.profiles, far.rounds, far.ongoing) == (6, 4, True)


def test_nothing_of_it_stands_in_the_journal(example):
    done = JournalEntry.objects.filter(thing__startswith="levels.") | JournalEntry.objects.filter(
        thing__startswith="dialogues."
    )

    assert set(done.values_list("verb", "about")) <= {("published figures of groups", None)}
    assert (Summary.objects.exists(), Note.objects.exists(), Reflection.objects.exists()) == (True, True, True)


def test_a_real_company_is_never_given_a_past(cast):
    with pytest.raises(NotADemonstration):
        demand_demonstration(cast.organisation)
