"""Five questions asked of a goal: what is missing is named, with the words that led to it, and something better is offered."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.goals import HALVES, LANGUAGES, goals, measured
from stigar.engine.goals import Goal, GoalCheck, Milestone

START, LAST = date(2026, 9, 7), date(2026, 11, 30)
CALLS = Goal(
    "Jag sammanfattar kundens ärende innan jag lägger på, i minst 8 av 10 samtal.",
    measure="samtal med sammanfattning, av tio", unit="samtal", baseline=4, target=8, every="week", start=START, last=LAST,
    milestones=(Milestone(date(2026, 10, 5), "fem av tio"), Milestone(date(2026, 11, 2), "sju av tio")), attractive=4,
    history=tuple((START - timedelta(weeks=6 - at), value) for at, value in enumerate((3.0, 4.0, 5.0, 4.0, 4.0, 3.0))),
    plan="När kunden har berättat klart, då börjar jag med ”om jag förstår dig rätt”.",
)  # fmt: skip


def check(**changes):
    return GoalCheck().of(replace(CALLS, **changes))


def piece(code, **changes):
    return next(one for one in check(**changes).pieces if one.code == code)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", ["sv", "nb"])
def test_of_the_planted_faults_at_least_95_in_100_are_found_and_few_others_named(language, half):
    figures = measured(language, half)

    assert (figures.recall >= 0.95, figures.false_share <= 0.05, figures.sound_faulted <= 0.05 * figures.sound) == (
        True, True, True,
    )  # fmt: skip


def test_the_made_up_goals_are_as_many_as_promised_and_nearly_half_are_sound():
    numbers = {language: [goals(language, half) for half in HALVES] for language in LANGUAGES}

    assert {language: [len(half) for half in told] for language, told in numbers.items()} == {
        "sv": [50, 50], "nb": [50, 50], "en": [20, 20],
    }  # fmt: skip
    assert sum(not one.missing for language in ("sv", "nb") for half in numbers[language] for one in half) >= 80


def test_a_sound_goal_is_answered_with_five_yes_and_why():
    answer = check()

    assert [(one.name, one.verdict) for one in answer] == [
        ("specific", "sound"), ("measurable", "sound"), ("attractive", "sound"), ("realistic", "sound"), ("timed", "sound"),
    ]  # fmt: skip
    assert str(answer).splitlines()[1] == "Det går att räkna: ”samtal med sammanfattning, av tio”."


def test_the_hollow_words_are_shown_and_the_persons_own_words_are_kept_in_the_offer():
    vague = piece("vague", text="Jag vill bli bättre på att ta svåra samtal.")

    assert vague.words == ("bli bättre på att",)
    assert (
        vague.offer
        == "Minst en gång i veckan ska jag ta svåra samtal, och efteråt skriver jag ner vad jag sa och gjorde."
    )


def test_a_hollow_phrase_that_says_how_is_not_hollow():
    assert check(text="Bli bättre på att lyssna genom att sammanfatta i varje samtal.").missing == ()


def test_two_goals_are_taken_apart_in_the_persons_own_words():
    both = piece("two_goals", text="Svara på breven inom 24 timmar och lära mig det nya systemet.")

    assert both.words == ("Svara på breven inom 24 timmar", "lära mig det nya systemet")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Läsa igenom och signera avtalen, minst 8 av 10."),
        ("sv", "Ringa kunden och berätta att ärendet är löst, 8 gånger i veckan."),
        ("nb", "Skrive rutinen og få den godkjent av verneombudet, 8 ganger i uka."),
        ("en", "Walk and talk with a colleague, 8 times a week."),
    ],
)
def test_one_thing_in_two_verbs_is_one_goal(language, text):
    assert "two_goals" not in GoalCheck().of(Goal(text, language)).missing


def test_what_attracts_is_never_guessed():
    unanswered = check(attractive=None).of("attractive")

    assert (unanswered.score, [one.code for one in unanswered.pieces]) == (None, ["unanswered"])
    assert [check(attractive=told).of("attractive").score for told in range(1, 6)] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_without_a_history_a_week_of_counting_is_proposed():
    unknown = piece("no_history", history=())

    assert check(history=()).of("realistic").score is None
    assert unknown.day == date(2026, 9, 14)
    assert unknown.offer.startswith("Räkna i en vecka, till och med 14 september 2026: samtal med sammanfattning")


def test_an_offer_of_one_alone_does_not_say_the_word_for_many():
    slow = tuple((day, 1.0) for day, _ in CALLS.history)

    many, one = (
        piece("no_target", text="Ringa butiker.", unit="terminaler", target=None, baseline=at, history=())
        for at in (2, 1)
    )
    easy = piece("too_easy", unit="terminaler", target=1.0, baseline=0, history=slow)

    assert [told.offer for told in (many, one)] == [
        "Ringa butiker: från 2 terminaler i dag till … terminaler.",
        "Ringa butiker: från 1 i dag till … terminaler.",
    ]
    assert "1 terminaler" not in easy.offer


def test_far_beyond_ones_own_pace_is_said_with_what_is_within_reach_and_when_all_of_it_would_be():
    far = piece("too_far", target=90.0, milestones=CALLS.milestones)

    assert far.value == 10.67
    assert (
        far.offer == "Till 11 samtal senast 30 november 2026, eller hela vägen till 90 samtal senast 27 augusti 2029."
    )


def test_what_one_does_already_is_said_too():
    easy = piece("too_easy", target=4.0, text="Jag sammanfattar i minst 4 samtal.")

    assert easy.says == "Där är du redan: så har det varit 4 gånger av 6."


def test_keeping_something_up_is_judged_by_the_words_about_the_target():
    told = replace(CALLS, text="Hålla snittet på minst 4,0 varje vecka.", baseline=4.4, target=4.0)
    kept = GoalCheck().of(replace(told, history=tuple((day, 4.4) for day, _ in CALLS.history)))

    assert kept.missing == ("too_easy",)


def test_what_adds_up_is_held_against_how_much_there_was_in_the_same_time():
    talks = replace(
        CALLS, text="Hålla 12 samtal innan jul.", baseline=0, target=12, adds_up=True, milestones=CALLS.milestones
    )
    a_week = tuple((day, 1.0) for day, _ in CALLS.history)

    assert GoalCheck().of(replace(talks, history=a_week)).of("realistic").score == 1.0
    assert "too_far" in GoalCheck().of(replace(talks, history=a_week, target=40)).missing


def test_something_done_once_has_no_pace_to_be_held_to():
    once = check(text="Ta truckkort B1.", measure="", unit="", baseline=None, target=None, every="", history=())

    assert (once.of("realistic").verdict, once.missing) == ("once", ())


def test_a_long_stretch_without_a_milestone_is_filled_with_days_and_values():
    gap = piece("long_gap", milestones=CALLS.milestones[:1])

    assert gap.steps == (Milestone(date(2026, 11, 2), "", pytest.approx(6 + 2 / 3)),)
    assert gap.offer == "Lägg till delmål: 2 november 2026: 7 samtal."


def test_a_milestone_on_the_wrong_side_of_the_days_is_named():
    late = (*CALLS.milestones, Milestone(date(2026, 12, 24), "åtta av tio"))

    assert (check(milestones=late).missing, piece("outside", milestones=late).words) == (("outside",), ("åtta av tio",))


def test_a_milestone_that_goes_back_is_named():
    back = (CALLS.milestones[1], replace(CALLS.milestones[0], day=date(2026, 11, 9)))

    assert piece("backwards", milestones=(Milestone(date(2026, 9, 28), "fem"), *back)).words == ("fem av tio",)


def test_a_last_day_that_stands_in_the_words_counts():
    assert check(last=None, text=f"{CALLS.text[:-1]}, senast 30 november.").missing == ()
    assert piece("no_last_day", last=None).day == LAST


@pytest.mark.parametrize(
    ("language", "plan", "when", "then"),
    [
        ("sv", "När jag hängt av mig jackan, då går jag förbi Samir.", "När jag hängt av mig jackan", "går jag förbi Samir."),
        ("sv", "Om någon kommer efter fyra så skriver jag upp det.", "Om någon kommer efter fyra", "skriver jag upp det."),
        ("sv", "När butiken är klar frågar jag först vad lampan gör.", "När butiken är klar", "frågar jag först vad lampan gör."),
        ("nb", "Når møtet er over skriver vi ned én ting.", "Når møtet er over", "skriver vi ned én ting."),
        ("nb", "Hvis det blir stille, så teller jeg til ti.", "Hvis det blir stille", "teller jeg til ti."),
        ("en", "If the phone rings, then I put down my pen.", "If the phone rings", "I put down my pen."),
    ],
)  # fmt: skip
def test_an_if_then_plan_is_recognised(language, plan, when, then):
    found = GoalCheck().of(Goal("", language, plan=plan)).plan

    assert (found.known, found.when, found.then) == (True, when, then)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "När kunden frågar vad jag tycker"),
        ("sv", "Om jag hinner med det"),
        ("nb", "Når det er mye og jeg blir trøtt"),
    ],
)
def test_a_when_without_a_then_is_no_plan(language, words):
    assert not GoalCheck().of(Goal("", language, plan=words)).plan.known


def test_without_a_plan_a_beginning_is_offered_as_the_language_turns_it():
    assert check(plan="").plan.offer == "När …, då sammanfattar jag kundens ärende innan jag lägger på."
    assert (
        GoalCheck().of(Goal("Ringe kunden før lunsj", "nb")).plan.offer == "Når …, så skal jeg ringe kunden før lunsj."
    )


@pytest.mark.parametrize(
    ("language", "text", "offer"),
    [
        ("sv", "Svarar på alla brev inom 24 timmar", "När …, då ska jag svara på alla brev inom 24 timmar."),
        ("sv", "Ring 5 kunder/dag", "När …, då ska jag ringa 5 kunder per dag."),
        ("sv", "Varje vecka bjuder jag in en kollega på fika", "När …, då bjuder jag in en kollega på fika."),
        ("nb", "Hver uke inviterer jeg en kollega på kaffe", "Når …, så inviterer jeg en kollega på kaffe."),
        ("en", "Answers all letters within a day", "When …, then I will answer all letters within a day."),
        ("sv", "Alla ärenden ska vara lösta inom 48 timmar", "När …, då gör jag så här: …"),
    ],
)
def test_what_is_offered_is_turned_as_one_says_it(language, text, offer):
    assert GoalCheck().of(Goal(text, language)).plan.offer == offer


def test_the_same_fault_is_named_in_each_language():
    said = [
        GoalCheck().of(Goal(text, language)).missing[0]
        for language, text in (
            ("sv", "Bli bättre på att lyssna"),
            ("nb", "Bli flinkere til å lytte"),
            ("en", "Get better at listening"),
        )
    ]

    assert said == ["vague"] * 3


@pytest.mark.parametrize(
    "piece", ["a", "och ", "ringa och ", "bra. ", "från 3 ", "dels ett ", "1 januari ", "klara ett prov "]
)
def test_however_long_and_strange_the_text_is_it_is_answered_at_once(piece):
    strange = Goal(piece * 5000, plan=piece * 5000)
    started = time.process_time()

    GoalCheck().of(strange)

    assert time.process_time() - started < 1


def test_what_no_goal_can_hold_is_refused():
    for wrong in (
        {"attractive": 0},
        {"target": float("nan")},
        {"baseline": 1e300},
        {"language": "fi"},
        {"every": "year"},
    ):
        with pytest.raises(ValueError, match=r"goal|attractive|value"):
            replace(CALLS, **wrong)


days = st.dates(date(2020, 1, 1), date(2035, 1, 1)) | st.sampled_from([date.min, date.max])
numbers = st.floats(-1e6, 1e6) | st.integers(0, 100).map(float)
WORDS = (
    "jag", "bli", "bättre", "på", "att", "och", "samt", "dels", "både", "minst", "tre", "8", "av", "%", "3/12", "31.", "februari",
    "när", "då", "{}", "{0}", "\u00ad", "ring",
)  # fmt: skip
texts = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
any_goal = st.builds(
    Goal, texts, st.sampled_from(LANGUAGES), texts, texts, st.none() | numbers, st.none() | numbers,
    st.sampled_from(("", "day", "week", "month")), st.booleans(), st.none() | days, st.none() | days,
    st.lists(st.builds(Milestone, days, texts, st.none() | numbers), max_size=4).map(tuple), st.none() | st.integers(1, 5),
    st.lists(st.tuples(days, numbers), max_size=6).map(tuple), texts,
)  # fmt: skip
many = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(any_goal)
def test_whatever_is_written_is_answered_the_same_twice_with_every_missing_piece_said_and_offered(goal):
    answer = GoalCheck().of(goal)

    assert answer == GoalCheck().of(goal)
    assert all(one.says.strip() and one.offer.strip() for one in answer.pieces)
    assert all(one.why.strip() and (one.score is None or 0 <= one.score <= 1) for one in answer)
    assert len(set(answer.missing)) == len(answer.missing)


@many
@given(any_goal, st.randoms(use_true_random=False))
def test_the_order_in_which_milestones_and_values_come_changes_nothing(goal, luck):
    turned = replace(
        goal,
        milestones=tuple(luck.sample(goal.milestones, len(goal.milestones))),
        history=tuple(luck.sample(goal.history, len(goal.history))),
    )

    assert GoalCheck().of(turned) == GoalCheck().of(goal)
