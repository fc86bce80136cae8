"""Everything that is held about one, on a page: by part and folded, each row whole, found by its heading."""

import re

import pytest

from stigar.people.models import Person
from stigar.web import held, privacy

ADDRESS = "/account/held/"


@pytest.fixture
def seen(cast, visit):
    return visit(cast.bo).get(ADDRESS).content.decode()


def test_every_section_is_on_the_page_with_how_many_rows_it_has(cast, seen):
    told = privacy.tell(Person.objects.get(pk=cast.bo.pk))

    headings = re.findall(r"<summary><h3>(.*?)</h3><span class=\"tag\">(\d+)</span>", seen)

    assert [len(one["rows"]) for one in told] == [int(number) for _heading, number in headings]


def test_the_contents_lead_to_each_part(seen):
    named = set(re.findall(r'href="#(part-\w+)"', seen))

    assert named == set(re.findall(r'<section [^>]*id="(part-\w+)"', seen)) != set()


def test_what_is_looked_for_stands_open_and_the_rest_is_away(cast, visit):
    shown = visit(cast.bo).get(ADDRESS, {"q": "TJÄNST"}).content.decode()

    assert re.findall(r"<details class=\"more more--whole\"( open)?><summary><h3>(.*?)</h3>", shown) == [
        (" open", "Dina tjänster")
    ]


def test_a_heading_nobody_has_leads_back_to_everything(cast, visit):
    shown = visit(cast.bo).get(ADDRESS, {"q": "qqq"}).content.decode()

    assert ("Ingen rubrik heter så" in shown, f'href="{ADDRESS}"' in shown) == (True, True)


def test_rows_that_say_different_things_stand_under_their_own_headings():
    section = held._section({"heading": "Mål", "rows": [{"Mål": "Ringa", "Delmål": 3}, {"Mål": "Svara", "Nått": ""}]})

    assert (section.names, section.rows) == (("Mål", "Delmål", "Nått"), (("Ringa", "3", ""), ("Svara", "", "–")))


def test_a_long_section_says_how_much_is_only_in_the_file(monkeypatch):
    monkeypatch.setattr(held, "SHOWN", 2)

    section = held._section({"heading": "Rader", "rows": [{"När": number} for number in range(5)]})

    assert (len(section.rows), section.all, section.more) == (2, 5, 3)
