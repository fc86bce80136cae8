"""What every form says of what was typed: what to do, in our own voice instead of the framework's.

A form can still say something of its own; these are the words where it does not.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": _("Choose one of those listed.")},
    forms.MultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": _("Choose among those listed."),
        "invalid_list": _("Choose among those listed."),
    },
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": _("Choose one of those listed.")},
    forms.IntegerField: {"invalid": _("Write a whole number, for instance 3.")},
    forms.DecimalField: {"invalid": _("Write a number, for instance 3.")},
    forms.FloatField: {"invalid": _("Write a number, for instance 3.")},
    forms.DateField: {"invalid": _("Write the day as 2026-11-21.")},
    forms.TimeField: {"invalid": _("Write the time as 14:30.")},
    forms.URLField: {"invalid": _("Write the whole address, for example https://example.org.")},
    forms.FileField: {"required": _("Choose a file first."), "empty": _("The file is empty.")},
}
LIMITS: dict[Any, Any] = {
    validators.EmailValidator: _("Write an e-mail address, for example kim@example.org."),
    validators.URLValidator: _("Write the whole address, for example https://example.org."),
    validators.MaxLengthValidator: _("At most %(limit_value)d characters. There are %(show_value)d now."),
    validators.MaxValueValidator: _("At most %(limit_value)s."),
    validators.MinValueValidator: _("At least %(limit_value)s."),
    validators.ProhibitNullCharactersValidator: _("There is a sign here that cannot be saved. Write it again by hand."),
}
FIGURES: dict[str, Any] = {
    "max_digits": _("At most %(max)s digits."),
    "max_decimal_places": _("At most %(max)s decimals."),
}


def speak() -> None:
    """Give every form these words. Once, before any form is made."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
    for limit, said in LIMITS.items():
        limit.message = said
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **FIGURES}
