"""Brings the example companies, telling in the terminal what is being done, and where they are to be seen."""

import os
import socket
import time
from collections.abc import Callable

from stigar.cli import speaking

COMPANIES = {"alvbro", "havre"}  # each is brought whole or not at all, so its name is enough to know it is here
LOOK_SECONDS = 0.05


def bring_examples() -> None:
    """Load what is missing, with a line for each step. The database must be up to date and Django ready."""
    from stigar.people.queries.imports import organisation_keys  # noqa: PLC0415 - only once Django is ready

    if set(organisation_keys()) >= COMPANIES:
        return
    from stigar.cli.example.loading import load  # noqa: PLC0415 - it reads many texts
    from stigar.foundation import clock  # noqa: PLC0415 - only once Django is ready

    began = time.monotonic()
    if load(today=clock.today(), tell=print):
        print(f"{time.monotonic() - began:.0f} s")


def tell_when_open(host: str, port: int, goes_on: Callable[[], bool]) -> None:
    """Wait for the web to answer, for as long as it ``goes_on`` starting, and say where. Django must be ready."""
    from django.conf import settings  # noqa: PLC0415 - only once Django is ready
    from django.utils import translation  # noqa: PLC0415
    from django.utils.translation import gettext as _  # noqa: PLC0415

    while goes_on():
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(LOOK_SECONDS)
            continue
        with translation.override(speaking.language_of(os.environ)):
            print(
                _("Stigar is open at %(address)s (stop with Ctrl+C)") % {"address": settings.STIGAR.address}, flush=True
            )
        return
