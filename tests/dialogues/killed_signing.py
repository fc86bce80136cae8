"""Kills with -9 whoever signs last, at a random moment, and lets them sign again: ``python -m tests.dialogues.killed_signing [times]``.

A signature, the closing and their two lines in the journal are there together or not at all; nothing is there twice.
"""

import random
import shutil
import sys
from collections import Counter

from tests.killing import folder_of_its_own, killed, timed


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with folder_of_its_own() as folder:
        sign, seen = _prepared(folder), Counter()
        takes = timed(sign)
        for _ in range(times):
            shutil.rmtree(f"{folder}/live")
            shutil.copytree(f"{folder}/kept", f"{folder}/live")
            seen[killed(sign, random.uniform(0, takes * 1.1), _look, BEFORE, AFTER)] += 1
    print(f"killed {times} times: wrong {seen['wrong']}, before {seen['before']}, after {seen['after']}")
    return seen["wrong"]


def _prepared(folder):
    """A dialogue that Ada has signed; gives what lets Bo sign it. Kept aside as it is."""
    from django.apps import apps  # noqa: PLC0415 - once Django stands
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, connections  # noqa: PLC0415

    from stigar.dialogues.actions import signing, talks  # noqa: PLC0415
    from stigar.dialogues.queries.templates import blocks_of  # noqa: PLC0415
    from stigar.foundation.tenancy import inside  # noqa: PLC0415
    from tests.cast import TODAY, assemble  # noqa: PLC0415

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # tables straight from the models
    call_command("migrate", run_syncdb=True, verbosity=0)
    cast = assemble()
    with inside(cast.organisation.pk):
        talk = talks.open_talk(
            person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
        )
        for viewer in (cast.bo, cast.ada):
            talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
        signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
        digest = signing.digest_of(talk)
        signing.sign(talk=talk, digest=digest, viewer=cast.ada, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    shutil.copytree(folder / "live", folder / "kept")

    def sign():
        with inside(cast.organisation.pk):
            signing.sign(talk=talk, digest=digest, viewer=cast.bo, today=TODAY)

    return sign


BEFORE, AFTER = (1, False, 1, 0), (2, True, 2, 1)  # signatures, closed, lines of signing, lines of closing


def _look():
    from django.db import connections  # noqa: PLC0415 - once Django stands

    from stigar.dialogues.models import Signature, Talk  # noqa: PLC0415
    from stigar.foundation.models import JournalEntry  # noqa: PLC0415
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415

    with everywhere():
        lines = JournalEntry.objects.filter(verb="signed a dialogue").count()
        closings = JournalEntry.objects.filter(verb="both had signed: the dialogue is closed").count()
        found = (Signature.objects.count(), Talk.objects.get().closed_at is not None, lines, closings)
    connections.close_all()
    return found


if __name__ == "__main__":
    sys.exit(main())
