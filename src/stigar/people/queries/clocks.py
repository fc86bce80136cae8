"""Going from organisation to organisation, each by its own clock: for what happens by itself every day."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error

from stigar.foundation.tenancy import inside
from stigar.people.models import Organisation

log = logging.getLogger(__name__)


def in_each_organisation(work: Callable[[str], int | None], *, what: str) -> int:
    """Do ``work`` inside one organisation after the other, given its time zone. Returns the sum of what it counted.

    ``what`` names the work in the log when it breaks in one of them; the others are done all the same. A database that does not
    answer breaks everything, and is raised.
    """
    done = 0
    for organisation, time_zone in Organisation.objects.order_by("key").values_list("pk", "time_zone"):
        try:
            with inside(organisation):
                done += work(time_zone) or 0
        except Error:
            raise
        except Exception:
            log.exception("in one organisation something by night went wrong: %s", what)
    return done
