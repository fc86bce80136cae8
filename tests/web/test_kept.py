"""What is kept of a page is never somebody else's, never old, and never somebody else's token."""

import re

import pytest
from django.template import engines

from stigar.foundation.tenancy import inside
from stigar.people.actions import duties
from stigar.people.models import Person
from tests.cast import TODAY

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
MENU = re.compile(r'<ul class="places">(.*?)</ul>', re.DOTALL)


def made(text, **context):
    return engines["django"].from_string("{% load kept %}" + text).render(context)


def test_what_depends_on_nothing_else_is_made_once():
    first = made('{% kept "once" %}{{ word }}{% endkept %}', word="a")

    assert (first, made('{% kept "once" %}{{ word }}{% endkept %}', word="b")) == ("a", "a")


def test_what_it_depends_on_makes_it_anew(settings):
    texts = [made('{% kept "twice" word %}{{ word }}{% endkept %}', word=word) for word in ("a", "b", "a")]

    assert texts == ["a", "b", "a"]


def test_organisations_keep_their_own(cast):
    text = '{% kept "world" %}{{ word }}{% endkept %}'
    with inside(cast.organisation.id):
        here = made(text, word="Alvbro")
    with inside(cast.elsewhere.id):
        there = made(text, word="Havre")

    assert (here, there) == ("Alvbro", "Havre")


def test_the_pages_own_address_is_put_in_afresh_and_escaped():
    text = '{% kept "address" %}<a href="{{ page_address }}">{% endkept %}'

    assert [made(text, page_address=one) for one in ("/a/", '/"b"/')] == [
        '<a href="/a/">',
        '<a href="/&quot;b&quot;/">',
    ]


def test_the_rows_of_a_table_are_escaped():
    class Row:
        id, name, role, unit, site = "0", "<b>Bo</b>", "&", "", ""

    rows = made('{% rows "people/directory_rows.html" people=people role="R" unit="U" site="S" %}', people=[Row()])

    assert "&lt;b&gt;Bo&lt;/b&gt;" in rows
    assert "<b>" not in rows


def test_two_visits_of_the_same_person_carry_their_own_tokens(cast, visit):
    one, other = (TOKEN.findall(visit(cast.bo).get("/home/").content.decode()) for _ in range(2))

    assert one
    assert set(one).isdisjoint(other)


def test_the_menu_of_one_is_not_shown_to_another(cast, visit):
    ada, bo = (visit(who).get("/home/").content.decode() for who in (cast.ada, cast.bo))

    assert ("Ada Test" in bo, "Bo Test" in ada) == (False, False)


def test_a_duty_is_in_the_menu_at_once_and_gone_at_once(cast, visit):
    bo = visit(cast.bo)
    before = "/journal/" in bo.get("/home/").content.decode()
    duty = duties.give_duty(person=cast.bo, kind="auditor", unit=None, viewer=cast.siv, today=TODAY)
    given = "/journal/" in bo.get("/home/").content.decode()
    duties.take_duty(duty=duty, viewer=cast.siv, today=TODAY)

    assert (before, given, "/journal/" in bo.get("/home/").content.decode()) == (False, True, False)


def test_a_new_name_is_in_the_menu_at_once(cast, visit):
    bo = visit(cast.bo)
    bo.get("/home/")
    Person.objects.filter(pk=cast.bo.pk).update(given="Boel")

    assert "Boel Test" in bo.get("/home/").content.decode()


@pytest.mark.parametrize("who", ["bo", "ada", "hedda"])
def test_every_place_is_in_the_menu_on_the_page_of_dialogues_too(cast, visit, who):
    page = visit(getattr(cast, who))
    menus = [MENU.findall(page.get(address).content.decode()) for address in ("/dialogues/", "/home/")]

    assert [one[0].count("<a href=") for one in menus] == [8, 8]
