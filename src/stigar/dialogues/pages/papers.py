"""The signed summary on paper, for the two."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.areas.writers.report import NoPrinter
from stigar.dialogues.actions.signing import digest_of
from stigar.dialogues.pages.finding import shown
from stigar.dialogues.queries.talks import signatures_of
from stigar.dialogues.writers.paper import summary_paper
from stigar.foundation.tenancy import Visit


@login_required
@require_safe
def summary_file(request: Visit, talk: UUID) -> HttpResponse:
    """What both have signed; nothing that one of them alone stands for."""
    found = shown(request, talk)
    signed = signatures_of(found.row)
    if not found.closed or len(signed) < 2:
        raise Http404
    try:
        made = summary_paper(
            found, [(one.by.name, one.at) for one in signed], digest=signed[0].digest, today=request.today,
            changed=digest_of(found.row) != signed[0].digest,
        )  # fmt: skip
    except NoPrinter:
        messages.error(request, _("This server cannot make PDF files. Whoever runs it can add that part: stigar[pdf]."))
        return redirect("dialogues:talk", talk)
    word = _("dialogue")
    name = f"{word}-{found.row.opened_at.date().isoformat()}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": content_disposition_header(True, name)}
    )
