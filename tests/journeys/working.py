"""The worker's part of a journey: what waits in the background is done, by the worker's own loop."""

import logging

from django_tasks_db.management.commands.db_worker import Worker


def work_off() -> None:
    """Do every errand that waits, then come back."""
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="journey", excluded_queue_names=[],
    ).run()  # fmt: skip
