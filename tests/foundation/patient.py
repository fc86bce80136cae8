"""An errand for the tests of workers: it says that it has begun, waits, and leaves one line in the journal."""

import os
import time
from pathlib import Path

from stigar.foundation import jobs
from stigar.foundation.journal import note
from stigar.foundation.models import Errand


@jobs.errand("patient")
def wait_and_note(asked: Errand) -> None:
    Path(asked.given["begun"]).write_text(str(os.getpid()))
    jobs.tell(asked, 1, 2, "waiting")
    with jobs.once(asked) as result:
        note(None, "waited", asked)
        time.sleep(asked.given["seconds"])
        result["waited"] = True
