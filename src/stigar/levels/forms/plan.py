"""What is typed in a plan: an activity in one's own words, that it is done, and an answer to one that was offered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.levels.actions.plan import Planned
from stigar.levels.models import Activity


class ActivityForm(forms.Form):
    """An activity: what, for which competence and level, with whom, when, for how long, and who sees it."""

    name = forms.CharField(label=_("What will you do?"), max_length=160)
    text = forms.CharField(label=_("How?"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 4}))
    competence = forms.TypedChoiceField(label=_("What does it lead to?"), required=False, coerce=UUID, empty_value=None)
    toward = forms.TypedChoiceField(
        label=_("To which level?"), required=False, coerce=int, empty_value=None,
        help_text=_("Leave it open if it is not about a level."),
    )  # fmt: skip
    who = forms.CharField(label=_("With whom?"), required=False, max_length=160)
    where = forms.CharField(label=_("When in the working day?"), required=False, max_length=160)
    hours = forms.DecimalField(
        label=_("Working hours in all"), required=False, min_value=0, max_value=2000, max_digits=6, decimal_places=2
    )
    by_day = forms.DateField(label=_("By which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.ChoiceField(
        label=_("Why this?"),
        required=False,
        choices=[*Activity.REASONS, ("", _("I would rather not say"))],
        widget=forms.RadioSelect,
    )
    shared = forms.BooleanField(
        label=_("Show it to my manager"), required=False,
        help_text=_(
            "Those with whom you share your plan see it too. HR sees only the competence, the hours and the dates, and only for a reason that"
            " you read."
        ),
    )  # fmt: skip

    def __init__(
        self, *given: Any, competences: list[tuple[str, str]], levels: list[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["competence"].choices = [("", _("Nothing in particular")), *competences]  # type: ignore[attr-defined]
        self.fields["toward"].choices = [("", _("No level")), *((at, f"{at}. {name}") for at, name in levels)]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What the action wants: the plan, the competence and the level."""
        given = dict(self.cleaned_data)
        place = {"competence": given.pop("competence"), "toward": given.pop("toward")}
        return {"planned": Planned(**given), **place}


class DoneForm(forms.Form):
    """It is done: on which day, and of what use it was."""

    on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}))
    use = forms.TypedChoiceField(
        label=_("Of what use was it?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=Activity.USES,
        widget=forms.RadioSelect,
    )
