"""What a person may give about a competence model: its files, whose words it is, its levels, a name for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from stigar.library.forms.vocabularies import SeveralFilesField
from stigar.library.models import Crosswalk
from stigar.library.readers.models import MOST_FILES
from stigar.library.readers.models.case import LARGEST
from stigar.library.readers.models.checks import LEAST_LEVELS, LONGEST, MOST_LEVELS, marked_up
from stigar.library.readers.told import RightsTold

AS_HEADINGS = ("", _("As in the headings"))


class ModelFilesForm(forms.Form):
    """The file of a model, or a framework with the expectations on roles beside it."""

    brought = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "Excel (XLSX), OpenDocument (ODS), CSV or CASE (JSON), at most 30 MB. Expectations on roles may come as a second file."
        ),
        max_length=200,
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"), required=False, choices=[AS_HEADINGS, *settings.LANGUAGES],
        help_text=_("For columns that do not say it themselves."),
    )  # fmt: skip
    renews = forms.ChoiceField(
        label=_("Is it a newer version of something that is here?"), required=False,
        help_text=_("Then texts are changed in their place, and your own words stay."),
    )  # fmt: skip

    def __init__(self, *given: Any, models: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["renews"].choices = [("", _("No, a new model")), *models]  # type: ignore[attr-defined]

    def clean_brought(self) -> list[UploadedFile[bytes]]:
        brought: list[UploadedFile[bytes]] = self.cleaned_data["brought"]
        if len(brought) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at a time."), params={"most": MOST_FILES})
        if any((file.size or 0) > LARGEST for file in brought):
            raise forms.ValidationError(
                _("The file is too large; at most %(most)s MB."), params={"most": LARGEST >> 20}
            )
        return brought


class RightsForm(forms.Form):
    """Whose words a model is, and what may be done with them. Whether they may be passed on must be said."""

    holder = forms.CharField(
        label=_("Whose words are they?"), help_text=_("The person or company that holds the rights."), max_length=200
    )
    licence = forms.CharField(
        label=_("Under which licence or agreement?"),
        help_text=_("Such as CC BY 4.0, or the name of your agreement."),
        max_length=120,
    )
    may_pass_on = forms.ChoiceField(
        label=_("May they be passed on outside the organisation?"), choices=[("no", _("No, only used here")), ("yes", _("Yes, it is allowed"))],
        initial="no", widget=forms.RadioSelect, help_text=_("In files, on paper, to other systems and by public links."),
    )  # fmt: skip
    attribution = forms.CharField(
        label=_("What must stand beside the words when they are passed on?"), required=False, max_length=300,
        help_text=_("If it is empty, the holder and the licence stand there."),
    )  # fmt: skip
    ends = forms.DateField(
        label=_("Last day of the right"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty if there is none."),
    )  # fmt: skip
    address = forms.URLField(
        label=_("Where the licence can be read"), required=False, max_length=300, assume_scheme="https"
    )
    terms = forms.CharField(
        label=_("Terms to remember"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def told(self) -> RightsTold:
        """The rights as plain data."""
        said = self.cleaned_data
        return RightsTold(
            said["holder"], said["licence"], said["address"], said["terms"], said["attribution"], said["ends"], said["may_pass_on"] == "yes",
        )  # fmt: skip


class BroughtModelForm(RightsForm):
    """The same for a model that was just read, with its name and whether it is the organisation's own."""

    name = forms.CharField(label=_("What is the model called?"), max_length=200)
    own = forms.ChoiceField(
        label=_("Who has written it?"), choices=[("no", _("Somebody else")), ("yes", _("Our own organisation"))], initial="no",
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("name", "own", "holder", "licence", "may_pass_on")

    def __init__(self, *given: Any, renews: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if renews:
            del self.fields["name"], self.fields["own"]


class LevelsForm(forms.Form):
    """What the levels are called: one a line, the lowest first."""

    levels = forms.CharField(
        label=_("The levels"),
        help_text=_("One on each line, the lowest first. Three to seven."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def clean_levels(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["levels"].splitlines() if line.strip()]
        if not LEAST_LEVELS <= len(names) <= MOST_LEVELS:
            raise forms.ValidationError(
                _("There are %(n)s levels; a scale has three to seven."), params={"n": len(names)}
            )
        if any(len(name) > LONGEST["level"] or marked_up(name) for name in names):
            raise forms.ValidationError(_("A level is called by a few plain words."))
        return names


class OwnModelForm(LevelsForm):
    """An empty model of one's own. What an organisation has written itself it may pass on, unless it says otherwise."""

    name = forms.CharField(label=_("What is the model called?"), max_length=200)
    may_pass_on = forms.ChoiceField(
        label=_("May it be passed on outside the organisation?"),
        choices=[("yes", _("Yes, the words are ours")), ("no", _("No, only used here"))],
        initial="yes", widget=forms.RadioSelect, required=False,
        help_text=_("Your organisation holds the rights to what you write. You can change it on the page of the model."),
    )  # fmt: skip
    field_order = ("name", "levels", "may_pass_on")


class NamesForm(forms.Form):
    """What a model is called, in each language it speaks."""

    def __init__(self, *given: Any, languages: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        for code, word in languages.items():
            self.fields[f"name_{code}"] = forms.CharField(label=word, max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A model has a name in some language."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(told.values()):
            self.add_error(next(iter(self.fields)), _("A model has a name in at least one language."))
        return told

    def names(self) -> dict[str, str]:
        """The names by language; empty ones left out."""
        return {name.removeprefix("name_"): words for name, words in self.cleaned_data.items() if words}


class TieForm(forms.Form):
    """How one competence stands to another in another model."""

    one = forms.UUIDField()
    other = forms.UUIDField()
    kind = forms.ChoiceField(choices=Crosswalk.SAYINGS)
    unlike = forms.BooleanField(required=False)  # the button beside "Tie them"
