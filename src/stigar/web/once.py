"""Once only: a program that got no answer may send the same write again under the same key, and it happens once.

The answer is stored in the same transaction as the effect. The same key with the same body gives the stored answer;
with another body it is refused with 409. Writes that failed had no effect, so they are not kept and may be tried again.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from stigar.foundation import clock
from stigar.people.rules import grounds
from stigar.web.models import KeptAnswer
from stigar.web.wrongs import wrong

HEADER = "Idempotency-Key"
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
KEPT_DAYS = 7
LONGEST_KEY = 200
PIECE = 1 << 16


class OnceOnly:
    """Keeps the answer to a write that carries an ``Idempotency-Key``.

    Not when the write has set ``request.leaves_no_trace``: what is said without a name is not tied to who sent it, and such a
    write happens once in another way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get(HEADER)
        viewer = getattr(request, "viewer", None)
        if key is None or viewer is None or request.method not in WRITES or not request.path.startswith("/api/"):
            return self.get_response(request)
        if not 0 < len(key) <= LONGEST_KEY:
            return wrong(422, "key_not_valid", _("An idempotency key has between 1 and 200 characters."))
        asked = _fingerprint(request, viewer)
        try:
            with transaction.atomic():
                return self._answer(request, viewer.id, key, asked)
        except IntegrityError:  # somebody else with the same key was quicker; their answer is there now
            with transaction.atomic():
                return self._answer(request, viewer.id, key, asked)

    def _answer(self, request: HttpRequest, by: uuid.UUID, key: str, asked: str) -> HttpResponse:
        kept = KeptAnswer.objects.filter(by=by, key=key).first()
        if kept is None:
            return self._first_time(request, by, key, asked)
        if kept.asked != asked:
            return wrong(409, "key_used", _("This idempotency key has already been used for another request."))
        again = HttpResponse(bytes(kept.body), status=kept.status, content_type=kept.content_type)
        again.headers["Idempotency-Replayed"] = "true"
        return again

    def _first_time(self, request: HttpRequest, by: uuid.UUID, key: str, asked: str) -> HttpResponse:
        KeptAnswer.objects.filter(at__lt=clock.now() - timedelta(days=KEPT_DAYS)).delete()
        with transaction.atomic():
            claim = KeptAnswer.objects.create(
                organisation_id=request.viewer.organisation_id, by=by, key=key, asked=asked, status=0, body=b""  # type: ignore[attr-defined]
            )  # fmt: skip
        response = self.get_response(request)
        if response.status_code >= 400 or getattr(request, "leaves_no_trace", False):
            claim.delete()
            return response
        claim.status, claim.body = response.status_code, response.content
        claim.content_type = response.headers.get("Content-Type", "")
        claim.save()
        return response


def _fingerprint(request: HttpRequest, viewer: Any) -> str:
    """What was asked, and what the asker is today: an answer is not given again to who has lost a duty since."""
    duties = sorted(grounds(viewer, today=request.today))  # type: ignore[attr-defined]
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()} {duties}\n".encode())
    for piece in _pieces(request):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What was sent. A form with files is told by its fields and files: the line between them is new every time."""
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        yield repr((name, values)).encode()
    for name, file in sorted(request.FILES.items()):
        assert isinstance(file, UploadedFile)
        yield repr((name, file.name)).encode()
        yield from file.chunks(PIECE)
        file.seek(0)
