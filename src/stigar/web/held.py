"""What we hold about me: a page, a file to take along, and the wish to be erased."""

import json
import tempfile
import uuid
import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from stigar.foundation import files
from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.actions.erasure import close_request
from stigar.people.actions.oneself import ask_for_erasure
from stigar.web import privacy

SHOWN = 20  # rows of a section on the page; the file has them all


@login_required
@require_GET
def held(request: Visit) -> HttpResponse:
    """Every section of every room, as it is held."""
    sections = [
        {"heading": section["heading"], "rows": section["rows"][:SHOWN], "more": len(section["rows"]) - SHOWN}
        for section in privacy.tell(request.viewer)
    ]
    return render(request, "web/held.html", {"sections": sections})


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
