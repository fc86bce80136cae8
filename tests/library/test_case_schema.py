"""Our CASE packages held against what CASE 1.1 asks for, field by field."""

import copy
import json

from stigar.library.actions import bring_open_model
from stigar.library.actions.taking_models import take_model
from tests.cast import TODAY
from tests.library.case_schema import breaches
from tests.library.shelves import OPEN, bring


def package(model, viewer, language="sv"):
    return json.loads(take_model(model=model, kind="case", viewer=viewer, today=TODAY, language=language).content)


def test_our_open_model_keeps_to_case_in_every_language(cast):
    model = bring_open_model(viewer=cast.hedda, today=TODAY)

    found = [list(breaches(package(model, cast.hedda, language)))[:5] for language in ("sv", "nb", "en")]

    assert found == [[], [], []]


def test_a_small_model_without_families_or_questions_keeps_to_it_too(cast, tmp_path):
    model = bring(cast.hedda, tmp_path, OPEN)

    assert list(breaches(package(model, cast.hedda))) == []


def test_what_breaks_the_rules_is_seen(cast, tmp_path):
    good = package(bring(cast.hedda, tmp_path, OPEN), cast.hedda)
    bad = copy.deepcopy(good)
    del bad["CFDocument"]["creator"]
    bad["CFItems"][0]["identifier"], bad["CFAssociations"][0]["sequenceNumber"] = "7", "1"

    assert list(breaches(bad)) == [
        ".CFDocument: lacks creator", ".CFItems[0].identifier: not uuid: '7'", ".CFAssociations[0].sequenceNumber: not whole: '1'",
    ]  # fmt: skip
