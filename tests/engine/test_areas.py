"""Areas are found from what people do: together across departments, with reasons, kept as people decided."""

from __future__ import annotations

import random
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.engine.areas import Answer, Area, AreaFinder, AreaMap, Contradiction
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence, Kind
from tests.engine.planted import KIND, LEXICON, PLANTED, kinds_found, work

QUICK = AreaFinder(runs=4)


@pytest.fixture(scope="module")
def found():
    return AreaFinder().of(work(), language="sv")


def test_roles_that_do_the_same_work_stand_together_whatever_their_department(found):
    assert kinds_found(found) == PLANTED
    assert found.stable


def test_the_vocabulary_does_not_pull_apart_what_belongs_together():
    assert kinds_found(QUICK.of(work(), model=TextModel.fit([LEXICON]))) == PLANTED


def test_every_role_is_in_exactly_one_area(found):
    placed = [one.role for area in found for one in area.roles]

    assert sorted(placed) == sorted(KIND)


def test_the_order_of_the_rows_changes_nothing(found):
    rows = work()
    random.Random(3).shuffle(rows)

    assert AreaFinder().of(rows, language="sv") == found


def test_the_org_chart_changes_nothing_but_the_comparison_with_it(found):
    renamed = AreaFinder().of([replace(one, unit=f"{one.unit} {one.role}") for one in work()], language="sv")

    assert renamed.placement == found.placement
    assert [area.name for area in renamed] == [area.name for area in found]
    assert renamed.questions == found.questions


def test_traits_never_decide_where_a_role_belongs(found):
    everyone = [Evidence(role, "Lugn och tålmodig", Kind.TRAIT) for role in KIND]
    crossing = [Evidence(role, "Skriver kod i Python", Kind.TRAIT) for role in KIND if KIND[role] == "service"]

    assert AreaFinder().of([*work(), *everyone, *crossing], language="sv").placement == found.placement


def test_the_same_seed_gives_the_same_answer(found):
    assert AreaFinder().of(work(), language="sv") == found


def test_what_is_given_is_not_changed():
    rows, answers, placed = work(), [Answer("Ekonom", "Controller", True)], {"Ekonom": "books"}

    QUICK.of(rows, answers=answers, placed=placed)

    assert (rows, answers, placed) == (work(), [Answer("Ekonom", "Controller", True)], {"Ekonom": "books"})


def test_settings_and_answers_are_frozen(found):
    with pytest.raises(FrozenInstanceError):
        QUICK.runs = 9
    with pytest.raises(FrozenInstanceError):
        found.stable = False


def test_no_evidence_gives_no_areas():
    assert AreaFinder().of([]) == AreaMap()
    assert AreaFinder().slider([]).steps == ()


def test_one_role_alone_is_one_area_and_nothing_is_called_stable():
    found = QUICK.of([Evidence("Kock", "Lagar mat")])

    assert kinds_found(found) == {frozenset({"Kock"})}
    assert (found.stable, found.questions, found.areas[0].name) == (False, (), "Kock")


def test_roles_with_identical_text_stand_together():
    same = [Evidence(f"Roll {number}", text) for number in range(5) for text in ("Svarar i telefon", "Skriver mejl")]

    found = QUICK.of(same)

    assert kinds_found(found) == {frozenset(f"Roll {number}" for number in range(5))}
    assert not found.stable


def test_six_roles_with_one_and_the_same_task_are_one_area_however_it_is_written():
    titles = ("Kundrådgivare", "Testare", "Controller", "Vaktmästare", "Jurist", "Kock")
    ways = ("Deltar i möten", "deltar i  Möten.", "Deltar i möten!")
    same = [Evidence(title, ways[number % 3]) for number, title in enumerate(titles)]
    others = [Evidence("Bokförare", "Bokför leverantörsfakturor"), Evidence("Snickare", "Bygger hus av trä")]

    found = QUICK.of([*same, *others])

    assert frozenset(titles) in kinds_found(found)


