"""Somebody who wants a closed model's words out of the house: on paper, by a right that has ended, by old words in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from stigar.foundation.models import JournalEntry
from stigar.library.actions import model_rights
from stigar.library.models import Competence, CompetenceModel
from tests.cast import TODAY
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep

ENDED = replace(OPEN, ends=TODAY - timedelta(days=1))


@pytest.mark.parametrize("rights", [CLOSED, ENDED], ids=["closed", "ended"])
def test_a_closed_competence_is_not_laid_on_paper_and_who_tried_is_written_down(cast, tmp_path, visit, rights):
    model = bring(cast.hedda, tmp_path, rights)
    (welding,) = Competence.objects.filter(model=model)

    answer = visit(cast.bo).get(f"/library/competences/{welding.pk}/sheet/")

    assert (answer.status_code, "Ställer in strömmen" in answer.content.decode()) == (403, False)
    assert "Gillet AB" in answer.content.decode()
    line = JournalEntry.objects.get(verb="was refused to take out a competence model")
    assert (line.actor, line.thing_id, line.details["holder"]) == (cast.bo.pk, model.pk, "Gillet AB")


def test_of_an_open_competence_only_the_open_words_are_laid_on_paper_with_everybodys_line(cast, visit):
    made = competence("a", "Slipa", definition="Att jämna.", ja="Det gnistrar", nej="Hemligheten")
    items = tuple(replace(item, rights=CLOSED if "Hemligheten" in str(item.texts) else None) for item in made.items)
    questions = tuple(replace(item, kind="question") for item in items)
    model = keep(cast.hedda, "öppen", replace(made, items=questions))

    page = visit(cast.bo).get(f"/library/competences/{Competence.objects.get(model=model).pk}/sheet/").content.decode()

    assert ("Det gnistrar" in page, "Hemligheten" in page, "Efter Gillet AB, CC BY 4.0" in page) == (True, False, True)


def test_rights_that_are_closed_hold_at_once_whatever_was_kept_in_memory(cast, tmp_path, visit):
    model = bring(cast.hedda, tmp_path, OPEN)
    (welding,) = Competence.objects.filter(model=model)
    before = visit(cast.bo).get(f"/library/competences/{welding.pk}/sheet/").status_code

    model_rights.say_rights(model=CompetenceModel.objects.get(pk=model.pk), told=CLOSED, viewer=cast.hedda, today=TODAY)

    assert (before, visit(cast.bo).get(f"/library/competences/{welding.pk}/sheet/").status_code) == (200, 403)
