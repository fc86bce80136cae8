"""What a form says of what was typed is said as we would say it."""

from datetime import date

import pytest
from django import forms
from django.core.validators import MaxValueValidator
from django.utils import translation

from stigar.web import form_words


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Everything(forms.Form):
    """One field of each kind that people meet."""

    name = forms.CharField(max_length=5)
    day = forms.DateField(initial=date.today)
    hours = forms.DecimalField(max_value=70)
    kind = forms.ChoiceField(choices=[("a", "A")])
    link = forms.URLField(assume_scheme="https")
    letters = forms.EmailField()
    file = forms.FileField()


def said(given: dict[str, str]) -> dict[str, list[str]]:
    return {name: [str(one) for one in told] for name, told in Everything(given).errors.items()}


def test_what_is_left_empty_is_asked_for_in_two_words():
    told = said({})

    assert told == {
        "name": ["Fill this in."],
        "day": ["Fill this in."],
        "hours": ["Fill this in."],
        "kind": ["Choose one."],
        "link": ["Fill this in."],
        "letters": ["Fill this in."],
        "file": ["Choose a file first."],
    }


def test_what_cannot_be_read_is_answered_with_how_to_write_it():
    told = said({"name": "Kim\x00", "day": "32 June", "hours": "many", "kind": "b", "link": "::", "letters": "kim"})

    assert told == {
        "name": ["There is a sign here that cannot be saved. Write it again by hand."],
        "day": ["Write the day as 2026-11-21."],
        "hours": ["Write a number, for instance 3."],
        "kind": ["Choose one of those listed."],
        "link": ["Write the whole address, for example https://example.org."],
        "letters": ["Write an e-mail address, for example kim@example.org."],
        "file": ["Choose a file first."],
    }


def test_what_is_too_much_is_answered_with_the_limit():
    told = said({"name": "Kimberly", "hours": "71"})

    assert (told["name"], told["hours"]) == (["At most 5 characters. There are 8 now."], ["At most 70."])


def test_a_form_can_still_say_something_of_its_own():
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "What is your name?"})
        hours = forms.IntegerField(validators=[MaxValueValidator(3, message="Three hours at most.")])

    told = Own({"hours": "4"}).errors

    assert told == {"name": ["What is your name?"], "hours": ["Three hours at most."]}


@pytest.mark.parametrize("field", form_words.WORDS)
def test_every_kind_that_is_given_words_asks_for_what_it_needs(field):
    assert set(form_words.WORDS[field]) <= set(field.default_error_messages)