def test_names_in_any_script_survive():
    names = ["Kundrådgivare 👩🏽‍💻", "עובד שירות", "客服", "Ünïcode", "Åse-Møller"]

    found = QUICK.of([Evidence(name, text) for name in names for text in ("Svarar i telefon", "🙂", "Hjälper kunder")])

    assert sorted(found.placement) == sorted(names)


def test_blank_texts_and_weights_of_nothing_do_no_harm():
    odd = [Evidence("Kock", "   "), Evidence("Kock", "Lagar mat", weight=0.0), Evidence("Bagare", "")]

    assert sorted(QUICK.of(odd).placement) == ["Bagare", "Kock"]


def test_every_placement_tells_at_most_five_reasons_whose_shares_add_up(found):
    for placed in (one for area in found for one in area.roles):
        assert 1 <= len(placed.because) <= 5
        assert sum(reason.weight for reason in placed.because) == pytest.approx(1.0)
        assert {reason.text for reason in placed.because} <= {one.text for one in work() if one.role == placed.role} | {
            placed.role
        }


def test_taking_away_what_is_shown_weakens_or_moves_every_placement(found):
    for area in found:
        for placed in area.roles:
            shown = {reason.text for reason in placed.because}
            rest = [one for one in work() if one.role != placed.role or one.text not in shown]

            after = QUICK.of(rest, before=found)

            assert _weaker_or_elsewhere(after, area, placed.role, placed.strength)


def _weaker_or_elsewhere(after: AreaMap, area: Area, role: str, strength: float) -> bool:
    now = after.area_of(role)
    return now is None or now.key != area.key or next(o for o in now.roles if o.role == role).strength < strength


def test_the_map_can_say_why_as_data(found):
    said = found.why("Kundrådgivare")

    assert said[0].code == "placed"
    assert [one.code for one in said[1:]] == ["because"] * (len(said) - 1)
    assert found.why("Ingen") == ()


def test_an_area_is_named_in_words_its_roles_use(found):
    names = {area.name for area in found}

    assert len(names) == 3
    assert all(name[:1].isupper() for name in names)


def test_an_answer_holds_and_reaches_on():
    no = [Answer("Kundrådgivare", "Chattrådgivare", False)]

    apart = QUICK.of(work(), answers=no)

    assert apart.placement["Kundrådgivare"] != apart.placement["Chattrådgivare"]


def test_yes_answers_pass_on():
    chain = [Answer("Kundrådgivare", "Utvecklare", True), Answer("Utvecklare", "Ekonom", True)]

    together = QUICK.of(work(), answers=chain).placement

    assert together["Kundrådgivare"] == together["Utvecklare"] == together["Ekonom"]


def test_answers_that_contradict_each_other_are_named():
    answers = [
        Answer("Ekonom", "Testare", True),
        Answer("Testare", "Utvecklare", True),
        Answer("Utvecklare", "Ekonom", False),
    ]

    with pytest.raises(Contradiction) as error:
        QUICK.of(work(), answers=answers)

    assert set(error.value.answers) == set(answers)
    assert error.value.answers[-1] == answers[-1]


def test_a_question_is_never_asked_twice(found):
    first = AreaFinder().of(work(each=3), ask=5).questions
    answers = [Answer(one.one, one.other, KIND[one.one] == KIND[one.other]) for one in first]

    again = AreaFinder().of(work(each=3), answers=answers, ask=50).questions

    asked = {frozenset((one.one, one.other)) for one in first}
    assert asked.isdisjoint({frozenset((one.one, one.other)) for one in again})


def test_questions_come_in_the_order_in_which_an_answer_settles_most():
    gains = [one.gain for one in AreaFinder().of(work(each=2), ask=20).questions]

    assert gains == sorted(gains, reverse=True)


def test_what_people_placed_by_hand_stays_and_keeps_its_key(found):
    books = found.placement["Ekonom"]

    moved = QUICK.of(work(), placed={"Testare": books}, named={books: "Siffror"}, before=found)

    assert moved.placement["Testare"] == books
    assert moved.area_of("Testare").name == "Siffror"
    assert [(one.kind, one.role) for one in moved.changes] == [("moved", "Testare")]
    assert next(one for one in moved.area_of("Testare").roles if one.role == "Testare").decided


