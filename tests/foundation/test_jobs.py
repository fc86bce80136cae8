"""Errands: progress is seen, a fault is told, a killed worker's errand is taken over, and the effect happens once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from stigar.foundation import jobs
from stigar.foundation.models import Errand, JournalEntry
from stigar.foundation.tenancy import inside
from tests.cast import assemble

TOP = Path(__file__).resolve().parents[2]


def test_an_errand_is_done_and_tells_how_far_it_came(cast, tmp_path):
    asked = _ask(cast, tmp_path, seconds=0)

    jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    asked.refresh_from_db()
    assert (asked.result, asked.fault, jobs.progress(asked)) == ({"waited": True}, None, (1, 2, "waiting"))


def test_doing_an_errand_twice_has_one_effect(cast, tmp_path):
    asked = _ask(cast, tmp_path, seconds=0)

    for _ in range(2):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    assert JournalEntry.objects.filter(verb="waited").count() == 1


def test_the_slower_of_two_workers_takes_back_what_it_did(cast, tmp_path):
    asked = _ask(cast, tmp_path, seconds=0)
    jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    with pytest.raises(jobs.AlreadyDone), jobs.once(asked):
        pass

    assert JournalEntry.objects.filter(verb="waited").count() == 1


def test_a_fault_the_person_can_mend_is_kept_for_the_page(cast):
    @jobs.errand("faulty")
    def _faulty(asked):
        raise jobs.Fault({"code": "no-such-column", "column": "Namn"})

    asked = jobs.start("faulty", by=cast.hedda)

    jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    asked.refresh_from_db()
    assert asked.fault == {"code": "no-such-column", "column": "Namn"}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_errand_is_taken_over_and_happens_once(tmp_path):
    company = assemble()
    with inside(company.organisation.id):
        asked = _ask(company, tmp_path, seconds=1.5)
    first = _worker()
    begun = _wait_for(lambda: (tmp_path / "begun").exists() and (tmp_path / "begun").read_text())

    os.kill(int(begun), signal.SIGKILL)
    first.wait()
    second = _worker()
    with inside(company.organisation.id):
        _wait_for(lambda: Errand.objects.filter(pk=asked.pk).exclude(ended_at=None).exists())
        lines = JournalEntry.objects.filter(verb="waited").count()
    second.send_signal(signal.SIGTERM)
    second.wait()

    assert (lines, (tmp_path / "begun").read_text() != begun) == (1, True)


def _ask(company, folder, *, seconds):
    from tests.foundation import patient  # noqa: F401, PLC0415 - names the errand

    return jobs.start("patient", by=company.hedda, begun=str(folder / "begun"), seconds=seconds)


def _worker():
    test_database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{test_database['NAME']}"
    else:
        where = f"{test_database['HOST']}:{test_database['PORT']}".rstrip(":")
        more = urlencode(
            {key: test_database["OPTIONS"][key] for key in ("host", "port") if key in test_database["OPTIONS"]}
        )
        url = f"postgresql://{test_database['USER']}:{test_database['PASSWORD']}@{where}/{test_database['NAME']}?{more}"
    environment = {
        **os.environ, "DATABASE_URL": url, "PYTHONPATH": f"{TOP}/src:{TOP}", "STIGAR_FOLDER": str(settings.STIGAR.folder),
        "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
    }  # fmt: skip
    start = (
        "import django; django.setup(); import tests.foundation.patient; from stigar.cli.serving import work; work()"
    )
    return subprocess.Popen([sys.executable, "-c", start], env=environment, cwd=TOP)


def _wait_for(true, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")
