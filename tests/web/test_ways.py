"""Addresses and days in templates are what they would be if each were worked out anew."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from stigar.web.fragments import at, between


def made(text, **context):
    return engines["django"].from_string(text).render(context)


def test_an_address_with_and_without_ids():
    one, other = uuid4(), uuid4()

    page = made("{% url 'home' %} {% url 'levels:person' one %} {% url 'levels:one' one other %}", one=one, other=other)

    assert page.split() == [
        reverse("home"),
        reverse("levels:person", args=[one]),
        reverse("levels:one", args=[one, other]),
    ]


def test_an_address_is_kept_in_a_word():
    one = uuid4()

    assert (
        made("{% url 'people:person' one as there %}-{{ there }}", one=one)
        == f"-{reverse('people:person', args=[one])}"
    )


def test_what_is_asked_for_with_words_or_by_name_is_worked_out_as_always():
    one = uuid4()

    page = made(
        "{% url 'levels:own-file' 'pdf' %} {% url 'levels:person' person=one %} {% url 'levels:person' said %}",
        one=one,
        said=str(one),
    )

    there = reverse("levels:person", args=[one])
    assert page.split() == [reverse("levels:own-file", args=["pdf"]), there, there]


def test_a_name_that_is_not_there_is_a_mistake_unless_it_is_kept_in_a_word():
    with pytest.raises(NoReverseMatch):
        made("{% url 'people:nowhere' %}")

    assert made("{% url 'people:nowhere' as there %}-{{ there }}") == "-"


@pytest.mark.parametrize("on", [date(2026, 3, 4), datetime(2026, 3, 4, 23, 30, tzinfo=UTC), None])
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_a_day_is_written_as_in_other_templates(on, language):
    with override(language):
        ours = engines["jinja2"].from_string("{{ on|day }}").render({"on": on})
        plain = made("{{ on|date:'DATE_FORMAT' }}", on=on)

    assert ours == plain


def test_ids_come_in_the_order_they_were_given():
    assert between("levels:one", 2)[1] == "/"
    assert at("people:person")(uuid4()).startswith("/people/")
