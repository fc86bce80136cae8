"""Plain rows into evidence, all or nothing, with every fault told at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.areas.answer import Answer
from stigar.engine.areas.plain import Fault, Faults, answers_of, evidence_of
from stigar.engine.vocabulary import Evidence, Kind


def row(role="Kock", unit="Kök", kind="task", text="Lagar mat", **more):
    return {"role": role, "unit": unit, "kind": kind, "text": text, **more}


def faults(rows):
    with pytest.raises(Faults) as error:
        evidence_of(rows)
    return [(one.code, one.row, one.column, one.value) for one in error.value.faults]


def test_rows_become_evidence():
    read = evidence_of(
        [row(), row(kind="Färdighet", text="Knivar", weight="0,5"), row(kind="egenskap", unit="", text="Lugn")]
    )

    assert read == (
        Evidence("Kock", "Lagar mat", Kind.TASK, "Kök"),
        Evidence("Kock", "Knivar", Kind.SKILL, "Kök", 0.5),
        Evidence("Kock", "Lugn", Kind.TRAIT, ""),
    )


def test_every_fault_says_row_column_and_value():
    assert faults([row(), row(kind="taks"), row(role=" "), row(text=""), row(weight="mycket"), row(weight="-1")]) == [
        ("unknown_kind", 3, "kind", "taks"),
        ("empty", 4, "role", ""),
        ("empty", 5, "text", ""),
        ("not_a_number", 6, "weight", "mycket"),
        ("out_of_range", 7, "weight", "-1"),
    ]


def test_a_fault_carries_the_rule_and_the_remedy_as_codes():
    with pytest.raises(Faults) as error:
        evidence_of([row(kind="taks")])

    assert error.value.faults == (
        Fault("unknown_kind", 2, "kind", "taks", ("one_of", "task", "skill", "trait"), "use_one_of"),
    )


@pytest.mark.parametrize("weight", ["nan", "inf", "1e9"])
def test_a_weight_must_be_a_number_people_mean(weight):
    assert faults([row(weight=weight)])[0][0] == "out_of_range"


def test_a_task_of_ten_thousand_characters_is_too_long():
    assert faults([row(text="x" * 10_000)]) == [("too_long", 2, "text", "x" * 80)]


def test_a_missing_column_is_named():
    assert faults([{"role": "Kock", "text": "Lagar mat"}]) == [("missing_column", 1, "kind", "")]


def test_no_rows_and_only_blank_rows_are_an_empty_file():
    assert faults([]) == [("no_rows", 0, "", "")]
    assert faults([row(role="", unit="", kind="", text="")]) == [("no_rows", 0, "", "")]


def test_at_most_a_hundred_faults_are_told():
    assert len(faults([row(kind="?")] * 5000)) == 100


def test_answers_in_three_languages():
    rows = [{"one": "A", "other": "B", "same": word} for word in ("yes", "ja", "NEI", "nej", "no")]

    assert answers_of(rows, ["A", "B"]) == tuple(Answer("A", "B", same) for same in (True, True, False, False, False))


def test_answers_about_others_and_other_than_yes_or_no_are_faults():
    with pytest.raises(Faults) as error:
        answers_of([{"one": "A", "other": "X", "same": "kanske"}, {"one": "A", "other": "A", "same": "ja"}], ["A"])

    assert [(one.code, one.row, one.column) for one in error.value.faults] == [
        ("unknown_role", 2, "other"), ("not_yes_or_no", 2, "same"), ("same_role", 3, "other"),
    ]  # fmt: skip


cells = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.booleans()


@given(st.lists(st.dictionaries(st.sampled_from(["role", "unit", "kind", "text", "weight"]), cells), max_size=8))
def test_whatever_a_file_holds_it_is_read_or_told_apart_fault_by_fault(rows):
    assert all(one.role and one.text for one in read_or_nothing(rows))


def read_or_nothing(rows):
    """The evidence, or nothing when there were faults (which must then be told)."""
    try:
        return evidence_of(rows)
    except Faults as told:
        return () if told.faults else ("untold",)
