"""Every stage of an assessment and a dialogue, as each of the two and HR see it: usable by everyone, in their own language, on the phone."""

import pytest

from stigar.foundation.tenancy import inside
from tests.journeys.between_two import judge_and_talk, leader_of
from tests.journeys.furnished import somebody
from tests.journeys.test_crawl import _faults
from tests.journeys.turns import by_night

pytestmark = [pytest.mark.journey, pytest.mark.slow]
THE_TWO = ["both", "waiting", "rating", "one", "person", "judge", "talk new", "alone", "room", "end", "closed", "talks"]
WALKS = [
    ("employee", "sv", 390, "dark", THE_TWO),
    ("manager", "nb", 1280, "light", [*THE_TWO, "team", "team competence"]),
]
BY_NIGHT = [
    ("employee", "nb", 1280, "light", THE_TWO), ("manager", "sv", 390, "dark", [*THE_TWO, "team", "team competence"]),
    ("hr", "sv", 390, "dark", ["person", "judge", "talk new", "talks"]),
]  # fmt: skip


@pytest.mark.parametrize(("who", "language", "width", "scheme", "stages"), [*WALKS, *by_night(BY_NIGHT)])
def test_what_is_between_two_can_be_used_by_everyone(example, enter, who, language, width, scheme, stages):
    employee = somebody("employee")
    with inside(employee.organisation_id):
        addresses = judge_and_talk(employee)
        person = leader_of(employee) if who == "manager" else somebody(who)
    page = enter(person, language=language, width=width, scheme=scheme, address="/machines/")

    faults = [
        (address, fault)
        for address in ("/home/", *(addresses[stage] for stage in stages))
        for fault in _faults(page, address, page.goto(address, wait_until="load"), language, width)
    ]

    assert faults == []
