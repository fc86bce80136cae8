"""Founding an organisation from the terminal."""

import pytest

from stigar.foundation.policy import Ground
from stigar.foundation.tenancy import inside
from stigar.people import rules
from stigar.people.actions.founding import Founder, NameTaken, found_organisation
from tests.cast import TODAY

ODA = Founder("1", "Oda", "Vik", "Oda@Fjell.example")


def test_the_founder_can_let_the_others_in(db):
    founder = found_organisation(
        name="Fjell", key="fjell", language="nb", time_zone="Europe/Oslo", founder=ODA, today=TODAY
    )

    with inside(founder.organisation_id):
        assert rules.grounds(founder, today=TODAY) == {Ground.MEMBER, Ground.ADMIN, Ground.HR}
    assert founder.email == "oda@fjell.example"


def test_a_key_names_one_organisation(cast):
    with pytest.raises(NameTaken):
        found_organisation(
            name="Alvbro", key="alvbro", language="sv", time_zone="Europe/Oslo", founder=ODA, today=TODAY
        )
