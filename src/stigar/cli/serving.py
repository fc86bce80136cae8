"""Starts what runs: the web server, and workers that take over from each other when one dies.

Django is started once. The web's processes and the worker are copies of that one, so they are there at once,
also when one has died, and share the memory of what was read.
"""

import gc
import math
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from stigar.cli import bringing, demonstrating, speaking

WATCH_SECONDS = 2.0
TIDY_SECONDS = 1800.0
STOP_SECONDS = 10
WAITING = 1024  # connections that may wait for their turn
THREADS = 4  # what each process has in hand: while one waits for the disk or its turn to write, others go on
GONE_SECONDS = 0.5  # how often a copy looks whether its original is still there
PATIENCE_SECONDS = 3.0  # what is left of a killed server is gone by then
COPIES = "fork" if sys.platform == "linux" else "spawn"  # elsewhere a copy is not safe: each reads everything anew


def migrate() -> None:
    """Bring the database up to date; quick when it is already."""
    call_command = _django()
    from django.db import connection  # noqa: PLC0415 - only once Django is ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - only once Django is ready

    steps = MigrationExecutor(connection)
    if steps.migration_plan(steps.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def serve(host: str, port: int, *, demo: bool = False) -> None:
    """Run the web, in as many processes as the machine has cores, and one worker until told to stop; what dies is started again.

    With ``demo`` the example companies are brought first, and the address is told when the web answers there.
    """
    _wait_for_the_port(host, port)
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # the web and the worker share the machine
    gc.disable()  # what is read at the start stays; to look through it for what can be thrown away takes time
    migrate()
    gc.enable()
    if demo:
        demonstrating.bring_examples()
    _be_ready_to_be_copied()
    signal.signal(signal.SIGTERM, _stop)
    does = {"web": partial(_web, host, port), "worker": work}
    running: dict[str, BaseProcess] = {}
    try:
        running = {name: _begin(do) for name, do in does.items()}
        if demo:
            demonstrating.tell_when_open(host, port, running["web"].is_alive)
        while True:
            time.sleep(WATCH_SECONDS)
            running.update({name: _begin(does[name]) for name, process in running.items() if not process.is_alive()})
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
    from django.core.cache import cache  # noqa: PLC0415 - only once Django is ready
    from django.db import Error, close_old_connections  # noqa: PLC0415 - only once Django is ready

    from stigar.dialogues.jobs import every_night as of_dialogues  # noqa: PLC0415 - only once Django is ready
    from stigar.foundation import files, jobs  # noqa: PLC0415 - only once Django is ready
    from stigar.foundation.tenancy import everywhere  # noqa: PLC0415 - only once Django is ready
    from stigar.levels.jobs import every_night as of_levels  # noqa: PLC0415 - only once Django is ready
    from stigar.people.jobs import every_night as of_people  # noqa: PLC0415 - only once Django is ready

    tidied = 0.0
    while True:
        try:
            close_old_connections()
            jobs.take_over()
            if time.monotonic() - tidied > TIDY_SECONDS:
                tidied = time.monotonic()
                cache.let_go()
                with everywhere():
                    files.drop_old()
                    jobs.forget_old()
                of_people()
                of_dialogues()
                of_levels()
                files.let_go()
        except Error:
            pass  # a busy or restarting database: look again in a moment
        time.sleep(WATCH_SECONDS)


def _wait_for_the_port(host: str, port: int) -> None:
    """Two servers on one port would share the visitors between them, so the second one is refused."""
    until = time.monotonic() + PATIENCE_SECONDS
    while problem := _cannot_listen(host, port):
        if time.monotonic() > until:
            raise _refused(host, port, problem)
        time.sleep(GONE_SECONDS)


def _cannot_listen(host: str, port: int) -> str:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            return problem.strerror or str(problem)
    return ""


def _refused(host: str, port: int, problem: str) -> typer.Exit:
    from django.utils.translation import gettext as _  # noqa: PLC0415 - heavy: only when asked for

    speaking.speak_from_the_house()
    told = {"address": f"{host}:{port}", "problem": problem}
    return bringing.stop(_("Stigar cannot listen on %(address)s: %(problem)s. Choose another port.") % told)


def _web(host: str, port: int) -> None:
    from django.conf import settings  # noqa: PLC0415 - only once Django is ready
    from granian import Granian  # noqa: PLC0415 - heavy: only when asked for
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    processes = settings.STIGAR.web_processes or cores()
    multiprocessing.set_start_method(COPIES, force=True)  # Granian makes its own copies, those that answer
    Granian(
        "stigar.web.wsgi", address=host, port=port, interface=Interfaces.WSGI, workers=processes, blocking_threads=THREADS,
        respawn_failed_workers=True, workers_kill_timeout=STOP_SECONDS // 2, websockets=False, backlog=WAITING,
        backpressure=WAITING, log_level=LogLevels.warning,
    ).serve(target_loader=partial(_answering, os.getpid()), wrap_loader=False)  # fmt: skip


def _answering(original: int) -> Any:
    """What answers, in one of Granian's copies. It ends with its original, however that ends."""
    threading.Thread(target=_end_with, args=(original,), daemon=True).start()
    return _door()


def _door() -> Any:
    """The application, with every address read."""
    return import_module("stigar.web.wsgi").application


def cores(quota: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """How many processors this process may use: those of the machine, or what its container was given of them."""
    may = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        of, period = quota.read_text().split()
        may = min(may, math.ceil(int(of) / int(period)))  # "max" is no number: then there is no quota
    return max(1, may)


def _django():  # type: ignore[no-untyped-def]  # Django's call_command
    import django  # noqa: PLC0415 - the engines on plain files must start without it
    from django.core.management import call_command  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    django.setup()
    return call_command


def _be_ready_to_be_copied() -> None:
    """A copy may not go on talking through the original's connection; and what is read by now is kept in shared memory."""
    from django.db import connections  # noqa: PLC0415 - only once Django is ready

    _door()
    connections.close_all()
    gc.freeze()


def _begin(do: Callable[[], None]) -> BaseProcess:
    process = multiprocessing.get_context(COPIES).Process(target=_alone, args=(do, os.getpid()))
    process.start()
    return process


def _alone(do: Callable[[], None], original: int) -> None:
    os.setpgrp()  # Ctrl+C is for the original alone, which then stops its copies in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the original's way of stopping is not the copy's
    threading.Thread(target=_end_with, args=(original,), daemon=True).start()
    do()


def _end_with(original: int) -> None:
    """Stop as if told to when the original is gone, so that a new start does not meet what is left of the old one.

    A copy that is just beginning may not hear it, and is ended.
    """
    while os.getppid() == original:
        time.sleep(GONE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()
