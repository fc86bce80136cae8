"""The handbook inside the product: whose chapters come first, how a chapter reads, how words are found, and what links to it."""

import re

import pytest
from django.test import Client

from stigar.foundation.tenancy import inside
from stigar.web.handbook.finding import find
from stigar.web.handbook.printing import made
from stigar.web.handbook.readers import chapters_for
from tests.cast import TODAY

FOOT = re.compile(r'<footer class="foot">.*?<a href="(/handbook/[^"]*)">([^<]+)</a>', re.DOTALL)


def read(browser, address, language="sv"):
    browser.cookies["django_language"] = language
    return browser.get(address).content.decode()


def first_for(person):
    with inside(person.organisation_id):
        return chapters_for(person, today=TODAY)


def test_who_only_works_here_begins_with_their_own_dialogue(cast):
    assert first_for(cast.bo) == ["dialogue", "employee"]


def test_who_leads_and_who_is_hr_begin_with_that(cast):
    assert first_for(cast.ada)[:2] == ["manager", "dialogue-manager"]
    assert first_for(cast.hedda)[:2] == ["hr", "dialogue-hr"]


def test_a_representative_begins_with_what_is_shown_to_whom(cast):
    assert first_for(cast.ulf)[0] == "representative"


def test_the_first_page_asks_no_more_than_eleven_questions(cast, visit, django_assert_max_num_queries):
    browser = visit(cast.ada)

    with django_assert_max_num_queries(11):
        page = read(browser, "/handbook/")

    assert page.index('href="/handbook/manager/"') < page.index('href="/handbook/hr/"')


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Kompetensbiblioteket"), ("nb", "Kompetansebiblioteket"), ("en", "competence library")],
)
def test_whoever_can_reach_the_log_in_page_may_read(db, language, said):
    assert said in read(Client(), "/handbook/library/", language)


def test_there_is_nothing_where_there_is_no_chapter(db):
    answers = [Client().get(f"/handbook/{name}/").status_code for name in ("nothing", "README", "..")]

    assert answers == [404, 404, 404]


def test_a_chapter_tells_what_is_in_it_and_what_comes_next(db):
    page = read(Client(), "/handbook/dialogue-hr/", "en")

    assert '<a href="#start-a-round">Start a round</a>' in page
    assert '<section id="start-a-round"><h2>Start a round</h2>' in page
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', page) == [
        ("prev", "/handbook/dialogue-manager/"), ("next", "/handbook/coach/"),
    ]  # fmt: skip


def test_a_section_has_one_address_in_every_language(db):
    ids = [
        re.findall(r'<section id="([^"]+)"', read(Client(), "/handbook/representative/", one))
        for one in ("sv", "nb", "en")
    ]

    assert ids[0] == ids[1] == ids[2]
    assert "five-people" in ids[0]


def test_a_wide_table_is_read_row_by_row_on_a_phone_and_a_link_leads_to_the_chapter():
    table = made("| who | read | takes |\n|---|---|---|\n| **HR** | [so](hr.md#what-not-to-do) | long |")

    assert '<th scope="row"><strong>HR</strong></th>' in table
    assert '<td data-label="read"><a href="/handbook/hr/#what-not-to-do">so</a></td>' in table


def test_a_very_wide_table_scrolls_by_itself_and_says_what_it_is():
    table = made("| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |", "In short")

    assert table.startswith('<div class="table-frame" tabindex="0" role="region" aria-label="In short"><table')
    assert table.endswith("</table></div>")


def test_a_picture_says_how_large_it_is_and_leads_to_itself():
    figure = made("![The team](../../static/handbook/team-sv.png)")

    assert re.fullmatch(
        r'<figure><a href="(/static/handbook/team-sv[^"]*png)">'
        r'<img src="\1" alt="The team" width="\d+" height="\d+" decoding="async"></a></figure>\s*',
        figure,
    )


@pytest.mark.parametrize(
    ("words", "language", "there"),
    [
        ("intygen", "sv", "/handbook/dialogue/"),
        ("ledige stillinger", "nb", "/handbook/vacancy/#if-you-are-looking"),
        ("seal", "en", "/handbook/representative/"),
    ],
)
def test_a_word_is_found_in_any_of_its_forms(words, language, there):
    assert [one.at for one in find(words, language) if one.at.startswith(there)] != []


def test_what_has_the_words_in_its_heading_comes_first():
    assert find("vacancy", "en")[0].section.title in {"Vacancies", "Vacancies: for those who look, open or recruit"}
    assert find("nonsensical", "en") == find("", "en") == find("(*", "en") == []


def test_words_that_are_found_are_marked_and_words_that_are_sent_are_escaped(db):
    found, nothing = read(Client(), "/handbook/?q=certificates", "en"), read(Client(), "/handbook/?q=<b>zzz", "en")

    assert "<mark>certificates</mark>" in found
    assert "<b>zzz" not in nothing
    assert "&lt;b&gt;zzz" in nothing


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/competence/team/", "/handbook/dialogue-manager/#the-team"),
        ("/dialogues/goals/", "/handbook/dialogue/#goals-that-can-be-kept"),
        ("/competence/vacancies/", "/handbook/vacancy/#if-you-are-looking"),
        ("/work/", "/handbook/employee/#tell-what-you-do"),
        ("/account/held/", "/handbook/employee/#what-concerns-you"),
        ("/home/", "/handbook/"),
        ("/nowhere/", "/handbook/"),
    ],
)
def test_the_foot_of_a_page_leads_to_what_the_handbook_says_about_it(cast, visit, address, to):
    link, words = FOOT.search(read(visit(cast.ada), address, "en")).groups()

    assert link == to
    assert words == "Handbook" if to == "/handbook/" else words.startswith("Handbook: ")
