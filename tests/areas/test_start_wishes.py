"""Where to start, with and without wishes: HR and the representative see them weighed in; to the others they are not there at all."""

import pytest

from stigar.areas.actions import map as maps
from stigar.areas.actions import taking, wishes
from stigar.areas.models import StartWeights
from stigar.areas.queries import start as queries
from stigar.areas.queries.map import newest_map
from tests.areas.worked import tell_the_work
from tests.cast import TODAY

PARTS = ["people", "need", "common", "wishes", "coordination"]
SENTENCE = "Vad folk önskar vägs inte in här"


@pytest.fixture
def wished(cast):
    """The order before anybody had wished, of which five people wish the last; wishes weigh more than all else."""
    tell_the_work(cast)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    weights = {"people": 3, "need": 0, "common": 0, "wishes": 5, "coordination": 0}
    StartWeights.objects.create(organisation=cast.organisation, **weights)
    before = queries.order(newest_map("sv"), viewer=cast.hedda, today=TODAY)
    wishes.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)
    for person in (cast.bo, cast.cai, cast.ada, cast.dag, cast.gro):
        wishes.make_wish(text=before[-1].area.name, viewer=person, today=TODAY)
    return before


@pytest.mark.parametrize("somebody", ["hedda", "ulf"])
def test_hr_and_the_representative_see_wishes_in_the_order(cast, visit, wished, somebody):
    viewer = getattr(cast, somebody)

    placed = queries.order(newest_map("sv"), viewer=viewer, today=TODAY)
    page = visit(viewer).get("/areas/start/").content.decode()

    assert placed[0].area == wished[-1].area
    assert [(part.what, part.points) for part in placed[0].parts][3] == ("wishes", 5.0)
    assert ("part-wishes" in page, SENTENCE in page) == (True, False)


@pytest.mark.parametrize("somebody", ["bo", "ada", "gro", "siv", "rut"])
def test_to_the_others_the_order_is_as_if_nobody_had_wished(cast, visit, wished, somebody):
    viewer = getattr(cast, somebody)
    view = newest_map("sv")

    placed = queries.order(view, viewer=viewer, today=TODAY)
    page = visit(viewer).get("/areas/start/").content.decode()

    assert [part.what for one in placed for part in one.parts] == [part for part in PARTS if part != "wishes"] * 3
    assert [one.score for one in placed] == [round(sum(part.points for part in one.parts), 6) for one in placed]
    assert [one.area for one in placed] == [one.area for one in wished]
    assert ("part-wishes" in page, SENTENCE in page) == (False, True)


def test_what_one_takes_along_holds_the_order_one_sees(cast, wished):
    view = newest_map("sv")
    more = taking.beside(view, today=TODAY)

    told = {
        name: taking.whole(view, more, viewer=getattr(cast, name), today=TODAY, language="sv").order
        for name in ("hedda", "ulf", "bo")
    }

    assert told["ulf"] == told["hedda"]
    assert {part.what for one in told["bo"] for part in one.parts} == {"people", "need", "common", "coordination"}
    assert [one.area for one in told["bo"]] == [
        one.area.key for one in queries.order(view, viewer=cast.bo, today=TODAY)
    ]
