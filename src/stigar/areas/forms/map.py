"""What a person may type about the map: a name, how great a need is, when a wave begins, what a programme takes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.areas.queries.map import MapView
from stigar.areas.queries.start import MOST, PARTS

LEVELS = [(number, str(number)) for number in range(MOST + 1)]
WEIGHTS = {
    "people": _("How many people it reaches"),
    "need": _("How great the need is"),
    "common": _("How much the roles share"),
    "wishes": _("What people wish for"),
    "coordination": _("The trouble of many departments"),
}


class Levels(forms.NumberInput):
    """A slider from 0 to 5."""

    input_type = "range"


def _level(part: str, initial: int) -> forms.IntegerField:
    label = WEIGHTS[part]
    widget = Levels(attrs={"min": 0, "max": MOST, "step": 1, "list": "weight-steps", "data-words": f"words-{part}"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, initial=initial, widget=widget)


class WeightsForm(forms.Form):
    """How much each reason counts, and the need in each area; 0 is not at all, 5 is most."""

    def __init__(self, *given: Any, view: MapView, weights: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for part in PARTS:
            self.fields[part] = _level(part, getattr(weights, part))
        self.keys = {f"need-{area.key}": area.key for area in view.areas}
        for area in view.areas:
            self.fields[f"need-{area.key}"] = forms.TypedChoiceField(
                label=area.name, required=False, coerce=int, empty_value=None, initial=weights.needs.get(area.key, ""),
                choices=[("", _("Not judged")), *LEVELS],
            )  # fmt: skip

    @property
    def reasons(self) -> list[forms.BoundField]:
        return [self[part] for part in PARTS]

    @property
    def needs(self) -> list[forms.BoundField]:
        return [self[name] for name in self.keys]

    def told(self) -> tuple[dict[str, int], dict[str, int]]:
        """The weights, and the needs that were judged by area key."""
        data = self.cleaned_data
        needs = {key: data[name] for name, key in self.keys.items() if data[name] is not None}
        return {part: data[part] for part in PARTS}, needs


class WaveForm(forms.Form):
    """When an area begins, for how many weeks, and why it was chosen."""

    begins = forms.DateField(label=_("It begins"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    weeks = forms.IntegerField(label=_("It lasts, in weeks"), min_value=1, max_value=104)
    why = forms.CharField(
        label=_("Why this one?"), help_text=_("In your own words, for those who ask next year."), max_length=500,
        required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class FiguresForm(forms.Form):
    """The hours a programme takes here."""

    hours = forms.DecimalField(
        label=_("Hours of common content"), min_value=0, max_value=2000, max_digits=6, decimal_places=1
    )
    preparation_hours = forms.DecimalField(
        label=_("Hours to prepare one programme"), min_value=0, max_value=9999, max_digits=6, decimal_places=1
    )
    group_size = forms.IntegerField(label=_("People in a group"), min_value=1, max_value=500)
    trainers = forms.IntegerField(label=_("Trainers for a group"), min_value=0, max_value=20)
    coordination_hours = forms.DecimalField(
        label=_("Hours for each department to agree"), min_value=0, max_value=999, max_digits=6, decimal_places=1
    )


class StartedForm(forms.Form):
    """Which area, and which turn was seen."""

    key = forms.SlugField(max_length=40)
    seen = forms.IntegerField(min_value=0)


def upcoming(begins: date, weeks: int) -> WaveForm:
    """The form as it is first shown."""
    return WaveForm(initial={"begins": begins, "weeks": weeks})
