"""What a person chooses when bringing levels from a file: the file, how the table lies, and what its columns and values mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.levels.queries.bringing import Names
from stigar.levels.readers.matrix import EARLIEST
from stigar.levels.readers.scales import LEFT_OUT
from stigar.levels.readers.shape import ACROSS, DOWN, LONG, Shape

KINDS = [
    (DOWN, _("A row for each person, a column for each competence")), (ACROSS, _("A column for each person, a row for each competence")),
    (LONG, _("One level a row: person, competence, level")),
]  # fmt: skip
UNSAID = ""
DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d"]


class LevelsFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("File with levels"),
        help_text=_(
            "XLSX, ODS or CSV, in whatever shape you have it. Nothing is saved until you have seen what would be written."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt"}),
        error_messages={"empty": _("The file is empty."), "required": _("Choose a file first.")},
    )


class ShapeForm(forms.Form):
    """How the table lies."""

    kind = forms.ChoiceField(label=_("The table has"), choices=KINDS)
    heading = forms.IntegerField(
        label=_("The headings stand in row"),
        min_value=0,
        max_value=1_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    person = forms.TypedChoiceField(label=_("Who the row is about"), coerce=int)
    by_number = forms.TypedChoiceField(
        label=_("The person is identified by"),
        choices=[("", _("Name or e-mail")), ("1", _("Employee number"))],
        coerce=bool,
        required=False,
    )
    family = forms.TypedChoiceField(
        label=_("Family name, if it stands apart"), coerce=int, required=False, empty_value=None
    )
    competence = forms.TypedChoiceField(label=_("Competence"), coerce=int, required=False, empty_value=None)
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, required=False, empty_value=None)
    day = forms.TypedChoiceField(label=_("Day it was seen"), coerce=int, required=False, empty_value=None)
    who = forms.TypedChoiceField(label=_("Who saw it"), coerce=int, required=False, empty_value=None)

    def __init__(self, *given: Any, look: Mapping[str, Any], **named: Any) -> None:
        super().__init__(
            *given, **{"auto_id": "shape_%s", **named}
        )  # it stands beside the form of what the columns mean
        self.was = Shape.kept(look["shape"])
        columns = [(one["place"], f"{one['name']} {one['heading']}".strip()) for one in look["columns"]]
        for name in ("person", "family", "competence", "level", "day", "who"):
            self.fields[name].choices = columns if name == "person" else [(UNSAID, _("None")), *columns]  # type: ignore[attr-defined]
        self.initial = {**self.was.told(), "by_number": "1" if self.was.by_number else ""}

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") == LONG and self.was.kind != ACROSS:
            for name in ("competence", "level"):
                if told.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Choose the column, or say that the table has another shape."))
        return told

    def shape(self) -> Shape:
        """The shape that was chosen, once the form is valid; turned another way, the columns are found afresh."""
        told = self.cleaned_data
        chosen = Shape(
            told["kind"], told["heading"], told["person"], bool(told["by_number"]), told["family"], told["competence"], told["level"],
            told["day"], told["who"],
        )  # fmt: skip
        return chosen if chosen.kind == LONG else replace(chosen, competence=None, level=None)


class MeaningForm(forms.Form):
    """What each column and each value means, and from which day."""

    day = forms.DateField(
        label=_("The levels are from"), input_formats=DAYS, required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("The day they were seen or decided, where the file does not say. What was seen here later still counts before them."),
        error_messages={"invalid": _("Write the day as 2026-11-21."), "required": _("Say which day the levels are from.")},
    )  # fmt: skip
    leave_unknown = forms.BooleanField(
        label=_("Leave out rows about people who are not found"), required=False,
        help_text=_("They may have left, or be somebody else's to bring for. Otherwise every such row is told as a fault."),
    )  # fmt: skip

    def __init__(
        self, *given: Any, look: Mapping[str, Any], reading: Mapping[str, Any], names: Names, today: date, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.look, self.names, self.today = look, names, today
        self.fields["day"].required = look["shape"]["day"] is None
        self.initial |= {"day": reading.get("day") or None, "leave_unknown": reading.get("leave_unknown", False)}
        self._add_things(reading.get("things"))
        self._add_values(reading.get("values"))

    def _add_things(self, chosen: Mapping[str, str] | None) -> None:
        books = {str(key): one.name for key, one in self.names.books.by_id.items()}
        for place, one in enumerate(self.look["things"]):
            was = one["name"] if chosen is None else books.get(chosen.get(one["label"], ""), "")
            attrs = {"list": "competences", "class": "ds-input", "aria-label": one["label"], "autocomplete": "off"}
            self.fields[f"thing_{place}"] = forms.CharField(
                required=False, max_length=200, initial=was, widget=forms.TextInput(attrs=attrs)
            )

    def _add_values(self, chosen: Mapping[str, int | None] | None) -> None:
        choices = [(UNSAID, _("Choose")), (str(LEFT_OUT), _("Means nothing, leave it out")), *self._levels()]
        for place, one in enumerate(self.look["values"]):
            level = one["level"] if chosen is None else chosen.get(one["value"])
            select = forms.Select(attrs={"class": "ds-input", "aria-label": one["value"]})
            self.fields[f"value_{place}"] = forms.ChoiceField(
                choices=choices, required=False, widget=select, initial=UNSAID if level is None else str(level)
            )

    def _levels(self) -> Sequence[tuple[str, Any]]:
        """Every level that some competence has, with what it is called where they agree."""
        called: dict[int, set[str]] = {}
        for one in self.names.books.models:
            for level, name in one.scale:
                called.setdefault(level, set()).add(name)
        named = [
            (str(level), f"{level} {next(iter(said))}" if len(said) == 1 else str(level))
            for level, said in sorted(called.items())
        ]
        return [("0", _("0 Not yet")), *named]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for place, _one in enumerate(self.look["things"]):
            said = told.get(f"thing_{place}", "")
            if said and self.names.called(said) is None:
                self.add_error(
                    f"thing_{place}",
                    _("There is no such competence in the library. Choose one from the list, or empty the field."),
                )
        day = told.get("day")
        if day and not EARLIEST <= day <= self.today:
            self.add_error("day", _("Choose a day that has been."))
        return told

    def things(self) -> dict[str, str]:
        """Which competence each thing is; those without are not read."""
        found = {
            one["label"]: self.names.called(self.cleaned_data[f"thing_{place}"])
            for place, one in enumerate(self.look["things"])
            if self.cleaned_data.get(f"thing_{place}")
        }
        return {label: str(one.id) for label, one in found.items() if one}

    def values(self) -> dict[str, int | None]:
        """Which level each value is; None where nobody has said."""
        told = {one["value"]: self.cleaned_data.get(f"value_{place}") for place, one in enumerate(self.look["values"])}
        return {value: int(level) if level else None for value, level in told.items()}
