"""The living guide to how pages look: every part with words as they would really stand, shown at /look/ in the demo.

The words here are samples, not interface: they stay in the language they were written in.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

CHANNELS = [("phone", "Telefon"), ("mail", "Mejl"), ("chat", "Chatt"), ("meeting", "Möte")]


class SampleForm(forms.Form):
    """A task as a customer adviser would tell it."""

    task = forms.CharField(label="Vad gör du?", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    minutes = forms.IntegerField(label="Minuter per gång", min_value=1, help_text="Ungefär räcker.", required=False)
    often = forms.ChoiceField(
        label="Hur ofta?", choices=[("day", "Varje dag"), ("week", "Varje vecka"), ("month", "Någon gång i månaden")]
    )
    channels = forms.MultipleChoiceField(label="Genom vad?", choices=CHANNELS, widget=forms.CheckboxSelectMultiple)
    alone = forms.BooleanField(label="Jag gör det oftast ensam", required=False)


def look(request: HttpRequest) -> HttpResponse:
    """Every part on one page; only where nobody works for real."""
    _only_to_try()
    step = request.GET.get("step", "")
    shown = {**samples(), "options_address": reverse("look-options"), "slider_at": int(step) if step.isdecimal() else 2}
    return render(request, "web/style_guide.html", shown)


def options(request: HttpRequest) -> HttpResponse:
    """What the guide's search while typing answers with."""
    _only_to_try()
    found = {"options": samples()["options"], "q": request.GET.get("q", ""), "own": True}
    return render(request, "web/parts/options.html", found)


def _only_to_try() -> None:
    if not (settings.STIGAR.demo or settings.DEBUG):
        raise Http404


def samples() -> dict[str, Any]:
    """What the parts of the guide are shown with."""
    return {
        "form": SampleForm(
            {"task": "Förklarar en faktura för en kund som är upprörd", "minutes": "många", "often": "day"}
        ),
        "slider_steps": [
            {"words": words}
            for words in ("3 områden", "4 områden", "6 områden, stabilt", "6 områden, stabilt", "9 områden")
        ],
        "band": {"x": 50, "width": 25},
        "import_steps": ["Fil", "Kolumner", "Granska", "Klart"],
        "links": [
            {"href": "#kartan", "word": "Kartan", "current": True},
            {"href": "#matrisen", "word": "Gemensamt", "current": False},
            {"href": "#borja", "word": "Var börja?", "current": False},
        ],
        "cast": [
            {"key": "hr", "what": "HR-chef", "name": "Ingrid Solheim", "icon": "person-group"},
            {"key": "lead", "what": "Teamledare kundtjänst", "name": "Amina Lindqvist", "icon": "person-headset"},
            {"key": "adviser", "what": "Kunderådgiver", "name": "Jonas Bakke", "icon": "phone"},
            {"key": "union", "what": "Facklig representant", "name": "Kerstin Ek", "icon": "handshake"},
            {"key": "admin", "what": "Administratör", "name": "Tor Lie", "icon": "cog"},
            {"key": "auditor", "what": "Revisor", "name": "Maja Åkesson", "icon": "shield-checkmark"},
        ],
        "matrix": [
            ("Lyssna in kundens ärende", (2, 2, 2, 1)),
            ("Förklara villkor så att de går att förstå", (2, 2, 1, 2)),
            ("Räkna på avbetalning", (0, 1, 2, 0)),
            ("Felsöka ett betalflöde", (0, 0, 0, 2)),
        ],
        "roles": ["Kundrådgivare konsument", "Kunderådgiver chat", "Inkassohandläggare", "Teknisk support"],
        "imported": [
            ("1042", "Öberg, Åsa", "Kundrådgivare konsument", "Malmö", "ny", "good"),
            ("1043", "Bakke, Jonas", "Kunderådgiver", "Oslo", "ändrad", "second"),
            ("0871", "Nguyen, Linh", "Inkassohandläggare", "Malmö", "slutar", "attention"),
        ],
        "options": [
            {"value": "a", "text": "hantera klagomål", "note": "ESCO · även: bemöta missnöjda kunder"},
            {"value": "b", "text": "hantera kontanter", "note": "ESCO"},
        ],
    }
