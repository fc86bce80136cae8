"""CASE packages that mean harm, or were written by a program that did not care: they are told to be wrong, or read; never an error of ours."""

from __future__ import annotations

import json
from time import process_time

import pytest

from stigar.library.readers.models import case
from stigar.people.readers.faults import Unreadable
from tests.library import model_files

ITEMS = [{"identifier": "a", "fullStatement": "Welding"}, {"identifier": "b", "fullStatement": "Grinding"}]


@pytest.mark.parametrize("odd", [5, True, 1.5, "abc", {"a": 1}, [1, None, "x"]], ids=str)
@pytest.mark.parametrize(
    "rubric", [lambda odd: {"CFRubricCriteria": odd}, lambda odd: {"CFRubricCriteria": [{"CFItemURI": "a", "CFRubricCriterionLevels": odd}]}],
    ids=["criteria", "levels"],
)  # fmt: skip
def test_a_rubric_of_the_wrong_kind_is_passed_over(tmp_path, rubric, odd):
    ((path, name),) = model_files.lay(tmp_path, model_files.case(ITEMS, CFRubrics=[rubric(odd)]), "odd.json")

    told = case.read(path, name).told

    assert [one.texts["en"]["name"] for one in told.competences] == ["Welding", "Grinding"]


def test_signs_that_no_database_takes_are_left_out(tmp_path):
    raw = (
        b'{"CFDocument": {"identifier": "d", "title": "Tra\\u0000des", "language": "en", "creator": "Gu\\ud800ild"},'
        b' "CFItems": [{"identifier": "a\\u0000", "fullStatement": "Wel\\u0000ding \\ud83d"}]}'
    )
    ((path, name),) = model_files.lay(tmp_path, raw, "signs.json")

    told = case.read(path, name).told

    assert (told.names, told.rights.holder) == ({"en": "Trades"}, "Gu?ild")
    assert [(one.key, one.texts) for one in told.competences] == [("a", {"en": {"name": "Welding ?"}})]


def test_thirty_thousand_items_each_within_the_last_do_not_hold_anybody_up(tmp_path):
    """A chain was walked again for each of its links: four seconds for twenty thousand, minutes for a file within the limit."""
    many = 30_000
    items = [{"identifier": str(number), "fullStatement": f"Step {number}"} for number in range(many)]
    ties = [(str(number), str(number + 1)) for number in range(many - 1)]
    ((path, name),) = model_files.lay(tmp_path, model_files.case(items, [*ties, (str(many - 1), "0")]), "ring.json")
    began = process_time()

    told = case.read(path, name).told

    assert len(told.competences) == 1
    assert process_time() - began < 9


def test_what_is_written_about_a_competence_a_thousand_deep_is_refused_in_words(tmp_path):
    items = [
        {"identifier": str(number), "fullStatement": f"Step {number}", "CFItemType": "Competence"}
        for number in range(1)
    ]
    items += [{"identifier": str(number), "fullStatement": f"Step {number}"} for number in range(1, 2000)]
    ties = [(str(number + 1), str(number)) for number in range(1999)]
    ((path, name),) = model_files.lay(tmp_path, model_files.case(items, ties), "deep.json")

    with pytest.raises(Unreadable) as refused:
        case.read(path, name)

    assert [fault.code for fault in refused.value.faults] == ["case-too-deep"]


def test_addresses_within_addresses_are_no_address(tmp_path):
    deep: dict[str, object] = {}
    for _ in range(300):
        deep = {"uri": deep}
    package = json.loads(model_files.case(ITEMS))
    package["CFAssociations"] = [{"associationType": "isChildOf", "originNodeURI": deep, "destinationNodeURI": deep}]
    ((path, name),) = model_files.lay(tmp_path, json.dumps(package), "deep.json")

    reading = case.read(path, name)

    assert [warning.code for warning in reading.warnings if warning.code == "case-dangling"] == ["case-dangling"]
