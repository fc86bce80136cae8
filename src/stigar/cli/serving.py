"""Starts what runs: the web server, and workers that take over from each other when one dies."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from types import FrameType

WATCH_SECONDS = 2.0
TIDY_SECONDS = 1800.0
STOP_SECONDS = 10


def migrate() -> None:
    """Bring the database up to date; quick when it is already."""
    call_command = _django()
    from django.db import connection  # noqa: PLC0415 - only once Django is ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - only once Django is ready

    steps = MigrationExecutor(connection)
    if steps.migration_plan(steps.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def serve(host: str, port: int) -> None:
    """Run the web and one worker until told to stop; whichever dies is started again."""
    migrate()
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "stigar.web.wsgi:application",
    ]  # fmt: skip
    wanted = {"web": web, "worker": [sys.executable, "-m", "stigar", "work"]}
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    running = {name: subprocess.Popen(command, env=environment) for name, command in wanted.items()}
    signal.signal(signal.SIGTERM, _stop)
    try:
        while True:
            time.sleep(WATCH_SECONDS)
            for name, process in running.items():
                if process.poll() is not None:
                    running[name] = subprocess.Popen(wanted[name], env=environment)
    except KeyboardInterrupt:
        _end(list(running.values()))


def work() -> None:
    """One worker: does errands one at a time, and puts back in the queue what a dead worker had in hand."""
    _django()
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - only once Django is ready

    from stigar.foundation import jobs  # noqa: PLC0415 - only once Django is ready

    name = uuid.uuid4().hex
    worker = Worker(
        queue_names=["*"], interval=0.5, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=name, excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    with jobs.alive(name):
        threading.Thread(target=_watch, daemon=True).start()
        worker.run()


def _watch() -> None:
    from django.db import Error, close_old_connections  # noqa: PLC0415 - only once Django is ready

    from stigar.foundation import files, jobs  # noqa: PLC0415 - only once Django is ready
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415 - only once Django is ready

    tidied = 0.0
    while True:
        try:
            close_old_connections()
            jobs.take_over()
            if time.monotonic() - tidied > TIDY_SECONDS:
                tidied = time.monotonic()
                with everywhere():
                    files.drop_old()
                    jobs.forget_old()
        except Error:
            pass  # a busy or restarting database: look again in a moment
        time.sleep(WATCH_SECONDS)


def _django():  # type: ignore[no-untyped-def]  # Django's call_command
    import django  # noqa: PLC0415 - the engines on plain files must start without it
    from django.core.management import call_command  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    django.setup()
    return call_command


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
