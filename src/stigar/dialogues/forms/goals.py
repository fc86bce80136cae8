"""What is typed of a goal: its words first, the rest as far as one likes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.models import Goal
from stigar.dialogues.queries.goals import Draft, Step

RHYTHMS = [(Goal.DAY, _("Every day")), (Goal.WEEK, _("Every week")), (Goal.MONTH, _("Every month"))]
WANTED = [("5", _("5, very much")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1, not at all"))]
MOST_STEPS = 60
LARGEST = Decimal(10) ** 10


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _figure(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=12, decimal_places=2, localize=True)


class GoalForm(forms.Form):
    """A goal in one's own words. Whatever is missing is named beside and can be left."""

    text = forms.CharField(
        label=_("Your goal, in your own words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write as you would say it to a colleague. What is missing is named beside as you write."),
    )  # fmt: skip
    attractive = forms.TypedChoiceField(
        label=_("How much do you want this yourself?"), required=False, choices=WANTED, coerce=int, empty_value=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    counts = forms.CharField(label=_("What do you count?"), required=False, max_length=120)
    unit = forms.CharField(label=_("In what?"), required=False, max_length=40, help_text=_("Calls, hours, times"))
    baseline = _figure(_("Where are you today?"))
    target = _figure(_("How far do you want to get?"))
    rhythm = forms.ChoiceField(label=_("How often do you tick it off?"), choices=RHYTHMS, initial=Goal.WEEK)
    begins = _day(_("From"))
    ends = _day(_("Until"), required=False)
    plan = forms.CharField(
        label=_("Your plan for when it matters"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("When this happens, then I do that."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _now("The last day comes before the first. Choose a later one."))
        return told

    def draft(self, steps: tuple[Step, ...]) -> Draft:
        """What was typed, when it is sound as a form."""
        told = self.cleaned_data
        return Draft(
            told["text"], told["language"], told["begins"], told["counts"], told["unit"], told["baseline"], told["target"],
            told["rhythm"], told["ends"], told["attractive"], told["plan"], steps,
        )  # fmt: skip


class TickForm(forms.Form):
    """How it went."""

    value = forms.DecimalField(max_digits=12, decimal_places=2, localize=True)


def form_of(draft: Draft) -> GoalForm:
    """The form with what is written so far."""
    names = (
        "text",
        "language",
        "begins",
        "counts",
        "unit",
        "baseline",
        "target",
        "rhythm",
        "ends",
        "attractive",
        "plan",
    )
    told = {name: getattr(draft, name) for name in names}
    return GoalForm(initial={name: _bare(value) for name, value in told.items()})


def _bare(value: Any) -> Any:
    """A number with no more decimals than it has: 3, not 3.00."""
    if not isinstance(value, Decimal):
        return value
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole


def steps_typed(posted: Any) -> tuple[tuple[Step, ...], bool]:
    """The milestones that were typed, and whether any of them could not be read (no day, or a value that is no number)."""
    found, wrong = {}, False
    rows = zip(posted.getlist("step-day"), posted.getlist("step-text"), posted.getlist("step-value"), strict=False)
    for day, text, value in list(rows)[:MOST_STEPS]:
        if not (day.strip() or text.strip() or value.strip()):
            continue
        try:
            on = date.fromisoformat(day.strip())
            found[on] = Step(on, text.strip()[:300], _decimal(value))
        except (ValueError, InvalidOperation):
            wrong = True
    return tuple(found[on] for on in sorted(found)), wrong


def _decimal(value: str) -> Decimal | None:
    told = value.strip()
    if not told:
        return None
    number = Decimal(formats.sanitize_separators(told)).quantize(Decimal("0.01"))
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError(value)
    return number
