"""An interview asks a few questions, not all: which ones is proposed, chosen on the page, and kept in the address."""

import io

import pytest
from python_calamine import CalamineWorkbook

from stigar.library.actions import bring_open_model
from stigar.library.queries.shelf import shelf
from stigar.profiles.queries.feeds import guide_of, told_out
from tests.cast import TODAY
from tests.profiles import written


@pytest.fixture
def begun(cast, project):
    """A profile of eight competences of the open model; the first three cannot be done without."""
    bring_open_model(viewer=cast.hedda, today=TODAY)
    made = written.profile(cast, project)
    for at, one in enumerate([one for one in shelf("sv") if len(one.interviews) > 1][:8]):
        written.require(cast, made, one.id, 3, importance=3 if at < 3 else 2, why="Därför")
    return made


def guide(begun, chosen=None):
    return guide_of(told_out(begun, None, "sv", leaves=True, today=TODAY), chosen)


def test_the_proposal_is_the_most_important_and_takes_about_half_an_hour(begun):
    found = guide(begun)

    assert [len(one.questions) for one in found.asked] == [2, 2, 2, 1, 1, 1]
    assert (found.minutes, len(found.untouched), len(found.scored)) == (36, 2, 6)


def test_only_the_chosen_questions_are_asked_and_scored(begun):
    question = guide(begun).known[7].questions[1]

    found = guide(begun, {question.id})

    assert [(one.required.name, [each.ask for each in one.questions]) for one in found.asked] == [
        (found.known[7].required.name, [question.ask])
    ]
    assert (found.minutes, len(found.untouched), [one.competence for one in found.scored]) == (
        4, 7, [found.known[7].required.competence],
    )  # fmt: skip


def test_page_paper_and_sheet_carry_the_same_choice(cast, begun, visit):
    chosen, other = guide(begun).known[7].questions[1], guide(begun).known[0].questions[0]
    hedda, address, asked = visit(cast.hedda), f"/profiles/{begun.pk}/guide/", f"?chosen=1&ask={chosen.id}&language=sv"

    page = hedda.get(f"{address}{asked}").content.decode()
    sheet = hedda.get(f"{address}xlsx/{asked}").content
    paper = hedda.get(f"{address}pdf/{asked}")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(1).to_python()
    assert ([row[2] for row in rows[1:]], paper.content[:5]) == ([chosen.ask], b"%PDF-")
    assert (page.count('name="ask"'), page.count("checked"), f"ask={chosen.id}" in page) == (24, 1, True)
    assert f'<h3 lang="sv">{other.ask}' not in page


def test_a_talk_held_in_another_language_has_its_questions_in_it(cast, begun, visit):
    english = {one.id: one for one in shelf("en")}[guide(begun).known[0].required.competence]

    page = visit(cast.hedda).get(f"/profiles/{begun.pk}/guide/?language=en").content.decode()

    assert english.name in page


def test_no_question_chosen_is_said_and_odd_addresses_give_the_proposal(cast, begun, visit):
    hedda, address = visit(cast.hedda), f"/profiles/{begun.pk}/guide/"

    empty, odd = (hedda.get(f"{address}{rest}") for rest in ("?chosen=1", "?ask=tjo"))

    assert (empty.content.decode().count("guide__question"), odd.content.decode().count("guide__question")) == (0, 9)
