"""One changed role is folded into a map without everything being worked out again, and stands as if it had been."""

from __future__ import annotations

import pytest

from stigar.engine.areas import Answer, AreaFinder
from stigar.engine.areas.standing import Standing
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence
from tests.engine.planted import BOOKS, LEXICON, work

QUICK = AreaFinder(runs=2)


@pytest.fixture(scope="module", params=["spelling only", "with a vocabulary"])
def model(request: pytest.FixtureRequest) -> TextModel:
    return TextModel.fit([LEXICON] if request.param == "with a vocabulary" else [])


def _moved() -> list[Evidence]:
    return [Evidence("Chattrådgivare", task) for task in BOOKS[:6]]


def _rest() -> list[Evidence]:
    return [one for one in work() if one.role != "Chattrådgivare"]


def test_a_changed_role_stands_where_a_whole_new_map_puts_it(model):
    kept = Standing.of(work(), model, QUICK)

    now = kept.changed("Chattrådgivare", _moved()).placement()

    assert now == QUICK.of([*_rest(), *_moved()], model=model).placement
    assert now["Chattrådgivare"] == now["Controller"]
    assert kept.placement() == QUICK.of(work(), model=model).placement


def test_a_new_role_comes_in_and_one_of_which_nothing_is_said_goes(model):
    kept = Standing.of(_rest(), model, QUICK)

    come = kept.changed("Chattrådgivare", _moved())
    gone = come.changed("Chattrådgivare", [])

    assert come.placement() == QUICK.of([*_rest(), *_moved()], model=model).placement
    assert gone.placement() == QUICK.of(_rest(), model=model).placement


def test_areas_keep_their_keys_and_what_people_decided_holds(model):
    before = QUICK.of(work(), model=model)
    key = before.placement["Utvecklare"]

    now = Standing.of(work(), model, QUICK).changed("Chattrådgivare", _moved()).placement(
        before=before, placed={"Ekonom": key}, answers=[Answer("Testare", "Controller", same=True)],
    )  # fmt: skip

    assert (now["Ekonom"], now["Utvecklare"]) == (key, key)
    assert now["Testare"] == now["Controller"]


def test_the_last_role_gone_leaves_nothing(model):
    assert Standing.of([Evidence("Kock", "Lagar mat")], model).changed("Kock", []).placement() == {}
