"""What may leave the organisation, and what stays: closed, ended, mixed, open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from stigar.foundation.models import JournalEntry
from stigar.library import rules
from stigar.library.actions.crosswalks import tie
from stigar.library.actions.models import bring_open_model, changes_of
from stigar.library.actions.taking_models import KINDS, NotPassedOn, take_crosswalk, take_model, what_may_leave
from stigar.library.queries.passing import attribution, passing, reason
from stigar.library.queries.shelf import shelf
from stigar.library.readers.models import read_model
from stigar.library.readers.open_model import read_open_model
from stigar.library.readers.told import RightsTold
from tests.cast import TODAY
from tests.library.model_files import lay
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep

YESTERDAY = TODAY - timedelta(days=1)
ENDED = replace(OPEN, ends=YESTERDAY)


LAST_DAY = replace(OPEN, ends=TODAY)


@pytest.mark.parametrize(
    ("rights", "may", "why"),
    [(CLOSED, False, "closed"), (OPEN, True, ""), (ENDED, False, "ended"), (LAST_DAY, True, "")],
)
def test_words_may_leave_while_they_are_open_and_the_right_stands(cast, tmp_path, rights, may, why):
    bring(cast.hedda, tmp_path, rights)
    (model,) = shelf("sv").models

    assert (rules.may_pass_on(model.rights, today=TODAY), reason(model.rights, today=TODAY)) == (may, why)


@pytest.mark.parametrize("rights", [CLOSED, ENDED])
@pytest.mark.parametrize("kind", KINDS)
def test_a_closed_model_leaves_in_no_form_and_who_tried_is_written_down(cast, tmp_path, rights, kind):
    model = bring(cast.hedda, tmp_path, rights)

    with pytest.raises(NotPassedOn) as refused:
        take_model(model=model, kind=kind, viewer=cast.hedda, today=TODAY)

    assert refused.value.holder == "Gillet AB"
    assert "Gillet AB" in refused.value.words
    line = JournalEntry.objects.get(verb="was refused to take out a competence model")
    assert (line.actor, line.thing_id, line.details) == (cast.hedda.pk, model.pk, {"holder": "Gillet AB"})


def test_a_refusal_is_remembered_also_when_it_ends_the_request(cast, tmp_path, visit):
    model = bring(cast.hedda, tmp_path)

    answer = visit(cast.bo).get(f"/library/models/{model.pk}/files/case/")

    assert (answer.status_code, "Gillet AB" in answer.content.decode(), "Bara för egna" in answer.content.decode()) == (
        403,
        True,
        True,
    )
    assert JournalEntry.objects.filter(actor=cast.bo.pk, verb="was refused to take out a competence model").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_open_model_leaves_with_the_line_its_author_wants(cast, tmp_path, kind):
    model = bring(cast.hedda, tmp_path, OPEN)

    taken = take_model(model=model, kind=kind, viewer=cast.bo, today=TODAY)

    text = read_workbook(taken.content) if kind == "workbook" else taken.content.decode()
    assert "Efter Gillet AB, CC BY 4.0" in text


def read_workbook(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return "\n".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows() for cell in row
    )


def test_what_may_not_leave_of_a_mixed_model_is_left_out_and_counted(cast):
    strange = RightsTold("Häxan AB", "Avtal 9")
    model = keep(
        cast.hedda,
        "blandad",
        competence("a", "Svetsa", c1="Snett"),
        competence("b", "Slipa", rights=strange, c1="Hemligt"),
    )

    told = what_may_leave(model=model, viewer=cast.bo, today=TODAY)
    table = take_model(model=model, kind="table", viewer=cast.bo, today=TODAY).content.decode()
    book = read_workbook(take_model(model=model, kind="workbook", viewer=cast.bo, today=TODAY).content)

    assert ([one.key for one in told.competences], told.passed.left_competences) == (["a"], 1)
    assert [rights.holder for rights in told.passed.held] == ["Häxan AB"]
    for text in (table, book):
        assert ("Snett" in text, "Hemligt" in text, "Slipa" in text, "Häxan AB" in text) == (True, False, False, True)


def test_a_closed_text_of_an_open_competence_is_left_out_alone(cast):
    one = competence("a", "Svetsa", c1="Snett", c2="Hemligt")
    closed = replace(one, items=(one.items[0], replace(one.items[1], rights=RightsTold("Häxan AB", "Avtal 9"))))
    keep(cast.hedda, "blandad", closed)

    passed = passing(shelf("sv"), today=TODAY)

    assert ([item.text for item in passed.competences[0].items], passed.left_items, passed.lines) == (
        ["Snett"],
        1,
        (OPEN.attribution,),
    )


def test_rights_without_a_line_of_their_own_are_named_by_holder_and_licence(cast, tmp_path):
    bring(cast.hedda, tmp_path)

    assert attribution(shelf("sv").models[0].rights) == "Gillet AB, Avtal 7"


@pytest.mark.parametrize("kind", ["workbook", "table"])
def test_our_open_model_comes_back_from_a_file_exactly_as_it_left(cast, tmp_path, kind):
    model = bring_open_model(viewer=cast.hedda, today=TODAY)
    taken = take_model(model=model, kind=kind, viewer=cast.hedda, today=TODAY, language="nb")

    back = read_model(lay(tmp_path, taken.content, taken.name)).told

    ours = read_open_model()
    families = {one.key: dict(one.names) for one in ours.families}
    returned = {one.key: dict(one.names) for one in back.families}
    assert [replace(one, family="") for one in back.competences] == [
        replace(one, family="") for one in ours.competences
    ]
    assert [returned[one.family] for one in back.competences] == [families[one.family] for one in ours.competences]
    assert [dict(level) for level in back.scale] == [dict(level) for level in ours.scale]


def test_case_keeps_competences_levels_and_words_in_its_one_language(cast, tmp_path):
    model = bring_open_model(viewer=cast.hedda, today=TODAY)
    taken = take_model(model=model, kind="case", viewer=cast.hedda, today=TODAY, language="sv")

    reading = read_model(lay(tmp_path, taken.content, taken.name))

    ours, back = read_open_model(), reading.told
    assert [one.texts["sv"] for one in back.competences] == [dict(one.texts["sv"]) for one in ours.competences]
    assert [set(one.concepts) for one in back.competences] == [set(one.concepts) for one in ours.competences]
    assert [_behaviours(one) for one in back.competences] == [_behaviours(one) for one in ours.competences]
    assert reading.warnings == ()


def _behaviours(one):
    return {(item.level, item.texts["sv"]["text"]) for item in one.items if item.kind == "behaviour"}


def test_case_out_is_strict(cast):
    """The fields that CASE 1.1 requires of every object, links that lead somewhere, and nothing told twice."""
    model = bring_open_model(viewer=cast.hedda, today=TODAY)
    package = json.loads(take_model(model=model, kind="case", viewer=cast.hedda, today=TODAY, language="en").content)

    document, items, ties, rubrics = (
        package[name] for name in ("CFDocument", "CFItems", "CFAssociations", "CFRubrics")
    )
    criteria = [one for rubric in rubrics for one in rubric["CFRubricCriteria"]]
    levels = [one for criterion in criteria for one in criterion["CFRubricCriterionLevels"]]
    known = {one["identifier"] for one in (document, *items)}
    defined = [one for name in ("CFItemTypes", "CFLicenses") for one in package["CFDefinitions"][name]]
    every = [document, *items, *ties, *rubrics, *criteria, *levels, *defined]
    assert [one for one in every if not {"identifier", "uri", "lastChangeDateTime"} <= set(one)] == []
    assert len({one["identifier"] for one in every}) == len(every)
    assert [one for one in items if not one["fullStatement"]] == []
    assert {"creator", "title", "caseVersion", "licenseURI"} <= set(document)
    assert {one["associationType"] for one in ties} == {"isChildOf", "exactMatchOf"}
    assert [one for one in ties if one["originNodeURI"]["identifier"] not in known] == []
    assert [
        one
        for one in ties
        if one["associationType"] == "isChildOf" and one["destinationNodeURI"]["identifier"] not in known
    ] == []
    assert [one for one in criteria if one["CFItemURI"]["identifier"] not in known] == []
    assert all(isinstance(one["score"], float) and isinstance(one["position"], int) for one in levels)
    assert len(criteria) == 72


def test_a_text_that_begins_as_a_formula_leaves_as_a_text_and_comes_back(cast, tmp_path):
    model = keep(cast.hedda, "farlig", competence("a", "=HYPERLINK(1)", definition="-2 grader"))

    taken = take_model(model=model, kind="table", viewer=cast.bo, today=TODAY)
    back = read_model(lay(tmp_path, taken.content, taken.name)).told

    assert "'=HYPERLINK(1)" in taken.content.decode()
    assert back.competences[0].texts == {"sv": {"name": "=HYPERLINK(1)", "definition": "-2 grader"}}
    assert changes_of(replace(back, key="farlig"))["added"] == 0


def test_ties_leave_only_between_words_that_may(cast, tmp_path):
    open_model = keep(cast.hedda, "öppen", competence("a", "Svetsa", concepts=("http://data.europa.eu/esco/skill/1",)))
    closed = bring(cast.hedda, tmp_path)
    tie(one=open_model.competences.get(), other=closed.competences.get(), kind="same", viewer=cast.hedda, today=TODAY)

    text = take_crosswalk(model=open_model, viewer=cast.bo, today=TODAY).content.decode()

    assert ("esco/skill/1" in text, "tunnplåt" in text) == (True, False)
    with pytest.raises(NotPassedOn):
        take_crosswalk(model=closed, viewer=cast.bo, today=TODAY)