def test_placing_by_hand_wins_over_an_answer(found):
    placed = {"Ekonom": "one", "Controller": "other"}

    decided = QUICK.of(work(), placed=placed, answers=[Answer("Ekonom", "Controller", True)])

    assert (decided.placement["Ekonom"], decided.placement["Controller"]) == ("one", "other")


def test_splitting_an_area_by_hand_gives_two():
    placed = {
        "Kundrådgivare": "phone",
        "Handlarsupport": "phone",
        "Chattrådgivare": "chat",
        "Reklamationshandläggare": "chat",
    }

    found = QUICK.of(work(), placed=placed)

    assert {role: key for role, key in found.placement.items() if role in placed} == placed


def test_areas_keep_their_keys_when_a_role_is_added(found):
    more = [
        *work(),
        *(Evidence("Växel", text) for text in ("Svarar kunder i telefon om fakturor", "Lugnar upprörda kunder")),
    ]

    again = QUICK.of(more, before=found)

    assert {role: again.placement[role] for role in KIND} == found.placement
    assert [(one.kind, one.role) for one in again.changes] == [("added", "Växel")]


def test_the_answer_as_plain_data_is_the_promised_contract(found):
    told = found.as_json()

    assert set(told) == {"areas", "bridges", "questions", "evidence", "org_chart", "stable"}
    assert set(told["areas"][0]) == {"key", "name", "roles", "base", "specific"}
    assert set(told["areas"][0]["roles"][0]) == {"role", "unit", "confidence", "because"}
    assert set(told["areas"][0]["roles"][0]["because"][0]) == {"kind", "text", "weight"}
    assert set(told["org_chart"]) == {"agreement", "overlap"}
    assert set(told["org_chart"]["overlap"][0]) == {"area", "unit", "roles", "jaccard"}


def test_base_is_what_half_of_the_roles_need_and_optional_counts_low():
    skills = [Evidence(role, "Python", Kind.SKILL) for role in ("Utvecklare", "Testare", "Driftstekniker")]
    optional = [Evidence(role, "Lyssna aktivt", Kind.SKILL, weight=0.3) for role in KIND]

    found = QUICK.of([*work(), *skills, *optional], model=TextModel.fit([LEXICON]), language="sv")

    base = {one.text: (one.coverage, one.outside, one.uri) for one in found.area_of("Utvecklare").base}
    assert base["Python"] == (0.75, 0.0, "s:python")
    assert all("s:listen" not in [one.uri for one in found.area_of(role).base] for role in ("Utvecklare", "Ekonom"))


def test_finer_on_the_slider_gives_more_areas_and_the_plateau_is_where_it_holds_still():
    slider = AreaFinder().slider(work())

    numbers = [step.areas for step in slider]
    assert numbers == sorted(numbers)
    assert {step.areas for step in slider if slider.plateau[0] <= step.resolution <= slider.plateau[1]} == {3}


words = st.sampled_from(["kund", "svarar", "kod", "bokslut", "mat", "bakar", "🙂", "", "客服", "the", "och"])
rows = st.builds(
    Evidence,
    role=st.sampled_from(["A", "B", "C", "D", "E", "F"]),
    text=st.lists(words, max_size=4).map(" ".join),
    kind=st.sampled_from(list(Kind)),
    unit=st.sampled_from(["", "N", "S"]),
    weight=st.floats(0, 3),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, max_size=25), st.randoms(use_true_random=False))
def test_whatever_is_said_every_role_is_placed_once_and_order_does_not_matter(said, dice):
    found = QUICK.of(said)
    mixed = list(said)
    dice.shuffle(mixed)

    assert sorted(one.role for area in found for one in area.roles) == sorted({one.role for one in said})
    assert QUICK.of(mixed) == found
    assert all(0 <= one.confidence <= 1 and 0 <= one.strength <= 1 for area in found for one in area.roles)
