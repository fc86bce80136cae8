"""What HR of one unit gets that somebody else who works there does not: every route is tried as Moa with her duty, and without it.

Moa is HR for customer service, where Bo works. What is listed is all that the duty gives; what is not, is as for everybody.
"""

import pytest

from stigar.dialogues.models import Round, Talk
from stigar.people.models import Duty, Position
from tests.cast import moa_of
from tests.web.stage import set_stage
from tests.web.test_routes import ROUTES, _answer, _cookies

BEFORE = "dialogues/rounds/"
OF_ROUNDS = r"""
#                                                     HR there, with the round: for everybody | for her unit
GET    dialogues/rounds/                                          200   200
GET    dialogues/rounds/new/                                      200   200
POST   dialogues/rounds/new/                                      422   422
GET    dialogues/rounds/colleagues/                               200   200
GET    dialogues/rounds/<uuid:round>/                             200   200
GET    dialogues/rounds/<uuid:round>/plan/                        404   200
POST   dialogues/rounds/<uuid:round>/plan/                        404   422
GET    dialogues/rounds/<uuid:round>/pairs/<uuid:person>/         404   200
POST   dialogues/rounds/<uuid:round>/pairs/<uuid:person>/         404   302
POST   dialogues/rounds/<uuid:round>/start/                       404   302
GET    dialogues/rounds/<uuid:round>/opening/                     404   200
GET    dialogues/rounds/<uuid:round>/people/                      200   200
POST   dialogues/rounds/<uuid:round>/latecomers/                  404   302
POST   dialogues/rounds/<uuid:round>/period/                      404   302
POST   dialogues/rounds/<uuid:round>/ending/                      404   302
POST   dialogues/rounds/<uuid:round>/ending/removal/              404   302
GET    dialogues/rounds/<uuid:round>/talks/<uuid:talk>/           404   200
POST   dialogues/rounds/<uuid:round>/talks/<uuid:talk>/           404   302
POST   dialogues/rounds/<uuid:round>/talks/<uuid:talk>/absence/   404   302
POST   dialogues/rounds/<uuid:round>/talks/<uuid:talk>/staying/   404   302
POST   dialogues/rounds/<uuid:round>/talks/<uuid:talk>/staying/removal/ 404   302
POST   dialogues/rounds/<uuid:round>/talks/<uuid:talk>/beginning/ 404   302
"""


def _table():
    rows = [line.rsplit(maxsplit=2) for line in OF_ROUNDS.splitlines() if line and not line.startswith("#")]
    return {" ".join(route.split()): (int(wide), int(own)) for route, wide, own in rows}


TABLE = _table()


@pytest.fixture
def stage(cast):
    """The stage; and Moa, who works in customer service and is HR there."""
    made = set_stage(cast)
    made.moa = moa_of(cast)
    made.cookies = _cookies(made.moa)
    return made


def _status(stage, route):
    return _answer(stage, {"moa": (stage.cookies, None)}, "moa", route, {}).status_code


def test_of_rounds_she_gets_what_is_listed_and_without_the_duty_nothing(cast, stage):
    routes = [route for route in ROUTES if route.partition(" ")[2].startswith(BEFORE)]
    wide = {route: _status(stage, route) for route in routes}
    Round.objects.update(whom={"kind": "unit", "key": str(cast.service.pk)})
    own = {route: _status(stage, route) for route in routes}
    Duty.objects.filter(person=stage.moa).delete()
    bare = {route: _status(stage, route) for route in routes}

    assert {
        route: (wide[route], own[route])
        for route in routes
        if wide[route] not in (404, 405) or own[route] not in (404, 405)
    } == TABLE
    assert set(bare.values()) == {404, 405}


def test_a_round_in_which_none_of_hers_has_a_dialogue_is_not_there(cast, stage):
    Position.objects.filter(person=cast.bo).update(unit=cast.merchants)

    found = {_status(stage, f"GET {BEFORE}<uuid:round>/{rest}") for rest in ("", "people/", "plan/", "opening/")}

    assert (found, Talk.objects.exclude(round=None).count()) == ({404}, 1)
