"""Brings the example companies, telling in the terminal what is being done."""

import time


def bring_examples() -> None:
    """Load what is missing, with a line for each step. The database must be up to date and Django ready."""
    from stigar.cli.example.loading import load  # noqa: PLC0415 - only once Django is ready
    from stigar.foundation import clock  # noqa: PLC0415 - only once Django is ready

    began = time.monotonic()
    if load(today=clock.today(), tell=print):
        print(f"{time.monotonic() - began:.0f} s")
