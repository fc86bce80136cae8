"""What a person may type about everyday work: one task, one skill or one trait at a time, and a file of many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.areas.models import Task

LONGEST = 400  # characters of one thing told


class TaskForm(forms.Form):
    """One everyday task: the words first, then easy choices."""

    text = forms.CharField(
        label=_("What do you do?"),
        help_text=_("As you would tell a new colleague. One thing at a time, beginning with what you do."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    frequency = forms.ChoiceField(
        label=_("How often?"), choices=Task.FREQUENCIES, initial="weekly", widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("By which channel?"), choices=Task.CHANNELS, required=False, initial="", widget=forms.RadioSelect
    )
    counterpart = forms.ChoiceField(
        label=_("With whom?"), choices=Task.COUNTERPARTS, required=False, initial="", widget=forms.RadioSelect
    )
    situation = forms.CharField(
        label=_("A typical situation"),
        help_text=_("What can it look like on an ordinary day? No names."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SkillForm(forms.Form):
    """One thing one needs to be able to do or know: taken from a vocabulary (``concept``) or in one's own words."""

    text = forms.CharField(label=_("What do you need to be able to do or know?"), max_length=LONGEST)
    concept = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    weight = forms.ChoiceField(
        label=_("How important is it?"),
        choices=[("essential", _("Essential in the role")), ("useful", _("Useful"))],
        initial="essential",
        widget=forms.RadioSelect,
    )


class TraitForm(forms.Form):
    """One trait that helps somebody in the role."""

    text = forms.CharField(
        label=_("Which trait helps in the role?"),
        help_text=_("One or a few words, such as patient, curious or careful."),
        max_length=80,
    )


class RatingForm(forms.Form):
    """How much a trait matters, 1 to 5."""

    rating = forms.IntegerField(min_value=1, max_value=5)


class WorkFileForm(forms.Form):
    """A table of tasks, skills and traits that somebody already has."""

    file = forms.FileField(
        label=_("File with everyday work"),
        help_text=_("Excel (XLSX), OpenDocument (ODS) or CSV, with one task, skill or trait in each row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
    )
