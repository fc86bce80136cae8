"""When and where the two meet."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

MINUTES = [
    ("30", _("half an hour")), ("45", _("45 minutes")), ("60", _("an hour")), ("90", _("an hour and a half")), ("120", _("two hours")),
]  # fmt: skip


class MeetingForm(forms.Form):
    """A day, a time, how long, and a place."""

    day = forms.DateField(label=_("Which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label=_("At what time?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.ChoiceField(label=_("How long?"), choices=MINUTES, initial="60")
    place = forms.CharField(
        label=_("Where?"), max_length=200, required=False,
        help_text=_("A room, or a link to a video meeting. It stands in the calendars of you both."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        minutes = str((self.initial or {}).get("minutes", ""))
        if minutes and minutes not in dict(MINUTES):
            self.fields["minutes"].choices = [(minutes, _("%s minutes") % minutes), *MINUTES]  # type: ignore[attr-defined]
