"""What we hold about me: a page, a file to take along, and the wish to be erased."""

import json
import tempfile
import uuid
import zipfile
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import localize
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from stigar.foundation import files
from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.actions.erasure import close_request
from stigar.people.actions.oneself import ask_for_erasure
from stigar.web import privacy

SHOWN = 2000  # rows of a section on the page and on paper; the file has them all
PARTS = {
    "people": gettext_lazy("Your employment and your login"), "library": gettext_lazy("Library"),
    "areas": gettext_lazy("Everyday work and areas"), "profiles": gettext_lazy("Profiles"), "levels": gettext_lazy("Competence"),
    "dialogues": gettext_lazy("Dialogues"), "web": gettext_lazy("Programs that act for you"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """What one place holds, as the reader's language writes it: the first rows, and how many there are."""

    heading: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    all: int

    @property
    def more(self) -> int:
        """How many rows are only in the file."""
        return self.all - len(self.rows)


@login_required
@require_GET
def held(request: Visit) -> HttpResponse:
    """Every section of every room, as it is held; with words, those whose heading has them."""
    words = request.GET.get("q", "").strip()
    parts = [
        {"key": room, "word": PARTS[room], "sections": [_section(one) for one in told if words.casefold() in one["heading"].casefold()]}
        for room, told in privacy.tell_by_room(request.viewer)
    ]  # fmt: skip
    shown = [{**part, "rows": sum(one.all for one in part["sections"])} for part in parts if part["sections"]]
    return render(request, "web/held.html", {"parts": shown, "words": words})


def _section(told: dict[str, Any]) -> Section:
    """Rows of one section need not say the same of each: what one does not speak of is left empty."""
    rows = told["rows"][:SHOWN]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = tuple(tuple(_written(row[name]) if name in row else "" for name in names) for row in rows)
    return Section(told["heading"], names, cells, len(told["rows"]))


def _written(value: Any) -> str:
    """A value in the reader's language; a dash for nothing."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_written(one)}" for name, one in value.items()) or "–"
    if isinstance(value, list | tuple):
        return "; ".join(map(_written, value)) or "–"
    return "–" if value is None or value == "" else str(localize(template_localtime(value)))


@login_required
@require_GET
def file(request: Visit) -> HttpResponse:
    """The same, whole, as JSON."""
    name = f"stigar-{request.today.isoformat()}.json"
    return HttpResponse(
        _told(request), "application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@require_GET
def everything(request: Visit) -> FileResponse:
    """The same together with the files, in one archive."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("stigar.json", _told(request))
        for name, upload in privacy.files_of(request.viewer):
            book.write(files.place(upload), f"files/{name}")
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=f"stigar-{request.today.isoformat()}.zip")


def _told(request: Visit) -> str:
    told = {"person": request.viewer.name, "on": request.today, "held": privacy.tell(request.viewer)}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


@login_required
@require_POST
def erasure(request: Visit) -> HttpResponse:
    """Ask to be erased."""
    ask_for_erasure(viewer=request.viewer, today=request.today)
    messages.success(request, _("Your request has been noted. An administrator will carry it out."))
    return redirect("held")


@login_required
@require_POST
def erasure_of(request: Visit, person: uuid.UUID) -> HttpResponse:
    """Carry out somebody's request: the journal's line first, then every room forgets."""
    found = get_object_or_404(rules.requests_for_erasure(request.viewer, today=request.today), pk=person)
    with transaction.atomic():
        close_request(person=found, viewer=request.viewer, today=request.today)
        privacy.forget(found, today=request.today)
        transaction.on_commit(files.let_go)
    messages.success(request, _("Done. What the law or the employment requires is kept; the rest is gone."))
    return redirect("people:accounts")
