"""What a person chooses when bringing people from a file: the file, what each column is, from which day, and whether it is complete."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stigar.people.readers.headings import Field
from stigar.people.readers.sentences import FIELD_WORDS

KINDS = ".xlsx,.ods,.csv,.txt"
EARLIEST, LONGEST_AHEAD = date(2000, 1, 1), timedelta(days=366)


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("File from the HR system"),
        help_text=_("XLSX, ODS or CSV. Nothing is saved until you have seen what would happen."),
        widget=forms.FileInput(attrs={"accept": KINDS}),
        error_messages={"empty": _("The file is empty."), "required": _("Choose a file first.")},
    )


class ColumnsForm(forms.Form):
    """One choice for each column, and how the file is to be understood."""

    valid_from = forms.DateField(
        label=_("Changes apply from"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("A changed role, unit or manager ends the day before and begins on this day. Write 2026-11-21."),
    )
    ends_missing = forms.BooleanField(
        label=_("The file is complete: those who are not in it have left"),
        help_text=_("Their employment ends the day before. Leave it unticked when the file holds only some of you."),
        required=False,
    )

    def __init__(self, *given: Any, look: Mapping[str, Any], today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.look, self.today = look, today
        choices = [("", _("Not read")), *((about.value, FIELD_WORDS[about]) for about in Field)]
        for place, heading in enumerate(look["headings"]):
            if heading:
                select = forms.Select(attrs={"aria-label": heading, "class": "ds-input"})
                self.fields[f"column_{place}"] = forms.ChoiceField(
                    label=heading,
                    choices=choices,
                    required=False,
                    widget=select,
                    initial=look["columns"].get(str(place), ""),
                )

    def columns(self) -> dict[int, Field]:
        """What each column is, by its place; once the form is valid."""
        return {
            place: Field(chosen)
            for place in range(len(self.look["headings"]))
            if (chosen := self.cleaned_data.get(f"column_{place}"))
        }

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if not EARLIEST <= day <= self.today + LONGEST_AHEAD:
            raise forms.ValidationError(
                _("Choose a day between %(first)s and %(last)s."),
                params={"first": date_format(EARLIEST), "last": date_format(self.today + LONGEST_AHEAD)},
            )
        return day
